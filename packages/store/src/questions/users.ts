/** Who is hit: users of traces that began in the window, by the root's class, or by the worst class the trace had at one node. */
import type { Database } from '../clickhouse/database.ts'
import { allOf, anyOf, Binds } from '../clickhouse/sql.ts'
import { compileFilter } from '../filter-sql/compile.ts'
import type { Exactness, Store, UserRow, UsersAnswer, Window } from '../port.ts'
import { readWatermark, watermarks } from '../rollups/dirty.ts'
import { newestRows } from '../rollups/measures.ts'
import { coveringRanges, type Range } from '../rollups/plan.ts'
import { dirtyUserHours, hourUs, userColumns, userRows } from '../rollups/users.ts'
import { slotsSql } from './graph.ts'
import { beganIn, sampling } from './matching.ts'

type Options = Parameters<Store['users']>[1]
type Row = [
  user: string,
  traces: number,
  ok: number,
  error: number,
  throttle: number,
  fault: number,
  lastUs: number,
  total: number,
  affected: number,
]

export async function usersOf(db: Database, window: Window, options: Options): Promise<UsersAnswer> {
  const binds = new Binds()
  const { parts, exactness } = options.filter?.tree
    ? await fromTraces(db, binds, window, options)
    : { parts: await fromRollups(db, binds, window, options), exactness: { kind: 'exact' } as const }
  if (parts.length === 0) return { users: [], totalUsers: 0, affectedUsers: 0, exactness }
  const limit = binds.bind('UInt32', options.limit)
  const users = `SELECT user, sum(n) AS traces, sum(a) AS ok, sum(b) AS error, sum(c) AS throttle, sum(d) AS fault, max(last) AS last_us,
  count() OVER () AS total, countIf(b_affected) OVER () AS affected, error + throttle + fault > 0 AS b_affected
FROM (${parts.join('\nUNION ALL\n')}) GROUP BY user HAVING traces > 0`
  const named = options.find ? ` AND positionCaseInsensitiveUTF8(user, ${binds.bind('String', options.find)}) > 0` : ''
  const rows = await db.rows<Row>(
    `SELECT user, traces, ok, error, throttle, fault, last_us, total, affected FROM (${users})
WHERE ${options.affectedOnly ? 'b_affected' : '1'}${named}
ORDER BY fault DESC, error DESC, throttle DESC, traces DESC, user LIMIT ${limit}`,
    binds.params(),
  )
  const [first] = rows
  const [total, affected] = first
    ? [first[7], first[8]]
    : ((
        await db.rows<[total: number, affected: number]>(
          `SELECT count(), countIf(b_affected) FROM (${users})`,
          binds.params(),
        )
      )[0] ?? [0, 0])
  return {
    users: rows.map(
      ([user, traces, ok, error, throttle, fault, lastUs]): UserRow => ({
        user,
        traces,
        ok,
        error,
        throttle,
        fault,
        lastUs,
      }),
    ),
    totalUsers: total,
    affectedUsers: affected,
    exactness,
  }
}

/** Rows (user, n, a ok, b error, c throttle, d fault, last) of traces that fulfil `where`. */
function counted(binds: Binds, where: string, node: Options['node']): string {
  const rows = userRows(newestRows(`trace_id, ${userColumns}`, `${where} AND notEmpty(u_name)`))
  return `SELECT user, count() AS n, countIf(class = 0) AS a, countIf(class = 1) AS b, countIf(class = 2) AS c, countIf(class = 3) AS d, max(start_us) AS last
FROM (${rows}) WHERE ${isNode(binds, node)} GROUP BY user`
}

const isNode = (binds: Binds, node: Options['node']): string =>
  allOf([
    `name = ${binds.bind('String', node?.name ?? '')}`,
    `type = ${binds.bind('String', node?.type ?? '')}`,
    `account = ${binds.bind('String', node?.account ?? '')}`,
  ])

async function fromTraces(
  db: Database,
  binds: Binds,
  window: Window,
  options: Options,
): Promise<{ parts: string[]; exactness: Exactness }> {
  const tree = options.filter?.tree
  const { every, exactness } = await sampling(db, window)
  const where = allOf([
    beganIn(binds, window),
    ...(every === 1 ? [] : [`h % ${binds.bind('UInt32', every)} = 0`]),
    ...(tree ? [compileFilter(tree, binds)] : []),
  ])
  return { parts: [counted(binds, where, options.node)], exactness }
}

/** Whole clean hours from `user_hours`, dirty hours and the ragged ends from the traces. */
async function fromRollups(db: Database, binds: Binds, window: Window, options: Options): Promise<string[]> {
  const { fromUs, toUs } = window
  if (!(toUs > fromUs)) return []
  const first = Math.ceil(fromUs / hourUs)
  const end = Math.floor(toUs / hourUs)
  if (first >= end) return [counted(binds, beganIn(binds, window), options.node)]
  const dirty = new Set(await dirtyUserHours(db, await readWatermark(db, watermarks.users)))
  const clean: number[] = []
  const raw: Range[] = []
  if (fromUs < first * hourUs) raw.push([fromUs, first * hourUs])
  if (toUs > end * hourUs) raw.push([end * hourUs, toUs])
  const behind: number[] = []
  for (let hour = first; hour < end; hour++) (dirty.has(hour) ? behind : clean).push(hour)
  for (const [a, b] of coveringRanges(behind, Number.POSITIVE_INFINITY)) raw.push([a * hourUs, b * hourUs])

  const parts: string[] = []
  if (clean.length > 0)
    parts.push(`SELECT user, traces AS n, ok AS a, error AS b, throttle AS c, fault AS d, last_us AS last FROM user_hours FINAL
WHERE series = '' AND ${isNode(binds, options.node)} AND ${slotsSql(binds, 'hour', coveringRanges(clean, Number.POSITIVE_INFINITY))}`)
  if (raw.length > 0)
    parts.push(counted(binds, anyOf(raw.map(([a, b]) => beganIn(binds, { fromUs: a, toUs: b }))), options.node))
  return parts
}
