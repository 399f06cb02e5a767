import { fileURLToPath } from 'node:url'
import type { ScenarioId } from './scenarios.ts'
import { startControl } from './supervisor/control.ts'
import { type Driver, startDriver } from './supervisor/driver.ts'
import { superviseServices, versions } from './supervisor/processes.ts'
import { settingsFrom } from './supervisor/settings.ts'

const settings = settingsFrom(process.env)

// From source the services are TypeScript and need the loader we were started with; from a bundle they lie beside us as JavaScript.
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const services = superviseServices({
  fileOf: (name) => fileURLToPath(new URL(`./services/${name}.${extension}`, import.meta.url)),
  execArgv: process.execArgv.filter((flag) => !flag.startsWith('--max-')),
  env: {
    ...process.env,
    AWS_XRAY_DAEMON_ADDRESS: settings.daemon,
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR', // what a service does before its first request belongs to no trace
    AWS_XRAY_LOG_LEVEL: 'silent', // the SDK would tell every line of ours that the daemon is away; the doctor does that better
    AWS_XRAY_COLLECT_SQL_QUERIES: '1',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: settings.otlpUrl,
    NODE_NO_WARNINGS: '1', // the AWS SDK's note on Node 20, once per process
  },
})

const on = new Set<ScenarioId>()
let changing = Promise.resolve()

/** Each rollout is a build of its own, `20261123.0346` in UTC: so it is seen as a deployment every time. */
const build = (): string => new Date().toISOString().replace(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+).*$/, '$1$2$3.$4$5')

/** One at a time: two deployments must not overtake each other. */
function setScenario(id: ScenarioId, value: boolean): Promise<void> {
  if (value) on.add(id)
  else on.delete(id)
  services.setScenarios(on)
  if (id === 'bad-deployment') {
    const roll = () => services.deploy('orders', on.has('bad-deployment') ? `2.5.0+${build()}` : versions.orders)
    changing = changing.then(roll, roll)
    return changing
  }
  return Promise.resolve()
}

const began = Date.now()
let driver: Driver | null = null
const control = await startControl(
  {
    on: () => on,
    set: setScenario,
    status: () => ({ pids: services.pids(), answers: driver?.counts() ?? {} }),
  },
  settings.controlPort,
)

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  control.close()
  // Both at once: services that end while the visitors leave must not be started again.
  await Promise.all([driver?.stop(), services.stop()])
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())

await services.start()
driver = startDriver(
  settings.requestsPerSecond,
  settings.pace,
  () => services.places().storefront,
  () => on.has('retry-storm'),
)

process.send?.({ type: 'ready', control: control.url })
console.log(
  `shop ready after ${((Date.now() - began) / 1000).toFixed(1)} s control=${control.url} storefront=http://127.0.0.1:${services.places().storefront} daemon=${settings.daemon} otlp=${settings.otlpUrl}`,
)
