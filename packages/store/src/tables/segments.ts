/** Documents as they came. The first complete version of an id wins, else the first in progress: `rank` says so to merges and to reads. */
import type { TraceId } from '@roentgen/trace'
import type { Database } from '../clickhouse/database.ts'
import { RowBinary } from '../clickhouse/row-binary.ts'
import type { BoundedDocuments, SegmentRow, StoredDocument } from '../port.ts'

const columns = ['trace_id', 'id', 'complete', 'received_us', 'document']

export function encodeSegments(rows: readonly SegmentRow[]): Buffer {
  const out = new RowBinary(rows.reduce((sum, row) => sum + row.document.length + 96, 0))
  for (const row of rows) {
    out
      .string(row.traceId)
      .string(row.id)
      .uint8(row.complete ? 1 : 0)
    out.int64(Math.max(0, row.receivedUs)).string(row.document)
  }
  return out.bytes()
}

export async function insertSegments(db: Database, rows: readonly SegmentRow[]): Promise<void> {
  if (rows.length > 0) await db.insert('segments', columns, encodeSegments(rows))
}

/** Ids travel in the URL of the request, which ClickHouse limits to 1 MB. */
export const idsPerQuery = 5_000

export function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

export async function documents(db: Database, traceIds: readonly TraceId[]): Promise<Map<TraceId, StoredDocument[]>> {
  const found = new Map<TraceId, StoredDocument[]>()
  for (const ids of chunks([...new Set(traceIds)], idsPerQuery)) {
    const rows = await db.rows<[string, string, number, number, string]>(
      `SELECT trace_id, id, complete, received_us, document FROM segments WHERE trace_id IN {ids:Array(String)}
ORDER BY trace_id, id, rank DESC LIMIT 1 BY trace_id, id`,
      { ids },
    )
    for (const [traceId, id, complete, receivedUs, document] of rows) {
      const list = found.get(traceId)
      const stored = { id, complete: complete === 1, receivedUs, document }
      if (list) list.push(stored)
      else found.set(traceId, [stored])
    }
  }
  return found
}

/** Sizes are looked at first: what is too large is never read whole. */
export async function documentsWithin(
  db: Database,
  traceIds: readonly TraceId[],
  bytes: number,
): Promise<Map<TraceId, BoundedDocuments>> {
  const bounded = new Map<TraceId, BoundedDocuments>()
  for (const ids of chunks([...new Set(traceIds)], idsPerQuery)) {
    const sizes = await db.rows<[string, number]>(
      'SELECT trace_id, sum(length(document)) AS size FROM segments WHERE trace_id IN {ids:Array(String)} GROUP BY trace_id HAVING size > {bytes:UInt64}',
      { ids, bytes },
    )
    const large = new Set(sizes.map(([id]) => id))
    const found = await documents(
      db,
      ids.filter((id) => !large.has(id)),
    )
    for (const [id, stored] of found) {
      const knowledge = stored.reduce((sum, one) => sum + (one.complete ? 2 : 1), 0)
      bounded.set(id, { documents: stored, knowledge, limitExceeded: false })
    }
    for (const id of large) bounded.set(id, await largeTrace(db, id, bytes))
  }
  return bounded
}

const newestOfId = (columns: string): string =>
  `SELECT ${columns} FROM segments WHERE trace_id = {id:String} ORDER BY trace_id, id, rank DESC LIMIT 1 BY trace_id, id`

async function largeTrace(db: Database, id: TraceId, bytes: number): Promise<BoundedDocuments> {
  const parented = "(JSONExtractString(document, 'parent_id') != '')"
  const rows = await db.rows<[string, number, number, string]>(
    `SELECT id, complete, received_us, document FROM (${newestOfId('id, complete, received_us, document')}) WHERE id IN (
  SELECT id FROM (
    SELECT id, sum(size) OVER (ORDER BY parented, received_us, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto
    FROM (${newestOfId(`id, received_us, length(document) AS size, ${parented} AS parented`)})
  ) WHERE upto <= {bytes:UInt64}
) ORDER BY id`,
    { id, bytes },
  )
  const [totals] = await db.rows<[documents: number, knowledge: number]>(
    `SELECT count(), sum(1 + complete) FROM (${newestOfId('complete')})`,
    { id },
  )
  const [count = 0, knowledge = 0] = totals ?? []
  return {
    documents: rows.map(([one, complete, receivedUs, document]) => ({
      id: one,
      complete: complete === 1,
      receivedUs,
      document,
    })),
    knowledge,
    limitExceeded: rows.length < count,
  }
}

export async function tracesReceivedSince(
  db: Database,
  afterUs: number,
  receivedBeforeUs?: number,
): Promise<TraceId[]> {
  const received = receivedBeforeUs === undefined ? '' : 'AND received_us < {before:UInt64}'
  const rows = await db.rows<[string]>(
    `SELECT DISTINCT trace_id FROM segments WHERE stored_at > fromUnixTimestamp64Micro({after:Int64}) ${received} ORDER BY trace_id`,
    { after: Math.max(0, Math.floor(afterUs)), before: Math.max(0, Math.floor(receivedBeforeUs ?? 0)) },
  )
  return rows.map(([id]) => id)
}

/** Ids sort by the second they claim, so this reads a stretch of the primary key. */
export async function claimedSeconds(db: Database, fromS: number, toS: number): Promise<number[]> {
  const rows = await db.rows<[string]>(
    'SELECT DISTINCT substring(trace_id, 3, 8) FROM segments WHERE trace_id >= {from:String} AND trace_id < {to:String}',
    { from: firstId(fromS), to: firstId(toS) },
  )
  return rows.map(([hex]) => Number.parseInt(hex, 16))
}

function firstId(second: number): string {
  if (second > 0xffffffff) return '2'
  return `1-${Math.max(0, Math.floor(second)).toString(16).padStart(8, '0')}-`
}
