/** The bff as a process of its own: everything from the environment (docs/agreements.md, "Processes"). */
import { resolve } from 'node:path'
import { ConfigError, loadConfig } from './config.ts'
import { parseSource } from './source/spec.ts'
import { type Bff, type BffOptions, startBff } from './start.ts'
import { StartError } from './start-error.ts'

const env = process.env
// The SDK's notice about future Node versions is for whoever updates it, not for whoever starts Roentgen.
env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

function port(name: string, fallback: number): number {
  const text = env[name]
  if (!text) return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value
  throw new StartError(`${name}: "${text}" is not a port.`)
}

function sampleHistory(): BffOptions['sampleHistory'] {
  const from = Number(env.ROENTGEN_SAMPLE_FROM || Number.NaN)
  const to = Number(env.ROENTGEN_SAMPLE_TO || Number.NaN)
  return Number.isFinite(from) && Number.isFinite(to) && from < to ? { from, to } : null
}

function address(name: string): string | null {
  const text = env[name]
  return text && URL.canParse(text) ? text : null
}

function optionsFromEnvironment(): BffOptions {
  const text = env.ROENTGEN_SOURCE || 'own'
  const source = parseSource(text)
  if (!source) throw new StartError(`"${text}" is not a source: own, aws:REGION[:PROFILE] or xray:URL.`)
  const host = env.ROENTGEN_HOST || '127.0.0.1'
  const clickhouse = env.ROENTGEN_CLICKHOUSE
  const xrayPort = env.ROENTGEN_XRAY_PORT
  return {
    host,
    port: port('ROENTGEN_WEB_PORT', 4000),
    insecure: env.ROENTGEN_INSECURE === '1',
    source,
    config: loadConfig(env.ROENTGEN_CONFIG || null, process.cwd()),
    ...(clickhouse
      ? {
          clickhouse: {
            url: clickhouse,
            user: env.ROENTGEN_CLICKHOUSE_USER || 'default',
            password: env.ROENTGEN_CLICKHOUSE_PASSWORD ?? '',
            database: env.ROENTGEN_CLICKHOUSE_DATABASE || 'roentgen',
          },
        }
      : {}),
    data: resolve(env.ROENTGEN_DATA || '.roentgen'),
    xrayUrl: address('ROENTGEN_XRAY_URL') ?? (clickhouse && xrayPort ? `http://127.0.0.1:${xrayPort}` : null),
    otlpHttpUrl: address('ROENTGEN_OTLP_HTTP_URL'),
    otlpGrpcUrl: address('ROENTGEN_OTLP_GRPC_URL'),
    shopUrl: address('ROENTGEN_SHOP'),
    sampleHistory: sampleHistory(),
    checkReplies: env.NODE_ENV !== 'production',
  }
}

async function run(): Promise<void> {
  const bff = await startBff(optionsFromEnvironment())
  process.stdout.write(`bff ready web=${bff.url}\n`)
  process.send?.({ type: 'ready', web: bff.url, port: bff.port })
  endWith(bff)
}

/** Ends when asked to, and when the supervisor is gone. */
function endWith(bff: Bff): void {
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    bff.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (process.send) process.once('disconnect', end)
}

run().catch((error: unknown) => {
  const expected = error instanceof StartError || error instanceof ConfigError
  process.stderr.write(`bff: ${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
