/** Brings a database up to the newest step. Safe to repeat and to run from several processes at once. */
import type { Database } from '../clickhouse/database.ts'
import { migrations } from './migrations.ts'

export async function migrate(db: Database): Promise<void> {
  await db.create()
  await db.command(
    "CREATE TABLE IF NOT EXISTS migrations (number UInt32, what String, done_at DateTime64(6, 'UTC') DEFAULT now64(6)) ENGINE = MergeTree ORDER BY number SETTINGS fsync_after_insert = 1, fsync_part_directory = 1",
  )
  const done = new Set((await db.rows<[number]>('SELECT DISTINCT number FROM migrations')).map(([number]) => number))
  for (const step of migrations) {
    if (done.has(step.number)) continue
    for (const statement of step.statements) await db.command(statement)
    await db.command('INSERT INTO migrations (number, what) SELECT {number:UInt32}, {what:String}', {
      number: step.number,
      what: step.what,
    })
  }
}
