/**
 * Formats that come to documents by way of OTLP, as OpenTelemetry's specification maps them: a span as its translator reads it, its
 * attributes as plain values. What is done with them is then the same for all.
 */
import type { AnyValue, KeyValue, OtlpEvent, OtlpId, OtlpTraceRequest, SpanKind } from './otlp/message.ts'
import { remoteParentFlags } from './otlp/message.ts'

export type ForeignValue = string | number | boolean

export type ForeignSpan = {
  readonly service: string
  /** Of the process, beside its service's name. */
  readonly resource: ReadonlyMap<string, ForeignValue>
  readonly traceId: OtlpId
  readonly id: string
  readonly parentId: string | null
  /** The parent is known to be of another service. */
  readonly remoteParent: boolean
  readonly name: string
  readonly kind: SpanKind
  /** Microseconds since 1970. */
  readonly startUs: number
  readonly endUs: number
  readonly attributes: ReadonlyMap<string, ForeignValue>
  readonly events: readonly {
    readonly timeUs: number
    readonly name: string
    readonly attributes: ReadonlyMap<string, ForeignValue>
  }[]
  readonly links: readonly { readonly traceId: string; readonly id: string }[]
  /** Null when the span did not fail. */
  readonly error: { readonly message: string } | null
}

const anyOf = (value: ForeignValue): AnyValue =>
  typeof value === 'string'
    ? { stringValue: value }
    : typeof value === 'boolean'
      ? { boolValue: value }
      : { doubleValue: value }

const pairsOf = (values: ReadonlyMap<string, ForeignValue>): KeyValue[] =>
  [...values].map(([key, value]) => ({ key, value: anyOf(value) }))

const nanos = (us: number): number => us * 1000

export function otlpOf(spans: readonly ForeignSpan[]): OtlpTraceRequest {
  return {
    resourceSpans: spans.map((span) => ({
      resource: { attributes: pairsOf(new Map([...span.resource, ['service.name', span.service]])) },
      scopeSpans: [{ spans: [spanOf(span)] }],
    })),
  }
}

function spanOf(span: ForeignSpan) {
  return {
    traceId: span.traceId,
    spanId: span.id,
    ...(span.parentId === null ? {} : { parentSpanId: span.parentId }),
    ...(span.remoteParent ? { flags: remoteParentFlags } : {}),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: nanos(span.startUs),
    endTimeUnixNano: nanos(span.endUs),
    attributes: pairsOf(span.attributes),
    events: span.events.map(
      ({ timeUs, name, attributes }): OtlpEvent => ({
        timeUnixNano: nanos(timeUs),
        name,
        attributes: pairsOf(attributes),
      }),
    ),
    links: span.links.map(({ traceId, id }) => ({ traceId, spanId: id })),
    ...(span.error === null ? {} : { status: { code: 2, message: span.error.message } }),
  }
}
