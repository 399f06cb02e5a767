/** Small named documents; the last one written is read. */
import type { Database } from '../clickhouse/database.ts'
import { RowBinary } from '../clickhouse/row-binary.ts'

export const readConfig = (db: Database, name: string): Promise<string | null> =>
  db.value<string>('SELECT value FROM config WHERE name = {name:String} ORDER BY written_at DESC LIMIT 1', { name })

export const writeConfig = async (db: Database, name: string, value: string): Promise<void> => {
  // In the body: as a parameter of the address a document could be no larger than an address may be.
  await db.insert('config', ['name', 'value'], new RowBinary().string(name).string(value).bytes())
}
