/**
 * Any history of inserts, rounds and questions: the answer is the graph of what was inserted. Time is the test's own (stamps and the
 * roller's clock), so minutes become clean, inserts are slow, and days pass.
 */
import { bucketOf, countOf, graphFromTraces, type NodeKey } from '@roentgen/trace'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graceSeconds } from '../clickhouse/database.ts'
import type { Window } from '../port.ts'
import { History } from '../testing/history.ts'
import { scaled, type TemporaryStore, temporaryStore } from '../testing/index.ts'
import { classAt, Dice, oneRequest, randomNode } from '../testing/random-traces.ts'
import { insertStamped } from '../testing/stamped.ts'
import { Roller } from './roller.ts'

const day = 1440
const firstDay = 20_000
/** Around hours and days, a stretch in one hour, one far ahead. */
const minutes = [-61, -60, -1, 0, 1, 2, 59, 60, 61, day - 1, day, day + 1, 3 * day + 7, 400 * day].map(
  (minute) => firstDay * day + minute,
)
const minuteUs = 60_000_000

function randomWindow(dice: Dice): Window {
  const edge = (): number =>
    dice.pick(minutes) * minuteUs + dice.pick([-1, 0, 1, minuteUs, 60 * minuteUs, dice.below(minuteUs)])
  const [a, b] = [edge(), edge()]
  return { fromUs: Math.min(a, b), toUs: Math.max(a, b) }
}

describe('rollups', () => {
  let t: TemporaryStore
  beforeAll(async () => {
    t = await temporaryStore()
  })
  afterAll(() => t.close())

  const checkGraph = async (history: History, window: Window): Promise<void> => {
    const { graph } = await t.store.graph(window)
    expect(graph).toEqual(graphFromTraces(history.traces(), window))
  }

  const checkSeries = async (history: History, window: Window, dice: Dice): Promise<void> => {
    const step = dice.pick([60, 300, 3_600, 86_400])
    const node = randomNode(dice)
    const kind = dice.pick(['all', 'node'] as const)
    const points = await t.store.series(window, step, kind === 'all' ? { kind } : { kind, node })
    const wanted = new Map<number, { total: number; histogram: Map<number, number> }>()
    for (const trace of history.traces()) {
      const rows =
        kind === 'all'
          ? trace.called.filter((x) => x.kind === 'client' || x.from.type === 'client')
          : trace.served.filter((x) => sameKey(x.node, node))
      for (const row of rows) {
        if (row.endUs < window.fromUs || row.endUs >= window.toUs) continue
        const startUs = Math.floor(row.endUs / (step * 1e6)) * step * 1e6
        const point = wanted.get(startUs) ?? { total: 0, histogram: new Map<number, number>() }
        const bucket = bucketOf(row.durationUs / 1e6)
        point.total++
        point.histogram.set(bucket, (point.histogram.get(bucket) ?? 0) + 1)
        wanted.set(startUs, point)
      }
    }
    expect(new Map(points.map((p) => [p.startUs, { total: countOf(p.counts), histogram: p.histogram }]))).toEqual(
      wanted,
    )
    expect(points.map((p) => p.startUs)).toEqual(points.map((p) => p.startUs).sort((a, b) => a - b))
  }

  const checkUsers = async (history: History, window: Window, dice: Dice): Promise<void> => {
    const node: NodeKey | undefined = dice.below(2) === 0 ? undefined : randomNode(dice)
    const { users, totalUsers, affectedUsers } = await t.store.users(window, { limit: 100, ...(node ? { node } : {}) })
    const wanted = new Map<string, Record<string, number>>()
    for (const trace of history.traces()) {
      const { summary } = trace
      if (summary.startUs < window.fromUs || summary.startUs >= window.toUs) continue
      if (node && !summary.nodes.some((n) => sameKey(n, node))) continue
      const rootOrWorst = node ? classAt(trace, node) : summary.rootClass
      for (const { name } of summary.users) {
        const row = wanted.get(name) ?? { traces: 0, ok: 0, error: 0, throttle: 0, fault: 0, lastUs: 0 }
        row.traces!++
        if (rootOrWorst) row[rootOrWorst]!++
        row.lastUs = Math.max(row.lastUs!, summary.startUs)
        wanted.set(name, row)
      }
    }
    expect(new Map(users.map(({ user, ...row }) => [user, row]))).toEqual(wanted)
    expect(totalUsers).toBe(wanted.size)
    expect(affectedUsers).toBe([...wanted.values()].filter((r) => r.error! + r.throttle! + r.fault! > 0).length)
  }

  it('answers like the traces themselves, whatever came when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 6, max: 24 }), async (seed, steps) => {
        await t.store.reset()
        const dice = new Dice(seed)
        const history = new History(dice, minutes, 8)
        let nowUs = Date.UTC(2026, 5, 1) * 1000
        let roller = new Roller(t.database, async () => nowUs)
        for (let i = 0; i < steps; i++) {
          nowUs += 1 + dice.below(dice.pick([1, 1_000_000, 90_000_000]))
          const what = dice.below(10)
          // A slow insert: stamped when it began, visible only now, up to the longest that an insert may take.
          if (what < 5)
            await insertStamped(t.database, history.next(4), nowUs - dice.pick([0, dice.below(graceSeconds * 1e6)]))
          else if (what < 8) await roller.rollOnce()
          else if (what === 8) roller = new Roller(t.database, async () => nowUs)
          else await checkGraph(history, randomWindow(dice))
        }
        for (let i = 0; i < 3; i++) await checkGraph(history, randomWindow(dice))
        await checkSeries(history, randomWindow(dice), dice)
        await checkUsers(history, randomWindow(dice), dice)
        // Long after: everything is clean, and rollups alone say the same.
        await roller.rollOnce()
        nowUs += 600e6
        await roller.rollOnce()
        await checkGraph(history, { fromUs: minutes[0]! * minuteUs, toUs: (minutes.at(-1)! + 1) * minuteUs })
        await checkGraph(history, randomWindow(dice))
        await checkSeries(history, randomWindow(dice), dice)
        await checkUsers(
          history,
          { fromUs: (firstDay - 1) * day * minuteUs, toUs: (firstDay + 500) * day * minuteUs },
          dice,
        )
      }),
      { numRuns: scaled(100, 2), endOnFailure: true },
    )
  }, 1_800_000)

  describe('a row that becomes visible after a round has read', () => {
    const window = { fromUs: minutes[3]! * minuteUs, toUs: minutes[4]! * minuteUs }
    const sum = async (): Promise<number> =>
      (await t.store.graph(window)).graph.nodes.reduce((total, node) => total + countOf(node.counts), 0)

    it('is in every answer at once, and in the next round', async () => {
      await t.store.reset()
      let nowUs = Date.UTC(2026, 5, 1) * 1000
      const roller = new Roller(t.database, async () => nowUs)
      const row = (i: number) => ({
        trace: oneRequest(`1-5f000000-00000000000000000000000${i}`, window.fromUs + i),
        version: 5n,
      })

      await insertStamped(t.database, [row(1)], nowUs)
      nowUs += 100e6
      await roller.rollOnce()
      const firstRoundUs = nowUs
      expect(await sum()).toBe(1)

      // It began a grace before the round read the time, and commits only after the round is over.
      await insertStamped(t.database, [row(2)], firstRoundUs - graceSeconds * 1e6)
      expect(await sum()).toBe(2)
      nowUs += 5e6
      expect(await roller.rollOnce()).toMatchObject({ dirtyMinutes: 1 })
      expect(await sum()).toBe(2)

      // When the minute is long clean, its rollup alone has both.
      nowUs += 300e6
      await roller.rollOnce()
      nowUs += 300e6
      expect(await roller.rollOnce()).toMatchObject({ dirtyMinutes: 0 })
      const rolled = await t.database.value<number>('SELECT sum(ok) FROM service_minutes FINAL')
      expect(rolled).toBe(2)
      expect(await sum()).toBe(2)
    })

    it('is not lost by a round of another process that knows nothing of the first', async () => {
      await t.store.reset()
      let nowUs = Date.UTC(2026, 5, 1) * 1000
      const clock = async (): Promise<number> => nowUs
      const row = (i: number) => ({
        trace: oneRequest(`1-5f000000-00000000000000000000000${i}`, window.fromUs + i),
        version: 5n,
      })
      await insertStamped(t.database, [row(1)], nowUs)
      await new Roller(t.database, clock).rollOnce()
      await insertStamped(t.database, [row(2)], nowUs - graceSeconds * 1e6)
      nowUs += 30e6
      await new Roller(t.database, clock).rollOnce()
      expect(await t.database.value<number>('SELECT sum(ok) FROM service_minutes FINAL')).toBe(2)
    })
  })

  it('does nothing when nothing came, and rolls an unchanged minute only once', async () => {
    await t.store.reset()
    let nowUs = Date.UTC(2026, 5, 1) * 1000
    const roller = new Roller(t.database, async () => nowUs)
    expect(await roller.rollOnce()).toEqual({ dirtyMinutes: 0, rows: 0, watermarkUs: 0 })
    await insertStamped(
      t.database,
      [{ trace: oneRequest('1-5f000000-000000000000000000000001', 60e6 * minutes[0]!), version: 5n }],
      nowUs,
    )
    expect((await roller.rollOnce()).dirtyMinutes).toBe(1)
    nowUs += 10e6
    expect((await roller.rollOnce()).dirtyMinutes).toBe(0)
    nowUs += 100e6
    expect((await roller.rollOnce()).dirtyMinutes).toBe(0)
    const marks = await t.database.value<number>('SELECT count() FROM marks')
    nowUs += 100e6
    await roller.rollOnce()
    expect(await t.database.value<number>('SELECT count() FROM marks')).toBe(marks)
  })

  it('leaves zeros for a key that a newer version no longer has', async () => {
    await t.store.reset()
    let nowUs = Date.UTC(2026, 5, 1) * 1000
    const roller = new Roller(t.database, async () => nowUs)
    const endUs = 60e6 * minutes[0]!
    const window = { fromUs: endUs, toUs: endUs + 60e6 }
    const id = '1-5f000000-000000000000000000000001'
    await insertStamped(t.database, [{ trace: oneRequest(id, endUs, 'guessed'), version: 5n }], nowUs)
    await roller.rollOnce()
    nowUs += 100e6
    await insertStamped(t.database, [{ trace: oneRequest(id, endUs, 'reported'), version: 7n }], nowUs)
    await roller.rollOnce()
    nowUs += 300e6
    await roller.rollOnce()
    expect((await t.store.graph(window)).graph.nodes.map((n) => n.key.name)).toEqual(['reported'])
    expect(await t.database.rows('SELECT name, ok FROM service_hours FINAL ORDER BY name')).toEqual([
      ['guessed', 0],
      ['reported', 1],
    ])
  })

  it('counts the nodes beyond the most it keeps for a minute under one name', async () => {
    await t.store.reset()
    let nowUs = Date.UTC(2026, 5, 1) * 1000
    const roller = new Roller(t.database, async () => nowUs, 3)
    const endUs = 60e6 * minutes[0]!
    // 1 request of n1, 2 of n2, ... 5 of n5; one more minute with few nodes.
    const traces = [1, 2, 3, 4, 5].flatMap((n) =>
      Array.from({ length: n }, (_, i) => oneRequest(`1-5f000000-0000000000000000000000${n}${i}`, endUs + i, `n${n}`)),
    )
    const quiet = oneRequest('1-5f000000-000000000000000000000099', endUs + 3600e6, 'n1')
    await insertStamped(
      t.database,
      [...traces, quiet].map((trace) => ({ trace, version: 5n })),
      nowUs,
    )
    await roller.rollOnce()
    nowUs += 600e6
    await roller.rollOnce()
    const counts = async (window: Window) =>
      (await t.store.graph(window)).graph.nodes.map((n) => [n.key.name, n.key.type, countOf(n.counts)])
    expect(await counts({ fromUs: endUs, toUs: endUs + 60e6 })).toEqual([
      ['n3', null, 3],
      ['n4', null, 4],
      ['n5', null, 5],
      ['other', 'other', 3],
    ])
    expect(await counts({ fromUs: endUs + 3600e6, toUs: endUs + 3660e6 })).toEqual([['n1', null, 1]])
  })

  it('counts all that enters, though most of the clients go without a name', async () => {
    await t.store.reset()
    let nowUs = Date.UTC(2026, 5, 1) * 1000
    const roller = new Roller(t.database, async () => nowUs, 2)
    const endUs = 60e6 * minutes[0]!
    const traces = Array.from({ length: 6 }, (_, n) => {
      const trace = oneRequest(`1-5f000000-00000000000000000000000${n}`, endUs + n, `n${n}`)
      const { node, inferred, root, user, availabilityZone, instanceId, resourceArn, ...facts } = trace.served[0]!
      const from = { name: node.name, type: 'client', account: null }
      const called = [{ ...facts, from, to: node, kind: 'client', alias: null } as const]
      return { ...trace, called, summary: { ...trace.summary, nodes: [from, node] } }
    })
    await insertStamped(
      t.database,
      traces.map((trace) => ({ trace, version: 5n })),
      nowUs,
    )
    const entering = async () =>
      (await t.store.series({ fromUs: endUs, toUs: endUs + 60e6 }, 60, { kind: 'all' })).map((p) => countOf(p.counts))
    expect(await entering()).toEqual([6])
    await roller.rollOnce()
    nowUs += 600e6
    await roller.rollOnce()
    expect(await entering()).toEqual([6])
  })
})

const sameKey = (a: NodeKey, b: NodeKey): boolean => a.name === b.name && a.type === b.type && a.account === b.account
