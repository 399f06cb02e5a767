/** `roentgen COMMAND`: see `roentgen help`. */
import { startClickHouse } from './clickhouse.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { importFiles } from './import/import.ts'
import { flagHelp, type Options, parseOptions, UsageError } from './options.ts'
import { reset } from './reset.ts'
import { type Running, readyLine, up } from './up.ts'

const say = (text: string): void => void process.stderr.write(`roentgen: ${text}\n`)

const help = `roentgen: a service map that anyone can read

  roentgen up          run everything: pages, X-Ray service, daemon, OTLP, ClickHouse
  roentgen demo        the same, with the sample shop making traffic
  roentgen doctor      what works, what does not, and what to do (asks the running service)
  roentgen import F... put traces from files into the running service: X-Ray documents, BatchGetTraces
                       answers, OTLP (JSON, protobuf), Zipkin v2, Jaeger; .gz too; - is standard input;
                       exit code 0: all taken, 3: some left, 1: none
  roentgen clickhouse  run only the built-in ClickHouse, for a run elsewhere with --clickhouse
  roentgen reset       delete all stored data (the service must not be running)
  roentgen help        this text

${flagHelp()}
`

/** Runs until a signal; exit code 0 when everything drained. */
async function untilStopped(running: { stop: () => Promise<void> }): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  // A second signal is an order.
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  await running.stop()
}

async function serve(options: Options, start: typeof up): Promise<void> {
  const running: Running = await start(options, say)
  process.stdout.write(`${readyLine(running)}\n`)
  await untilStopped(running)
}

async function run(command: string, options: Options, files: readonly string[]): Promise<void> {
  switch (command) {
    case 'up':
      return serve(options, up)
    case 'demo':
      return demo(options, say, untilStopped)
    case 'doctor':
      process.exitCode = (await doctor(options)) ? 0 : 1
      return
    case 'import':
      process.exitCode = await importFiles(options, files, cwd, (text) => void process.stdout.write(text))
      return
    case 'clickhouse': {
      const clickhouse = await startClickHouse({ ...options, clickhouse: null }, say)
      const url = new URL(clickhouse.url)
      url.username = clickhouse.user
      url.password = clickhouse.password
      process.stdout.write(`clickhouse ready ${url.href}${clickhouse.database}\n`)
      return untilStopped(clickhouse)
    }
    case 'reset':
      return reset(options, say)
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(help)
      return
    default:
      throw new UsageError(`There is no command "${command}". See: roentgen help`)
  }
}

// pnpm hands a literal `--` to the script.
const args = process.argv.slice(2).filter((arg, index, all) => !(arg === '--' && all.indexOf('--') === index))
const [command = 'help', ...rest] = args
const cwd = process.env.INIT_CWD || process.cwd()
const files: string[] = []
try {
  const options = parseOptions(rest, process.env, cwd, command === 'import' ? files : undefined)
  await run(command, options, files)
} catch (cause) {
  say(cause instanceof Error ? cause.message : String(cause))
  process.exitCode = cause instanceof UsageError ? 2 : 1
}
