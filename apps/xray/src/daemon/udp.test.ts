import { createSocket } from 'node:dgram'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, it, vi } from 'vitest'
import { Ingest } from '../ingest/ingest.ts'
import { listenUdp, type UdpListener, type UdpOptions } from './udp.ts'

const header = '{"format":"json","version":1}\n'
/** No row of these tests goes anywhere. */
const notStored = { insertSegments: async () => {} }

let listener: UdpListener | null = null
afterEach(() => listener?.close())

/** An ingest that keeps what it is given, and a listener before it. */
async function listen(options: UdpOptions = {}) {
  const taken: string[] = []
  const ingest = new Ingest({
    store: notStored,
    nowMs: Date.now,
    limitBytes: 1e6,
    patienceMs: 1e3,
    onCommitted: () => {},
    log: () => {},
  })
  vi.spyOn(ingest, 'putDatagram').mockImplementation((document) => void taken.push(document))
  listener = await listenUdp('127.0.0.1', 0, ingest, options)
  return { taken, ingest, udp: listener }
}

async function send(port: number, ...texts: readonly string[]): Promise<void> {
  const socket = createSocket('udp4')
  for (const text of texts) await new Promise<void>((resolve) => socket.send(text, port, '127.0.0.1', () => resolve()))
  await new Promise<void>((resolve) => socket.close(() => resolve()))
}

/** Sends from a thread of its own while this one is busy: at a pace that any reader can keep, if only it runs. */
function sendWhileBusy(port: number, count: number, busyMs: number): Promise<void> {
  const thread = new Worker(
    `const { workerData: { port, count, header } } = require('node:worker_threads')
     const socket = require('node:dgram').createSocket('udp4')
     let next = 0
     const some = () => {
       for (let n = 0; n < 50 && next < count; n++) socket.send(header + next++, port, '127.0.0.1')
       if (next < count) setTimeout(some, 2)
       else setTimeout(() => socket.close(), 20)
     }
     some()`,
    { eval: true, workerData: { port, count, header } },
  )
  const done = new Promise<void>((resolve) => thread.once('exit', () => resolve()))
  return new Promise((resolve) =>
    thread.once('online', () => {
      const until = performance.now() + busyMs
      while (performance.now() < until);
      resolve(done)
    }),
  )
}

it('reads on while the main loop is busy: nothing waits in the small buffer of the kernel', async () => {
  const { taken, udp } = await listen({ socketBytes: 128 * 1024 })
  const count = 3_000
  await sendWhileBusy(udp.port, count, 500)
  const lost = async () => (await udp.kernelDrops()) ?? 0
  await vi.waitFor(async () => expect(taken.length + (await lost())).toBe(count), 10_000)
  // The kernel holds some 300 of them.
  expect(taken.length).toBeGreaterThan(count / 2)
  expect(udp.waitingBytes()).toBe(0)
})

it('hands over in order, from the smallest to the largest datagram, with the address of its sender', async () => {
  const { taken, ingest, udp } = await listen()
  const largest = 'x'.repeat(65_507 - header.length)
  await send(udp.port, `${header}1`, header + largest, `${header}3`, 'none')
  await vi.waitFor(() => expect(ingest.ledger.rejects).toHaveLength(1))
  expect(taken.map((text) => text.length)).toEqual([1, largest.length, 1])
  expect(ingest.ledger.rejects[0]).toMatchObject({ code: 'MissingHeader', excerpt: 'none', from: '127.0.0.1' })
})

it('counts what finds no room while the main loop takes nothing up, and takes again afterwards', async () => {
  // Room for two batches.
  const { taken, udp } = await listen({ limitBytes: 1, batchBytes: 1 })
  await sendWhileBusy(udp.port, 20_000, 1_500)
  await vi.waitFor(
    async () => expect(taken.length + udp.queueDrops() + ((await udp.kernelDrops()) ?? 0)).toBe(20_000),
    10_000,
  )
  expect(udp.queueDrops()).toBeGreaterThan(0)
  await send(udp.port, `${header}last`)
  await vi.waitFor(() => expect(taken.at(-1)).toBe('last'))
})

it('takes up what has reached the socket before it ends', async () => {
  const { taken, udp } = await listen()
  await send(udp.port, ...Array.from({ length: 300 }, (_, n) => header + n))
  await udp.close()
  listener = null
  expect(taken).toEqual(Array.from({ length: 300 }, (_, n) => String(n)))
})

it('says which port is taken', async () => {
  const { udp, ingest } = await listen()
  await expect(listenUdp('127.0.0.1', udp.port, ingest)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
