/** Hours of made-up traffic out of a seed: healthy ones say nothing, an injected failure is one insight with the right name. */
import { bucketOf, type Counts, type Histogram, type NodeKey, nodeId } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { atLeast, highOf, lowOf } from './binomial.ts'
import { anomaliesIn, faultForecast } from './detect.ts'
import { follow } from './follow.ts'
import { findingsIn } from './group.ts'
import type { EdgeSeries, Finding, History, Insight, MinuteSum, NodeSeries } from './model.ts'

const from = 29_000_000
const hours = 6
const to = from + hours * 60

/** Mulberry32. */
function diceOf(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Rates = {
  readonly fault?: number
  readonly throttle?: number
  readonly slow?: number
  readonly unreached?: number
}
type Weather = (service: string, minute: number) => Rates
const key = (name: string, type: string | null = 'AWS::ECS::Container'): NodeKey => ({ name, type, account: null })
const client = key('web', 'client')

/** client -> web -> orders -> db, web -> search; a fault travels up to the client. */
function historyOf(seed: number, weather: Weather, perMinute = 60): History {
  const dice = diceOf(seed)
  const nodes = new Map<string, { node: NodeKey; minutes: Map<number, MinuteSum> }>()
  const edges = new Map<
    string,
    { from: NodeKey; to: NodeKey; kind: 'call' | 'client'; minutes: Map<number, MinuteSum> }
  >()
  const count = (
    minutes: Map<number, MinuteSum>,
    minute: number,
    c: keyof Omit<Counts, 'totalTimeUs'>,
    seconds: number,
  ) => {
    const sum = minutes.get(minute) ?? {
      minute,
      counts: { ok: 0, error: 0, throttle: 0, fault: 0 },
      histogram: new Map() as Histogram,
    }
    minutes.set(minute, sum)
    const counts = sum.counts as Record<keyof Omit<Counts, 'totalTimeUs'>, number>
    counts[c]++
    sum.histogram.set(bucketOf(seconds), (sum.histogram.get(bucketOf(seconds)) ?? 0) + 1)
  }
  const call = (
    caller: NodeKey,
    name: string,
    kind: 'call' | 'client',
    minute: number,
  ): { c: 'ok' | 'fault' | 'throttle'; seconds: number } => {
    const node = key(name)
    const rates = weather(name, minute)
    const below = name === 'web' ? ['orders', 'search'] : name === 'orders' ? ['db'] : []
    const unreached = dice() < (rates.unreached ?? 0)
    const inner = unreached ? [] : below.map((next) => call(node, next, 'call', minute))
    let seconds = 0.02 * Math.exp(dice()) * (dice() < (rates.slow ?? 0) ? 20 : 1)
    let c: 'ok' | 'fault' | 'throttle' =
      dice() < (rates.fault ?? 0.002) ? 'fault' : dice() < (rates.throttle ?? 0) ? 'throttle' : 'ok'
    for (const one of inner) {
      seconds += one.seconds
      if (one.c !== 'ok') c = 'fault'
    }
    const served = nodes.get(name) ?? { node, minutes: new Map() }
    nodes.set(name, served)
    if (!unreached) count(served.minutes, minute, c, seconds)
    const id = `${nodeId(caller)}>${name}`
    const edge = edges.get(id) ?? { from: caller, to: node, kind, minutes: new Map() }
    edges.set(id, edge)
    const seen = unreached ? 'fault' : c
    count(edge.minutes, minute, seen, seconds)
    return { c: seen, seconds }
  }
  for (let minute = from; minute < to; minute++) {
    const requests = Math.round(perMinute * (0.5 + dice()) * (1 + 0.5 * Math.sin(minute / 40)))
    for (let i = 0; i < requests; i++) call(client, 'web', 'client', minute)
  }
  const list = (minutes: Map<number, MinuteSum>) => [...minutes.values()].sort((a, b) => a.minute - b.minute)
  return {
    fromMinute: from,
    toMinute: to,
    nodes: [...nodes.values()].map(({ node, minutes }): NodeSeries => ({ node, minutes: list(minutes) })),
    edges: [...edges.values()].map(({ minutes, ...edge }): EdgeSeries => ({ ...edge, minutes: list(minutes) })),
  }
}

const during =
  (first: number, last: number, wanted: string, rates: Rates): Weather =>
  (service, minute) =>
    service === wanted && minute >= from + first && minute < from + last ? rates : {}
const names = (finding: Pick<Finding, 'services'>) => finding.services.map((node) => node.name)

describe('binomial', () => {
  it('is the sum of its terms', () => {
    const terms = (k: number, n: number, p: number) => {
      let sum = 0
      for (let i = k; i <= n; i++) {
        let term = p ** i * (1 - p) ** (n - i)
        for (let j = 0; j < i; j++) term *= (n - j) / (j + 1)
        sum += term
      }
      return sum
    }
    for (const [k, n, p] of [
      [1, 10, 0.1],
      [5, 20, 0.3],
      [20, 20, 0.9],
      [30, 100, 0.2],
      [3, 300, 0.002],
    ] as const)
      expect(atLeast(k, n, p) / terms(k, n, p)).toBeCloseTo(1, 6)
    expect(highOf(100, 0.1, 0.001)).toBe(20)
    expect(lowOf(100, 0.1, 0.001)).toBe(2)
    expect(highOf(0, 0.1, 0.001)).toBe(0)
  })
})

describe('healthy hours', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('say nothing (seed %d)', (seed) => {
    expect(findingsIn(historyOf(seed, () => ({})))).toEqual([])
  })

  it('not even where failing in bursts is usual', () => {
    const dice = diceOf(99)
    const bursts = new Set(Array.from({ length: 60 }, () => from + Math.floor(dice() * hours * 60)))
    const weather: Weather = (service, minute) => (service === 'search' && bursts.has(minute) ? { fault: 0.2 } : {})
    // The first bursts are news; once there is a history of them they are none.
    expect(findingsIn(historyOf(9, weather)).filter((finding) => finding.startMinute > from + 120)).toEqual([])
  })

  it('nor with hardly any traffic', () => {
    expect(findingsIn(historyOf(3, () => ({ fault: 0.05 }), 1))).toEqual([])
  })
})

describe('an injected failure is one insight', () => {
  it.each([1, 2, 3, 4])('faults of the database, three services deep (seed %d)', (seed) => {
    const findings = findingsIn(historyOf(seed, during(240, 265, 'db', { fault: 0.3 })))
    expect(findings).toHaveLength(1)
    const [finding] = findings
    expect(finding).toMatchObject({ category: 'fault', rootCause: key('db') })
    expect(names(finding!).sort()).toEqual(['db', 'orders', 'web'])
    expect(Math.abs(finding!.startMinute - (from + 240))).toBeLessThanOrEqual(2)
    expect(Math.abs(finding!.endMinute! - (from + 265))).toBeLessThanOrEqual(2)
    expect(finding!.rootCauseImpact.bad / finding!.rootCauseImpact.total).toBeCloseTo(0.3, 1)
    expect(finding!.clients.bad).toBeGreaterThanOrEqual(finding!.rootCauseImpact.bad * 0.9)
    expect(finding!.clients.ok + finding!.clients.bad).toBe(finding!.clients.total)
  })

  it('that still goes on has no end', () => {
    const findings = findingsIn(historyOf(5, during(345, 999, 'search', { fault: 0.25 })))
    expect(findings.map((one) => [one.rootCause.name, one.endMinute])).toEqual([['search', null]])
  })

  it('slow answers', () => {
    const [finding, ...more] = findingsIn(historyOf(6, during(200, 230, 'db', { slow: 0.6 })))
    expect(more).toEqual([])
    expect(finding).toMatchObject({ category: 'latency', rootCause: key('db') })
    expect(finding!.clients.bad).toBeGreaterThan(100)
  })

  it('throttles are one kind, the faults they cause upstream another', () => {
    const findings = findingsIn(historyOf(7, during(200, 230, 'db', { throttle: 0.4 })))
    expect(findings.map((one) => [one.category, one.rootCause.name]).sort()).toEqual([
      ['fault', 'orders'],
      ['throttle', 'db'],
    ])
  })

  it('requests that never arrive are their callee`s', () => {
    const weather = during(200, 230, 'search', { unreached: 0.5 })
    const findings = findingsIn(historyOf(8, weather))
    expect(findings.map((one) => [one.category, names(one)])).toEqual([['fault', ['search', 'web']]])
    expect(findings[0]!.rootCauseImpact.bad).toBeGreaterThan(100)
  })

  it('two at different times are two', () => {
    const weather: Weather = (service, minute) => ({
      ...during(150, 170, 'db', { fault: 0.3 })(service, minute),
      ...during(300, 320, 'search', { fault: 0.3 })(service, minute),
    })
    expect(findingsIn(historyOf(10, weather)).map((one) => one.rootCause.name)).toEqual(['search', 'db'])
  })
})

describe('from one look to the next', () => {
  const group = { name: 'Default', arn: 'arn:aws:xray:eu-west-1:000000000000:group/Default' }
  let ids = 0
  const until = (history: History, minute: number): History => {
    const before = <T extends { readonly minutes: readonly MinuteSum[] }>(series: readonly T[]) =>
      series.map((one) => ({ ...one, minutes: one.minutes.filter((sum) => sum.minute < minute) }))
    return { ...history, toMinute: minute, nodes: before(history.nodes), edges: before(history.edges) }
  }
  const made = new Map<Weather, History>()
  const look = (kept: readonly Insight[], seed: number, weather: Weather, minute: number): Insight[] => {
    if (!made.has(weather)) made.set(weather, historyOf(seed, weather))
    const history = until(made.get(weather)!, from + minute)
    const changed = follow(kept, findingsIn(history), {
      group,
      fromMinute: from,
      toMinute: from + minute,
      newId: () => `id-${++ids}`,
    })
    const byId = new Map([...kept, ...changed].map((one) => [one.id, one]))
    return [...byId.values()]
  }

  it('keeps its name, tells what happened, and ends once', () => {
    const weather = during(200, 230, 'db', { fault: 0.3 })
    let kept: Insight[] = []
    for (let minute = 198; minute < 260; minute += 3) kept = look(kept, 11, weather, minute)
    expect(kept).toHaveLength(1)
    const [insight] = kept
    expect(insight).toMatchObject({ category: 'fault', rootCause: key('db') })
    expect(insight!.endMinute).not.toBeNull()
    expect(insight!.summary).toMatch(/^\d+ of \d+ requests \(\d+ %\) to db \(AWS::ECS::Container\) failed with a fault/)
    const minutes = insight!.events.map((event) => event.minute)
    expect(minutes.length).toBeGreaterThan(1)
    expect([...minutes].sort((a, b) => a - b)).toEqual(minutes)
    expect(insight!.events.at(-1)?.summary).toMatch(/^Back within/)
    expect(look(kept, 11, weather, 300)).toEqual(kept)
  })

  it('one that is not found any more is closed', () => {
    const weather = during(200, 230, 'db', { fault: 0.3 })
    const open = look([], 12, weather, 215)
    expect(open[0]?.endMinute).toBeNull()
    const [closed] = look(open, 12, () => ({}), 216)
    expect(closed).toMatchObject({ id: open[0]?.id, endMinute: from + 216 })
  })
})

describe('the forecast', () => {
  it('holds what is usual and not what is not', () => {
    const history = historyOf(13, () => ({ fault: 0.05 }))
    const minutes = history.nodes.find(({ node }) => node.name === 'search')!.minutes
    const before = minutes.filter((sum) => sum.minute < from + 180)
    const forecast = faultForecast(before)!
    const outside = minutes.slice(before.length).filter((sum) => {
      const { low, high } = forecast(sum.counts.ok + sum.counts.fault)
      return sum.counts.fault > high || sum.counts.fault < low
    })
    expect(outside.length).toBeLessThanOrEqual(3)
    expect(forecast(100).high).toBeGreaterThan(5)
    expect(forecast(100).high).toBeLessThan(25)
    expect(forecast(1000).low).toBeGreaterThan(10)
    expect(faultForecast(minutes.slice(0, 10))).toBeNull()
  })

  it('a baseline is needed', () => {
    expect(anomaliesIn([], 'fault', from, to)).toEqual([])
  })
})
