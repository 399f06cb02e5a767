/** Insights as their watcher wrote them; the last row of an id holds. */
import type { Database } from '../clickhouse/database.ts'
import { RowBinary } from '../clickhouse/row-binary.ts'
import type { InsightRow, Window } from '../port.ts'

/** Of one that goes on: later than any time. */
const noEnd = Number.MAX_SAFE_INTEGER
const columns = ['id', 'group_arn', 'start_us', 'end_us', 'document']

export async function writeInsights(db: Database, rows: readonly InsightRow[]): Promise<void> {
  if (rows.length === 0) return
  const out = new RowBinary()
  for (const { id, groupArn, startUs, endUs, document } of rows) {
    out.string(id).string(groupArn).int64(startUs)
    out.int64(endUs ?? noEnd).string(document)
  }
  await db.insert('insights', columns, out.bytes())
}

type Row = [id: string, groupArn: string, startUs: number, endUs: number, document: string]

const newest = 'SELECT * FROM insights ORDER BY written_at DESC LIMIT 1 BY id'

const rowFrom = ([id, groupArn, startUs, endUs, document]: Row): InsightRow => ({
  id,
  groupArn,
  startUs,
  endUs: endUs === noEnd ? null : endUs,
  document,
})

export async function readInsights(db: Database, { fromUs, toUs }: Window): Promise<InsightRow[]> {
  const rows = await db.rows<Row>(
    `SELECT ${columns.join(', ')} FROM (${newest}) WHERE start_us < {to:Int64} AND end_us >= {from:Int64} ORDER BY start_us DESC, id`,
    { from: fromUs, to: toUs },
  )
  return rows.map(rowFrom)
}

export async function readInsight(db: Database, id: string): Promise<InsightRow | null> {
  const [row] = await db.rows<Row>(
    `SELECT ${columns.join(', ')} FROM insights WHERE id = {id:String} ORDER BY written_at DESC LIMIT 1`,
    { id },
  )
  return row === undefined ? null : rowFrom(row)
}
