/** Opening sockets: what is taken is told in one sentence, and one number can be had for TCP and UDP together. */
import type { Server } from 'node:http'

export class PortTaken extends Error {
  override readonly name = 'PortTaken'
}

export const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

export async function listenTcp(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}

const lingerMs = 10_000

/** Answers under way are finished; kept-alive connections are cut as soon as they are idle. */
export async function closeServer(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), lingerMs)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearInterval(idle)
  clearTimeout(late)
}

/**
 * TCP first, then UDP on the same number. With port 0 a number that is free for TCP may be taken for UDP: then another is
 * tried.
 */
export async function listenBoth<U>(
  host: string,
  port: number,
  makeServer: () => Server,
  udp: (port: number) => Promise<U>,
): Promise<{ server: Server; port: number; udp: U }> {
  const attempts = port === 0 ? 20 : 1
  for (let attempt = 1; ; attempt++) {
    const server = makeServer()
    try {
      const actual = await listenTcp(server, host, port)
      return { server, port: actual, udp: await udp(actual) }
    } catch (error) {
      await closeServer(server)
      if (!isTaken(error)) throw error
      if (attempt >= attempts)
        throw new PortTaken(
          `Port ${port} on ${host} is taken. Choose another with --xray-port or ROENTGEN_XRAY_PORT, or stop what uses it.`,
          { cause: error },
        )
    }
  }
}
