/** Starts the built command in a folder of its own and waits for a line of its output. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

export type Started = {
  readonly child: ChildProcess
  readonly output: () => string
  /** The line that matches; rejects when the process ends first. */
  readonly line: (pattern: RegExp) => Promise<RegExpExecArray>
  readonly ended: Promise<Ended>
}

export const freePorts = ['web', 'xray', 'otlp-http', 'otlp-grpc'].flatMap((name) => [`--${name}-port`, '0'])

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'roentgen-cli-test-'))
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

export function roentgen(args: readonly string[], cwd: string): Started {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, INIT_CWD: '' },
  })
  let text = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<Ended>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  return {
    child,
    output: () => text,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(text)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        void ended.then(({ code }) => reject(new Error(`ended with ${code} before ${pattern}:\n${text}`)))
      }),
  }
}

export const readyPattern = /^roentgen ready web=(\S+) xray=(\S+) otlp-http=(\S+) otlp-grpc=(\S+)$/m

/** Pids of all processes below this one. */
export async function descendants(pid: number): Promise<number[]> {
  const { readdirSync, readFileSync } = await import('node:fs')
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended while we looked.
    }
  }
  const below = (root: number): number[] =>
    [...parents].filter(([, parent]) => parent === root).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
