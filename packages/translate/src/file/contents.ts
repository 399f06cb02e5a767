/** What a parsed piece of a file is, by its members. */
import { isFields } from '../json.ts'

export type Piece =
  | 'xray-document'
  | 'xray-traces'
  | 'xray-trace'
  | 'xray-put'
  | 'otlp'
  | 'zipkin-span'
  | 'jaeger-answer'
  | 'jaeger-trace'
  | 'daemon-header'
  | 'unknown'

export function pieceOf(value: unknown): Piece {
  if (!isFields(value)) return 'unknown'
  const has = (...keys: readonly string[]) => keys.every((key) => key in value)
  if (has('resourceSpans')) return 'otlp'
  if (has('Traces')) return 'xray-traces'
  if (has('TraceSegmentDocuments')) return 'xray-put'
  if (has('Segments') || has('Spans')) return 'xray-trace'
  if (has('trace_id') || has('start_time')) return 'xray-document'
  if (has('spans', 'processes')) return 'jaeger-trace'
  if (Array.isArray(value.data)) return 'jaeger-answer'
  if (has('traceId', 'id') && !has('spanId')) return 'zipkin-span'
  return has('format', 'version') ? 'daemon-header' : 'unknown'
}

/** Of something nobody here reads: which members it has, for the sentence that says so. */
export function membersOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (!isFields(value)) return value === null ? 'null' : `a ${typeof value}`
  const keys = Object.keys(value).slice(0, 5)
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`
}
