import type { StoredDocument } from '@roentgen/store'
import { validateDocument } from '@roentgen/trace'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Arrival } from '../ingest/commit.ts'
import { Assembler } from './assembler.ts'

const id = (n: number) => n.toString(16).padStart(16, '0')

function arrival(traceId: string, n: number, nowMs: number): Arrival {
  const text = JSON.stringify({ trace_id: traceId, id: id(n), name: 'web', start_time: 1, end_time: 2 })
  const result = validateDocument(text)
  if (!result.ok) throw new Error(result.message)
  return {
    row: { traceId, id: id(n), complete: true, receivedUs: nowMs * 1000, document: text },
    document: result.doc,
  }
}

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }))
afterEach(() => vi.useRealTimers())

/** An assembler over a store of documents, with a gate before the inserts. */
function assembling(
  stored: ReadonlyMap<string, StoredDocument[]>,
  limitBytes: number,
  late: readonly string[] | null = null,
  older: readonly string[] = [],
) {
  const cursors: number[] = []
  const written: number[] = []
  const revisions: (number | undefined)[] = []
  const versions: bigint[] = []
  let gate = Promise.resolve()
  const assembler = new Assembler({
    nowMs: () => Date.now(),
    limitBytes,
    onAssembled: () => {},
    log: () => {},
    store: {
      documentsWithin: async (ids, bytes) =>
        new Map(
          ids.map((one) => {
            const documents = stored.get(one) ?? []
            const kept = documents.slice(0, Math.floor(bytes / 100_000))
            const limitExceeded = kept.length < documents.length
            return [one, { documents: kept, knowledge: 2 * documents.length, limitExceeded }]
          }),
        ),
      tracesBelowVersion: async (version, most, after) => {
        const from = after === null ? 0 : older.indexOf(after) + 1
        const ids = version > 2n ** 32n ? older.slice(from, from + Math.min(most, 2)) : []
        return { ids, next: from + 2 < older.length ? (ids.at(-1) ?? null) : null }
      },
      insertTraces: async (rows) => {
        await gate
        written.push(...rows.map(({ trace }) => trace.summary.documents))
        revisions.push(...rows.map(({ revision }) => revision))
        versions.push(...rows.map(({ version }) => version))
      },
      tracesReceivedSince: async (_, receivedBeforeUs) =>
        late === null ? [...stored.keys()] : receivedBeforeUs === undefined ? [] : [...late],
      claimedSeconds: async () => [],
      unsettledTraces: async () => [],
      readCursor: async () => (late === null ? null : Date.now() * 1000),
      writeCursor: async (_, us) => void cursors.push(us),
      serverNowUs: async () => Date.now() * 1000,
    },
  })
  const hold = () => {
    let open = () => {}
    gate = new Promise((resolve) => {
      open = resolve
    })
    return open
  }
  return { assembler, written, revisions, versions, cursors, hold }
}

const traceId = `1-${(1_800_000_000).toString(16)}-aaaaaaaaaaaaaaaaaaaaaaaa`

it('keeps the cursor behind a document that came while the row of its trace was being written, however long that took', async () => {
  const { assembler, written, cursors, hold } = assembling(new Map(), 1e6)
  await assembler.start()
  const first = hold()
  assembler.arrived([arrival(traceId, 1, Date.now())])
  await vi.advanceTimersByTimeAsync(2_000)
  assembler.arrived([arrival(traceId, 2, Date.now())])
  const newsUs = Date.now() * 1000
  await vi.advanceTimersByTimeAsync(600_000)
  const second = hold()
  first()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(written).toEqual([1])
  expect(cursors.at(-1)).toBeLessThanOrEqual(newsUs)
  second()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(written).toContain(2)
  expect(cursors.at(-1)).toBeGreaterThan(newsUs)
  await assembler.close()
})

it('lets go of what it read back beyond its memory, though nothing arrives', async () => {
  const documents = Array.from({ length: 50 }, (_, n): StoredDocument => {
    const { row } = arrival(traceId, n, Date.now())
    return { id: row.id, complete: true, receivedUs: row.receivedUs, document: row.document }
  })
  const { assembler, written } = assembling(new Map([[traceId, documents]]), 1_000)
  await assembler.start()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(written).toEqual([50])
  expect(assembler.openBytes).toBeLessThanOrEqual(1_000)
  await assembler.close()
})

it('takes up what an insert of the earlier process brought late, whatever second its id claims, and leaves the cursor until then', async () => {
  const w3cLike = '1-f0000000-aaaaaaaaaaaaaaaaaaaaaaaa'
  const { row } = arrival(w3cLike, 1, Date.now())
  const stored = new Map([[w3cLike, [{ id: row.id, complete: true, receivedUs: 1, document: row.document }]]])
  const { assembler, written, cursors } = assembling(stored, 1e6, [w3cLike])
  await assembler.start()
  await vi.advanceTimersByTimeAsync(24_000)
  expect(cursors).toEqual([])
  await vi.advanceTimersByTimeAsync(15_000)
  expect(written).toEqual([1])
  expect(cursors.length).toBeGreaterThan(0)
  await assembler.close()
})

it('counts the revisions of a trace from one, and leaves those of a trace that was there before to the store', async () => {
  const { assembler, revisions } = assembling(new Map(), 1e6)
  await assembler.start()
  assembler.arrived([1, 2, 3].map((n) => arrival(traceId, n, Date.now())))
  await vi.advanceTimersByTimeAsync(2_000)
  assembler.arrived([arrival(traceId, 1, Date.now())])
  await vi.advanceTimersByTimeAsync(500)
  assembler.arrived([arrival(traceId, 4, Date.now())])
  await vi.advanceTimersByTimeAsync(20_000)
  assembler.arrived([arrival(traceId, 5, Date.now())])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(revisions).toEqual([1, 2, undefined])
  await assembler.close()
})

const storedTrace = (traceId: string, count: number) =>
  Array.from({ length: count }, (_, n): StoredDocument => {
    const { row } = arrival(traceId, n, 0)
    return { id: row.id, complete: true, receivedUs: 1, document: row.document }
  })

it('makes rows again that an earlier version of the logic made, settled at once, each once', async () => {
  const ids = Array.from({ length: 5 }, (_, n) => `1-00000${n}00-aaaaaaaaaaaaaaaaaaaaaaaa`)
  const stored = new Map(ids.map((one, n) => [one, storedTrace(one, n + 1)]))
  const { assembler, written, versions } = assembling(stored, 1e6, [], ids)
  await assembler.start()
  await vi.advanceTimersByTimeAsync(20_000)
  expect([...written].sort()).toEqual([1, 2, 3, 4, 5])
  expect(versions.every((version) => (version & 1n) === 1n)).toBe(true)
  await assembler.close()
})

it('assembles of a huge trace what it may read, with the version of the whole', async () => {
  const { assembler, written, versions } = assembling(new Map([[traceId, storedTrace(traceId, 500)]]), 1e9)
  await assembler.start()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(written).toEqual([167])
  expect(versions.map((version) => (version & 0xffffffffn) >> 1n)).toEqual([1000n])
  await assembler.close()
})

it('writes a row that knows more for each document that is added to a trace too large to be held', async () => {
  const stored = (n: number): StoredDocument => {
    const { row } = arrival(traceId, n, Date.now())
    return { id: row.id, complete: true, receivedUs: row.receivedUs, document: row.document }
  }
  // Of so many the store above gives a part.
  const documents = Array.from({ length: 400 }, (_, n) => stored(n))
  const { assembler, versions } = assembling(new Map([[traceId, documents]]), 1e6)
  await assembler.start()
  await vi.advanceTimersByTimeAsync(1_500)
  for (const n of [1_000, 1_001]) {
    documents.push(stored(n))
    assembler.arrived([arrival(traceId, n, Date.now())])
    await vi.advanceTimersByTimeAsync(2_500)
  }
  expect(versions.length).toBeGreaterThanOrEqual(3)
  expect([...versions].sort((a, b) => (a < b ? -1 : 1))).toEqual(versions)
  expect(new Set(versions).size).toBe(versions.length)
  await assembler.close()
})
