/** The service as a process of its own, over a ClickHouse of its own, watched: what it says on standard error, whether it ends, what memory it holds. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedServer, startEmbedded } from '@roentgen/store/embedded'
import { bundle } from '../durability/processes.ts'

/** Loaded before the service. It answers only to its own word: the service itself sees every message too and knows none. */
const tellLiveHeap = `process.on('message', (word) => {
  if (word !== 'live-heap') return
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  process.send(heapUsed + external)
})
`

/** `live`: what is reachable, of the heap after a full collection and of buffers beside it. `resident` is more, by what the collector has not come to yet. */
export type Memory = { readonly residentMiB: number; readonly liveMiB: number }

export class Service {
  readonly url: string
  readonly port: number
  /** What it logged: every error of ours is here, with its stack. */
  readonly log: string[] = []
  ended: string | null = null
  readonly #child: ChildProcess
  readonly #clickhouse: EmbeddedServer
  readonly #dir: string

  private constructor(url: string, child: ChildProcess, clickhouse: EmbeddedServer, dir: string) {
    this.url = url
    this.port = Number(new URL(url).port)
    this.#child = child
    this.#clickhouse = clickhouse
    this.#dir = dir
    child.once('exit', (code, signal) => {
      this.ended = `code ${code}, signal ${signal}`
    })
    child.stderr?.on('data', (bytes: Buffer) => this.log.push(bytes.toString()))
  }

  static async start(): Promise<Service> {
    const dir = mkdtempSync(join(tmpdir(), 'roentgen-fuzz-'))
    const script = join(dir, 'xray.mjs')
    await bundle(script)
    const preload = join(dir, 'live-heap.mjs')
    writeFileSync(preload, tellLiveHeap)
    const clickhouse = await startEmbedded({ dir: join(dir, 'clickhouse') })
    const child = spawn(process.execPath, ['--expose-gc', '--import', preload, script], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        ROENTGEN_CLICKHOUSE: clickhouse.url,
        ROENTGEN_CLICKHOUSE_USER: clickhouse.user,
        ROENTGEN_CLICKHOUSE_PASSWORD: clickhouse.password,
        ROENTGEN_XRAY_PORT: '0',
        ROENTGEN_OTLP_HTTP_PORT: '0',
        ROENTGEN_OTLP_GRPC_PORT: '0',
      },
    })
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the service ended with ${code} before it was ready`)))
      let said = ''
      child.stdout?.on('data', (bytes: Buffer) => {
        said += bytes.toString()
        const ready = /xray=(\S+)/.exec(said)?.[1]
        if (ready !== undefined) resolve(ready)
      })
    })
    return new Service(url, child, clickhouse, dir)
  }

  async memory(): Promise<Memory> {
    const told = new Promise<number>((resolve, reject) => {
      const hear = (word: unknown) => {
        if (typeof word !== 'number') return
        this.#child.off('message', hear)
        resolve(word)
      }
      this.#child.on('message', hear)
      this.#child.once('exit', () => reject(new Error('the service ended')))
    })
    const resident = execFileSync('ps', ['-o', 'rss=', '-p', String(this.#child.pid)]).toString()
    this.#child.send('live-heap')
    return { residentMiB: Math.round(Number(resident) / 1024), liveMiB: Math.round((await told) / 1024 / 1024) }
  }

  async stop(): Promise<void> {
    if (this.ended === null) {
      const gone = new Promise((resolve) => this.#child.once('exit', resolve))
      this.#child.kill('SIGTERM')
      await gone
    }
    await this.#clickhouse.stop().catch(() => {})
    rmSync(this.#dir, { recursive: true, force: true })
  }
}
