/** `POST /v1/traces`: OTLP over HTTP, JSON or protobuf, gzip or plain. Errors as the OTLP specification has them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeTraceRequest, encodeTraceResponse, type OtlpTraceRequest, segmentsFromOtlp } from '@roentgen/translate'
import { ApiError, httpStatus } from '../api/errors.ts'
import { peerOf, type Route } from '../http/api-handler.ts'
import { readBody } from '../http/body.ts'
import { sendJson } from '../http/reply.ts'
import { StoreAway } from '../ingest/commit.ts'
import { BufferFull, type Ingest } from '../ingest/ingest.ts'

/** The managed endpoint takes 5 MB; collectors on a laptop batch more generously. */
const bodyLimitBytes = 20 * 1024 * 1024

type Form = 'json' | 'protobuf'

export function otlpRoute(ingest: Ingest): Route {
  return async (request, response) => {
    const form = formOf(request)
    if (form === null) return sendStatus(response, 'json', 415, 'Send application/x-protobuf or application/json.')
    let message: OtlpTraceRequest
    try {
      message = parse(await readBody(request, bodyLimitBytes), form)
    } catch (error) {
      // Exporters retry 429.
      const status = error instanceof ApiError ? httpStatus[error.name] : 400
      return sendStatus(response, form, status, error instanceof Error ? error.message : 'malformed')
    }
    try {
      await take(ingest, message, form, peerOf(request), response)
    } catch (error) {
      // Both are statuses that exporters retry.
      if (error instanceof BufferFull) return sendStatus(response, form, 429, error.message)
      if (error instanceof StoreAway) return sendStatus(response, form, 503, error.message)
      throw error
    }
  }
}

async function take(ingest: Ingest, message: OtlpTraceRequest, form: Form, from: string, response: ServerResponse) {
  const { documents, rejected } = segmentsFromOtlp(message)
  for (const { spanId, reason } of rejected)
    ingest.reject({ id: spanId, code: 'InvalidSpan', message: reason }, '', from)
  const unprocessed = await ingest.putParsed(documents, 'otlp', from)
  const first = rejected[0]?.reason ?? unprocessed[0]?.message
  const count = rejected.length + unprocessed.length
  const partial =
    first === undefined ? null : { rejected: count, message: `${count} spans rejected; the first: ${first}` }
  if (form === 'protobuf') return sendProtobuf(response, 200, encodeTraceResponse(partial))
  sendJson(
    response,
    200,
    partial === null
      ? {}
      : { partialSuccess: { rejectedSpans: String(partial.rejected), errorMessage: partial.message } },
  )
}

function formOf(request: IncomingMessage): Form | null {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-protobuf' || type === 'application/protobuf') return 'protobuf'
  return type === undefined || type === 'application/json' ? 'json' : null
}

function parse(body: Buffer, form: Form): OtlpTraceRequest {
  if (form === 'protobuf') return decodeTraceRequest(body)
  const value: unknown = JSON.parse(body.toString('utf8'))
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('The body is no trace request.')
  return value
}

function sendProtobuf(response: ServerResponse, status: number, bytes: Uint8Array): void {
  response.writeHead(status, { 'content-type': 'application/x-protobuf', 'content-length': bytes.length })
  response.end(bytes)
}

/** `google.rpc.Status` in the request's own form: field 2 is the message. */
function sendStatus(response: ServerResponse, form: Form, status: number, message: string): void {
  if (form === 'json') {
    sendJson(response, status, { message })
    return
  }
  const text = Buffer.from(message.slice(0, 100))
  sendProtobuf(response, status, Buffer.concat([Buffer.from([0x12, text.length]), text]))
}
