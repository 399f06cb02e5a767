/**
 * `POST /api/v2/spans`: Zipkin v2 in JSON, gzip or plain. 202 with nothing when all is stored; else plain text, as Zipkin's server answers.
 * Of a list with some spans that are none the others are stored, and the text says so.
 */
import type { IncomingMessage } from 'node:http'
import { segmentsFromZipkin } from '@roentgen/translate'
import { peerOf, type Route } from '../http/api-handler.ts'
import { readBody } from '../http/body.ts'
import { sendText } from '../http/reply.ts'
import { bodyLimitBytes, type OtlpOptions } from '../otlp/otlp-route.ts'
import { Malformed, otlpError, unforeseen } from '../otlp/rpc-error.ts'
import { take } from '../otlp/take.ts'

export function zipkinRoute({ ingest, translate, log }: OtlpOptions): Route {
  return async (request, response) => {
    if (!isJson(request)) return sendText(response, 415, 'Send Zipkin v2 spans as application/json.\n')
    try {
      const spans = parse(await readBody(request, bodyLimitBytes))
      const partial = await take(ingest, segmentsFromZipkin(spans, translate), 'zipkin', peerOf(request))
      if (partial !== null) return sendText(response, 400, `${partial.message}. The others are stored.\n`)
      response.writeHead(202, { 'content-length': 0 }).end()
    } catch (thrown) {
      const error = otlpError(thrown)
      if (error === null) log(`Zipkin request failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`)
      const { status, message, retryAfterS } = error ?? unforeseen
      if (retryAfterS !== null) response.setHeader('retry-after', String(retryAfterS))
      sendText(response, status, `${message}\n`)
    }
  }
}

function isJson(request: IncomingMessage): boolean {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  return type === undefined || type === 'application/json'
}

function parse(body: Buffer): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (Array.isArray(value)) return value
  } catch (cause) {
    throw new Malformed('The body is no list of Zipkin v2 spans in JSON.', { cause })
  }
  throw new Malformed('The body is no list of Zipkin v2 spans.')
}
