/** `roentgen reset`: all stored data away, asking nothing; configuration files stay. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '@roentgen/store'
import { startClickHouse } from './clickhouse.ts'
import type { Options } from './options.ts'
import { demoMarker } from './places.ts'

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
      rmSync(join(options.data, demoMarker), { force: true })
      say(`All of Roentgen's data in ${clickhouse.url} is gone.`)
      return
    }
  } finally {
    await clickhouse.stop()
  }
  // What the demo keeps goes too: a shop that remembers a history which is no longer there would not send it again.
  for (const entry of ['clickhouse', 'shop', demoMarker])
    rmSync(join(options.data, entry), { recursive: true, force: true })
  say(`All data in ${options.data} is gone.`)
}
