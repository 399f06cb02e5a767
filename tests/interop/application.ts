/** One application of `apps/`, from its start to its end. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** How to start it. `version` is that of the SDK, as installed. */
export type Command = {
  readonly command: string
  readonly args: readonly string[]
  readonly folder: string
  readonly version: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Why an SDK was not run: a toolchain or a package that is not here, or nobody asked. */
export class NotRun extends Error {
  override readonly name = 'NotRun'
}

export type Answer = { readonly status: number; readonly traceId: string; readonly text: string }

export type Application = {
  readonly version: string
  readonly url: string | null
  /** GETs a route. `headers` are the incoming trace headers. */
  readonly ask: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  readonly stop: () => Promise<void>
}

export const appFolder = (name: string) => fileURLToPath(new URL(`apps/${name}`, import.meta.url))

export async function startApplication(
  { command, args, folder, version, environment = {} }: Command,
  given: Readonly<Record<string, string>>,
): Promise<Application> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', ...given, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const port = await readyPort(child, command)
  const url = `http://127.0.0.1:${port}`
  return {
    version,
    url,
    ask: async (path, headers = {}) => {
      const response = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(30_000) })
      const text = await response.text()
      return { status: response.status, traceId: asXrayId(response.headers.get('x-trace-id') ?? ''), text }
    },
    stop: () => ended(child),
  }
}

/** OpenTelemetry writes 32 digits. */
const asXrayId = (id: string) => (/^[0-9a-f]{32}$/.test(id) ? `1-${id.slice(0, 8)}-${id.slice(8)}` : id)

async function readyPort(child: ChildProcess, command: string): Promise<number> {
  let said = ''
  const listen = (stream: NodeJS.ReadableStream | null, onLine: (line: string) => void) => {
    if (stream !== null) createInterface(stream).on('line', onLine)
  }
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${command} was not ready after two minutes:\n${said}`)), 120_000)
    const hear = (line: string) => {
      if (said.length < 20_000) said += `${line}\n`
      const port = /^ready (\d+)$/.exec(line)?.[1]
      if (port !== undefined) {
        clearTimeout(late)
        resolve(Number(port))
      }
    }
    listen(child.stdout, hear)
    listen(child.stderr, hear)
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`${command} ended with ${code}:\n${said}`))
    })
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdin?.end()
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(late)
}

/** Standard output of a program that ends by itself; `NotRun` with its last words where it fails or is not here. */
export async function output(command: string, args: readonly string[], folder: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd: folder, maxBuffer: 16 * 1024 * 1024 })
    return stdout.trim()
  } catch (error) {
    const words = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    throw new NotRun(`${command} ${args[0] ?? ''}: ${words}`, { cause: error })
  }
}
