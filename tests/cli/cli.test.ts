import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { GetTraceSummariesCommand, PutTraceSegmentsCommand, XRayClient } from '@aws-sdk/client-xray'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  alive,
  descendants,
  freePorts,
  readyPattern,
  remove,
  roentgen,
  type Started,
  temporaryFolder,
} from './roentgen.ts'

const started: Started[] = []
const folders: string[] = []
const folder = (): string => {
  const made = temporaryFolder()
  folders.push(made)
  return made
}
const run = (args: readonly string[], cwd: string): Started => {
  const process_ = roentgen(args, cwd)
  started.push(process_)
  return process_
}

beforeAll(() => {
  const script = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url))
  const { status } = spawnSync(process.execPath, [script, '--quiet'], { stdio: 'inherit' })
  expect(status).toBe(0)
}, 120_000)

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  }
}, 60_000)
afterAll(() => folders.forEach(remove))

const client = (endpoint: string): XRayClient =>
  new XRayClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } })

/** One segment in, and its trace out again. */
async function roundTrip(xray: string): Promise<void> {
  const now = Date.now() / 1000
  const id = `1-${Math.floor(now).toString(16)}-0123456789abcdef01234567`
  const sdk = client(xray)
  const document = { name: 'round-trip', id: '0123456789abcdef', trace_id: id, start_time: now - 0.1, end_time: now }
  const { UnprocessedTraceSegments } = await sdk.send(
    new PutTraceSegmentsCommand({ TraceSegmentDocuments: [JSON.stringify(document)] }),
  )
  expect(UnprocessedTraceSegments).toEqual([])
  await expect
    .poll(
      async () => {
        const window = { StartTime: new Date((now - 60) * 1000), EndTime: new Date((now + 60) * 1000) }
        const { TraceSummaries = [] } = await sdk.send(new GetTraceSummariesCommand(window))
        return TraceSummaries.map((t) => t.Id)
      },
      { timeout: 10_000 },
    )
    .toContain(id)
  sdk.destroy()
}

describe('roentgen up', () => {
  it('serves, stores, and drains on SIGTERM with exit code 0', async () => {
    const up = run(['up', ...freePorts], folder())
    const [, web = '', xray = ''] = await up.line(readyPattern)
    await roundTrip(xray)
    expect((await fetch(`${web}/healthz`)).status).toBe(200)
    expect((await fetch(`${xray}/readyz`)).status).toBe(200)
    const children = await descendants(up.child.pid ?? 0)
    expect(children.length).toBeGreaterThanOrEqual(3)
    up.child.kill('SIGTERM')
    expect(await up.ended).toEqual({ code: 0, signal: null })
    expect(children.filter(alive)).toEqual([])
  }, 90_000)

  it('leaves no process behind when the supervisor is killed', async () => {
    const up = run(['up', ...freePorts], folder())
    await up.line(readyPattern)
    const children = await descendants(up.child.pid ?? 0)
    up.child.kill('SIGKILL')
    await expect.poll(() => children.filter(alive), { timeout: 20_000 }).toEqual([])
  }, 90_000)

  it('starts a killed service again on its ports', async () => {
    const up = run(['up', ...freePorts], folder())
    const [, , xray = ''] = await up.line(readyPattern)
    for (const pid of await descendants(up.child.pid ?? 0)) process.kill(pid, 'SIGKILL')
    await expect
      .poll(async () => (await fetch(`${xray}/readyz`).catch(() => null))?.status, { timeout: 40_000 })
      .toBe(200)
    await roundTrip(xray)
  }, 90_000)

  it('refuses a data folder that another Roentgen uses, in one sentence', async () => {
    const shared = folder()
    const first = run(['up', ...freePorts], shared)
    await first.line(readyPattern)
    const second = run(['up', ...freePorts], shared)
    expect((await second.ended).code).toBe(1)
    expect(second.output()).toMatch(/in use by another Roentgen.*--data/)
  }, 90_000)

  it('says which flag changes a port that is taken', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const address = blocker.address()
    const port = typeof address === 'object' && address ? address.port : 0
    for (const flag of ['--web-port', '--xray-port']) {
      const args = [...freePorts]
      args[args.indexOf(flag as (typeof freePorts)[number]) + 1] = String(port) as '0'
      const up = run(['up', ...args], folder())
      expect((await up.ended).code).toBe(1)
      expect(up.output()).toContain(flag)
    }
    blocker.close()
  }, 120_000)

  it('listens beyond loopback only when told that it is insecure', async () => {
    const up = run(['up', ...freePorts, '--host', '0.0.0.0'], folder())
    expect((await up.ended).code).toBe(1)
    expect(up.output()).toContain('--insecure')
  }, 60_000)

  it('runs on a ClickHouse that somebody else started, and resets it', async () => {
    const outside = run(['clickhouse'], folder())
    const [, url = ''] = await outside.line(/^clickhouse ready (\S+)$/m)
    const own = folder()
    const up = run(['up', ...freePorts, '--clickhouse', url], own)
    const [, , xray = ''] = await up.line(readyPattern)
    await roundTrip(xray)
    expect(await descendants(up.child.pid ?? 0)).toHaveLength(2)
    up.child.kill('SIGTERM')
    expect((await up.ended).code).toBe(0)
    const reset = run(['reset', '--clickhouse', url], own)
    expect((await reset.ended).code).toBe(0)
    const again = run(['up', ...freePorts, '--clickhouse', url], own)
    const [, , empty = ''] = await again.line(readyPattern)
    const window = { StartTime: new Date(Date.now() - 3_600_000), EndTime: new Date(Date.now() + 60_000) }
    expect((await client(empty).send(new GetTraceSummariesCommand(window))).TraceSummaries).toEqual([])
  }, 120_000)
})

describe('words', () => {
  it.each([
    [['nonsense'], 2, /no command "nonsense"/],
    [['up', '--web-prot', '1'], 2, /web-prot/],
    [['help'], 0, /roentgen demo/],
  ])('%j', async (args, code, text) => {
    const command = run(args, folder())
    expect((await command.ended).code).toBe(code)
    expect(command.output()).toMatch(text)
  })
})
