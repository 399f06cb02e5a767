/** The environment, read once (docs: names in ARCHITECTURE.md). */
import { type Limits, parseLimits } from './api/limiter.ts'
import { StartRefused } from './service.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export type MainOptions = {
  readonly clickhouse: { url: string; user: string; password: string; database: string }
  readonly host: string
  readonly port: number
  readonly otlpPort: number
  readonly otlpGrpcPort: number
  readonly otlpIndexed: readonly string[]
  readonly insecure: boolean
  readonly retention: { days: number; bytes: number | null }
  readonly bufferBytes: number | undefined
  readonly limits: Limits
}

export function mainOptions(env: Environment): MainOptions {
  const url = env.ROENTGEN_CLICKHOUSE
  if (!url)
    throw new StartRefused(
      'ROENTGEN_CLICKHOUSE is not set: give the URL of a ClickHouse server, or start everything with `roentgen up`.',
    )
  return {
    clickhouse: {
      url,
      user: env.ROENTGEN_CLICKHOUSE_USER || 'default',
      password: env.ROENTGEN_CLICKHOUSE_PASSWORD ?? '',
      database: env.ROENTGEN_CLICKHOUSE_DATABASE || 'roentgen',
    },
    host: env.ROENTGEN_HOST || '127.0.0.1',
    port: wholeNumber(env, 'ROENTGEN_XRAY_PORT') ?? 2000,
    otlpPort: wholeNumber(env, 'ROENTGEN_OTLP_HTTP_PORT') ?? 4318,
    otlpGrpcPort: wholeNumber(env, 'ROENTGEN_OTLP_GRPC_PORT') ?? 4317,
    otlpIndexed: (env.ROENTGEN_OTLP_INDEXED_ATTRIBUTES ?? '').split(',').flatMap((key) => key.trim() || []),
    insecure: ['1', 'true'].includes(env.ROENTGEN_INSECURE ?? ''),
    retention: {
      days: wholeNumber(env, 'ROENTGEN_RETENTION_DAYS') ?? 30,
      bytes: wholeNumber(env, 'ROENTGEN_RETENTION_BYTES') ?? null,
    },
    bufferBytes: wholeNumber(env, 'ROENTGEN_BUFFER_BYTES'),
    limits: limitsOf(env),
  }
}

function limitsOf(env: Environment): Limits {
  try {
    return parseLimits(env.ROENTGEN_XRAY_LIMITS ?? '')
  } catch (cause) {
    throw new StartRefused(`ROENTGEN_XRAY_LIMITS: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

function wholeNumber(env: Environment, name: string): number | undefined {
  const text = env[name]
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new StartRefused(`${name}=${text} is not a whole number.`)
  return value
}
