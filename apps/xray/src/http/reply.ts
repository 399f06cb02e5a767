import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type ApiError, httpStatus } from '../api/errors.ts'

export function sendJson(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'x-amzn-requestid': randomUUID(),
    ...headers,
  })
  response.end(bytes)
}

/** Status, name in `x-amzn-errortype`, words in `Message` (facts 1.2). */
export function sendError(response: ServerResponse, error: ApiError): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  sendJson(
    response,
    httpStatus[error.name],
    { Message: error.message, ...error.members },
    { 'x-amzn-errortype': error.name },
  )
}

export function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
