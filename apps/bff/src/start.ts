import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { openStore, type Store } from '@roentgen/store'
import { type Config, noConfig } from './config.ts'
import { singleFlight } from './http/flight.ts'
import { isLoopback } from './http/guard.ts'
import { Metrics } from './http/metrics.ts'
import { openKeep } from './keep/index.ts'
import { Names } from './names/names.ts'
import { type Endpoints, shareMs } from './routes/context.ts'
import { markObjectives } from './routes/marks.ts'
import { createApp } from './server.ts'
import { openSources } from './source/registry.ts'
import type { SourceSpec } from './source/spec.ts'
import { StartError } from './start-error.ts'

export type BffOptions = {
  /** Default `127.0.0.1`; anything beyond loopback needs `insecure`. */
  readonly host?: string
  /** 0: any free port. */
  readonly port: number
  readonly insecure?: boolean
  /** The current source. */
  readonly source: SourceSpec
  readonly config?: Config
  /** Where our ClickHouse answers, or a store already open; absent: there is no own source. */
  readonly clickhouse?: {
    readonly url: string
    readonly user: string
    readonly password: string
    readonly database: string
  }
  readonly store?: Store
  /** Roentgen's data folder, for what is the bff's own when there is no store; absent: kept in memory only. */
  readonly data?: string
  /** Where our own X-Ray service answers, e.g. `http://127.0.0.1:2000`. */
  readonly xrayUrl?: string | null
  readonly otlpHttpUrl?: string | null
  readonly otlpGrpcUrl?: string | null
  readonly shopUrl?: string | null
  /** Epoch seconds: where the sample system's recorded history was put. */
  readonly sampleHistory?: { readonly from: number; readonly to: number } | null
  /** Folder of the built web; default the workspace's own. */
  readonly web?: string
  /** Hold replies to the contract: in tests and while developing. */
  readonly checkReplies?: boolean
  readonly version?: string
  readonly log?: (text: string) => void
}

export type Bff = {
  /** `http://127.0.0.1:4000` */
  readonly url: string
  readonly port: number
  /** Stops listening, ends open streams, lets running answers finish. */
  readonly close: () => Promise<void>
}

/** Longer than a page's own pauses: a browser must not find its connection closed just as it asks. */
const keepAliveMs = 65_000

/** Beside the sources as beside the bundle (`apps/bff/src`, `apps/bff/dist`). */
const builtWeb = (): string => fileURLToPath(new URL('../../web/dist', import.meta.url))

export async function startBff(options: BffOptions): Promise<Bff> {
  const host = options.host ?? '127.0.0.1'
  if (!isLoopback(host) && !options.insecure) {
    throw new StartError(
      `Listening on ${host} would show every trace to the whole network, without a login. Use 127.0.0.1, or say --insecure if that is meant.`,
    )
  }
  const log = options.log ?? ((text) => process.stderr.write(`${text}\n`))
  const config = options.config ?? noConfig
  const store = options.store ?? (options.clickhouse ? openStore(options.clickhouse) : null)
  const keep = openKeep({ store, data: options.data ?? null, log })
  const xrayUrl = options.xrayUrl ?? null
  const registry = openSources([options.source, ...config.sources], { store, xrayUrl })
  const endpoints: Endpoints = {
    xray: xrayUrl,
    daemon: xrayUrl ? new URL(xrayUrl).host : null,
    otlpHttp: options.otlpHttpUrl ?? null,
    otlpGrpc: options.otlpGrpcUrl ?? null,
  }
  let address: string | null = null
  const app = createApp({
    host,
    web: options.web ?? builtWeb(),
    registry,
    store,
    keep,
    names: new Names(keep, config),
    config,
    metrics: new Metrics(),
    endpoints,
    shopUrl: options.shopUrl ?? null,
    sampleHistory: options.sampleHistory ?? null,
    version: options.version ?? '0.1.0',
    checkReplies: options.checkReplies ?? false,
    log,
    now: () => Date.now(),
    webAddress: () => address,
    flight: singleFlight(shareMs),
  })
  // A store that is not there yet is no reason not to start.
  void markObjectives({ store, log }, keep, config.objectives).catch((error: unknown) => {
    log(`bff: whether objectives changed is not known: ${error instanceof Error ? error.message : String(error)}`)
  })
  const server = createServer({ keepAliveTimeout: keepAliveMs, noDelay: true }, app)
  const port = await listen(server, options.port, host)
  address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return {
    url: address,
    port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      await registry.close()
      // Event streams never end by themselves.
      server.closeIdleConnections()
      const force = setTimeout(() => server.closeAllConnections(), 1000)
      await closed
      clearTimeout(force)
      if (!options.store) await store?.close()
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        taken
          ? new StartError(`Port ${port} of ${host} is taken: choose another with --web-port.`, { cause: error })
          : error,
      )
    })
    server.listen(port, host, () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : port)
    })
  })
}
