import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Services, serviceNames, superviseServices } from './processes.ts'

/** Says its process id where a port belongs, and ends when asked to, as a service does. */
const service = `
  process.on('SIGTERM', () => process.exit(0))
  process.on('disconnect', () => process.exit(0))
  const name = process.env.npm_package_name
  if (name === process.env.FAILS_ONCE && !require('node:fs').existsSync(process.env.MARK)) {
    require('node:fs').writeFileSync(process.env.MARK, '')
    process.exit(3)
  }
  process.on('message', () => {})
  process.send({ type: 'ready', places: { [name]: process.pid } })
`
let folder: string
let services: Services

const supervise = (env: Record<string, string> = {}) =>
  superviseServices({
    fileOf: () => join(folder, 'service.cjs'),
    execArgv: [],
    env: { ...process.env, ...env, MARK: join(folder, 'mark') },
  })

const exists = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-processes-'))
  writeFileSync(join(folder, 'service.cjs'), service)
})
afterEach(async () => {
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('starts every service in a process of its own and knows where each is', async () => {
  services = supervise()
  await services.start()
  const pids = serviceNames.map((name) => services.pids()[name])
  expect(new Set(pids).size).toBe(serviceNames.length)
  expect(services.places().orders).toBe(services.pids().orders)
})

it('starts a service again that was killed, and moves its place', async () => {
  services = supervise()
  await services.start()
  const old = services.pids().catalog
  process.kill(old ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(services.places().catalog).toBeGreaterThan(0), { timeout: 10_000 })
  await vi.waitFor(() => expect(services.pids().catalog).not.toBe(old), { timeout: 10_000 })
  expect(services.places().catalog).toBe(services.pids().catalog)
})

it('does not give up on a service that ends before it serves', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  services = supervise({ FAILS_ONCE: 'payments' })
  await services.start()
  expect(exists(services.pids().payments)).toBe(true)
})

it('deploys the new version before it ends the old one', async () => {
  services = supervise()
  await services.start()
  const old = services.pids().orders
  await services.deploy('orders', '2.5.0')
  expect(services.pids().orders).not.toBe(old)
  expect(services.places().orders).toBe(services.pids().orders)
  expect([exists(services.pids().orders), exists(old)]).toEqual([true, false])
})

it('leaves nothing behind', async () => {
  services = supervise()
  await services.start()
  const pids = Object.values(services.pids())
  await services.stop()
  expect(pids.filter(exists)).toEqual([])
})
