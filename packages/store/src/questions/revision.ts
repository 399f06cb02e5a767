/** Whether what a graph is read from has changed, for a fraction of what reading it costs. */
import type { Database } from '../clickhouse/database.ts'
import { Binds } from '../clickhouse/sql.ts'
import type { GraphRevision, Window } from '../port.ts'
import { edges, endedNothing, type Level, services, slotOf, touchedSql } from '../rollups/measures.ts'
import { planned, slotsSql } from './graph.ts'

/**
 * A text that is another one as soon as any row has come or gone that the graph of the window is made of: the slots of its plan with the
 * times they were rolled up, and the newest versions of the traces that are read raw. Merges of the tables may change it, too.
 */
export async function revisionOf(db: Database, window: Window): Promise<GraphRevision> {
  const { plan, asOfUs } = await planned(db, window)
  const binds = new Binds()
  const parts = (['days', 'hours', 'minutes'] satisfies Level[]).flatMap((level) =>
    plan[level].length === 0
      ? []
      : [services, edges].map(
          ({ table }) =>
            `SELECT '${table} ${level}' AS what, count() AS n, sum(cityHash64(${slotOf[level]}, rolled_at)) AS sum FROM ${table}_${level} WHERE series = '' AND ${slotsSql(binds, slotOf[level], plan[level])}`,
        ),
  )
  const ended = { minutes: plan.dirty, us: plan.raggedUs }
  if (!endedNothing(ended)) {
    parts.push(
      `SELECT 'traces' AS what, count() AS n, sum(cityHash64(h, newest)) AS sum FROM (SELECT h, max(version) AS newest FROM traces WHERE h IN (SELECT h FROM traces WHERE ${touchedSql(binds, ended)}) GROUP BY h)`,
    )
  }
  const rows =
    parts.length === 0
      ? []
      : await db.rows<[string, number, string]>(
          `SELECT what, n, toString(sum) FROM (${parts.join('\nUNION ALL\n')}) ORDER BY what`,
          binds.params(),
        )
  return { revision: JSON.stringify([plan, rows]), asOfUs }
}
