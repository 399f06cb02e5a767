/** The service and ClickHouse as processes of their own, to be killed and started again in the same place. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EmbeddedServer, startEmbedded } from '@roentgen/store/embedded'
import { build } from 'esbuild'

const database = 'roentgen'

export class Processes {
  readonly #dir = mkdtempSync(join(tmpdir(), 'roentgen-durability-'))
  readonly #script = join(this.#dir, 'xray.mjs')
  readonly #xrayPort: number
  #clickhouse: EmbeddedServer | null = null
  #xray: ChildProcess | null = null

  private constructor(xrayPort: number) {
    this.#xrayPort = xrayPort
  }

  static async start(): Promise<Processes> {
    const processes = new Processes(await freePort())
    await bundle(processes.#script)
    await processes.startClickHouse()
    await processes.startXray()
    return processes
  }

  get url(): string {
    return `http://127.0.0.1:${this.#xrayPort}`
  }

  /** The first start chooses port and password; later ones are the same server to its clients. */
  async startClickHouse(): Promise<void> {
    const { httpPort, user, password } = this.#clickhouse ?? {}
    this.#clickhouse = await startEmbedded({ dir: join(this.#dir, 'clickhouse'), httpPort, user, password })
  }

  async startXray(): Promise<void> {
    const clickhouse = this.#clickhouse
    if (clickhouse === null) throw new Error('ClickHouse first')
    const child = spawn(process.execPath, [this.#script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        ROENTGEN_CLICKHOUSE: clickhouse.url,
        ROENTGEN_CLICKHOUSE_USER: clickhouse.user,
        ROENTGEN_CLICKHOUSE_PASSWORD: clickhouse.password,
        ROENTGEN_CLICKHOUSE_DATABASE: database,
        ROENTGEN_XRAY_PORT: String(this.#xrayPort),
        ROENTGEN_OTLP_HTTP_PORT: '0',
        ROENTGEN_OTLP_GRPC_PORT: '0',
      },
    })
    this.#xray = child
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve())
      child.once('exit', (code) => reject(new Error(`the service ended with ${code} before it was ready`)))
    })
  }

  /** At once, with nothing flushed; resolves when it is gone. */
  async killXray(): Promise<void> {
    const child = this.#xray
    this.#xray = null
    if (child === null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  async killClickHouse(): Promise<void> {
    const pid = this.#clickhouse?.pid
    if (pid === undefined) return
    process.kill(pid, 'SIGKILL')
    while (alive(pid)) await pause(20)
  }

  async stop(): Promise<void> {
    await this.killXray()
    await this.#clickhouse?.stop().catch(() => {})
    rmSync(this.#dir, { recursive: true, force: true })
  }

  /** Straight to the tables. */
  async count(table: string): Promise<number> {
    const { url, user, password } = this.#clickhouse ?? { url: '', user: '', password: '' }
    const response = await fetch(`${url}/?database=${database}`, {
      method: 'POST',
      headers: { 'x-clickhouse-user': user, 'x-clickhouse-key': password },
      body: `SELECT count() FROM ${table}`,
    })
    if (!response.ok) throw new Error(await response.text())
    return Number(await response.text())
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** The service as it is run: one file. */
export async function bundle(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('../../apps/xray/src/main.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['ffi-rs', '@chdb/*'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
}
