/** What every store must keep, whoever runs the ClickHouse behind it. Written once, run against each. */
import { randomBytes } from 'node:crypto'
import { parse } from '@roentgen/filter'
import {
  type AssembledTrace,
  type Counts,
  countOf,
  graphFromTraces,
  type Histogram,
  histogramTotal,
  mergeHistogram,
} from '@roentgen/trace'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  BadPageToken,
  type InsightRow,
  openStore,
  type SegmentRow,
  type Store,
  StoreError,
  type SummaryPage,
  type VersionedTrace,
} from '../index.ts'
import { Dice, oneRequest, randomTrace } from './random-traces.ts'
import { insertStamped } from './stamped.ts'
import type { TemporaryStore } from './temporary.ts'

const id = (n: number): string => `1-5f000000-${String(n).padStart(24, '0')}`
const baseUs = 29_000_000 * 60e6
const all = { fromUs: baseUs - 60e6, toUs: baseUs + 86_400e6 }

const filterOf = (text: string) => {
  const parsed = parse(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.expression
}

const totalsOf = (sums: readonly { readonly counts: Omit<Counts, 'totalTimeUs'>; readonly histogram: Histogram }[]) => {
  const histogram: Histogram = new Map()
  const counts = { ok: 0, error: 0, throttle: 0, fault: 0 }
  for (const sum of sums) {
    for (const name of ['ok', 'error', 'throttle', 'fault'] as const) counts[name] += sum.counts[name]
    mergeHistogram(histogram, sum.histogram)
  }
  return { counts, histogram: [...histogram].sort(([a], [b]) => a - b) }
}

export function storeContract(name: string, open: () => Promise<TemporaryStore>): void {
  describe(`store contract: ${name}`, () => {
    let t: TemporaryStore
    let store: Store
    beforeAll(async () => {
      t = await open()
      store = t.store
    })
    afterAll(() => t?.close())
    beforeEach(() => store.reset())

    const insert = (...traces: AssembledTrace[]): Promise<void> =>
      store.insertTraces(traces.map((trace) => versioned(trace)))

    describe('documents', () => {
      const row = (over: Partial<SegmentRow>): SegmentRow => ({
        traceId: id(1),
        id: '00000000000000aa',
        complete: true,
        receivedUs: 1_000_000,
        document: '{}',
        ...over,
      })

      it('the first complete version of an id wins, in whatever order and insert it comes', async () => {
        await store.insertSegments([
          row({ complete: false, receivedUs: 1, document: 'in progress, first' }),
          row({ receivedUs: 30, document: 'complete, second' }),
        ])
        await store.insertSegments([row({ receivedUs: 20, document: 'complete, first' })])
        await store.insertSegments([row({ complete: false, receivedUs: 2, document: 'in progress, again' })])
        expect(await store.documents([id(1)])).toEqual(
          new Map([[id(1), [{ id: '00000000000000aa', complete: true, receivedUs: 20, document: 'complete, first' }]]]),
        )
      })

      it('without a complete one, the first in progress', async () => {
        await store.insertSegments([row({ complete: false, receivedUs: 9, document: 'b' })])
        await store.insertSegments([row({ complete: false, receivedUs: 5, document: 'a' })])
        expect((await store.documents([id(1)])).get(id(1))?.[0]).toMatchObject({ complete: false, document: 'a' })
      })

      it('gives back any text unchanged, and many ids at once', async () => {
        const texts = [
          '',
          'quo\'te \\ " \n\n DROP TABLE segments',
          '\u0000\u0001',
          '😀 naïve',
          '\n\n',
          'x'.repeat(64_000),
        ]
        await store.insertSegments(texts.map((document, i) => row({ traceId: id(i), document })))
        const found = await store.documents([...texts.map((_, i) => id(i)), id(99), id(99), "'; --"])
        expect([...found.keys()].sort()).toEqual(texts.map((_, i) => id(i)))
        expect(texts.map((_, i) => found.get(id(i))?.[0]?.document)).toEqual(texts)
      })

      it('finds what was received since a moment of the server', async () => {
        await store.insertSegments([row({ traceId: id(1) })])
        await new Promise((done) => setTimeout(done, 5))
        const between = await store.serverNowUs()
        await store.insertSegments([row({ traceId: id(2) }), row({ traceId: id(2), id: '00000000000000bb' })])
        expect(await store.tracesReceivedSince(0)).toEqual([id(1), id(2)])
        expect(await store.tracesReceivedSince(between)).toEqual([id(2)])
        expect(await store.tracesReceivedSince(await store.serverNowUs())).toEqual([])
      })

      it('say which of them an earlier process received, and which seconds their ids claim', async () => {
        const claiming = (hex: string) => `1-${hex}-000000000000000000000001`
        const row = (traceId: string, receivedUs: number) => ({
          traceId,
          id: '1111111111111111',
          complete: true,
          receivedUs,
          document: '{}',
        })
        await store.insertSegments([
          row(claiming('0000000f'), 5),
          row(claiming('00000010'), 6),
          row(claiming('ffffffff'), 7),
        ])
        expect(await store.tracesReceivedSince(0, 6)).toEqual([claiming('0000000f')])
        expect(await store.claimedSeconds(15, 16)).toEqual([15])
        expect((await store.claimedSeconds(0, 0xffffffff)).sort()).toEqual([15, 16])
        expect(await store.claimedSeconds(0xffffffff, 2 ** 33)).toEqual([0xffffffff])
      })

      it('of a large trace gives so many bytes: without a parent first, then as received; and knows of the rest', async () => {
        const large = (n: number, over: Partial<SegmentRow> = {}) =>
          row({
            id: `00000000000000${n.toString(16).padStart(2, '0')}`,
            receivedUs: n,
            document: `{"parent_id":"ab","n":${n}}`,
            ...over,
          })
        await store.insertSegments([1, 2, 3, 4, 5, 6].map((n) => large(n)))
        await store.insertSegments([large(9, { document: '{"root":"12345678901"}' }), large(3, { complete: false })])
        await store.insertSegments([row({ traceId: id(2) })])
        const found = await store.documentsWithin([id(1), id(2), id(3)], 75)
        const cut = found.get(id(1))
        expect(cut?.documents.map((one) => Number.parseInt(one.id, 16))).toEqual([1, 2, 9])
        expect(cut).toMatchObject({ knowledge: 14, limitExceeded: true })
        expect(found.get(id(2))).toMatchObject({ knowledge: 2, limitExceeded: false, documents: [{ document: '{}' }] })
        expect(found.has(id(3))).toBe(false)
        expect((await store.documentsWithin([id(1)], 1e6)).get(id(1))).toMatchObject({
          limitExceeded: false,
          knowledge: 14,
        })
      })

      it('takes an empty batch', async () => {
        await store.insertSegments([])
        await store.insertTraces([])
        expect(await store.statistics()).toMatchObject({ segments: 0, traces: 0, oldestReceivedUs: null })
      })
    })

    describe('a window beyond all times', () => {
      // Milliseconds taken for seconds; whole numbers no longer; nothing but an order of magnitude.
      it.each([1.8e18, 1e24, 1e306, Number.POSITIVE_INFINITY, -1e24])(
        'of %d holds nothing, and is answered',
        async (us) => {
          await insert(oneRequest(id(1), baseUs))
          for (const window of [
            { fromUs: us, toUs: us },
            { fromUs: us, toUs: us + 2e8 },
          ]) {
            expect((await store.graph(window)).graph).toEqual({ nodes: [], edges: [] })
            expect(await store.series(window, 60, { kind: 'all' })).toEqual([])
            expect(await store.series(window, 60, { kind: 'all' }, filterOf('fault'))).toEqual([])
            expect((await store.summaries(window, 'end', null, { limit: 5 })).summaries).toEqual([])
            expect((await store.users(window, { limit: 5 })).users).toEqual([])
          }
          const everything = { fromUs: -Math.abs(us), toUs: Math.abs(us) }
          expect((await store.summaries(everything, 'start', null, { limit: 5 })).summaries).toHaveLength(1)
          expect((await store.graph(everything)).graph.nodes).not.toEqual([])
        },
      )
    })

    describe('summaries', () => {
      it('come back as they were put in', async () => {
        const traces = Array.from({ length: 40 }, (_, i) =>
          randomTrace(new Dice(i), { traceId: id(i), minutes: [29_000_000, 29_000_007], knowledge: i + 1 }),
        )
        await insert(...traces)
        const page = await store.summaries(all, 'start', null, { limit: 100 })
        expect(page.next).toBeNull()
        expect(page.scanned).toBe(40)
        const found = new Map(
          page.summaries.map(({ revision: _, assembledUs: __, ...summary }) => [summary.traceId, summary]),
        )
        expect(found).toEqual(new Map(traces.map((trace) => [trace.summary.traceId, trace.summary])))
      })

      it('page newest first, ties by id, each trace once, and say how far they looked', async () => {
        // Three an hour over a day, each hour's three at the same microsecond.
        const traces = Array.from({ length: 72 }, (_, i) => oneRequest(id(i), baseUs + Math.floor(i / 3) * 3600e6 + 10))
        await insert(...traces)
        const seen: string[] = []
        let after: string | undefined
        let pages = 0
        for (;;) {
          const page = await store.summaries(all, 'start', null, { limit: 10, ...(after ? { after } : {}) })
          seen.push(...page.summaries.map((s) => s.traceId))
          pages++
          expect(page.scanned).toBe(seen.length)
          if (page.next === null) break
          expect(page.reachedUs).toBe(page.summaries.at(-1)?.startUs)
          after = page.next
        }
        expect(pages).toBe(8)
        expect(seen).toEqual(traces.map((trace) => trace.summary.traceId).reverse())
      })

      it('show only the newest version, also when an older one is inserted later', async () => {
        const older = oneRequest(id(1), baseUs + 10, 'older')
        const newer = { ...oneRequest(id(1), baseUs + 10, 'newer'), knowledge: 4 }
        await insert(newer)
        await insert(older)
        const { summaries } = await store.summaries(all, 'start', null, { limit: 10 })
        expect(summaries.map((s) => s.entryPoint?.name)).toEqual(['newer'])
        // A filter that only the older one meets must not bring it back.
        const filtered = await store.summaries(all, 'start', filterOf('service("older")'), { limit: 10 })
        expect(filtered.summaries).toEqual([])
        const graph = await store.graph(all, filterOf('service("older")'))
        expect(graph.graph.nodes).toEqual([])
      })

      it('show the newest version also where an older one begins later and has the number of another trace', async () => {
        // The root came last: what was known before began later. Another trace's newest version is numbered like that.
        await insert({ ...oneRequest(id(1), baseUs + 900_000, 'without its root'), knowledge: 2 })
        await insert({ ...oneRequest(id(1), baseUs + 10, 'whole'), knowledge: 4 })
        await insert({ ...oneRequest(id(2), baseUs + 20, 'other'), knowledge: 2 })
        const { summaries } = await store.summaries(all, 'start', null, { limit: 10 })
        expect(summaries.map((s) => s.entryPoint?.name)).toEqual(['other', 'whole'])
      })

      it('a trace whose newest version began earlier is not in the window of the older one', async () => {
        const short = oneRequest(id(1), baseUs + 600e6 + 10)
        const long = oneRequest(id(1), baseUs + 10)
        await insert(short)
        await insert({ ...long, knowledge: 4, touchedMinutes: [...long.touchedMinutes, ...short.touchedMinutes] })
        const window = { fromUs: baseUs + 540e6, toUs: baseUs + 700e6 }
        expect((await store.summaries(window, 'start', null, { limit: 10 })).summaries).toEqual([])
        expect((await store.graph(window)).graph.nodes).toEqual([])
      })

      it('filter, and count what was looked at', async () => {
        const traces = Array.from({ length: 60 }, (_, i) =>
          oneRequest(id(i), baseUs + i * 1e6, i % 3 === 0 ? 'orders' : 'web'),
        )
        await insert(...traces)
        const page = await store.summaries(all, 'start', filterOf('service("orders")'), { limit: 10 })
        expect(page.summaries).toHaveLength(10)
        expect(page.scanned).toBe(30)
        const rest = await store.summaries(all, 'start', filterOf('service("orders")'), {
          limit: 50,
          after: page.next ?? '',
        })
        expect(rest.summaries).toHaveLength(10)
        expect(rest).toMatchObject({ next: null, scanned: 60, reachedUs: all.fromUs })
      })

      it('by the time of assembly and by the end of a request', async () => {
        const nowUs = await store.serverNowUs()
        await insertStamped(t.database, [versioned(oneRequest(id(1), baseUs + 10))], nowUs - 3600e6)
        await insertStamped(t.database, [versioned(oneRequest(id(2), baseUs + 70e6))], nowUs)
        const ids = async (from: number, to: number, by: 'assembled' | 'end'): Promise<string[]> =>
          (await store.summaries({ fromUs: from, toUs: to }, by, null, { limit: 10 })).summaries.map((s) => s.traceId)
        expect(await ids(nowUs - 60e6, nowUs + 60e6, 'assembled')).toEqual([id(2)])
        expect(await ids(nowUs - 7200e6, nowUs - 60e6, 'assembled')).toEqual([id(1)])
        expect(await ids(baseUs + 10, baseUs + 11, 'end')).toEqual([id(1)])
        expect(await ids(baseUs + 11, baseUs + 70e6, 'end')).toEqual([])
      })

      it('of a partial scan end with the newest so many, on every page', async () => {
        await insert(...Array.from({ length: 20 }, (_, i) => oneRequest(id(i), baseUs + i * 3600e6)))
        const ids: string[] = []
        let after: string | undefined
        let page: SummaryPage
        do {
          page = await store.summaries(all, 'start', null, { limit: 3, most: 8, ...(after ? { after } : {}) })
          ids.push(...page.summaries.map((one) => one.traceId))
          after = page.next ?? undefined
          // What comes meanwhile moves nothing.
          await insert(oneRequest(id(100 + ids.length), baseUs + 23 * 3600e6))
        } while (after)
        expect(ids).toEqual([19, 18, 17, 16, 15, 14, 13, 12].map(id))
        expect(page).toMatchObject({ scanned: 8, reachedUs: baseUs + 12 * 3600e6 - 10 })
        const few = await store.summaries(all, 'start', null, { limit: 100, most: 1000 })
        expect(few.reachedUs).toBe(all.fromUs)
      })

      it('end when their time is up, empty if need be, and go on to the end', async () => {
        await insert(...Array.from({ length: 10 }, (_, i) => oneRequest(id(i), baseUs + i * 180e6)))
        const window = { fromUs: baseUs - 60e6, toUs: baseUs + 1800e6 }
        const ids: string[] = []
        let after: string | undefined
        let pages = 0
        do {
          const page = await store.summaries(window, 'start', filterOf('duration >= 0'), {
            limit: 100,
            forMs: 0,
            ...(after ? { after } : {}),
          })
          ids.push(...page.summaries.map((one) => one.traceId))
          expect(page.scanned).toBe(ids.length)
          after = page.next ?? undefined
          pages++
        } while (after)
        expect(ids).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(id))
        expect(pages).toBeGreaterThan(10)
      })

      it('refuse a token that is none', async () => {
        await expect(store.summaries(all, 'start', null, { limit: 1, after: 'nonsense' })).rejects.toThrow(BadPageToken)
      })
    })

    describe('graph, series, users', () => {
      const traces = Array.from({ length: 60 }, (_, i) =>
        randomTrace(new Dice(i + 500), { traceId: id(i), minutes: [29_000_000, 29_000_001, 29_000_100], knowledge: 2 }),
      )
      const window = { fromUs: baseUs + 30e6, toUs: baseUs + 3 * 3600e6 + 1 }

      it('are the same before and after a round', async () => {
        await insert(...traces)
        const ask = async () => ({
          graph: (await store.graph(window)).graph,
          series: await store.series(window, 300, { kind: 'all' }),
          users: await store.users(window, { limit: 50 }),
        })
        const before = await ask()
        expect(before.graph).toEqual(graphFromTraces(traces, window))
        const report = await store.rollOnce()
        expect(report.dirtyMinutes).toBe(3)
        expect(report.rows).toBeGreaterThan(0)
        expect(await ask()).toEqual(before)
        expect(await store.rollOnce()).toMatchObject({ dirtyMinutes: 0 })
      })

      it('a revision stands for one graph only, whatever comes, goes, moves or is rolled up', async () => {
        const seen = new Map<string, string>()
        const look = async () => {
          const { revision } = await store.graphRevision(window)
          const graph = JSON.stringify((await store.graph(window)).graph, (_, value: unknown) =>
            value instanceof Map ? [...value].sort((a, b) => a[0] - b[0]) : value,
          )
          expect(seen.get(revision) ?? graph).toBe(graph)
          seen.set(revision, graph)
          return revision
        }
        const moved = (n: number, minutes: readonly number[], version: number): AssembledTrace =>
          randomTrace(new Dice(n + version), { traceId: id(n), minutes: [...minutes], knowledge: version })
        await look()
        await insert(...traces.slice(0, 20))
        const first = await look()
        expect(await look()).toBe(first)
        await store.rollOnce()
        const rolled = await look()
        expect(await look()).toBe(rolled)
        // Out of the window, from one of its minutes into its ragged end and back, and a new trace.
        for (const trace of [
          moved(3, [29_000_100], 3),
          moved(4, [28_999_000], 3),
          moved(5, [29_000_180], 3),
          moved(5, [29_000_001], 4),
          traces[30]!,
        ]) {
          const before = await look()
          await insert(trace)
          expect(await look()).not.toBe(before)
          await store.rollOnce()
          await look()
        }
        expect(seen.size).toBeGreaterThan(5)
        const settled = await look()
        await insert(moved(100, [29_500_000], 2))
        await store.rollOnce()
        expect(await look()).toBe(settled)
      })

      it('of chosen traces, and of those a filter chooses', async () => {
        await insert(...traces)
        const some = traces.slice(0, 7)
        expect(await store.graphOfTraces([...some.map((x) => x.summary.traceId), 'unknown'])).toEqual(
          graphFromTraces(some),
        )
        const began = traces.filter((x) => x.summary.startUs >= window.fromUs && x.summary.startUs < window.toUs)
        const faulty = began.filter((x) => x.served.some((s) => s.responseClass === 'fault'))
        const answer = await store.graph(window, filterOf('service() { fault }'))
        expect(faulty.length).toBeGreaterThan(0)
        expect(answer.graph).toEqual(graphFromTraces(faulty))
        expect(answer.exactness).toEqual({ kind: 'exact' })
      })

      it('a series of matching traces: what of them ended in the window, in pieces as in one', async () => {
        await insert(...traces)
        await store.rollOnce()
        const filter = filterOf('service() { fault }')
        const faulty = traces.filter((x) => x.served.some((s) => s.responseClass === 'fault'))
        const { nodes } = graphFromTraces(faulty, window)
        expect(nodes.length).toBeGreaterThan(2)
        for (const { key, counts } of nodes) {
          const subject = { kind: 'node', node: key } as const
          const points = await store.series(window, 60, subject, filter)
          const sum = (of: 'ok' | 'fault' | 'totalTimeUs') => points.reduce((n, point) => n + point.counts[of], 0)
          expect([sum('ok'), sum('fault'), sum('totalTimeUs')]).toEqual([counts.ok, counts.fault, counts.totalTimeUs])
          const middleUs = baseUs + 60e6
          const pieces = await Promise.all([
            store.series({ ...window, toUs: middleUs }, 60, subject, filter),
            store.series({ ...window, fromUs: middleUs }, 60, subject, filter),
          ])
          expect(pieces.flat()).toEqual(points)
        }
        const every = filterOf('duration >= 0')
        const whole = { fromUs: baseUs, toUs: baseUs + 86_400e6 }
        expect(await store.series(whole, 300, { kind: 'all' }, every)).toEqual(
          await store.series(whole, 300, { kind: 'all' }),
        )
      })

      it('empty windows give empty answers', async () => {
        const empty = { fromUs: baseUs, toUs: baseUs }
        expect((await store.graph(empty)).graph).toEqual({ nodes: [], edges: [] })
        expect(await store.series(empty, 60, { kind: 'all' })).toEqual([])
        expect((await store.users(empty, { limit: 5 })).users).toEqual([])
        expect((await store.summaries(empty, 'start', null, { limit: 5 })).summaries).toEqual([])
      })

      it('users: most faults first, the affected only when asked, totals of all', async () => {
        const by = (n: number, user: string, responseClass: 'ok' | 'fault' | 'error'): AssembledTrace => {
          const trace = oneRequest(id(n), baseUs + n * 1e6)
          return {
            ...trace,
            summary: {
              ...trace.summary,
              rootClass: responseClass,
              users: [{ name: user, nodes: trace.summary.nodes }],
            },
          }
        }
        await insert(
          by(1, 'ann', 'ok'),
          by(2, 'bob', 'fault'),
          by(3, 'bob', 'ok'),
          by(4, 'cid', 'error'),
          by(5, 'dan', 'ok'),
        )
        const answer = await store.users(all, { limit: 2 })
        expect(answer).toMatchObject({ totalUsers: 4, affectedUsers: 2, exactness: { kind: 'exact' } })
        expect(answer.users.map((u) => u.user)).toEqual(['bob', 'cid'])
        expect(answer.users[0]).toEqual({
          user: 'bob',
          traces: 2,
          ok: 1,
          error: 0,
          throttle: 0,
          fault: 1,
          lastUs: baseUs + 3e6 - 10,
        })
        expect((await store.users(all, { limit: 9, affectedOnly: true })).users).toHaveLength(2)
        const filtered = await store.users(all, { limit: 9, filter: filterOf('ok') })
        expect(filtered.users.map((u) => u.user)).toEqual(['ann', 'bob', 'dan'])
      })

      it('a step is whole minutes', async () => {
        await expect(store.series(all, 90, { kind: 'all' })).rejects.toThrow(RangeError)
      })
    })

    describe('minute by minute', () => {
      const minutes = [29_000_000, 29_000_001, 29_000_003]
      const traces = Array.from({ length: 60 }, (_, i) =>
        randomTrace(new Dice(700 + i), { traceId: id(i), minutes, knowledge: 1 }),
      )
      const window = { fromUs: 28_999_999 * 60e6, toUs: 29_000_003 * 60e6 }

      it('adds up to the graph of the same window, before and after a round, and of a filter`s traces', async () => {
        await insert(...traces)
        const sumsOf = async () => {
          const { nodes, edges } = await store.minuteSums(window, null, 1000)
          expect(
            nodes.flatMap((one) => one.minutes.map((point) => point.minute)).every((m) => minutes.includes(m)),
          ).toBe(true)
          return {
            nodes: nodes.length,
            edges: edges.length,
            ...totalsOf([...nodes, ...edges].flatMap((one) => one.minutes)),
          }
        }
        const graph = graphFromTraces(traces, window)
        const expected = {
          nodes: graph.nodes.filter((node) => countOf(node.counts) > 0).length,
          edges: graph.edges.length,
          ...totalsOf([...graph.nodes, ...graph.edges]),
        }
        expect(await sumsOf()).toEqual(expected)
        await store.rollOnce()
        expect(await sumsOf()).toEqual(expected)
        const { nodes } = await store.minuteSums(window, filterOf('duration >= 0'), 1000)
        const began = traces.filter(
          ({ summary: s }) => s.startUs >= window.fromUs && s.startUs < window.toUs && s.durationUs !== null,
        )
        expect(totalsOf(nodes.flatMap((one) => one.minutes))).toEqual(totalsOf(graphFromTraces(began, window).nodes))
        const few = await store.minuteSums(window, null, 2)
        expect(few.nodes).toHaveLength(2)
        const pairs = new Set(graph.edges.map(({ from, to }) => JSON.stringify([from, to])))
        expect(few.known).toEqual({ nodes: expected.nodes, edges: pairs.size })
      })

      it('longer steps are sums of the minutes, also where hours and days are read', async () => {
        await insert(...traces)
        await store.rollOnce()
        const wide = { fromUs: window.fromUs - 2 * 86_400e6, toUs: window.toUs + 2 * 86_400e6 }
        const byMinute = await store.minuteSums(wide, null, 1000)
        for (const stepSeconds of [300, 3600, 86_400]) {
          const expected = new Map<string, number>()
          for (const { node, minutes } of byMinute.nodes)
            for (const { minute, counts } of minutes) {
              const key = `${JSON.stringify(node)} ${minute - (minute % (stepSeconds / 60))}`
              expected.set(key, (expected.get(key) ?? 0) + countOf(counts))
            }
          const { nodes } = await store.minuteSums(wide, null, 1000, stepSeconds)
          const found = nodes.flatMap(({ node, minutes }) =>
            minutes.map(({ minute, counts, histogram }) => {
              expect(histogramTotal(histogram)).toBe(countOf(counts))
              return [`${JSON.stringify(node)} ${minute}`, countOf(counts)] as const
            }),
          )
          expect(new Map(found), `${stepSeconds} s`).toEqual(expected)
        }
        await expect(store.minuteSums(window, null, 10, 90)).rejects.toThrow('whole minutes')
      })
    })

    describe('insights', () => {
      const row = (over: Partial<InsightRow>): InsightRow => ({
        id: 'a',
        groupArn: 'arn',
        startUs: 1000,
        endUs: null,
        document: '{"quo\'te": 1}',
        ...over,
      })

      it('the last row of an id holds; those of a window are those that went on in it', async () => {
        await store.writeInsights([row({}), row({ id: 'b', startUs: 2000, endUs: 3000 })])
        expect(await store.insight('a')).toEqual(row({}))
        await store.writeInsights([row({ endUs: 1500, document: 'later' })])
        expect(await store.insight('a')).toEqual(row({ endUs: 1500, document: 'later' }))
        expect(await store.insight('c')).toBeNull()
        const idsIn = async (fromUs: number, toUs: number) =>
          (await store.insights({ fromUs, toUs })).map((one) => one.id)
        expect(await idsIn(0, 5000)).toEqual(['b', 'a'])
        expect(await idsIn(1600, 5000)).toEqual(['b'])
        expect(await idsIn(0, 2000)).toEqual(['a'])
        await store.writeInsights([row({ id: 'open', startUs: 10 })])
        expect(await idsIn(1e15, 2e15)).toEqual(['open'])
      })
    })

    describe('what changed', () => {
      const node = { name: 'pay', type: null, account: null }
      const told = (n: number, version: string, minute: number): VersionedTrace => {
        const us = baseUs + minute * 60e6
        const trace = oneRequest(id(n), us)
        return { trace: { ...trace, versions: [{ node, version, firstUs: us, lastUs: us + 5 }] }, version: 4n }
      }
      const versionsIn = async (fromMinute: number, toMinute: number, most = 100) => {
        const answer = await store.deployments(
          { fromUs: baseUs + fromMinute * 60e6, toUs: baseUs + toMinute * 60e6 },
          most,
        )
        return {
          ...answer,
          deployments: answer.deployments.map(({ version, before, atUs }) => [before, version, (atUs - baseUs) / 60e6]),
        }
      }

      it('a version is deployed when it is seen first, in whatever order and how often it is told', async () => {
        await store.insertTraces([told(1, '2', 30), told(2, '1', 10)])
        await store.insertTraces([told(3, '2', 20), told(4, '3', 50)])
        await store.insertTraces([told(1, '2', 30), told(5, '1', 40)])
        expect(await versionsIn(0, 100)).toEqual({
          deployments: [
            ['1', '2', 20],
            ['2', '3', 50],
          ],
          leftOut: 0,
          uncounted: false,
        })
        expect(await versionsIn(0, 50)).toEqual({ deployments: [['1', '2', 20]], leftOut: 0, uncounted: false })
        expect(await versionsIn(0, 100, 1)).toMatchObject({ deployments: [['2', '3', 50]], leftOut: 1 })
        // Another process knows nothing of what this one wrote, and says the same.
        const other = openStore(t.connection)
        await other.insertTraces([told(6, '2', 90), told(7, '3', 70)])
        await other.close()
        expect(await versionsIn(0, 100)).toEqual({
          deployments: [
            ['1', '2', 20],
            ['2', '3', 50],
          ],
          leftOut: 0,
          uncounted: false,
        })
        // Kept from when they were told, however old they are; what was not told of since is forgotten.
        await store.retain({ days: 1, bytes: null })
        expect((await versionsIn(0, 100)).deployments).toHaveLength(2)
        await t.database.command('ALTER TABLE service_versions UPDATE told_us = 1 WHERE 1 SETTINGS mutations_sync = 2')
        await store.retain({ days: 1, bytes: null })
        expect((await versionsIn(0, 100)).deployments).toEqual([])
        // Sent again it is no deployment: it is what it was, and told of again.
        await store.insertTraces([told(8, '2', 30)])
        expect((await versionsIn(0, 100)).deployments).toEqual([])
      })

      const storedVersions = () =>
        t.database.value<number>("SELECT uniqExactIf(version, version != '') FROM service_versions")

      it('a version for every request is bounded, and leaves others their place', async () => {
        const odd = Array.from({ length: 1300 }, (_, i) => told(i + 1, `build-${i}`, 1 + i / 100))
        for (let i = 0; i < odd.length; i += 260) await store.insertTraces(odd.slice(i, i + 260))
        expect(await storedVersions()).toBe(1000)
        const { deployments, leftOut, uncounted } = await versionsIn(0, 100, 100)
        expect(deployments).toHaveLength(50)
        expect(deployments.length + leftOut).toBe(999)
        expect(uncounted).toBe(true)
        expect(await versionsIn(20, 100)).toEqual({ deployments: [], leftOut: 0, uncounted: false })

        // Told again with an earlier start it is still a request's own; told again a minute later it lives.
        await store.insertTraces([told(1201, 'build-1200', 5)])
        expect(await storedVersions()).toBe(1000)
        await store.insertTraces([told(2001, 'build-1250', 30)])
        expect(await storedVersions()).toBe(1001)
        // Another process knows nothing of what this one wrote, but what is stored it widens.
        const other = openStore(t.connection)
        await other.insertTraces([told(2002, 'build-0', 40)])
        await other.close()
        const last = "SELECT max(last_us) FROM service_versions WHERE version = 'build-0'"
        expect(await t.database.value<number>(last)).toBe(baseUs + 40 * 60e6 + 5)

        await store.retain({ days: 1, bytes: null })
        expect(await storedVersions()).toBe(500)
      })

      it('of many versions those are tidied away that were not seen lately, not the one that lives', async () => {
        await store.insertTraces([told(1, 'live', 0)])
        await store.insertTraces(Array.from({ length: 499 }, (_, i) => told(i + 2, `build-${i}`, 1 + i / 100)))
        await store.insertTraces([told(900, 'live', 10)])
        expect((await versionsIn(0, 20)).uncounted).toBe(false)
        await store.insertTraces(Array.from({ length: 250 }, (_, i) => told(i + 501, `late-${i}`, 10 + i / 1000)))
        await store.retain({ days: 1, bytes: null })
        expect(await storedVersions()).toBe(500)
        expect((await versionsIn(0, 20)).uncounted).toBe(true)
        const live = "SELECT count() > 0 FROM service_versions WHERE version = 'live'"
        expect(Boolean(await t.database.value(live))).toBe(true)
        // Alive it is no deployment, neither here nor where nothing is known of it.
        await store.insertTraces([told(1001, 'live', 12)])
        const other = openStore(t.connection)
        await other.insertTraces([told(1002, 'live', 14)])
        await other.close()
        expect((await versionsIn(11, 20)).deployments).toEqual([])
        // What was tidied away and comes again after all is as old as it was.
        await store.insertTraces([told(1003, 'build-0', 16)])
        expect((await versionsIn(11, 20)).deployments).toEqual([])
      })

      it('changes of the configuration by time', async () => {
        const change = (minute: number, subject: string) =>
          ({ atUs: baseUs + minute * 60e6, kind: 'group', did: 'created', subject }) as const
        await store.recordChanges([change(3, "it's\n"), change(1, 'a'), change(9, 'b')])
        expect(await store.configChanges({ fromUs: baseUs, toUs: baseUs + 9 * 60e6 }, 10)).toEqual({
          changes: [change(1, 'a'), change(3, "it's\n")],
          leftOut: 0,
        })
        expect(await store.configChanges(all, 1)).toEqual({ changes: [change(9, 'b')], leftOut: 2 })
      })
    })

    describe('rows of an older logic', () => {
      it('are listed in one pass, a few at a time', async () => {
        const traces = Array.from({ length: 7 }, (_, i) => oneRequest(id(i), baseUs + i))
        await store.insertTraces(traces.map((trace) => ({ trace, version: 2n ** 32n + 4n })))
        await store.insertTraces(traces.slice(0, 2).map((trace) => ({ trace, version: 2n ** 33n + 4n })))
        const ids: string[] = []
        let after: string | null = null
        do {
          const page: { readonly ids: readonly string[]; readonly next: string | null } =
            await store.tracesBelowVersion(2n ** 33n, 2, after)
          ids.push(...page.ids)
          after = page.next
        } while (after !== null)
        expect(ids.sort()).toEqual([2, 3, 4, 5, 6].map(id))
      })
    })

    describe('work left over', () => {
      it('lists traces whose newest row is not settled', async () => {
        const open_ = { ...oneRequest(id(1), baseUs), settled: false }
        await insert(open_, { ...oneRequest(id(2), baseUs), settled: false }, oneRequest(id(3), baseUs))
        await insert({ ...oneRequest(id(2), baseUs), settled: true })
        const found = await store.unsettledTraces()
        expect(found.map((x) => x.traceId)).toEqual([id(1)])
        expect(Math.abs((found[0]?.assembledUs ?? 0) - (await store.serverNowUs()))).toBeLessThan(600e6)
      })

      it('keeps cursors and documents by name, the last one written', async () => {
        expect(await store.readCursor('a')).toBeNull()
        await store.writeCursor('a', 5)
        await store.writeCursor('a', 3)
        await store.writeCursor('b', 9)
        expect(await store.readCursor('a')).toBe(3)
        expect(await store.readConfig('a')).toBeNull()
        const text = randomBytes(20_000).toString('latin1')
        await store.writeConfig("na'me\n", text)
        expect(await store.readConfig("na'me\n")).toBe(text)
      })
    })

    describe('keeping', () => {
      it('drops whole days by age since receipt, and the oldest while too large, but never today', async () => {
        const stored = (day: string): Promise<number> =>
          t.database.command(
            `INSERT INTO segments (trace_id, id, complete, received_us, stored_at, document) SELECT {day:String}, 'a', 1, 1, toDateTime64({day:String}, 6, 'UTC'), randomPrintableASCII(100000)`,
            { day },
          )
        const today = new Date((await store.serverNowUs()) / 1000)
        const back = (days: number): string => new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10)
        for (const days of [0, 5, 29, 30, 31, 40]) await stored(back(days))
        expect(await store.retain({ days: 30, bytes: null })).toEqual({
          droppedPartitions: [`segments ${back(40)}`, `segments ${back(31)}`],
        })
        expect(await store.retain({ days: 30, bytes: null })).toEqual({ droppedPartitions: [] })
        expect((await store.statistics()).segments).toBe(4)
        const { droppedPartitions } = await store.retain({ days: 30, bytes: 250_000 })
        expect(droppedPartitions).toEqual([`segments ${back(30)}`, `segments ${back(29)}`])
        await store.retain({ days: 30, bytes: 1 })
        expect((await store.statistics()).segments).toBe(1)
      })

      it('counts, and forgets all on reset', async () => {
        await store.insertSegments([
          { traceId: id(1), id: '00000000000000aa', complete: true, receivedUs: 1, document: '{}' },
        ])
        await insert(oneRequest(id(1), baseUs))
        await store.rollOnce()
        await store.writeConfig('a', 'b')
        const before = await store.statistics()
        expect(before).toMatchObject({ segments: 1, traces: 1 })
        expect(before.bytesOnDisk).toBeGreaterThan(0)
        expect(before.diskTotalBytes).toBeGreaterThanOrEqual(before.diskFreeBytes)
        expect(before.oldestReceivedUs).toBeGreaterThan(0)
        await store.reset()
        expect(await store.statistics()).toMatchObject({ segments: 0, traces: 0, oldestReceivedUs: null })
        expect(await store.readConfig('a')).toBeNull()
        expect((await store.graph(all)).graph.nodes).toEqual([])
        // The same minute again: nothing of the time before may make the roller think it has done it.
        await insert(oneRequest(id(1), baseUs))
        expect((await store.rollOnce()).dirtyMinutes).toBe(1)
      })

      it('migrates again, and from two at once, without harm', async () => {
        await insert(oneRequest(id(1), baseUs))
        const other = openStore(t.connection)
        await Promise.all([store.migrate(), other.migrate()])
        await other.close()
        expect((await store.statistics()).traces).toBe(1)
      })
    })

    it('says that it is there, and refuses with a typed error', async () => {
      expect(await store.ping()).toBe(true)
      const stranger = openStore({ ...t.connection, password: 'wrong' })
      expect(await stranger.ping()).toBe(false)
      await expect(stranger.serverNowUs()).rejects.toThrow(StoreError)
      await stranger.close()
    })
  })
}

const versioned = (trace: AssembledTrace): VersionedTrace => ({
  trace,
  version: 2n ** 32n + BigInt(trace.knowledge) * 2n + (trace.settled ? 1n : 0n),
})
