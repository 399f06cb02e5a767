/**
 * Watermarks and what lies behind them. W says: every touch that was stamped before W - 2G is in the rollups. A row's stamp is the
 * server's time at the start of its insert, an insert lasts at most G, so a row that becomes visible later than W was read carries
 * a stamp after W - G: looking back over 2G finds it, and leaves a whole G for the disk.
 */
import { type Database, graceSeconds } from '../clickhouse/database.ts'

export const lookBackUs = 2 * graceSeconds * 1_000_000

export async function readMark(db: Database, name: string): Promise<number | null> {
  return db.value<number>('SELECT us FROM marks WHERE name = {name:String} ORDER BY written_at DESC LIMIT 1', { name })
}

export async function writeMark(db: Database, name: string, us: number): Promise<void> {
  await db.command('INSERT INTO marks (name, us) SELECT {name:String}, {us:Int64}', { name, us: Math.floor(us) })
}

export const serverNowUs = async (db: Database): Promise<number> =>
  (await db.value<number>('SELECT toUnixTimestamp64Micro(now64(6))')) ?? 0

/** Microseconds of the server's clock. */
export type Clock = () => Promise<number>

export const watermarks = { graph: 'rolled', users: 'rolled-users' } as const

/** Before the first round everything is dirty. */
export const readWatermark = async (db: Database, name: string): Promise<number> => (await readMark(db, name)) ?? 0

export const freshSql = (parameter: string): string =>
  `asm_at > fromUnixTimestamp64Micro(greatest(${parameter} - ${lookBackUs}, 0))`

/** Minutes of a range that any version of a freshly written trace touched. Read W first, then this. */
export async function dirtyMinutes(
  db: Database,
  watermarkUs: number,
  [from, to]: readonly [number, number],
): Promise<number[]> {
  const rows = await db.rows<[number]>(
    `SELECT DISTINCT arrayJoin(touched) AS m FROM traces
WHERE touch_min < {to:Int32} AND touch_max >= {from:Int32} AND h IN (SELECT h FROM traces WHERE ${freshSql('{w:Int64}')})
HAVING m >= {from:Int32} AND m < {to:Int32} ORDER BY m`,
    { w: watermarkUs, from: clampMinute(from), to: clampMinute(to) },
  )
  return rows.map(([minute]) => minute)
}

export const clampMinute = (minute: number): number => Math.max(-2_147_483_648, Math.min(2_147_483_647, minute))
