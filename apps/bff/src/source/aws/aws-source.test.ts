import { parse } from '@roentgen/filter'
import { afterEach, describe, expect, it } from 'vitest'
import { Asker } from './asker.ts'
import { makeClient } from './client.ts'
import { type FakeCall, type FakeReply, type FakeXray, fakeXray } from './fake-xray.ts'
import { settledAfterMs } from './graph.ts'
import { TransactionSearch } from './retrieval.ts'
import { type AwsSourceOptions, awsSource } from './source.ts'
import { TileCache, tilesOf, tileUs } from './tiles.ts'
import { batchGetTraces } from './traces.ts'

let fake: FakeXray | null = null
afterEach(async () => {
  await fake?.close()
  fake = null
})

const hour = 3600e6
const start = async (answer: (call: FakeCall, count: number) => FakeReply | Promise<FakeReply>): Promise<FakeXray> => {
  fake = await fakeXray(answer)
  return fake
}
const source = (url: string, more: Partial<AwsSourceOptions> = {}) =>
  awsSource({
    id: 'x',
    kind: 'xray',
    label: 'x',
    client: makeClient({ kind: 'xray', url }),
    firstPauseMs: 5,
    ...more,
  })
const throttled: FakeReply = { status: 429, error: 'ThrottledException', body: { Message: 'Rate exceeded' } }

describe('tiles', () => {
  it('cover the window exactly, none longer than the limit, on a fixed grid inside', () => {
    const window = { fromUs: 100 * hour + 7, toUs: 131 * hour + 3 }
    const tiles = tilesOf(window)
    expect(tiles[0]?.fromUs).toBe(window.fromUs)
    expect(tiles.at(-1)?.toUs).toBe(window.toUs)
    tiles.forEach((tile, i) => {
      expect(tile.toUs - tile.fromUs).toBeLessThanOrEqual(tileUs)
      expect(tile.toUs).toBeGreaterThan(tile.fromUs)
      if (i > 0) expect(tile.fromUs).toBe(tiles[i - 1]?.toUs)
      if (i > 0) expect(tile.fromUs % tileUs).toBe(0)
    })
  })

  it('a window within the limit is one tile, wherever it lies; an empty one is none', () => {
    expect(tilesOf({ fromUs: 5 * hour, toUs: 11 * hour })).toHaveLength(1)
    expect(tilesOf({ fromUs: 5, toUs: 5 })).toEqual([])
  })

  it('the cache keeps answers for their time, forgets failures and the least used', async () => {
    let now = 0
    const cache = new TileCache<number>(2, 100, () => now)
    let asked = 0
    const get = (key: string) => cache.get(key, async () => ++asked)
    expect([await get('a'), await get('a'), await get('b')]).toEqual([1, 1, 2])
    await get('a')
    await get('c') // pushes out b, which was used longest ago
    expect(await get('a')).toBe(1)
    expect(await get('b')).toBe(4)
    now = 101
    expect(await get('b')).toBe(5)
    await expect(cache.get('d', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    await Promise.resolve()
    expect(await cache.get('d', async () => 9)).toBe(9)
  })

  it('past tiles are asked once on AWS, the newest every time', async () => {
    const { url, calls } = await start(() => ({ body: { Services: [] } }))
    const aws = source(url, { kind: 'aws' })
    const toUs = Math.floor(Date.now() / 1000) * 1e6
    const window = { fromUs: toUs - 30 * hour, toUs }
    await aws.graph(window, null)
    const first = calls.length
    await new Promise((resolve) => setTimeout(resolve, 300))
    await aws.graph(window, null)
    expect(first).toBeGreaterThanOrEqual(5)
    // The tile that is under way, and shortly after a boundary also the one that has just ended.
    const young = tilesOf(window).filter((tile) => tile.toUs / 1000 >= Date.now() - settledAfterMs)
    expect(young.length).toBeLessThanOrEqual(2)
    expect(calls.length - first).toBe(young.length)
  })
})

describe('throttling', () => {
  it('slows down and answers', async () => {
    let refused = 0
    const { url, calls } = await start(() => {
      // The SDK itself tries five times: only its caller can outlast more.
      if (refused < 7) {
        refused += 1
        return throttled
      }
      return { body: { Services: [{ ReferenceId: 0, Name: 'a', Type: 't', SummaryStatistics: { OkCount: 3 } }] } }
    })
    const { graph } = await source(url).graph({ fromUs: 0, toUs: hour }, null)
    expect(graph.nodes.map((node) => [node.key.name, node.counts.ok])).toEqual([['a', 3]])
    expect(calls).toHaveLength(8)
  }, 60_000)

  it('fails as throttled, not as broken, when patience ends', async () => {
    const { url } = await start(() => throttled)
    const client = makeClient({ kind: 'xray', url })
    const asker = new Asker(client, { patienceMs: 0, firstPauseMs: 1 })
    await expect(batchGetTraces(asker, ['1-00000000-000000000000000000000001'])).rejects.toMatchObject({
      name: 'ThrottledException',
    })
  }, 60_000)

  it('other refusals fail at once', async () => {
    const { url, calls } = await start(() => ({
      status: 400,
      error: 'InvalidRequestException',
      body: { Message: 'Group not found.' },
    }))
    await expect(source(url).graph({ fromUs: 0, toUs: hour }, null)).rejects.toThrow('Group not found.')
    expect(calls).toHaveLength(1)
  })
})

describe('whole traces', () => {
  const ids = Array.from({ length: 23 }, (_, i) => `1-00000000-${i.toString(16).padStart(24, '0')}`)
  const segment = (id: string, more: object = {}) => ({
    Id: 'a'.repeat(16),
    Document: JSON.stringify({
      id: 'a'.repeat(16),
      name: 's',
      trace_id: id,
      start_time: 1,
      end_time: 2,
      ...more,
    }),
  })

  it('five at a time, a few calls at once, the unprocessed again, unknown ones absent', async () => {
    const stubborn = new Set([ids[3], ids[17]])
    const { url, calls, mostAtOnce } = await start(async ({ body }) => {
      await new Promise((resolve) => setTimeout(resolve, 10))
      const asked = body.TraceIds as string[]
      const unprocessed = asked.filter((id) => stubborn.delete(id))
      const known = asked.filter((id) => !unprocessed.includes(id) && id !== ids[5])
      return {
        body: {
          Traces: known.map((Id) => ({ Id, Duration: 1, LimitExceeded: Id === ids[0], Segments: [segment(Id)] })),
          UnprocessedTraceIds: unprocessed,
        },
      }
    })
    const traces = await source(url).documents(ids)
    expect(traces.size).toBe(22)
    expect(traces.has(ids[5] ?? '')).toBe(false)
    expect(traces.get(ids[0] ?? '')?.limitExceeded).toBe(true)
    for (const { body } of calls) expect((body.TraceIds as string[]).length).toBeLessThanOrEqual(5)
    expect(mostAtOnce()).toBeLessThanOrEqual(4)
    expect(calls).toHaveLength(7)
  })

  it('leaves out what the service inferred', async () => {
    const id = ids[0] ?? ''
    const { url } = await start(() => ({
      body: { Traces: [{ Id: id, Segments: [segment(id), segment(id, { id: 'b'.repeat(16), inferred: true })] }] },
    }))
    expect((await source(url).documents([id])).get(id)?.documents.map(({ document }) => document.id)).toEqual([
      'a'.repeat(16),
    ])
  })
})

describe('summaries', () => {
  /** Pages of 10 rows and 10 more that did not match. */
  const listing = (total: number) => (call: FakeCall) => {
    const from = Number(call.body.NextToken ?? 0)
    const rows = Array.from({ length: Math.min(10, total - from) }, (_, i) => ({
      Id: `1-00000000-${(from + i).toString(16).padStart(24, '0')}`,
      StartTime: 1_700_000_000 - from - i,
      ResponseTime: 0.1,
      Users: [{ UserName: `u${(from + i) % 3}` }],
      HasFault: (from + i) % 2 === 0,
    }))
    const next = from + 10 < total ? String(from + 10) : null
    return { body: { TraceSummaries: rows, TracesProcessedCount: (from + 10) * 2, NextToken: next } }
  }
  const window = { fromUs: 1_699_990_000e6, toUs: 1_700_000_001e6 }

  it('pages that cut across the API’s own', async () => {
    const { url } = await start(listing(34))
    const x = source(url)
    const seen: string[] = []
    const sizes: number[] = []
    let after: string | null = null
    do {
      const page = await x.traces(window, null, { limit: 7, after })
      seen.push(...page.traces.map((trace) => trace.traceId))
      sizes.push(page.traces.length)
      after = page.next
    } while (after)
    expect(sizes).toEqual([7, 7, 7, 7, 6])
    expect(new Set(seen).size).toBe(34)
    expect(seen).toEqual([...seen].sort())
  })

  it('stops at the scan limit, says so, and can be gone on with', async () => {
    const { url } = await start(listing(200))
    const x = source(url, { scanLimit: 60 })
    const page = await x.traces(window, null, { limit: 100, after: null })
    expect(page).toMatchObject({ scanned: 60, exactness: { kind: 'sampled', scanned: 60, total: null } })
    expect(page.traces).toHaveLength(30)
    const rest = await x.traces(window, null, { limit: 100, after: page.next })
    expect(rest.traces[0]?.startUs).toBe(1_700_000_000e6 - 30e6)
    expect(rest.scanned).toBe(120)
  })

  it('users of a capped scan are a sample', async () => {
    const { url } = await start(listing(200))
    const answer = await source(url, { scanLimit: 60 }).users(window, {
      subject: { kind: 'all' },
      filter: null,
      affectedOnly: false,
      limit: 10,
    })
    expect(answer.exactness).toMatchObject({ kind: 'sampled', scanned: 60 })
    expect(answer.users.map((row) => [row.user, row.traces, row.fault])).toEqual([
      ['u0', 10, 5],
      ['u1', 10, 5],
      ['u2', 10, 5],
    ])
  })

  it('a refused filter is a bad filter', async () => {
    const { url } = await start(() => ({
      status: 400,
      error: 'InvalidRequestException',
      body: { Message: 'Invalid filter expression: x' },
    }))
    const parsed = parse('fault')
    if (!parsed.ok) throw new Error('fault parses')
    const filter = { text: 'fault', expression: parsed.expression }
    await expect(source(url).traces(window, filter, { limit: 5, after: null })).rejects.toMatchObject({
      code: 'BAD_FILTER',
    })
  })
})

it('equal questions at the same time are asked once', async () => {
  const { url, calls } = await start(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return { body: { Services: [] } }
  })
  const x = source(url)
  await Promise.all(Array.from({ length: 10 }, () => x.graph({ fromUs: 0, toUs: hour }, null)))
  expect(calls).toHaveLength(1)
})

describe('Transaction Search', () => {
  const id = `1-${Math.floor(Date.now() / 1000).toString(16)}-${'0'.repeat(24)}`
  const span = (n: number) => ({
    Id: String(n).padStart(16, '0'),
    Document: JSON.stringify({ id: String(n).padStart(16, '0'), name: 's', trace_id: id, start_time: 1, end_time: 2 }),
  })

  it('reads a single trace by retrieval, polling until it is complete, over all pages', async () => {
    let polls = 0
    const { url, calls } = await start(({ path, body }) => {
      if (path === '/GetTraceSegmentDestination') return { body: { Destination: 'CloudWatchLogs', Status: 'ACTIVE' } }
      if (path === '/StartTraceRetrieval') return { body: { RetrievalToken: 't' } }
      polls += 1
      if (polls < 3) return { body: { RetrievalStatus: 'RUNNING', Traces: [] } }
      const second = body.NextToken === '2'
      return {
        body: {
          RetrievalStatus: 'COMPLETE',
          Traces: [{ Id: id, Spans: [span(second ? 2 : 1)] }],
          ...(second ? {} : { NextToken: '2' }),
        },
      }
    })
    const found = await source(url, { kind: 'aws' }).documents([id])
    expect(found.get(id)?.documents.map(({ document }) => document.id)).toEqual([span(1).Id, span(2).Id])
    expect(calls.some(({ path }) => path === '/Traces')).toBe(false)
  }, 60_000)

  it('not permitted to know means: as if it were off', async () => {
    const { url } = await start(({ path }) =>
      path === '/GetTraceSegmentDestination'
        ? { status: 403, error: 'AccessDeniedException', body: { Message: 'no' } }
        : { body: { Traces: [], UnprocessedTraceIds: [] } },
    )
    const asker = new Asker(makeClient({ kind: 'xray', url }))
    expect(await new TransactionSearch(asker).destination()).toBe('unknown')
    expect((await source(url, { kind: 'aws' }).documents([id])).size).toBe(0)
  })
})
