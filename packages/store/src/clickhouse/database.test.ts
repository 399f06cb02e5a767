import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { StoreUnavailable } from '../errors.ts'
import { Database } from './database.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A server that hangs up on the first `times` requests and answers one row afterwards. */
async function hangingUp(times: number): Promise<{ database: Database; asked: () => number }> {
  let asked = 0
  const server: Server = createServer((request, response) => {
    if (asked++ < times) request.socket.destroy()
    else response.end('[1]\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const database = new Database({ url: `http://127.0.0.1:${port}`, user: 'u', password: 'p', database: 'd' })
  ends.push(() => {
    void database.close()
    server.closeAllConnections()
    server.close()
  })
  return { database, asked: () => asked }
}

it('a read whose connection was closed under it is asked again', async () => {
  const { database, asked } = await hangingUp(1)
  expect(await database.rows('SELECT 1')).toEqual([[1]])
  expect(asked()).toBe(2)
})

it('but not forever', async () => {
  const { database, asked } = await hangingUp(5)
  await expect(database.rows('SELECT 1')).rejects.toThrow(StoreUnavailable)
  expect(asked()).toBe(2)
})

it('what writes is not repeated behind the back of its caller', async () => {
  const { database, asked } = await hangingUp(1)
  await expect(database.command('ALTER TABLE t DELETE WHERE 1')).rejects.toThrow(StoreUnavailable)
  expect(asked()).toBe(1)
})
