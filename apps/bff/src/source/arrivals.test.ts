import { createServer, type Server } from 'node:http'
import { afterEach, expect, it, vi } from 'vitest'
import { Arrivals, polled, relayed } from './arrivals.ts'
import type { Arrived } from './port.ts'

let server: Server | null = null
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
})

async function listening(handler: Parameters<typeof createServer>[1]): Promise<string> {
  const made = createServer(handler)
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

const never = () => () => {}

it('passes news on to every listener over one connection, and comes back when it breaks', async () => {
  let connections = 0
  const url = await listening((request, response) => {
    expect(request.url).toBe('/roentgen/events')
    connections += 1
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    // Cut in the middle, a comment, something that is none of ours, then the news.
    response.write('data: {"at":1,')
    setTimeout(() => {
      response.write(`"revision":${connections}}\n\n: alive\n\ndata: nonsense\n\n`)
      if (connections === 1) response.end()
    }, 10)
  })
  const arrivals = new Arrivals(relayed(url, never))
  const seen: Arrived[][] = [[], []]
  const stops = seen.map((list) => arrivals.listen((arrived) => list.push(arrived)))
  await vi.waitFor(() => expect(seen[1]?.map((arrived) => arrived.revision)).toEqual([1, 2]), 10_000)
  expect(seen[0]).toEqual(seen[1])
  for (const stop of stops) stop()
  expect(connections).toBe(2)
})

it('looks for itself where there is no such stream', async () => {
  const url = await listening((_request, response) => response.writeHead(404).end())
  const arrivals = new Arrivals(
    relayed(url, (tell) => {
      tell({ at: 2, revision: 7 })
      return () => {}
    }),
  )
  const seen: Arrived[] = []
  const stop = arrivals.listen((arrived) => seen.push(arrived))
  await vi.waitFor(() => expect(seen).toEqual([{ at: 2, revision: 7 }]), 10_000)
  stop()
})

it('tells only of changes when it must look for itself', async () => {
  const answers = ['a', 'a', 'b', 'b', 'c']
  let asked = 0
  const arrivals = new Arrivals(polled(async () => answers[Math.min(asked++, 4)] ?? '', 5))
  const seen: number[] = []
  const stop = arrivals.listen((arrived) => seen.push(arrived.revision))
  await vi.waitFor(() => expect(seen).toEqual([1, 2]), 10_000)
  stop()
})
