/** The two ways in, as a client uses them. */
import { createSocket } from 'node:dgram'
import { Agent, request } from 'node:http'

/** One PutTraceSegments call; resolves with the number of documents answered as stored, -1 when the call failed. */
export function put(agent: Agent, xray: URL, documents: readonly string[]): Promise<number> {
  const body = JSON.stringify({ TraceSegmentDocuments: documents })
  return new Promise((resolve) => {
    const call = request(
      {
        agent,
        host: xray.hostname,
        port: xray.port,
        method: 'POST',
        path: '/TraceSegments',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (reply) => {
        let text = ''
        reply.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        reply.on('end', () => {
          if (reply.statusCode !== 200) return resolve(-1)
          const { UnprocessedTraceSegments = [] } = JSON.parse(text) as { UnprocessedTraceSegments?: unknown[] }
          resolve(documents.length - UnprocessedTraceSegments.length)
        })
      },
    )
    call.on('error', () => resolve(-1))
    call.end(body)
  })
}

/** Sends all, 50 a call, so many calls in flight, calls that fail are sent again. */
export async function putAll(
  xray: URL,
  documents: readonly string[],
  inFlight: number,
): Promise<{ calls: number; again: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  let next = 0
  let calls = 0
  let again = 0
  const worker = async (): Promise<void> => {
    while (next < documents.length) {
      const batch = documents.slice(next, next + 50)
      next += 50
      for (;;) {
        calls++
        if ((await put(agent, xray, batch)) === batch.length) break
        again++
        if (again > 10_000) throw new Error('the service keeps refusing')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  agent.destroy()
  return { calls, again }
}

/** Sends all as datagrams at a steady rate (documents per second). */
export async function udpAll(xray: URL, documents: readonly string[], rate: number): Promise<void> {
  const socket = createSocket('udp4')
  const header = '{"format":"json","version":1}\n'
  const started = performance.now()
  for (let sent = 0; sent < documents.length; ) {
    const due = Math.min(documents.length, Math.ceil(((performance.now() - started) / 1000) * rate) + 1)
    while (sent < due) {
      await new Promise<void>((resolve, reject) =>
        socket.send(header + documents[sent], Number(xray.port), xray.hostname, (error) =>
          error ? reject(error) : resolve(),
        ),
      )
      sent++
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  socket.close()
}
