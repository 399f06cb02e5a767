/** Puts the parts together: sockets -> ingest -> store -> assembler -> roller, and the way back down. */
import type { Server } from 'node:http'
import type { Store } from '@roentgen/store'
import { Limiter, type Limits } from './api/limiter.ts'
import { Assembler } from './assembly/assembler.ts'
import { keepWithin, type RetentionLimits } from './assembly/retention.ts'
import { Roller } from './assembly/roller.ts'
import { Control } from './control/control.ts'
import { listenUdp } from './daemon/udp.ts'
import { Events } from './events.ts'
import { handlerFor, type Route } from './http/api-handler.ts'
import { guardFor, isLoopback } from './http/guard.ts'
import { closeServer, isTaken, listenBoth, listenTcp, PortTaken } from './http/listen.ts'
import { sendJson, sendText } from './http/reply.ts'
import { httpServer } from './http/server.ts'
import { Ingest, words } from './ingest/ingest.ts'
import { Watcher } from './insights/watcher.ts'
import { prometheusText } from './metrics.ts'
import { type GrpcListener, listenGrpc } from './otlp/grpc.ts'
import { type OtlpOptions, otlpRoute } from './otlp/otlp-route.ts'
import { Retrievals } from './retrieval/retrievals.ts'
import { PromisedUntil } from './sampling/promised-until.ts'
import { addSamplingRoutes } from './sampling/routes.ts'
import { Sampling } from './sampling/sampling.ts'
import { ingestReport, metricsOf, type OtlpState, type Parts } from './status.ts'
import { zipkinRoute } from './zipkin/zipkin-route.ts'

export type XrayOptions = {
  /** Migrated or not: the service migrates it. It is not closed by the service. */
  readonly store: Store
  readonly host?: string
  /** X-Ray API over TCP and daemon over UDP, one number. 0: any free one. Default 2000. */
  readonly port?: number
  /** OTLP over HTTP. 0: any free one; null: none. Default 4318. */
  readonly otlpPort?: number | null
  /** OTLP over gRPC. 0: any free one; null, the default: none. */
  readonly otlpGrpcPort?: number | null
  /** Attributes of spans that become annotations; `*` among them: all. */
  readonly otlpIndexed?: readonly string[]
  /** Listening beyond loopback, without any login. */
  readonly insecure?: boolean
  readonly retention?: RetentionLimits
  /** Bytes of documents that may wait for the store. */
  readonly bufferBytes?: number
  /** Bytes of documents that open traces may hold in memory. */
  readonly openTraceBytes?: number
  /** How long a caller waits for the store before it is told to try again. */
  readonly patienceMs?: number
  /** How long a request may take to arrive whole. Default one minute. */
  readonly requestTimeoutMs?: number
  /** Requests a second by operation; default none. */
  readonly limits?: Limits
  /** How often insights are looked for. Default a minute. */
  readonly insightsEveryMs?: number
  readonly log?: (line: string) => void
}

export type RunningXray = {
  readonly port: number
  readonly url: string
  readonly otlp: OtlpState
  /** Null when OTLP has no port of its own. */
  readonly otlpUrl: string | null
  /** Null when there is no OTLP over gRPC. */
  readonly otlpGrpcUrl: string | null
  /** Stops listening, writes what is buffered, assembles it. */
  readonly close: () => Promise<void>
}

/** What the user asked for cannot be done; the message says what to change. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}

const mebibyte = 1024 * 1024
const drainMostMs = 15_000

export async function startXray(options: XrayOptions): Promise<RunningXray> {
  const { store, host = '127.0.0.1', port = 2000, otlpPort = 4318, log = () => {} } = options
  if (!isLoopback(host) && !options.insecure)
    throw new StartRefused(
      `Listening on ${host} would let anyone who reaches it read and write traces without a login: add --insecure (or ROENTGEN_INSECURE=1) if that is what you want.`,
    )
  // Date.now() counts whole milliseconds; receipt times want more.
  const nowMs = () => performance.timeOrigin + performance.now()

  const events = new Events(nowMs)
  const roller = new Roller(store, nowMs, log)
  const control = new Control(store)
  const watcher = new Watcher({ store, control, nowMs, log, everyMs: options.insightsEveryMs ?? 60_000 })
  const assembler = new Assembler({
    store,
    indexing: control.transactionSearch,
    nowMs,
    log,
    limitBytes: options.openTraceBytes ?? 96 * mebibyte,
    onAssembled: () => {
      events.assembled()
      roller.activity()
      watcher.activity()
    },
  })
  const ingest = new Ingest({
    store,
    nowMs,
    log,
    limitBytes: options.bufferBytes ?? 64 * mebibyte,
    patienceMs: options.patienceMs ?? 5_000,
    onCommitted: (arrivals) => assembler.arrived(arrivals),
    onUncertain: (arrivals) => assembler.lookFor(arrivals.map(({ row }) => row.traceId)),
  })

  let otlp: OtlpState = { state: 'off' }
  let grpc: OtlpState = { state: 'off' }
  let ready = false
  const guard = guardFor(host)
  const sampling = new Sampling(new PromisedUntil(store, Math.floor(nowMs() / 1000)))
  const retrievals = new Retrievals(store, nowMs, log)
  const context = { store, ingest, sampling, control, retrievals, nowMs }
  const shared = { guard, context, log, limiter: new Limiter(options.limits ?? new Map(), nowMs) }
  const spans: OtlpOptions = { ingest, translate: { indexed: indexedOf(options.otlpIndexed ?? []) }, log }
  const otlpOnly = new Map<string, Route>([
    ['POST /v1/traces', otlpRoute(spans)],
    ['POST /api/v2/spans', zipkinRoute(spans)],
  ])
  const routes = new Map<string, Route>(otlpOnly)

  const serve = (api: boolean): Server => {
    const handler = handlerFor({ ...shared, routes: api ? routes : otlpOnly, api })
    return httpServer(handler, options.requestTimeoutMs)
  }

  const {
    server,
    port: actual,
    udp,
  } = await listenBoth(
    host,
    port,
    () => serve(true),
    (number) => listenUdp(host, number, ingest),
  )
  const otlpServer = await openOtlp(otlpPort, host, () => serve(false), log)
  otlp = otlpServer.state
  const grpcServer = await openGrpc(options.otlpGrpcPort ?? null, host, spans)
  grpc = grpcServer.state

  const parts: Parts = {
    ingest,
    assembler,
    roller,
    events,
    udp,
    otlp: () => otlp,
    grpc: () => grpc,
    startedMs: nowMs(),
  }
  addSamplingRoutes(routes, context)
  addOwnRoutes(routes, parts, async () => ready && (await store.ping()))

  await migrated(store, log)
  const started = assembler.start().then(() => {
    ready = true
  })
  started.catch((error) => log(`start of assembly failed: ${String(error)}`))
  roller.start()
  watcher.start()
  const retention = keepWithin(store, options.retention ?? { days: 30, bytes: null }, log)

  const authority = host.includes(':') ? `[${host}]` : host
  const drain = async () => {
    await ingest.commit.drain()
    try {
      await assembler.close()
    } finally {
      await Promise.all([roller.close(), watcher.close()])
    }
  }
  return {
    port: actual,
    url: `http://${authority}:${actual}`,
    otlp,
    otlpUrl: otlp.state === 'listening' ? `http://${authority}:${otlp.port}` : null,
    otlpGrpcUrl: grpc.state === 'listening' ? `http://${authority}:${grpc.port}` : null,
    close: async () => {
      retention.close()
      events.close()
      await Promise.all([
        udp.close(),
        closeServer(server),
        otlpServer.server === null ? null : closeServer(otlpServer.server),
        grpcServer.listener?.close(),
      ])
      let timer: NodeJS.Timeout | null = null
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, drainMostMs)
      })
      // What a store that is away does not take now, the next start finds; that is no reason to end in an error.
      await Promise.race([drain(), late]).catch((error) => log(`not all was assembled before the end: ${words(error)}`))
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** The store may come up after us, and go away for a while. */
async function migrated(store: Store, log: (line: string) => void): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await store.migrate()
      return
    } catch (error) {
      if (attempt >= 60) throw error
      if (attempt === 1) log(`waiting for the store: ${error instanceof Error ? error.message : String(error)}`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

/** OTLP's own port is a convenience: taken, we go on without it (it is on the X-Ray port too) and say so. */
async function openOtlp(
  port: number | null,
  host: string,
  makeServer: () => Server,
  log: (line: string) => void,
): Promise<{ server: Server | null; state: OtlpState }> {
  if (port === null) return { server: null, state: { state: 'off' } }
  const server = makeServer()
  try {
    return { server, state: { state: 'listening', port: await listenTcp(server, host, port) } }
  } catch (error) {
    if (!isTaken(error)) throw error
    log(`OTLP port ${port} is taken: OTLP is served on the X-Ray port only. Choose another with --otlp-http-port.`)
    return { server: null, state: { state: 'taken', port } }
  }
}

/** The same over gRPC, which has no other port to be had on. */
async function openGrpc(
  port: number | null,
  host: string,
  options: OtlpOptions,
): Promise<{ listener: GrpcListener | null; state: OtlpState }> {
  if (port === null) return { listener: null, state: { state: 'off' } }
  try {
    const listener = await listenGrpc(host, port, options)
    return { listener, state: { state: 'listening', port: listener.port } }
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error
    options.log(`OTLP port ${port} is taken: there is no OTLP over gRPC. Choose another with --otlp-grpc-port.`)
    return { listener: null, state: { state: 'taken', port } }
  }
}

const indexedOf = (keys: readonly string[]) => (keys.includes('*') ? 'all' : new Set(keys))

function addOwnRoutes(routes: Map<string, Route>, parts: Parts, isReady: () => Promise<boolean>): void {
  routes.set('GET /healthz', (_request, response) => sendText(response, 200, 'ok\n'))
  routes.set('GET /readyz', async (_request, response) => {
    const ready = await isReady().catch(() => false)
    sendText(response, ready ? 200 : 503, ready ? 'ready\n' : 'the store does not answer\n')
  })
  routes.set('GET /metrics', async (_request, response) =>
    sendText(response, 200, prometheusText(await metricsOf(parts)), 'text/plain; version=0.0.4; charset=utf-8'),
  )
  routes.set('GET /roentgen/ingest', async (_request, response) => sendJson(response, 200, await ingestReport(parts)))
  routes.set('GET /roentgen/events', (_request, response) => parts.events.listen(response))
}
