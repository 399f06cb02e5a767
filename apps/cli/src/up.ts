/** `roentgen up`: ClickHouse, the X-Ray service and the bff, supervised as one. */
import { mkdirSync } from 'node:fs'
import { type Child, type Ready, startChild } from './child.ts'
import { startClickHouse } from './clickhouse.ts'
import type { Options } from './options.ts'
import { places } from './places.ts'

export type Running = {
  readonly web: string
  readonly xray: string
  /** `off` when its port was taken. */
  readonly otlpHttp: string
  readonly otlpGrpc: string
  /** Environment of the children, for one more of them. */
  readonly env: Record<string, string>
  readonly pids: () => Record<string, number | null | undefined>
  /** Children to stop before the rest, newest first. */
  readonly add: (child: Child) => void
  readonly stop: () => Promise<void>
}

/** Environment that differs between runs; what is set for the bff only comes on top. */
export type Extras = { readonly bff?: Record<string, string> }

const text = (ready: Ready, member: string): string => {
  const value = ready[member]
  return typeof value === 'string' ? value : 'off'
}

/** The port of an address a child answered, so that a restart binds it again. */
const portOf = (ready: Ready | null, member: string, asked: number): string => {
  const address = ready ? text(ready, member) : 'off'
  return address === 'off' ? String(asked) : new URL(address).port
}

export async function up(options: Options, say: (text: string) => void, extras: Extras = {}): Promise<Running> {
  mkdirSync(options.data, { recursive: true, mode: 0o700 })
  const clickhouse = await startClickHouse(options, say)
  const children: Child[] = []
  const stop = async (): Promise<void> => {
    // The shop stops talking first, then the service drains what it has, then pages, then the store.
    for (const child of children.splice(0).reverse()) await child.stop()
    await clickhouse.stop()
  }

  try {
    const shared: Record<string, string> = {
      NODE_ENV: 'production',
      ROENTGEN_HOST: options.host,
      ROENTGEN_CLICKHOUSE: clickhouse.url,
      ROENTGEN_CLICKHOUSE_USER: clickhouse.user,
      ROENTGEN_CLICKHOUSE_PASSWORD: clickhouse.password,
      ROENTGEN_CLICKHOUSE_DATABASE: clickhouse.database,
      ROENTGEN_DATA: options.data,
      ROENTGEN_SOURCE: options.source,
      ROENTGEN_INSECURE: options.insecure ? '1' : '',
      ROENTGEN_CONFIG: options.config ?? '',
      ROENTGEN_RETENTION_DAYS: String(options.retentionDays),
      ROENTGEN_RETENTION_BYTES: options.retentionBytes === null ? '' : String(options.retentionBytes),
    }
    const xray = await startChild({
      name: 'xray',
      script: places.xray,
      say,
      env: (first) => ({
        ...shared,
        ROENTGEN_XRAY_PORT: portOf(first, 'xray', options.xrayPort),
        ROENTGEN_OTLP_HTTP_PORT: portOf(first, 'otlpHttp', options.otlpHttpPort),
        ROENTGEN_OTLP_GRPC_PORT: portOf(first, 'otlpGrpc', options.otlpGrpcPort),
        ROENTGEN_OTLP_INDEXED_ATTRIBUTES: options.otlpIndexed,
      }),
    })
    children.push(xray.child)
    const addresses = {
      ROENTGEN_XRAY_URL: text(xray.ready, 'xray'),
      ROENTGEN_XRAY_PORT: portOf(xray.ready, 'xray', options.xrayPort),
      ROENTGEN_OTLP_HTTP_URL: text(xray.ready, 'otlpHttp'),
      ROENTGEN_OTLP_GRPC_URL: text(xray.ready, 'otlpGrpc'),
    }
    const bff = await startChild({
      name: 'bff',
      script: places.bff,
      say,
      env: (first) => ({
        ...shared,
        ...addresses,
        ...extras.bff,
        ROENTGEN_WEB_PORT: portOf(first, 'web', options.webPort),
      }),
    })
    children.unshift(bff.child)
    return {
      web: text(bff.ready, 'web'),
      xray: addresses.ROENTGEN_XRAY_URL,
      otlpHttp: addresses.ROENTGEN_OTLP_HTTP_URL,
      otlpGrpc: addresses.ROENTGEN_OTLP_GRPC_URL,
      env: { ...shared, ...addresses },
      pids: () => ({ clickhouse: clickhouse.pid(), ...Object.fromEntries(children.map((c) => [c.name, c.pid()])) }),
      add: (child) => void children.push(child),
      stop,
    }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** The one line that scripts wait for. */
export const readyLine = (running: Running): string =>
  `roentgen ready web=${running.web} xray=${running.xray} otlp-http=${running.otlpHttp} otlp-grpc=${running.otlpGrpc}`
