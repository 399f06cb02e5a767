/** `roentgen reset`: all stored data away, asking nothing; configuration files stay. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '@roentgen/store'
import { startClickHouse } from './clickhouse.ts'
import type { Options } from './options.ts'

export async function reset(options: Options, say: (text: string) => void): Promise<void> {
  // Started even when the folder is about to go: a running Roentgen holds it, and then ClickHouse itself refuses.
  const clickhouse = await startClickHouse(options, say)
  try {
    if (options.clickhouse) {
      const store = openStore({
        url: clickhouse.url,
        user: clickhouse.user,
        password: clickhouse.password,
        database: clickhouse.database,
      })
      try {
        await store.reset()
      } finally {
        await store.close()
      }
      say(`All of Roentgen's data in ${clickhouse.url} is gone.`)
      return
    }
  } finally {
    await clickhouse.stop()
  }
  const folder = join(options.data, 'clickhouse')
  if (existsSync(folder))
    for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true, force: true })
  say(`All data in ${options.data} is gone.`)
}
