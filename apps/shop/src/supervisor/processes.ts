import { type ChildProcess, fork } from 'node:child_process'
import type { FromService, Places, ToService } from '../kit/messages.ts'
import type { ScenarioId } from '../scenarios.ts'

export const serviceNames = [
  'infra',
  'inventory',
  'payments',
  'catalog',
  'orders',
  'fulfilment',
  'recommendations',
  'storefront',
] as const
export type ServiceName = (typeof serviceNames)[number]

export const versions: Record<ServiceName, string> = {
  infra: '1.0.0',
  storefront: '5.2.0',
  orders: '2.4.1',
  payments: '3.0.4',
  catalog: '1.9.0',
  inventory: '1.3.2',
  fulfilment: '0.8.5',
  recommendations: '7.0.0',
}

// Many small processes: a small young generation and size before speed save about a third of what Node takes by itself.
const lean = ['--max-old-space-size=96', '--max-semi-space-size=1', '--optimize-for-size']

type Running = { child: ChildProcess; places: Places; version: string }

export type Services = {
  /** Resolves when all have said that they serve. */
  start: () => Promise<void>
  setScenarios: (on: ReadonlySet<ScenarioId>) => void
  /** Starts the new version beside the old one, moves the traffic, then drains the old one. */
  deploy: (name: ServiceName, version: string) => Promise<void>
  places: () => Places
  pids: () => Partial<Record<ServiceName, number>>
  stop: () => Promise<void>
}

export type Launch = { fileOf: (name: ServiceName) => string; execArgv: readonly string[]; env: NodeJS.ProcessEnv }

const isReady = (message: unknown): message is FromService =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready'

const alive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

export function superviseServices(launch: Launch): Services {
  const running = new Map<ServiceName, Running>()
  const children = new Set<ChildProcess>()
  const pauseMs = new Map<ServiceName, number>()
  let scenarios: ScenarioId[] = []
  let stopping = false

  const places = (): Places => Object.assign({}, ...[...running.values()].map((one) => one.places))

  const tell = (child: ChildProcess) => {
    const message: ToService = { type: 'shop', places: places(), scenarios }
    if (child.connected) child.send(message, () => {}) // one that just died is restarted, and told then
  }
  const tellAll = () => {
    for (const child of children) tell(child)
  }

  /** Forks one process; resolves when it serves, rejects when it ends before. */
  const launchOne = (name: ServiceName, version: string): Promise<Running> =>
    new Promise((resolve, reject) => {
      const env = { ...launch.env, npm_package_name: name, npm_package_version: version }
      const child = fork(launch.fileOf(name), [], {
        env,
        execArgv: [...launch.execArgv, ...lean],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      children.add(child)
      child.on('error', () => {}) // 'exit' follows, or the process never began
      child.on('message', (message: unknown) => {
        if (isReady(message)) resolve({ child, places: message.places, version })
      })
      child.once('exit', (code, signal) => {
        children.delete(child)
        reject(new Error(`shop: ${name} ended with ${signal ?? code}`))
        if (stopping || running.get(name)?.child !== child) return
        running.delete(name)
        tellAll()
        void restart(name, version)
      })
      tell(child)
    })

  const install = (name: ServiceName, one: Running) => {
    running.set(name, one)
    tellAll()
    setTimeout(() => running.get(name) === one && pauseMs.delete(name), 30_000).unref()
  }

  const restart = async (name: ServiceName, version: string): Promise<void> => {
    while (!stopping) {
      const pause = pauseMs.get(name) ?? 250
      pauseMs.set(name, Math.min(pause * 2, 10_000))
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (stopping) return
      try {
        install(name, await launchOne(name, version))
        return
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
      }
    }
  }

  const stopOne = (child: ChildProcess): Promise<void> =>
    new Promise((resolve) => {
      if (!alive(child)) {
        resolve()
        return
      }
      const late = setTimeout(() => child.kill('SIGKILL'), 5000)
      child.once('exit', () => {
        clearTimeout(late)
        resolve()
      })
      child.kill('SIGTERM')
    })

  return {
    places,
    pids: () => Object.fromEntries([...running].map(([name, { child }]) => [name, child.pid])),
    start: async () => {
      await Promise.all(
        serviceNames.map(async (name) => {
          try {
            install(name, await launchOne(name, versions[name]))
          } catch (error) {
            console.error(error instanceof Error ? error.message : error)
            await restart(name, versions[name])
          }
        }),
      )
    },
    setScenarios: (on) => {
      scenarios = [...on]
      tellAll()
    },
    deploy: async (name, version) => {
      const old = running.get(name)
      if (old?.version === version) return
      install(name, await launchOne(name, version))
      if (old) await stopOne(old.child)
    },
    stop: async () => {
      stopping = true
      await Promise.all([...children].map(stopOne))
    },
  }
}
