/** A Roentgen of its own for a benchmark: free ports, a temporary folder, gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export type Start = {
  readonly command?: 'up' | 'demo'
  readonly args?: readonly string[]
  readonly env?: Record<string, string>
}

export type Bench = {
  readonly web: string
  readonly xray: string
  readonly pid: number
  /** Everything it has printed on standard output. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

export async function startRoentgen({ command = 'up', args = [], env = {} }: Start = {}): Promise<Bench> {
  const data = mkdtempSync(join(tmpdir(), 'roentgen-bench-'))
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(root, 'apps/cli/dist/main.js'),
      command,
      '--web-port',
      '0',
      '--xray-port',
      '0',
      '--otlp-http-port',
      '0',
      '--otlp-grpc-port',
      '0',
      '--data',
      data,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: data, env: { ...process.env, ...env } },
  )
  let text = ''
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const found = /^roentgen ready .*$/m.exec(text)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`roentgen ended with ${code} before it was ready`)))
  })
  const member = (name: string): string => new RegExp(`${name}=(\\S+)`).exec(line)?.[1] ?? ''
  return {
    web: member('web'),
    xray: member('xray'),
    pid: child.pid ?? -1,
    output: () => text,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(data, { recursive: true, force: true })
          resolve()
        })
        child.kill('SIGTERM')
      }),
  }
}
