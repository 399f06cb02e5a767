/** Small named documents; the last one written is read. */
import type { Database } from '../clickhouse/database.ts'

export const readConfig = (db: Database, name: string): Promise<string | null> =>
  db.value<string>('SELECT value FROM config WHERE name = {name:String} ORDER BY written_at DESC LIMIT 1', { name })

export const writeConfig = async (db: Database, name: string, value: string): Promise<void> => {
  await db.command('INSERT INTO config (name, value) SELECT {name:String}, {value:String}', { name, value })
}
