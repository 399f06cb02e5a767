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
  let at = 0
  await udpStream(xray, rate, () => {
    at += 50
    return at - 50 < documents.length ? documents.slice(at - 50, at) : null
  })
}

/**
 * Sends what `next` makes, until it makes no more, at a steady rate (documents per second): making them is part of the pace, and what
 * was missed is caught up. Returns how many were sent.
 */
export async function udpStream(xray: URL, rate: number, next: () => readonly string[] | null): Promise<number> {
  const socket = createSocket('udp4')
  const header = '{"format":"json","version":1}\n'
  const send = (document: string) =>
    new Promise<void>((resolve, reject) =>
      socket.send(header + document, Number(xray.port), xray.hostname, (error) => (error ? reject(error) : resolve())),
    )
  const started = performance.now()
  let sent = 0
  for (let batch = next(); batch !== null; batch = next()) {
    for (const document of batch) {
      while (sent > ((performance.now() - started) / 1000) * rate)
        await new Promise((resolve) => setTimeout(resolve, 5))
      await send(document)
      sent++
    }
  }
  socket.close()
  return sent
}
