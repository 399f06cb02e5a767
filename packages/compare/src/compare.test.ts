import { bucketOf } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { compare } from './compare.ts'
import type { Change, Figures, Side } from './model.ts'
import { random } from './testing/random.ts'
import { GeneratedSystem, type Seeded, type SystemOptions } from './testing/system.ts'

const scale = Number(process.env.ROENTGEN_TEST_SCALE ?? 0.05)
const scaled = (full: number, least = 3): number => Math.max(least, Math.round(full * scale))

/** The constants were chosen with seeds from 1,000 to 9,999; none of these was looked at then. */
const fresh = 410_000
const lately = 640_000

const told = ({ id, subject, kind }: Change): string => `${subject} ${id} ${kind}`

describe('two windows in which nothing changed', () => {
  const none = (from: number, many: number, options: Omit<SystemOptions, 'seed'>, minutesAfter?: number): string[] =>
    Array.from({ length: many }, (_, i) => {
      const system = new GeneratedSystem({ seed: from + i, ...options })
      const { changes } = compare(system.window(), system.window(undefined, minutesAfter))
      return changes.map((change) => `seed ${from + i}: ${told(change)}`)
    }).flat()

  it('100 comparisons of 200 calls give at most 5 findings in all', () => {
    const many = scaled(100)
    const found = none(lately, many, { edges: 200, minutes: 60 })
    process.stdout.write(`${many} comparisons of noise with noise: ${found.length} findings ${found.join(', ')}\n`)
    expect(found.length).toBeLessThanOrEqual(Math.max(1, many / 20))
  }, 600_000)

  it.each<[string, Omit<SystemOptions, 'seed'>, { minutesAfter?: number; share?: number }?]>([
    ['quarters of an hour', { edges: 200, minutes: 15 }],
    ['small systems', { edges: 12, minutes: 30 }],
    [
      'restless systems',
      { edges: 60, minutes: 60, restlessness: { traffic: 0.35, latency: 0.1, memory: 0.85, burst: 0.005 } },
      // A mood of six minutes leaves ten of them in an hour, too few to be sure.
      { share: 0.1 },
    ],
    ['sums alone', { edges: 60, minutes: 15, sumsOnly: true }],
    ['windows that differ as a whole', { edges: 60, minutes: 30, restlessness: { tide: 0.04 } }],
    ['windows of different length', { edges: 60, minutes: 60 }, { minutesAfter: 10 }],
  ])(
    'nor do %s',
    (name, options, { minutesAfter, share = 0.05 } = {}) => {
      const many = scaled(60, 1)
      const found = none(lately + 1000, many, options, minutesAfter)
      process.stdout.write(`${name}, ${many} comparisons: ${found.length} findings ${found.join(', ')}\n`)
      expect(found.length).toBeLessThanOrEqual(Math.max(1, many * share))
    },
    600_000,
  )
})

/** Windows of an hour; the call is drawn from all 200, whatever its traffic. */
describe('one call of 200 whose 95th percentile rises by 30 %', () => {
  const enough = { all: 500, some: 3000 } as const
  const bounds = [0, 200, 500, 1500, 3000, 6000, Number.POSITIVE_INFINITY]

  it.each([
    ['all of its requests take longer', 'all', { latency: 1.3 }, 40, 0.95],
    ['some of its requests take three times as long', 'some', { tail: 1.3 }, 40, 0.8],
  ] as const)(
    'ranks first where %s and there are requests enough',
    (_, which, seeded, full, share) => {
      const seen = Array.from({ length: scaled(full, 2) }, (_, i) => {
        const seed = lately + (which === 'all' ? 5000 : 6000) + i
        const system = new GeneratedSystem({ seed, edges: 200, minutes: 60 })
        // At full size whatever its traffic; a small run has to meet some that it can be asked to find.
        const among = Array.from({ length: 200 }, (_, one) => one).filter(
          (one) => scale >= 1 || system.perMinute(one) * 60 > enough[which] * 1.5,
        )
        const edge = among[Math.floor(random(seed + 77).uniform() * among.length)] ?? 0
        const [before, after] = [system.window(), system.window({ edge, ...seeded })]
        const id = system.edgeId(edge)
        const calls = before.edges.find((one) => one.id === id)
        const { changes } = compare(before, after)
        return {
          calls: calls ? Object.values(calls.figures.counts).reduce((sum, n) => sum + n, 0) : 0,
          place: changes.findIndex((change) => told(change) === `edge ${id} slower`),
          others: changes.filter((change) => change.id !== id && change.cause === null).length,
        }
      })
      const rate = (of: typeof seen): string => `${of.filter(({ place }) => place === 0).length} of ${of.length}`
      process.stdout.write(
        `30 % slower, ${which}: first in ${rate(seen)}; by calls a window ${bounds
          .slice(1)
          .map((to, i) => {
            const from = bounds[i] ?? 0
            return `${from}-${to}: ${rate(seen.filter(({ calls }) => calls >= from && calls < to))}`
          })
          .join(', ')}\n`,
      )
      const busy = seen.filter(({ calls }) => calls >= enough[which])
      const first = busy.filter(({ place }) => place === 0).length
      expect(first).toBeGreaterThanOrEqual(Math.floor(share * busy.length))
      expect(busy.length).toBeGreaterThan(0)
      // What is silent is silent, and points at nothing else but by chance.
      expect(seen.filter(({ place }) => place > 0)).toEqual([])
      const astray = seen.filter(({ place, others }) => place < 0 && others > 0).length
      process.stdout.write(`${astray} of ${seen.length} told only of something else\n`)
      expect(astray).toBeLessThanOrEqual(seen.length / 20)
    },
    600_000,
  )
})

describe('what is told', () => {
  const between = (seeded: Omit<Seeded, 'edge'>, options: Partial<SystemOptions> = {}) => {
    const system = new GeneratedSystem({ seed: fresh + 7000, edges: 30, minutes: 15, perMinute: 60, ...options })
    const edge = Array.from({ length: 30 }, (_, i) => i).find((i) => system.perMinute(i) > 60) ?? 0
    return { id: system.edgeId(edge), changes: compare(system.window(), system.window({ ...seeded, edge })).changes }
  }

  it('slower and faster, with the ratio', () => {
    const slower = between({ latency: 2 })
    expect(slower.changes[0]).toMatchObject({ id: slower.id, kind: 'slower', cause: null })
    expect(slower.changes[0]?.effect).toBeGreaterThan(1.6)
    expect(slower.changes[0]?.effect).toBeLessThan(2.5)
    expect(between({ latency: 0.4 }).changes[0]).toMatchObject({ id: slower.id, kind: 'faster' })
  })

  it('more failures, of their class, with the difference of the shares', () => {
    const { id, changes } = between({ faults: 0.06 })
    expect(changes[0]).toMatchObject({ id, kind: 'more-errors', class: 'fault' })
    expect(changes[0]?.effect).toBeCloseTo(0.06, 1)
    expect(changes[0]?.after.fault).toBeGreaterThan(0.04)
  })

  it('much more traffic, and the node it goes to below it', () => {
    const { id, changes } = between({ traffic: 6 }, { minutes: 30 })
    expect(changes.find((change) => change.id === id)).toMatchObject({ kind: 'more-traffic' })
  })
})

const nothing: Figures = { counts: { ok: 0, error: 0, throttle: 0, fault: 0 }, histogram: new Map() }

/** Every minute alike: so many calls of so many seconds, so many of them faults. */
function minute(calls: number, seconds: number, faults = 0): Figures {
  const histogram = new Map<number, number>()
  for (let i = 0; i < calls; i++) {
    const bucket = bucketOf(seconds * (0.6 + (0.8 * i) / Math.max(1, calls)))
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1)
  }
  return { counts: { ok: calls - faults, error: 0, throttle: 0, fault: faults }, histogram }
}

function summed(steps: readonly (Figures | null)[]): Figures {
  const counts = { ok: 0, error: 0, throttle: 0, fault: 0 }
  const histogram = new Map<number, number>()
  for (const step of steps) {
    for (const kind of ['ok', 'error', 'throttle', 'fault'] as const) counts[kind] += step?.counts[kind] ?? 0
    for (const [bucket, count] of step?.histogram ?? []) histogram.set(bucket, (histogram.get(bucket) ?? 0) + count)
  }
  return { counts, histogram }
}

type Drawn = Readonly<Record<string, (minute: number) => Figures | null>>

/** `web>db` is a call, `db` a node. */
function drawn(things: Drawn, minutes = 30): Side {
  const all = Object.entries(things).map(([id, at]) => {
    const steps = Array.from({ length: minutes }, (_, i) => at(i))
    return { id, steps, figures: summed(steps) }
  })
  return {
    seconds: minutes * 60,
    nodes: all.filter(({ id }) => !id.includes('>')),
    edges: all
      .filter(({ id }) => id.includes('>'))
      .map((edge) => {
        const [from = '', to = ''] = edge.id.split('>')
        return { ...edge, from, to }
      }),
  }
}

const steady =
  (calls: number, seconds: number, faults = 0) =>
  () =>
    minute(calls, seconds, faults)

describe('causes', () => {
  it('a slow call comes before the service it makes slow, and that before its callers', () => {
    const before = drawn({
      'client>web': steady(60, 0.1),
      web: steady(60, 0.1),
      'web>pay': steady(60, 0.06),
      pay: steady(60, 0.06),
      'pay>bank': steady(60, 0.04),
    })
    const after = drawn({
      'client>web': steady(60, 0.16),
      web: steady(60, 0.16),
      'web>pay': steady(60, 0.12),
      pay: steady(60, 0.12),
      'pay>bank': steady(60, 0.1),
    })
    const { changes } = compare(before, after)
    expect(changes.map(told)).toEqual(
      [
        'edge pay>bank slower',
        'edge web>pay slower',
        'node pay slower',
        'edge client>web slower',
        'node web slower',
      ].sort((a, b) => changes.map(told).indexOf(a) - changes.map(told).indexOf(b)),
    )
    expect(told(changes[0] as Change)).toBe('edge pay>bank slower')
    expect(changes.filter(({ cause }) => cause === null)).toHaveLength(1)
    for (const [i, { cause }] of changes.entries()) if (cause !== null) expect(cause).toBeLessThan(i)
  })

  it('two slow things that have nothing to do with each other both stand for themselves', () => {
    const before = drawn({ 'a>b': steady(60, 0.1), 'c>d': steady(60, 0.1) })
    const after = drawn({ 'a>b': steady(60, 0.3), 'c>d': steady(60, 0.15) })
    expect(compare(before, after).changes.map((change) => [change.id, change.cause])).toEqual([
      ['a>b', null],
      ['c>d', null],
    ])
  })

  it('a service that all of its callers find slow is the cause itself', () => {
    const before = drawn({ 'a>s': steady(40, 0.1), 'b>s': steady(40, 0.1), s: steady(80, 0.09) })
    const after = drawn({ 'a>s': steady(40, 0.2), 'b>s': steady(40, 0.2), s: steady(80, 0.19) })
    expect(compare(before, after).changes[0]).toMatchObject({ id: 's', kind: 'slower', cause: null })
  })

  it('what fails at once is fast for that reason', () => {
    const before = drawn({ 'a>b': steady(100, 0.3) })
    const after = drawn({ 'a>b': () => minute(100, 0.01, 60) })
    const { changes } = compare(before, after)
    expect(changes.map(({ kind, cause }) => [kind, cause])).toEqual([
      ['more-errors', null],
      ['faster', 0],
    ])
  })

  it('new and gone are listed exactly, calls below the service they belong to', () => {
    const before = drawn({ web: steady(60, 0.1), 'web>old': steady(30, 0.05), old: steady(30, 0.05) })
    const after = drawn({
      web: steady(60, 0.1),
      'web>new': steady(30, 0.05),
      new: steady(30, 0.05),
      'new>db': steady(30, 0.02),
    })
    const found = compare(before, after).changes
    expect(new Set(found.map(told))).toEqual(
      new Set(['node new new', 'edge web>new new', 'edge new>db new', 'node old gone', 'edge web>old gone']),
    )
    expect(
      found
        .filter(({ cause }) => cause === null)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['new', 'old'])
  })
})

describe('samples', () => {
  const before = drawn({ web: steady(60, 0.1), 'web>old': steady(30, 0.05), 'web>db': steady(60, 0.1) })
  const after = drawn({ web: steady(400, 0.1), 'web>new': steady(30, 0.05), 'web>db': steady(60, 0.3) })

  it.each([
    ['before', { ...before, sampled: true }, after],
    ['after', before, { ...after, sampled: true }],
  ])('of the window %s say what is slower, and nothing of what is new, gone, more or less', (_, one, other) => {
    expect(new Set(compare(before, after).changes.map(({ kind }) => kind))).toEqual(
      new Set(['slower', 'new', 'gone', 'more-traffic']),
    )
    expect(compare(one, other).changes.map(told)).toEqual(['edge web>db slower'])
  })
})

describe('bursts', () => {
  const calm = { 'a>b': steady(100, 0.1), 'a>c': steady(100, 0.1) }

  it('a minute of failures in half an hour is a burst, not a change', () => {
    const after = drawn({ ...calm, 'a>b': (at) => minute(100, 0.1, at === 7 ? 20 : 0) })
    expect(compare(drawn(calm), after).changes).toEqual([])
  })
  it('three minutes in which all fails are one', () => {
    const after = drawn({ ...calm, 'a>b': (at) => minute(100, 0.1, at >= 7 && at < 10 ? 100 : 0) })
    expect(compare(drawn(calm), after).changes[0]).toMatchObject({ id: 'a>b', kind: 'more-errors', class: 'fault' })
  })
  it('a batch that ran once is nothing new', () => {
    const after = drawn({ ...calm, 'a>batch': (at) => (at === 12 ? minute(80, 0.1) : null) })
    expect(compare(drawn(calm), after).changes).toEqual([])
  })
  it('a call that began in the middle and went on is', () => {
    const after = drawn({ ...calm, 'a>d': (at) => (at >= 18 ? minute(20, 0.1) : null) })
    expect(compare(drawn(calm), after).changes).toMatchObject([{ id: 'a>d', kind: 'new' }])
  })
})

describe('little data', () => {
  it('says how much could not be compared, and finds nothing in it', () => {
    const few = compare(drawn({ 'a>b': steady(1, 0.1) }, 15), drawn({ 'a>b': steady(1, 0.9) }, 15))
    expect(few.changes).toEqual([])
    expect(few).toMatchObject({ compared: { nodes: 0, edges: 0 }, tooFew: { nodes: 0, edges: 1 } })
  })
  const shop = (orders: (at: number) => Figures | null): Drawn => ({ web: steady(60, 0.1), orders })
  const now = shop(steady(8, 0.1, 2))
  const every =
    (minutes: number): ((at: number) => Figures | null) =>
    (at) =>
      at % minutes === 0 ? minute(1, 0.1) : null

  it('a few dozen requests before are enough to see that one in four fails now', () => {
    const { changes, unsaid } = compare(drawn(shop(every(1)), 60), drawn(now, 60))
    expect(changes.map(told)).toContain('node orders more-errors')
    expect(unsaid).toEqual([])
  })
  it('a dozen are not: it is said to be unknown, not to be the same', () => {
    // Its traffic may be told of all the same, which is no comparison of how it fails.
    const few = compare({ ...drawn(shop(every(5)), 60), sampled: true }, drawn(now, 60))
    expect(few).toMatchObject({ changes: [], compared: { nodes: 1 }, tooFew: { nodes: 1 } })
    expect(few.unsaid).toEqual([
      {
        ...{ id: 'orders', side: 'before', few: 'requests' },
        ...{ before: { total: 12, failed: 0 }, after: { total: 480, failed: 0.25 } },
      },
    ])
    const counted = compare(drawn(shop(every(5)), 60), drawn(now, 60))
    expect(counted.changes.map(({ kind }) => kind)).toEqual(['more-traffic'])
    expect(counted).toMatchObject({ compared: { nodes: 1 }, tooFew: { nodes: 0 }, unsaid: [{ id: 'orders' }] })
  })
  it('nor are forty within five minutes, where failures come and go', () => {
    const late = (at: number): Figures => minute(8, 0.1, at >= 40 ? 6 : 0)
    const short = compare(drawn(shop(steady(8, 0.1)), 5), drawn(shop(late), 60))
    expect(short).toMatchObject({ changes: [], unsaid: [{ id: 'orders', side: 'before', few: 'steps' }] })
    // What is alike is not unknown.
    expect(compare(drawn(shop(steady(8, 0.1)), 5), drawn(shop(steady(8, 0.1)), 60)).unsaid).toEqual([])
  })
  it('with nothing before, nothing is new', () => {
    const empty: Side = { seconds: 0, nodes: [], edges: [] }
    expect(compare(empty, drawn({ a: steady(60, 0.1) })).changes).toEqual([])
    expect(compare(empty, empty)).toMatchObject({ changes: [], tests: 0 })
  })
  it('takes what was never anything, and histograms that lie', () => {
    const odd: Side = {
      seconds: 900,
      nodes: [{ id: 'n', figures: nothing, steps: [] }],
      edges: [
        { id: 'a>b', from: 'a', to: 'b', figures: { ...minute(50, 0), histogram: new Map() }, steps: [null, null] },
      ],
    }
    expect(compare(odd, odd).changes).toEqual([])
    expect(compare(odd, { ...odd, seconds: 1e-9 }).changes.every(({ score }) => Number.isFinite(score))).toBe(true)
  })
})

it('one bucket more is no change, however sure', () => {
  const before = drawn({ 'a>b': () => ({ ...minute(1000, 0.1), histogram: new Map([[100, 1000]]) }) })
  const after = drawn({ 'a>b': () => ({ ...minute(1000, 0.1), histogram: new Map([[101, 1000]]) }) })
  expect(compare(before, after).changes).toEqual([])
})

it('the same windows give the same answer, whatever order things come in', () => {
  const system = new GeneratedSystem({ seed: fresh + 9000, edges: 40, minutes: 15 })
  const [before, after] = [system.window(), system.window({ edge: 3, latency: 2, faults: 0.1 })]
  const turned = (side: Side): Side => ({ ...side, nodes: [...side.nodes].reverse(), edges: [...side.edges].reverse() })
  const answer = compare(before, after)
  expect(answer.changes.length).toBeGreaterThan(0)
  expect(compare(turned(before), turned(after)).changes.map(told)).toEqual(answer.changes.map(told))
})
