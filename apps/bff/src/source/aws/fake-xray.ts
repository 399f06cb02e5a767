/** An X-Ray API of canned behaviour on a real port, for tests of what a real service rarely does: throttle, leave ids unprocessed, retrieve. */
import { createServer } from 'node:http'

export type FakeCall = { readonly path: string; readonly body: Record<string, unknown> }
export type FakeReply = { readonly status?: number; readonly error?: string; readonly body: unknown }

export type FakeXray = {
  readonly url: string
  readonly calls: FakeCall[]
  /** Most requests that were under way at the same time. */
  readonly mostAtOnce: () => number
  readonly close: () => Promise<void>
}

export async function fakeXray(
  answer: (call: FakeCall, count: number) => FakeReply | Promise<FakeReply>,
): Promise<FakeXray> {
  const calls: FakeCall[] = []
  let running = 0
  let most = 0
  const server = createServer(async (request, response) => {
    running += 1
    most = Math.max(most, running)
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const call = { path: request.url ?? '', body: JSON.parse(text || '{}') as Record<string, unknown> }
    calls.push(call)
    const reply = await answer(call, calls.length)
    response.writeHead(reply.status ?? 200, {
      'content-type': 'application/json',
      ...(reply.error ? { 'x-amzn-errortype': reply.error } : {}),
    })
    response.end(JSON.stringify(reply.body))
    running -= 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
