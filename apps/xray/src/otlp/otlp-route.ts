/** `POST /v1/traces`: OTLP over HTTP, JSON or protobuf, gzip or plain. Errors as the OTLP specification has them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  decodeTraceRequest,
  encodeStatus,
  encodeTraceResponse,
  type OtlpTraceRequest,
  type Partial,
  retryInfoUrl,
  segmentsFromOtlp,
  type TranslateOptions,
} from '@roentgen/translate'
import { peerOf, type Route } from '../http/api-handler.ts'
import { readBody } from '../http/body.ts'
import { sendJson } from '../http/reply.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { Malformed, type OtlpError, otlpError, rpcCode, unforeseen } from './rpc-error.ts'
import { take } from './take.ts'

/** The managed endpoint takes 5 MB; collectors on a laptop batch more generously (decision 0020). */
export const bodyLimitBytes = 20 * 1024 * 1024

export type OtlpOptions = {
  readonly ingest: Ingest
  readonly translate: TranslateOptions
  readonly log: (line: string) => void
}

type Form = 'json' | 'protobuf'

export function otlpRoute({ ingest, translate, log }: OtlpOptions): Route {
  return async (request, response) => {
    const form = formOf(request)
    if (form === null) return sendError(response, 'json', unsupported)
    try {
      const message = parse(await readBody(request, bodyLimitBytes), form)
      sendTaken(response, form, await take(ingest, segmentsFromOtlp(message, translate), 'otlp', peerOf(request)))
    } catch (thrown) {
      const error = otlpError(thrown)
      if (error === null) log(`OTLP request failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`)
      sendError(response, form, error ?? unforeseen)
    }
  }
}

const unsupported: OtlpError = {
  status: 415,
  code: rpcCode.invalidArgument,
  message: 'Send application/x-protobuf or application/json.',
  retryAfterS: null,
}

function formOf(request: IncomingMessage): Form | null {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-protobuf' || type === 'application/protobuf') return 'protobuf'
  return type === undefined || type === 'application/json' ? 'json' : null
}

function parse(body: Buffer, form: Form): OtlpTraceRequest {
  try {
    if (form === 'protobuf') return decodeTraceRequest(body)
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (cause) {
    throw new Malformed(`The body is no ExportTraceServiceRequest in ${form}: ${short(cause)}`, { cause })
  }
  throw new Malformed('The body is no ExportTraceServiceRequest: it must be an object.')
}

/** Parsers quote what they stumbled over. */
const short = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)).slice(0, 200)

function sendTaken(response: ServerResponse, form: Form, partial: Partial | null): void {
  if (form === 'protobuf') {
    sendProtobuf(response, 200, encodeTraceResponse(partial))
    return
  }
  const body =
    partial === null
      ? {}
      : { partialSuccess: { rejectedSpans: String(partial.rejected), errorMessage: partial.message } }
  sendJson(response, 200, body)
}

/** `google.rpc.Status` in the request's own form. */
function sendError(response: ServerResponse, form: Form, error: OtlpError): void {
  const { status, code, message, retryAfterS } = error
  const headers: Record<string, string> = retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) }
  if (form === 'protobuf') {
    sendProtobuf(response, status, encodeStatus(error), headers)
    return
  }
  const details = retryAfterS === null ? [] : [{ '@type': retryInfoUrl, retryDelay: `${retryAfterS}s` }]
  sendJson(response, status, { code, message, details }, headers)
}

function sendProtobuf(
  response: ServerResponse,
  status: number,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/x-protobuf', 'content-length': bytes.length, ...headers })
  response.end(bytes)
}
