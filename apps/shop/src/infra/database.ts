import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { listen } from '../kit/listen.ts'
import { isDelisted, products } from './products.ts'

// Postgres as WebAssembly. Creating a cluster takes 6 s and 600 MB that WebAssembly never gives back; opening one takes 1 s and
// 120 MB. So a process of its own makes a template, once, and we open a copy.
const startParams = [
  ...PGlite.defaultStartParams,
  '-c',
  'shared_buffers=2MB',
  '-c',
  'max_wal_size=8MB',
  '-c',
  'min_wal_size=2MB',
]

export async function makeTemplate(directory: string): Promise<void> {
  const database = await PGlite.create({ dataDir: directory, initDbStartParams: ['--wal-segsize=1'], startParams })
  await database.exec(`
    CREATE TABLE product (
      id int PRIMARY KEY, sku text NOT NULL UNIQUE, name text NOT NULL, category text NOT NULL,
      cents int NOT NULL, listed boolean NOT NULL
    );
    CREATE INDEX product_category ON product (category);
    CREATE TABLE orders (
      id text PRIMARY KEY, customer text NOT NULL, cents int NOT NULL, state text NOT NULL,
      placed_at timestamptz NOT NULL DEFAULT now()
    );`)
  for (const { id, sku, name, category, cents } of products) {
    await database.query('INSERT INTO product VALUES ($1, $2, $3, $4, $5, $6)', [
      id,
      sku,
      name,
      category,
      cents,
      !isDelisted(id),
    ])
  }
  await database.exec('CHECKPOINT')
  await database.close()
}

/** `kept` is a directory that outlives us, or null: then everything is temporary and the next start pays for the cluster again. */
async function openCopy(kept: string | null, makeTemplateIn: (directory: string) => Promise<void>) {
  const home = kept ?? (await mkdtemp(join(tmpdir(), 'roentgen-shop-')))
  await mkdir(home, { recursive: true })
  // The name says what is inside: another schema or version makes another template.
  const template = join(home, 'template-1')
  if (!existsSync(template)) {
    const unfinished = join(home, 'unfinished')
    await rm(unfinished, { recursive: true, force: true })
    await makeTemplateIn(unfinished)
    await rename(unfinished, template)
  }
  const directory = join(home, 'data')
  await rm(directory, { recursive: true, force: true })
  await cp(template, directory, { recursive: true })
  const database = await PGlite.create({ dataDir: directory, startParams })
  const close = async () => {
    await database.close()
    await rm(kept ? directory : home, { recursive: true, force: true })
  }
  return { database, close }
}

function makeTemplateInChild(directory: string): Promise<void> {
  const entry = process.argv[1]
  if (entry === undefined) throw new Error('no entry file to start the template maker from')
  return new Promise((resolve, reject) => {
    const child = fork(entry, ['make-template', directory], {
      execArgv: process.execArgv.filter((flag) => !flag.startsWith('--max-')),
    })
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`making the database's template ended with ${code}`)),
    )
  })
}

/**
 * Postgres on a loopback port behind a relay that can be slow: `delayMs` is asked once per query, in the way of a database whose
 * disk or network has become slow. Waiting inside Postgres would stop the other things in this process as well.
 */
export async function startDatabase(kept: string | null, delayMs: () => number) {
  const { database, close } = await openCopy(kept, makeTemplateInChild)
  const inner = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 16 })
  await inner.start()
  const innerPort = Number(inner.getServerConn().split(':').at(-1))
  const relay = net.createServer((client) => relayTo(innerPort, client, delayMs))
  const port = await listen(relay)
  return {
    port,
    stop: async () => {
      relay.close()
      await inner.stop()
      await close()
    },
  }
}

function relayTo(port: number, client: net.Socket, delayMs: () => number): void {
  const server = net.connect(port, '127.0.0.1')
  let queue = Promise.resolve()
  client.setNoDelay()
  server.setNoDelay()
  client.on('data', (chunk) => {
    queue = queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, delayMs()))
      if (!server.destroyed) server.write(chunk)
    })
  })
  server.on('data', (chunk) => client.write(chunk))
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}
