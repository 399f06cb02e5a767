/** An HTTP server with limits of its own: how long a request may take to arrive, how large its head may be. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { httpStatus } from '../api/errors.ts'

/** SDKs keep connections open between their ten-second polls. */
const keepAliveMs = 65_000
const minuteMs = 60_000
/** Request line and headers. Signed requests with a session token need some four. */
const headBytes = 16 * 1024

export function httpServer(handler: RequestListener, requestTimeoutMs = minuteMs): Server {
  const server = createServer(
    {
      keepAliveTimeout: keepAliveMs,
      noDelay: true,
      maxHeaderSize: headBytes,
      requestTimeout: requestTimeoutMs,
      headersTimeout: Math.min(requestTimeoutMs, 15_000),
      connectionsCheckingInterval: Math.min(requestTimeoutMs / 2, 5_000),
    },
    handler,
  )
  return server.on('clientError', refuse)
}

const reasons: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'The request did not arrive in time.',
  HPE_HEADER_OVERFLOW: `Request line and headers are larger than ${headBytes} bytes.`,
}

/** What no handler saw: the request was no HTTP, too large in its head or too slow. Told in the API's own form. */
function refuse(error: Error, socket: Duplex): void {
  const code = 'code' in error ? String(error.code) : ''
  const silent = 'bytesRead' in socket && socket.bytesRead === 0
  if (!socket.writable || code === 'ECONNRESET' || silent) {
    socket.destroy()
    return
  }
  const name = 'SerializationException'
  const body = JSON.stringify({ Message: reasons[code] ?? 'The request is not valid HTTP.' })
  const head = [
    `HTTP/1.1 ${httpStatus[name]} Bad Request`,
    'content-type: application/json',
    `x-amzn-errortype: ${name}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}
