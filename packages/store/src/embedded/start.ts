/** Starts a real ClickHouse server on loopback in a forked child process and waits until it answers. */
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configXml, startSql, usersXml } from './config.ts'
import { engineLibrary } from './library.ts'

export type EmbeddedOptions = {
  /** Data directory; made when absent. One server per directory. */
  readonly dir: string
  /** 0 or absent: a free port. Give the same again to restart on it. */
  readonly httpPort?: number
  /** Default `roentgen`. */
  readonly user?: string
  /** Absent: random. Give the same again so that clients survive a restart. */
  readonly password?: string
  /** Ceiling for the whole server, default 1.5 GiB. */
  readonly memoryBytes?: number
  /** Where `child.mjs` is, for bundles that move it; also `ROENTGEN_EMBEDDED_CHILD`. */
  readonly childPath?: string
  /** How long the server may take to answer for the first time, default 60 s (a cold disk reads a 566 MB library). */
  readonly startTimeoutMs?: number
  /** Called when the server ends without `stop()`. */
  readonly onExit?: (how: { readonly code: number | null; readonly signal: NodeJS.Signals | null }) => void
}

export type EmbeddedServer = {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly httpPort: number
  readonly pid: number
  stop(): Promise<void>
}

export class EmbeddedStartError extends Error {
  override name = 'EmbeddedStartError'
}

const defaultMemoryBytes = 1.5 * 1024 ** 3

/** Beside this file in the sources; for a bundle the package's own copy, found as any dependency is. */
function findChild(given: string | undefined): string {
  const told = given ?? process.env.ROENTGEN_EMBEDDED_CHILD
  if (told) return resolve(told)
  const beside = fileURLToPath(new URL('./child.mjs', import.meta.url))
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve('@roentgen/store/embedded-child')
}

function freePort(wanted: number): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new EmbeddedStartError(`Port ${wanted} of 127.0.0.1, wanted for the built-in ClickHouse, is taken.`)
          : error,
      ),
    )
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : wanted))
    })
  })
}

/** What ClickHouse said, in a sentence a person can act on. */
function explain(dir: string, stderr: string, how: string): string {
  if (/Cannot lock file|Another server instance/i.test(stderr))
    return `The data directory ${dir} is in use by another Roentgen: stop that one, or choose another directory with --data.`
  if (/Address already in use|EADDRINUSE/i.test(stderr)) return 'The port for the built-in ClickHouse is taken.'
  const lines = stderr.trim().split('\n').filter(Boolean)
  return `The built-in ClickHouse did not start (${how})${lines.length ? `: ${lines.slice(-3).join(' ').slice(0, 600)}` : '.'}`
}

async function answers(url: string, user: string, password: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/?query=SELECT%201`, {
      headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password },
      signal: AbortSignal.timeout(2_000),
    })
    return reply.ok && (await reply.text()).trim() === '1'
  } catch {
    return false
  }
}

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const childPath = findChild(options.childPath)
  const library = engineLibrary(childPath)
  const dir = resolve(options.dir)
  const data = join(dir, 'db')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const user = options.user ?? 'roentgen'
  const password = options.password ?? randomBytes(24).toString('base64url')
  const httpPort = await freePort(options.httpPort ?? 0)

  // A folder of its own per start: a second process must not touch the configuration of the one that runs.
  const run = mkdtempSync(join(dir, 'run-'))
  const file = (name: string, text: string): string => {
    const path = join(run, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  const engine = { user, password, memoryBytes: Math.floor(options.memoryBytes ?? defaultMemoryBytes) }
  const config = file('config.xml', configXml(file('users.xml', usersXml(engine)), engine))
  const argv = [
    'clickhouse-local',
    `--path=${data}`,
    '--listen_host=127.0.0.1',
    `--http_port=${httpPort}`,
    `--config-file=${config}`,
    `--queries-file=${file('start.sql', startSql)}`,
  ]

  // Detached: Ctrl-C in a terminal reaches the whole group, and the store must outlive those who still flush into it.
  const child: ChildProcess = fork(childPath, [JSON.stringify({ library, argv })], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    detached: true,
    serialization: 'json',
  })
  let stderr = ''
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    stderr = (stderr + text).slice(-8_000)
  })

  let stopping = false
  let ended: string | null = null
  const exited = new Promise<void>((done) => {
    const end = (how: string): void => {
      ended ??= how
      rmSync(run, { recursive: true, force: true })
      done()
    }
    child.once('error', (error) => end(error.message))
    child.once('exit', (code, signal) => {
      end(signal ? `signal ${signal}` : `exit code ${code}`)
      if (!stopping && ready) options.onExit?.({ code, signal })
    })
  })
  let ready = false
  const stop = async (): Promise<void> => {
    stopping = true
    if (ended === null) child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await exited
    clearTimeout(patience)
  }

  const url = `http://127.0.0.1:${httpPort}`
  const deadline = Date.now() + (options.startTimeoutMs ?? 60_000)
  while (!(await answers(url, user, password))) {
    if (ended !== null) throw new EmbeddedStartError(explain(dir, stderr, ended))
    if (Date.now() > deadline) {
      await stop()
      throw new EmbeddedStartError(explain(dir, stderr, 'no answer in time'))
    }
    await Promise.race([exited, new Promise((done) => setTimeout(done, 30))])
  }
  ready = true
  for (const old of readdirSync(dir)) {
    const path = join(dir, old)
    if (old.startsWith('run-') && path !== run) rmSync(path, { recursive: true, force: true })
  }
  return { url, user, password, httpPort, pid: child.pid ?? -1, stop }
}
