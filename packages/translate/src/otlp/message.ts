/**
 * The OTLP trace request as code reads it: the JSON form of https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding, which
 * `protobuf.ts` also produces (with bytes where JSON has text). Only what is read is listed; nothing of it is trusted.
 */
export type AnyValue = {
  readonly stringValue?: string
  readonly boolValue?: boolean
  readonly intValue?: string | number
  /** JSON writes `NaN` and the infinities as text. */
  readonly doubleValue?: string | number
  readonly arrayValue?: { readonly values?: readonly AnyValue[] }
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] }
  readonly bytesValue?: string | Uint8Array
}
export type KeyValue = { readonly key?: string; readonly value?: AnyValue }

/** Hex in JSON, bytes in protobuf. */
export type OtlpId = string | Uint8Array

export type OtlpEvent = {
  readonly timeUnixNano?: string | number
  readonly name?: string
  readonly attributes?: readonly KeyValue[]
}
export type OtlpLink = {
  readonly traceId?: OtlpId
  readonly spanId?: OtlpId
  readonly attributes?: readonly KeyValue[]
}
export type OtlpSpan = {
  readonly traceId?: OtlpId
  readonly spanId?: OtlpId
  readonly parentSpanId?: OtlpId
  readonly traceState?: string
  /** W3C flags in the low byte; bit 8: the sender knows where the parent is, bit 9: it is in another process. */
  readonly flags?: number
  readonly name?: string
  readonly kind?: number | string
  readonly startTimeUnixNano?: string | number
  readonly endTimeUnixNano?: string | number
  readonly attributes?: readonly KeyValue[]
  readonly droppedAttributesCount?: number
  readonly events?: readonly OtlpEvent[]
  readonly droppedEventsCount?: number
  readonly links?: readonly OtlpLink[]
  readonly droppedLinksCount?: number
  readonly status?: { readonly code?: number | string; readonly message?: string }
}
export type OtlpScope = { readonly name?: string; readonly version?: string }
export type ResourceSpans = {
  readonly resource?: { readonly attributes?: readonly KeyValue[] }
  readonly scopeSpans?: readonly { readonly scope?: OtlpScope; readonly spans?: readonly OtlpSpan[] }[]
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

/** A call to somebody else, as its caller saw it. */
export const isCallKind = (kind: SpanKind): boolean => kind === 'client' || kind === 'producer' || kind === 'consumer'

export const isErrorStatus = (code: number | string | undefined): boolean => code === 2 || code === 'STATUS_CODE_ERROR'

const hasIsRemote = 0x100
const isRemote = 0x200

/** True only when the sender says so. */
export const parentIsRemote = (flags: number | undefined): boolean =>
  typeof flags === 'number' && (flags & hasIsRemote) !== 0 && (flags & isRemote) !== 0

export const remoteParentFlags = hasIsRemote | isRemote

/** As hex text, whatever it says. */
export function idText(id: unknown): string | null {
  if (typeof id === 'string') return id
  return id instanceof Uint8Array ? Buffer.from(id).toString('hex') : null
}

/** Lower case; null when it is no id of that many digits, or all zeros. */
export function hexId(id: unknown, digits: 16 | 32): string | null {
  const text = idText(id)
  if (text === null || text.length !== digits || !/^[0-9a-f]+$/i.test(text) || /^0+$/.test(text)) return null
  return text.toLowerCase()
}

/** W3C's 32 digits as X-Ray writes them; the first eight need not be a time (facts 9.5). */
export const xrayTraceId = (id: string): string => `1-${id.slice(0, 8)}-${id.slice(8)}`
