/** Flags and environment, read once into facts. Every flag has its variable; the flag wins. */
import { isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type Options = {
  readonly host: string
  readonly webPort: number
  readonly xrayPort: number
  readonly otlpHttpPort: number
  readonly otlpGrpcPort: number
  /** Attributes of OpenTelemetry spans that become annotations, as written: a list with commas, or `*`. */
  readonly otlpIndexed: string
  readonly data: string
  /** An outside ClickHouse; null: the embedded one. */
  readonly clickhouse: string | null
  readonly source: string
  readonly config: string | null
  readonly insecure: boolean
  readonly retentionDays: number
  readonly retentionBytes: number | null
  /** Hours of the shop's recorded traffic that `demo` sends first; 0: none. */
  readonly history: number
  /** Of `import`: `now`, whole seconds, or empty. */
  readonly shift: string
}

export class UsageError extends Error {}

const flags = {
  host: { type: 'string', env: 'ROENTGEN_HOST', fallback: '127.0.0.1', text: 'address to listen on' },
  'web-port': {
    type: 'string',
    env: 'ROENTGEN_WEB_PORT',
    fallback: '4000',
    text: 'pages and their API; 0 picks a free port',
  },
  'xray-port': {
    type: 'string',
    env: 'ROENTGEN_XRAY_PORT',
    fallback: '2000',
    text: 'X-Ray API and daemon, TCP and UDP; 0 picks a free port',
  },
  'otlp-http-port': {
    type: 'string',
    env: 'ROENTGEN_OTLP_HTTP_PORT',
    fallback: '4318',
    text: 'OTLP over HTTP; 0 picks a free port',
  },
  'otlp-grpc-port': {
    type: 'string',
    env: 'ROENTGEN_OTLP_GRPC_PORT',
    fallback: '4317',
    text: 'OTLP over gRPC; 0 picks a free port',
  },
  'otlp-indexed-attributes': {
    type: 'string',
    env: 'ROENTGEN_OTLP_INDEXED_ATTRIBUTES',
    fallback: '',
    text: 'OpenTelemetry attributes to filter by, e.g. app.tier,tenant; * for all',
  },
  data: { type: 'string', env: 'ROENTGEN_DATA', fallback: '.roentgen', text: 'folder of the embedded ClickHouse' },
  clickhouse: {
    type: 'string',
    env: 'ROENTGEN_CLICKHOUSE',
    fallback: '',
    text: 'URL of an outside ClickHouse, e.g. http://user:password@host:8123/roentgen',
  },
  source: { type: 'string', env: 'ROENTGEN_SOURCE', fallback: 'own', text: 'own, aws:REGION[:PROFILE] or xray:URL' },
  config: { type: 'string', env: 'ROENTGEN_CONFIG', fallback: '', text: 'roentgen.yaml: sources and objectives' },
  'retention-days': {
    type: 'string',
    env: 'ROENTGEN_RETENTION_DAYS',
    fallback: '30',
    text: 'days since receipt that data is kept',
  },
  'retention-bytes': {
    type: 'string',
    env: 'ROENTGEN_RETENTION_BYTES',
    fallback: '',
    text: 'drop the oldest days above this size, e.g. 20GB',
  },
  history: {
    type: 'string',
    env: 'ROENTGEN_DEMO_HISTORY',
    fallback: '24',
    text: 'demo: hours of recorded sample traffic to send first; 0 for none',
  },
  shift: {
    type: 'string',
    env: 'ROENTGEN_IMPORT_SHIFT',
    fallback: '',
    text: 'import: move all times, so that the last is now, or by this many seconds',
  },
  insecure: {
    type: 'boolean',
    env: 'ROENTGEN_INSECURE',
    fallback: '',
    text: 'allow listening beyond loopback without login',
  },
} as const

type FlagName = keyof typeof flags

/** One line a flag, for `roentgen help`. */
export function flagHelp(): string {
  return Object.entries(flags)
    .map(
      ([name, f]) =>
        `  --${`${name}${f.type === 'string' ? ' …' : ''}`.padEnd(20)} ${f.text}${f.fallback ? ` (${f.fallback})` : ''}; ${f.env}`,
    )
    .join('\n')
}

function port(name: FlagName, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new UsageError(`--${name} takes a port from 0 to 65535, not "${text}".`)
  return value
}

function count(name: FlagName, text: string): number {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value) || value < 0)
    throw new UsageError(`--${name} takes a number, not "${text}".`)
  return value
}

/** `20GB`, `512MiB`, `1000000`: bytes. */
export function parseBytes(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(i?)b?|b)?$/i.exec(text.trim())
  if (!match) return null
  const power = match[2] ? 'kmgt'.indexOf(match[2].toLowerCase()) + 1 : 0
  return Math.round(Number(match[1]) * (match[3] ? 1024 : 1000) ** power)
}

/** `files`: takes the arguments that are no flags; without it there may be none. */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string, files?: string[]): Options {
  let values: Record<string, string | boolean | undefined>
  try {
    const parsed = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: files !== undefined,
      options: Object.fromEntries(Object.entries(flags).map(([name, f]) => [name, { type: f.type }])),
    })
    values = parsed.values as Record<string, string | boolean | undefined>
    files?.push(...parsed.positionals)
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : String(cause)}. See: roentgen help`, { cause })
  }
  const text = (name: FlagName): string => {
    const flag = values[name]
    return typeof flag === 'string' ? flag : (env[flags[name].env] ?? flags[name].fallback)
  }
  const data = text('data')
  const config = text('config')
  const bytes = text('retention-bytes')
  const retentionBytes = bytes === '' ? null : parseBytes(bytes)
  if (bytes !== '' && retentionBytes === null)
    throw new UsageError(`--retention-bytes takes a size such as 20GB, not "${bytes}".`)
  return {
    host: text('host'),
    webPort: port('web-port', text('web-port')),
    xrayPort: port('xray-port', text('xray-port')),
    otlpHttpPort: port('otlp-http-port', text('otlp-http-port')),
    otlpGrpcPort: port('otlp-grpc-port', text('otlp-grpc-port')),
    otlpIndexed: text('otlp-indexed-attributes'),
    data: isAbsolute(data) ? data : resolve(cwd, data),
    clickhouse: text('clickhouse') || null,
    source: text('source'),
    config: config ? resolve(cwd, config) : null,
    insecure: values.insecure === true || ['1', 'true'].includes(env.ROENTGEN_INSECURE ?? ''),
    retentionDays: count('retention-days', text('retention-days')),
    retentionBytes,
    history: count('history', text('history')),
    shift: text('shift'),
  }
}
