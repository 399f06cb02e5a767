import { bucketOf } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import type { Course, CourseEdge, CourseNode, StoryPoint } from './course.ts'
import { lookAt } from './look.ts'

type Minute = {
  ok?: number
  fault?: number
  throttle?: number
  error?: number
  ms?: number
  slow?: [count: number, ms: number]
}
type Line = (minute: number) => Minute | null

const steps = 60
const start = 1_700_000_040

function points(line: Line): StoryPoint[] {
  return Array.from({ length: steps }, (_, minute) => {
    const given = line(minute)
    if (!given) return []
    const { ok = 0, fault = 0, throttle = 0, error = 0, ms = 20, slow } = given
    const total = ok + fault + throttle + error
    // A little spread, as real ones have.
    const histogram = new Map<number, number>()
    const add = (seconds: number, count: number) =>
      histogram.set(bucketOf(seconds), (histogram.get(bucketOf(seconds)) ?? 0) + count)
    const fast = total - (slow?.[0] ?? 0)
    add((ms / 1000) * 0.9, Math.floor(fast / 2))
    add((ms / 1000) * 1.1, fast - Math.floor(fast / 2))
    if (slow) add(slow[1] / 1000, slow[0])
    return [{ at: start + minute * 60, counts: { ok, fault, throttle, error }, histogram }]
  }).flat()
}

/** `a>b` lines are calls, `>a` what enters; the others nodes. */
function courseOf(lines: Readonly<Record<string, Line>>, over: Partial<Course> = {}): Course {
  const nodes: CourseNode[] = []
  const edges: CourseEdge[] = []
  for (const [id, line] of Object.entries(lines)) {
    const [from, to] = id.split('>')
    if (to === undefined || from === undefined) {
      const [name = id, type = 'AWS::EC2::Instance'] = id.split('~')
      const reports = !['remote', 'Database::SQL'].includes(type)
      nodes.push({ id, name, type, reports, points: points(line) })
    } else edges.push({ id, from, to, kind: from === '' ? 'client' : 'call', points: points(line) })
  }
  return {
    from: start,
    to: start + steps * 60,
    step: 60,
    windowFrom: start,
    nodes,
    edges,
    deployments: [],
    promises: [],
    whole: { services: [], calls: [], entered: [] },
    ...over,
  }
}

const calm: Line = () => ({ ok: 60 })
const from =
  (minute: number, bad: Minute, good: Minute = { ok: 60 }): Line =>
  (m) =>
    m >= minute ? bad : good

describe('lookAt', () => {
  it('healthy figures are no trouble, with the few failures that are usual', () => {
    const noisy: Line = (m) => (m % 7 === 0 ? { ok: 59, fault: 1 } : { ok: 55 + (m % 11) })
    const seen = lookAt(courseOf({ '>web': noisy, web: noisy, 'web>db': calm, db: calm }))
    expect(seen).toMatchObject({ trouble: null, findings: [] })
    expect(seen.failures).toBe(9)
  })

  it('a few busy and fast minutes at the end do not make all the time before them slow', () => {
    const was = { ok: 4, ms: 90 }
    for (const since of [52, 45, 35]) {
      const faster = from(since, { ok: 400, ms: 8 }, was)
      const seen = lookAt(courseOf({ '>web': faster, web: faster, 'web>db': faster, 'db~Database::SQL': faster }))
      expect(seen).toMatchObject({ trouble: null, findings: [] })
    }
    // A slowdown that lasts is one, also when it has lasted longer than what was before.
    const lasting = from(10, { ok: 60, ms: 90 }, { ok: 60, ms: 8 })
    expect(lookAt(courseOf({ '>web': lasting, web: lasting })).trouble).toMatchObject({ since: start + 10 * 60 })
    // And yet, what was slow for a while between faster times was.
    const between: Line = (m) => (m < 5 || m >= 40 ? { ok: 60, ms: 8 } : { ok: 60, ms: 90 })
    expect(lookAt(courseOf({ '>web': between, web: between })).trouble).toMatchObject({
      since: start + 5 * 60,
      until: start + 40 * 60,
    })
  })

  it('what fails in the only busy minutes there are began there, and not before everything', () => {
    const bad: Line = (m) => (m < 57 ? { ok: m % 3 === 0 ? 1 : 0 } : { ok: 60, fault: 12 })
    expect(lookAt(courseOf({ '>web': bad, web: bad })).trouble).toMatchObject({ since: start + 57 * 60 })
  })

  it('a fault in a service: from the minute it began, and the service itself', () => {
    const bad = from(40, { ok: 50, fault: 10 })
    const { trouble } = lookAt(courseOf({ '>web': bad, web: bad, 'web>pay': bad, pay: bad, 'pay>db': calm, db: calm }))
    expect(trouble).toMatchObject({
      origin: { node: { id: 'pay' } },
      cause: { kind: 'fault' },
      effect: { symptom: 'fails', entry: { id: 'web' }, bad: 200, requests: 1200 },
      since: start + 40 * 60,
      until: null,
    })
  })

  it('is over when it has passed', () => {
    const bad: Line = (m) => (m >= 20 && m < 30 ? { ok: 40, fault: 20 } : { ok: 60 })
    const { trouble } = lookAt(courseOf({ '>web': bad, web: bad }))
    expect(trouble).toMatchObject({ since: start + 20 * 60, until: start + 30 * 60 })
  })

  it('what was over before the window is not told', () => {
    const bad: Line = (m) => (m >= 20 && m < 30 ? { ok: 40, fault: 20 } : { ok: 60 })
    expect(lookAt(courseOf({ '>web': bad, web: bad }, { windowFrom: start + 45 * 60 })).trouble).toBeNull()
  })

  it('calls that end at a ceiling while the callee counts nothing are timeouts', () => {
    const hit = from(30, { ok: 48, fault: 12, slow: [12, 3000] })
    const { trouble } = lookAt(courseOf({ '>web': hit, web: hit, 'web>pay': hit, pay: calm }))
    expect(trouble).toMatchObject({ origin: { node: { id: 'pay' } }, cause: { kind: 'timeout' } })
  })

  it('a slow database behind callers that are slow too', () => {
    const slow = from(30, { ok: 60, slow: [45, 600] })
    const lines = { '>web': slow, web: slow, 'web>db~Database::SQL': slow, 'db~Database::SQL': slow }
    const { trouble } = lookAt(courseOf(lines))
    expect(trouble).toMatchObject({
      origin: { node: { name: 'db' } },
      cause: { kind: 'slow', database: true },
      effect: { symptom: 'slow', requests: 1800 },
    })
    // 45 of 60 are.
    expect((trouble?.effect.bad ?? 0) / 1800).toBeCloseTo(0.75, 2)
  })

  it('throttled calls', () => {
    const bad = from(30, { ok: 45, fault: 15 })
    const throttled = from(30, { ok: 45, throttle: 15 })
    const { trouble } = lookAt(courseOf({ '>web': bad, web: bad, 'web>table': throttled, table: throttled }))
    expect(trouble).toMatchObject({ origin: { node: { id: 'table' } }, cause: { kind: 'throttle' } })
  })

  it('calls that multiply for one request', () => {
    const bad = from(30, { ok: 50, fault: 10, slow: [20, 200] })
    const often = from(30, { ok: 90, fault: 60 })
    const { trouble } = lookAt(courseOf({ '>web': bad, web: bad, 'web>stock': often, stock: often }))
    expect(trouble?.cause).toMatchObject({ kind: 'storm', edge: { id: 'web>stock' }, times: 2.5 })
  })

  it('a service that is gone lives on as what its callers infer', () => {
    const bad = from(30, { fault: 60 })
    const before: Line = (m) => (m < 30 ? { ok: 60 } : null)
    const after: Line = (m) => (m < 30 ? null : { fault: 60 })
    const { trouble } = lookAt(
      courseOf({ '>web': bad, web: bad, 'web>pay': before, 'web>pay~remote': after, pay: before, 'pay~remote': after }),
    )
    expect(trouble).toMatchObject({ origin: { node: { id: 'pay' } }, cause: { kind: 'dead' } })
  })

  it('a version that came with it', () => {
    const bad = from(40, { ok: 40, fault: 20 })
    const deployments = [{ node: 'pay', version: '2.0', at: start + 40 * 60 + 20 }]
    const { trouble } = lookAt(courseOf({ '>web': bad, web: bad, 'web>pay': bad, pay: bad }, { deployments }))
    expect(trouble?.cause).toEqual({ kind: 'deploy', version: '2.0' })
    const old = [{ node: 'pay', version: '2.0', at: start + 10 * 60 }]
    expect(
      lookAt(courseOf({ '>web': bad, web: bad, 'web>pay': bad, pay: bad }, { deployments: old })).trouble?.cause.kind,
    ).toBe('fault')
  })

  it('one place that is reached on several ways', () => {
    const third = from(30, { ok: 40, fault: 20 })
    const all = from(30, { fault: 60 })
    const { trouble } = lookAt(
      courseOf({
        ...{ '>web': all, web: all, 'web>a': third, a: third, 'web>b': third, b: third },
        ...{ 'web>table': third, 'a>table': third, 'b>table': third, table: all },
      }),
    )
    expect(trouble?.origin.node.id).toBe('table')
  })

  it('failures that callers absorb: where it is, and that nobody outside notices', () => {
    const bad = from(30, { ok: 30, fault: 30 })
    const { trouble } = lookAt(courseOf({ '>web': calm, web: calm, 'web>ads': bad, ads: bad }))
    expect(trouble).toMatchObject({ origin: { node: { id: 'ads' } }, effect: { symptom: 'none' } })
  })

  it('what was always bad has no beginning, and counts against what was promised', () => {
    const bad: Line = () => ({ ok: 57, fault: 3 })
    const seen = lookAt(courseOf({ '>web': bad, web: bad }))
    expect(seen.trouble).toMatchObject({ since: null, effect: { symptom: 'fails', bad: 180 } })
    const few: Line = (m) => (m % 4 === 0 ? { ok: 59, fault: 1 } : { ok: 60 })
    expect(lookAt(courseOf({ '>web': few, web: few })).trouble).toBeNull()
    const promises = [{ node: 'web', target: 0.9995 }]
    expect(lookAt(courseOf({ '>web': few, web: few }, { promises })).trouble).toMatchObject({ since: null })
  })

  it('failures of a young system are not what always was: from the first to the last', () => {
    const young: Line = (m) => (m < 53 ? null : m >= 54 && m < 57 ? { ok: 10, fault: 10 } : { ok: 20 })
    const { trouble } = lookAt(courseOf({ '>web': young, web: young }, { windowFrom: start + 45 * 60 }))
    expect(trouble).toMatchObject({
      since: start + 54 * 60,
      until: start + 57 * 60,
      effect: { symptom: 'fails', bad: 30, requests: 60 },
    })
  })

  it('an earlier trouble is nobody’s usual: those outside notice the later one', () => {
    const bank: Line = (m) => (m >= 20 && m < 28 ? { fault: 20 } : m >= 56 ? { ok: 5, fault: 15 } : { ok: 20 })
    const web: Line = (m) => (m >= 20 && m < 28 ? { ok: 40, fault: 20 } : m >= 56 ? { ok: 59, fault: 1 } : { ok: 60 })
    const { trouble } = lookAt(courseOf({ '>web': web, web, 'web>bank': bank, bank }))
    expect(trouble).toMatchObject({ origin: { node: { id: 'bank' } }, effect: { symptom: 'fails', bad: 4 } })
  })

  it('failing at once makes all other times look slow: they are not', () => {
    const bad: Line = (m) => (m >= 20 && m < 30 ? { fault: 60, ms: 2 } : { ok: 60, ms: 50 })
    const { trouble, findings } = lookAt(courseOf({ '>web': bad, web: bad }))
    expect(trouble).toMatchObject({ since: start + 20 * 60, until: start + 30 * 60 })
    expect(findings.filter(({ symptom }) => symptom === 'slow')).toEqual([])
  })

  it('below 30 requests nothing is judged', () => {
    const rare: Line = (m) => (m % 10 === 0 ? { fault: 2 } : null)
    expect(lookAt(courseOf({ '>web': rare, web: rare }))).toMatchObject({ trouble: null, requests: 12 })
  })
})

describe('those who fail unnoticed', () => {
  const service = (name: string, requests: number, failed: number) => ({
    id: name,
    name,
    type: 'AWS::EC2::Instance',
    requests,
    failed,
    refused: 0,
    mark: null,
  })
  const calm60 = { '>web': calm, web: calm }
  const whole = {
    services: [
      service('web', 3600, 0),
      service('pay', 400, 40),
      service('bank', 400, 40),
      service('rare', 10, 9),
      service('usual', 4000, 30),
    ],
    calls: [{ from: 'pay', to: 'bank', failed: 40 }],
    entered: [{ to: 'web', requests: 3600, failed: 10 }],
  }

  it('are told with the one whose failures nothing explains, also when too quiet to be looked at minute by minute', () => {
    const { trouble, inside } = lookAt(courseOf(calm60, { whole }))
    expect(trouble).toBeNull()
    expect(inside).toMatchObject({ worst: { id: 'bank', failed: 40, requests: 400 }, others: ['pay'], unnoticed: true })
  })

  it('are not said to be unnoticed where anybody who entered met it', () => {
    const entered = [...whole.entered, { to: 'batch', requests: 10, failed: 10 }]
    expect(lookAt(courseOf(calm60, { whole: { ...whole, entered } })).inside).toMatchObject({ unnoticed: false })
  })

  it('are held to their objectives', () => {
    const promises = [
      { node: 'usual', target: 0.999 },
      { node: 'bank', target: 0.8 },
      { node: 'pay', target: 0.8 },
    ]
    expect(lookAt(courseOf(calm60, { whole, promises })).inside).toMatchObject({ worst: { id: 'usual' }, others: [] })
  })

  it('are not told beside a trouble that people outside meet', () => {
    const bad = from(40, { ok: 50, fault: 10 })
    expect(lookAt(courseOf({ '>web': bad, web: bad }, { whole }))).toMatchObject({
      trouble: { origin: { node: { id: 'web' } } },
      inside: null,
    })
  })

  it('whom the map marks is handed on, those that fail most first', () => {
    const services = [
      service('web', 3600, 0),
      { ...service('cart', 200, 2), mark: 'failures' as const },
      { ...service('rare', 10, 9), mark: 'failures' as const },
      { ...service('slow', 600, 0), mark: 'objective' as const },
    ]
    const seen = lookAt(courseOf(calm60, { whole: { ...whole, services } }))
    expect(seen).toMatchObject({ trouble: null, inside: null })
    expect(seen.marked.map(({ id }) => id)).toEqual(['rare', 'cart', 'slow'])
  })

  it('one service that left a remote twin is one', () => {
    const twin = (name: string) => [
      service(name, 100, 50),
      { ...service(name, 100, 40), id: `${name}~remote`, type: 'remote' },
    ]
    const seen = lookAt(courseOf(calm60, { whole: { ...whole, services: [...twin('a'), ...twin('b')] } }))
    expect(seen.inside?.others).toHaveLength(1)
    // And `web`, which is looked at.
    expect(seen.services).toBe(3)
  })

  it('one of which only its callers tell in the window is counted once', () => {
    const pay = (minute: number) => (minute < 30 ? { ok: 20 } : null)
    const twin = (minute: number) => (minute < 30 ? null : { ok: 20 })
    const services = [service('web', 1800, 0), { ...service('pay', 600, 0), id: 'pay~remote', type: 'remote' }]
    const over = { windowFrom: start + 30 * 60, whole: { ...whole, services } }
    expect(lookAt(courseOf({ '>web': calm, web: calm, pay, 'pay~remote': twin }, over)).services).toBe(2)
  })
})
