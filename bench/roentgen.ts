/** A Roentgen of its own for a benchmark: free ports, a temporary folder, gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export type Bench = {
  readonly web: string
  readonly xray: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

export async function startRoentgen(args: readonly string[] = []): Promise<Bench> {
  const data = mkdtempSync(join(tmpdir(), 'roentgen-bench-'))
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(root, 'apps/cli/dist/main.js'),
      'up',
      '--web-port',
      '0',
      '--xray-port',
      '0',
      '--otlp-http-port',
      '0',
      '--data',
      data,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: data },
  )
  const line = await new Promise<string>((resolve, reject) => {
    let text = ''
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
