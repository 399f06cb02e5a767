/** One supervised process: started, watched, started again on the same ports when it dies, ended on request. */
import { type ChildProcess, fork } from 'node:child_process'

/** What a child says over IPC when it serves; the other members are its ports and addresses. */
export type Ready = { readonly type: 'ready'; readonly [member: string]: unknown }

export type ChildOptions = {
  readonly name: string
  readonly script: string
  /** Environment for this start; told what the first start answered, so that a restart keeps its ports. */
  readonly env: (first: Ready | null) => Record<string, string>
  readonly execArgv?: readonly string[]
  readonly say: (text: string) => void
  /** Called on every restart that succeeded. */
  readonly onRestart?: (ready: Ready) => void
}

export type Child = {
  readonly name: string
  readonly pid: () => number | undefined
  readonly stop: () => Promise<void>
}

/** Drain time before a child that ignores SIGTERM is killed. */
const drainMs = 30_000
const pauseMs = (deaths: number): number => Math.min(200 * 2 ** deaths, 10_000)
/** A child that lived this long has recovered: its next death starts the pauses anew. */
const healthyMs = 30_000

function isReady(message: unknown): message is Ready {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready'
}

/** Resolves when the child serves. Rejects when it ends before it ever did: it has said why on standard error. */
export async function startChild(options: ChildOptions): Promise<{ child: Child; ready: Ready }> {
  let current: ChildProcess | null = null
  let stopping = false
  let deaths = 0
  let timer: NodeJS.Timeout | undefined

  const launch = (first: Ready | null): Promise<Ready> =>
    new Promise((resolve, reject) => {
      const born = Date.now()
      const process_ = fork(options.script, [], {
        env: { ...process.env, ...options.env(first) },
        execArgv: [...(options.execArgv ?? [])],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        // A process group of its own: Ctrl-C is for the supervisor, which stops its children one after another.
        detached: true,
      })
      current = process_
      let served: Ready | null = null
      process_.on('message', (message) => {
        if (!isReady(message) || served) return
        served = message
        resolve(message)
      })
      process_.on('error', (cause) => options.say(`${options.name}: ${cause.message}`))
      process_.once('exit', (code, signal) => {
        if (!served && !first)
          return reject(new Error(`${options.name} ended before it was ready (${signal ?? `exit code ${code}`}).`))
        if (stopping) return
        if (Date.now() - born > healthyMs) deaths = 0
        const pause = pauseMs(deaths++)
        options.say(`${options.name} died (${signal ?? `exit code ${code}`}); starting it again in ${pause} ms`)
        timer = setTimeout(() => {
          launch(first ?? served).then(
            (ready) => options.onRestart?.(ready),
            () => undefined,
          )
        }, pause)
      })
    })

  const ready = await launch(null)
  return {
    ready,
    child: {
      name: options.name,
      pid: () => current?.pid,
      stop: () =>
        new Promise((resolve) => {
          stopping = true
          clearTimeout(timer)
          const process_ = current
          if (!process_ || process_.exitCode !== null || process_.signalCode !== null) return resolve()
          const kill = setTimeout(() => process_.kill('SIGKILL'), drainMs)
          process_.once('exit', () => {
            clearTimeout(kill)
            resolve()
          })
          process_.kill('SIGTERM')
        }),
    },
  }
}
