/**
 * The OTLP trace request as code reads it: the JSON form of https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding, which
 * `protobuf.ts` also produces. Only what is read is listed; nothing of it is trusted.
 */
export type AnyValue = {
  readonly stringValue?: string
  readonly boolValue?: boolean
  readonly intValue?: string | number
  readonly doubleValue?: number
  readonly arrayValue?: { readonly values?: readonly AnyValue[] }
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] }
  readonly bytesValue?: string
}
export type KeyValue = { readonly key?: string; readonly value?: AnyValue }

export type OtlpEvent = {
  readonly timeUnixNano?: string | number
  readonly name?: string
  readonly attributes?: readonly KeyValue[]
}
export type OtlpLink = {
  readonly traceId?: string
  readonly spanId?: string
  readonly attributes?: readonly KeyValue[]
}
export type OtlpSpan = {
  readonly traceId?: string
  readonly spanId?: string
  readonly parentSpanId?: string
  readonly name?: string
  readonly kind?: number | string
  readonly startTimeUnixNano?: string | number
  readonly endTimeUnixNano?: string | number
  readonly attributes?: readonly KeyValue[]
  readonly events?: readonly OtlpEvent[]
  readonly links?: readonly OtlpLink[]
  readonly status?: { readonly code?: number | string; readonly message?: string }
}
export type ResourceSpans = {
  readonly resource?: { readonly attributes?: readonly KeyValue[] }
  readonly scopeSpans?: readonly { readonly spans?: readonly OtlpSpan[] }[]
}
export type OtlpTraceRequest = { readonly resourceSpans?: readonly ResourceSpans[] }

export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer'

const kinds: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']

/** The JSON form says numbers; some exporters write the names. */
export function spanKind(kind: number | string | undefined): SpanKind {
  if (typeof kind === 'number') return kinds[kind] ?? 'unspecified'
  const name = kind?.replace(/^SPAN_KIND_/, '').toLowerCase()
  return kinds.find((one) => one === name) ?? 'unspecified'
}

export const isErrorStatus = (code: number | string | undefined): boolean => code === 2 || code === 'STATUS_CODE_ERROR'
