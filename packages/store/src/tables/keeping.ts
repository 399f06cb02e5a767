/** How much is kept, how long, and how to be rid of it: whole partitions only, a day of receipt each. */
import type { Database } from '../clickhouse/database.ts'
import type { Store } from '../port.ts'
import { serverNowUs } from '../rollups/dirty.ts'
import { datedTables, undatedTables } from '../schema/migrations.ts'
import { forgetChanges } from './changes.ts'

type Part = { readonly table: string; readonly partition: string; readonly bytes: number }

async function parts(db: Database): Promise<Part[]> {
  const rows = await db.rows<[string, string, number]>(
    `SELECT table, partition, sum(bytes_on_disk) FROM system.parts
WHERE active AND database = {database:String} GROUP BY table, partition`,
    { database: db.name },
  )
  return rows.map(([table, partition, bytes]) => ({ table, partition, bytes }))
}

/** Never today's partitions: what is just arriving would be dropped with them. */
export async function retain(
  db: Database,
  limits: { readonly days: number; readonly bytes: number | null },
): Promise<{ droppedPartitions: string[] }> {
  const today = (await db.value<string>('SELECT toString(toDate(now64(6)))')) ?? ''
  const oldest =
    (await db.value<string>('SELECT toString(toDate(now64(6)) - {days:UInt32})', { days: limits.days })) ?? ''
  const all = await parts(db)
  const dated = all.filter((part) => datedTables.includes(part.table) && /^\d{4}-\d\d-\d\d$/.test(part.partition))
  const days = [...new Set(dated.map((part) => part.partition))].sort()
  let bytes = all.reduce((sum, part) => sum + part.bytes, 0)
  const droppedPartitions: string[] = []
  for (const day of days) {
    if (day >= today) break
    if (day >= oldest && (limits.bytes === null || bytes <= limits.bytes)) break
    for (const part of dated.filter((p) => p.partition === day)) {
      await db.command(`ALTER TABLE ${part.table} DROP PARTITION {day:String}`, { day })
      bytes -= part.bytes
      droppedPartitions.push(`${part.table} ${day}`)
    }
  }
  await forgetChanges(db, (await serverNowUs(db)) - limits.days * 86_400e6)
  return { droppedPartitions }
}

export async function reset(db: Database): Promise<void> {
  for (const table of [...datedTables, ...undatedTables]) await db.command(`TRUNCATE TABLE IF EXISTS ${table}`)
}

export async function statistics(db: Database): ReturnType<Store['statistics']> {
  const [sizes, disk, oldestReceivedUs] = await Promise.all([
    db.rows<[string, number, number]>(
      `SELECT table, sum(rows), sum(bytes_on_disk) FROM system.parts
WHERE active AND database = {database:String} GROUP BY table`,
      { database: db.name },
    ),
    db.rows<[number, number]>(
      "SELECT free_space, total_space FROM system.disks ORDER BY name = 'default' DESC LIMIT 1",
    ),
    db.value<number>('SELECT toUnixTimestamp64Micro(min(stored_at)) FROM segments HAVING count() > 0'),
  ])
  const rowsOf = (name: string): number => sizes.find(([table]) => table === name)?.[1] ?? 0
  return {
    segments: rowsOf('segments'),
    traces: rowsOf('traces'),
    bytesOnDisk: sizes.reduce((sum, [, , bytes]) => sum + bytes, 0),
    diskFreeBytes: disk[0]?.[0] ?? 0,
    diskTotalBytes: disk[0]?.[1] ?? 0,
    oldestReceivedUs,
  }
}
