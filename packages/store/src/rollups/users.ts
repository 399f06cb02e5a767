/** `user_hours`, rolled like the graph but seldom: users are asked for less often, and questions read dirty hours from the traces. */
import { type Database, graceSeconds } from '../clickhouse/database.ts'
import { Binds } from '../clickhouse/sql.ts'
import { type Clock, freshSql, readWatermark, watermarks, writeMark } from './dirty.ts'
import { newestRows } from './measures.ts'

const everyUs = 60_000_000
const hoursAtOnce = 24
export const hourUs = 3_600_000_000

/** Worst first: a user who had one fault was hit by a fault. 0 ok, 1 error, 2 throttle, 3 fault as stored. */
const worst = (classes: string): string => `arrayMax(${classes})`

/**
 * Rows (hour, user, name, type, account, class, start) of traces: one per user with name '' and the root's class, and one per user and
 * node that the trace touched, with the worst class it had there. A node that served nothing itself (a client) takes its callers' side.
 */
export function userRows(traces: string): string {
  return `SELECT toInt32(intDiv(start_us, ${hourUs})) AS hour, user, node.1 AS name, node.2 AS type, node.3 AS account, node.4 AS class, start_us FROM (
  SELECT start_us, u_name, arrayZip(s_name, s_type, s_account) AS served, arrayZip(c_from_name, c_from_type, c_from_account) AS callers,
    arrayZip(c_to_name, c_to_type, c_to_account) AS callees,
    arrayPushFront(arrayMap((n, t, a) -> (toString(n), toString(t), toString(a), toUInt8(multiIf(
      has(served, (n, t, a)), ${worst('arrayFilter((c, x) -> x = (n, t, a), s_class, served)')},
      has(callers, (n, t, a)) OR has(callees, (n, t, a)), ${worst('arrayFilter((c, x, y) -> x = (n, t, a) OR y = (n, t, a), c_class, callers, callees)')},
      255))), n_name, n_type, n_account), ('', '', '', root_class)) AS nodes
  FROM (${traces})
) ARRAY JOIN u_name AS user ARRAY JOIN nodes AS node`
}

export const userColumns = [
  'start_us',
  'u_name',
  'root_class',
  ...['n_name', 'n_type', 'n_account', 's_name', 's_type', 's_account', 's_class'],
  ...['c_from_name', 'c_from_type', 'c_from_account', 'c_to_name', 'c_to_type', 'c_to_account', 'c_class'],
].join(', ')

export class UserRoller {
  readonly #db: Database
  readonly #clock: Clock
  #nextUs = 0

  constructor(db: Database, clock: Clock) {
    this.#db = db
    this.#clock = clock
  }

  forget(): void {
    this.#nextUs = 0
  }

  async rollWhenDue(nowUs: number): Promise<void> {
    if (nowUs < this.#nextUs) return
    await this.roll()
    this.#nextUs = nowUs + everyUs
  }

  async roll(): Promise<void> {
    const nowUs = await this.#clock()
    const hours = await dirtyUserHours(this.#db, await readWatermark(this.#db, watermarks.users))
    if (hours.length === 0) return
    for (let at = 0; at < hours.length; at += hoursAtOnce)
      await this.#rollHours(hours.slice(at, at + hoursAtOnce), nowUs)
    await writeMark(this.#db, watermarks.users, nowUs)
  }

  async #rollHours(hours: readonly number[], nowUs: number): Promise<void> {
    const binds = new Binds()
    const list = binds.bind('Array(Int32)', hours)
    const inHours = `start_minute >= ${binds.bind('Int32', Math.min(...hours) * 60)} AND start_minute < ${binds.bind('Int32', (Math.max(...hours) + 1) * 60)} AND intDiv(start_minute, 60) IN ${list}`
    const at = binds.bind('Int64', nowUs)
    await this.#db.command(
      `INSERT INTO user_hours (series, hour, user, name, type, account, rolled_at, traces, ok, error, throttle, fault, last_us)
SELECT '', hour, user, name, type, account, fromUnixTimestamp64Micro(${at}), sum(n), sum(a), sum(b), sum(c), sum(d), max(last) FROM (
  SELECT hour, user, name, type, account, count() AS n, countIf(class = 0) AS a, countIf(class = 1) AS b, countIf(class = 2) AS c, countIf(class = 3) AS d, max(start_us) AS last
  FROM (${userRows(newestRows(`trace_id, ${userColumns}`, `${inHours} AND notEmpty(u_name)`))}) GROUP BY hour, user, name, type, account
  UNION ALL
  SELECT hour, user, name, type, account, 0, 0, 0, 0, 0, 0 FROM user_hours WHERE series = '' AND hour IN ${list} GROUP BY hour, user, name, type, account
) GROUP BY hour, user, name, type, account`,
      binds.params(),
      {
        max_execution_time: graceSeconds,
        min_insert_block_size_rows: '100000000',
        min_insert_block_size_bytes: '1000000000',
        max_insert_threads: '1',
      },
    )
  }
}

/** Hours in which any version of a freshly written trace began. */
export async function dirtyUserHours(db: Database, watermarkUs: number): Promise<number[]> {
  const rows = await db.rows<[number]>(
    `SELECT DISTINCT intDiv(start_minute, 60) AS hour FROM traces
WHERE h IN (SELECT h FROM traces WHERE ${freshSql('{w:Int64}')}) ORDER BY hour`,
    { w: watermarkUs },
  )
  return rows.map(([hour]) => hour)
}
