/** The graph of the traces that match a filter: all their entities, for traces that began in the window. */
import type { FilterNode } from '@roentgen/filter'
import type { Database } from '../clickhouse/database.ts'
import { allOf, Binds } from '../clickhouse/sql.ts'
import { compileFilter } from '../filter-sql/compile.ts'
import type { Exactness, GraphAnswer, Window } from '../port.ts'
import { clampMinute, serverNowUs } from '../rollups/dirty.ts'
import { newestRows } from '../rollups/measures.ts'
import { minuteUs } from '../rollups/plan.ts'
import { graphOfRows } from './graph.ts'

/** Traces a filtered question reads at most; beyond it, every k-th by the hash of its id. */
const rowBudget = 1_000_000

export const beganIn = (binds: Binds, window: Window): string =>
  allOf([
    `start_minute >= ${binds.bind('Int32', clampMinute(Math.floor(window.fromUs / minuteUs)))}`,
    `start_minute <= ${binds.bind('Int32', clampMinute(Math.floor(window.toUs / minuteUs)))}`,
    `start_us >= ${binds.bind('Int64', window.fromUs)}`,
    `start_us < ${binds.bind('Int64', window.toUs)}`,
  ])

export async function sampling(
  db: Database,
  window: Window,
  budget = rowBudget,
): Promise<{ every: number; exactness: Exactness }> {
  const binds = new Binds()
  const where = beganIn(binds, window)
  const rows = (await db.value<number>(`SELECT count() FROM traces WHERE ${where}`, binds.params())) ?? 0
  if (rows <= budget) return { every: 1, exactness: { kind: 'exact' } }
  // Versions that are superseded and not merged away yet are rows too.
  const total = (await db.value<number>(`SELECT uniqCombined64(h) FROM traces WHERE ${where}`, binds.params())) ?? rows
  if (total <= budget) return { every: 1, exactness: { kind: 'exact' } }
  const every = Math.ceil(total / budget)
  return { every, exactness: { kind: 'sampled', scanned: Math.floor(total / every), total } }
}

/** The figures of a sample are the sample's own: `exactness` says which share of the traces it looked at. */
export async function graphOfMatching(db: Database, window: Window, filter: FilterNode): Promise<GraphAnswer> {
  const asOfUs = await serverNowUs(db)
  const { every, exactness } = await sampling(db, window)
  const graph = await graphOfRows(db, (columns, binds) =>
    newestRows(
      columns,
      allOf([
        beganIn(binds, window),
        ...(every === 1 ? [] : [`h % ${binds.bind('UInt32', every)} = 0`]),
        compileFilter(filter, binds),
      ]),
    ),
  )
  return { graph, asOfUs, exactness }
}
