/** A store for tests: one embedded server per test file, a database of its own per call, all of it gone afterwards. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, Database } from '../clickhouse/database.ts'
import { type EmbeddedServer, startEmbedded } from '../embedded/index.ts'
import { openStore } from '../open-store.ts'
import type { Store } from '../port.ts'

export type TemporaryStore = {
  readonly store: Store
  readonly connection: Connection
  /** Straight to the tables, for what only a test does (a row with a stamp of its own). */
  readonly database: Database
  /** Drops the database. */
  close(): Promise<void>
}

let shared: Promise<{ server: EmbeddedServer; dir: string }> | null = null
const uses = new Set<TemporaryStore>()

/** Vitest runs each file in a process of its own, so this is one server per test file. */
async function sharedServer(): Promise<EmbeddedServer> {
  shared ??= (async () => {
    const dir = mkdtempSync(join(tmpdir(), 'roentgen-store-'))
    process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
    return { server: await startEmbedded({ dir }), dir }
  })()
  return (await shared).server
}

async function stopShared(): Promise<void> {
  const running = await shared
  shared = null
  if (!running) return
  await running.server.stop()
  rmSync(running.dir, { recursive: true, force: true })
}

/** An outside server from `ROENTGEN_TEST_CLICKHOUSE` (`http://user:password@host:port`); null when not set. */
export function outsideServer(): Omit<Connection, 'database'> | null {
  const text = process.env.ROENTGEN_TEST_CLICKHOUSE
  if (!text) return null
  const url = new URL(text)
  return {
    url: `${url.protocol}//${url.host}`,
    user: decodeURIComponent(url.username) || 'default',
    password: decodeURIComponent(url.password),
  }
}

/** A migrated store in a fresh database. The last one closed takes the embedded server with it. */
export async function temporaryStore(on?: Omit<Connection, 'database'>): Promise<TemporaryStore> {
  const server = on ?? (await sharedServer())
  const connection: Connection = {
    url: server.url,
    user: server.user,
    password: server.password,
    database: `test_${randomBytes(6).toString('hex')}`,
  }
  const store = openStore(connection)
  await store.migrate()
  const database = new Database(connection)
  const temporary: TemporaryStore = {
    store,
    connection,
    database,
    close: async () => {
      if (!uses.delete(temporary)) return
      try {
        const drop = () => database.command('DROP DATABASE IF EXISTS {name:Identifier}', { name: connection.database })
        // The connection may have rested too long while the test went on.
        await drop().catch(drop)
      } finally {
        await Promise.all([store.close(), database.close()])
        if (!on && uses.size === 0) await stopShared()
      }
    },
  }
  uses.add(temporary)
  return temporary
}

/** Runs with a store and cleans up, whatever happens. */
export async function withTemporaryStore<T>(use: (temporary: TemporaryStore) => Promise<T>): Promise<T> {
  const temporary = await temporaryStore()
  try {
    return await use(temporary)
  } finally {
    await temporary.close()
  }
}
