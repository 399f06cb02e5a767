/** A bff of a spec's own, over a source that the others do not look through. */
import { spawn } from 'node:child_process'

export async function bffOver(
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly web: string; readonly stop: () => void }> {
  const bff = spawn(process.execPath, ['apps/bff/dist/main.js'], {
    env: { ...process.env, NODE_ENV: 'production', ROENTGEN_SOURCE: source, ROENTGEN_WEB_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const web = await new Promise<string>((resolve, reject) => {
    bff.once('exit', (code) => reject(new Error(`the bff ended with ${code}`)))
    let said = ''
    bff.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      const address = /web=(http:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
  })
  return { web, stop: () => void bff.kill('SIGTERM') }
}
