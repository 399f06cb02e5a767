/** The process: environment in, ready message out, ends when its parent or SIGTERM says so. */
import { openStore } from '@roentgen/store'
import { PortTaken } from './http/listen.ts'
import { mainOptions } from './options.ts'
import { StartRefused, startXray } from './service.ts'

const log = (line: string) => process.stderr.write(`xray: ${line}\n`)

async function main(): Promise<void> {
  const { clickhouse, ...options } = mainOptions(process.env)
  const store = openStore(clickhouse)
  const running = await startXray({ ...options, store, log })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await running.close()
    await store.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('disconnect', stop)

  process.stdout.write(
    `xray ready xray=${running.url} otlp-http=${running.otlpUrl ?? 'off'} otlp-grpc=${running.otlpGrpcUrl ?? 'off'}\n`,
  )
  const [otlpHttp, otlpGrpc] = [running.otlpUrl ?? 'off', running.otlpGrpcUrl ?? 'off']
  process.send?.({ type: 'ready', xray: running.url, otlpHttp, otlpGrpc })
}

main().catch((error: unknown) => {
  const expected = error instanceof StartRefused || error instanceof PortTaken
  log(
    expected || !(error instanceof Error)
      ? String(error instanceof Error ? error.message : error)
      : (error.stack ?? error.message),
  )
  process.exit(1)
})
