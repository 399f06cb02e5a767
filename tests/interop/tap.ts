/** Stands between one SDK and the service, on one port number for TCP and UDP as the daemon has it, and remembers what the SDK sent. */
import { createSocket } from 'node:dgram'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import { closeServer, listenBoth } from '../../apps/xray/src/http/listen.ts'

export type TappedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly status: number
}

export type Tap = {
  readonly port: number
  readonly requests: readonly TappedRequest[]
  /** Segment documents, without the header line. */
  readonly documents: readonly string[]
  readonly close: () => Promise<void>
}

export async function openTap(target: number): Promise<Tap> {
  const requests: TappedRequest[] = []
  const documents: string[] = []

  const makeServer = () =>
    createServer((incoming, outgoing) => {
      const { method = 'GET', url: path = '/', headers } = incoming
      const chunks: Buffer[] = []
      const onward = request({ host: '127.0.0.1', port: target, method, path, headers }, (answer) => {
        const { statusCode: status = 502 } = answer
        const body = Buffer.concat(chunks).toString()
        answer.once('end', () => requests.push({ method, path, headers, body, status }))
        outgoing.writeHead(status, answer.rawHeaders)
        answer.pipe(outgoing)
      })
      onward.once('error', () => outgoing.destroy())
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.pipe(onward)
    })

  const makeUdp = async (port: number) => {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
    socket.on('message', (datagram) => {
      const text = datagram.toString()
      documents.push(text.slice(text.indexOf('\n') + 1))
      socket.send(datagram, target, '127.0.0.1')
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind(port, '127.0.0.1', resolve)
    })
    return socket
  }

  const { server, port, udp } = await listenBoth('127.0.0.1', 0, makeServer, makeUdp)
  return {
    port,
    requests,
    documents,
    close: async () => {
      server.closeAllConnections()
      await closeServer(server)
      await new Promise<void>((resolve) => udp.close(() => resolve()))
    },
  }
}
