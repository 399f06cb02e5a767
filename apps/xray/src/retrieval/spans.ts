/** A stored trace as spans of ListRetrievedTraces: segment documents, or one OTLP span per segment and subsegment. */
import type { TraceDocument, WireDocument, WireEntity } from '@roentgen/trace'
import { otlpSpansOf } from '@roentgen/translate'

export type Span = { readonly Id: string; readonly Document: string }
export type TraceFormat = 'XRAY' | 'OTEL'

/** Characters of a span's document. */
const mostLength = 204_800

export function spansOf(documents: readonly TraceDocument[], format: TraceFormat): Span[] {
  return documents.flatMap(({ document }) => (format === 'OTEL' ? otelSpans(document) : xraySpans(document)))
}

/** A document that is too long is told in parts: its subsegments on their own, then without metadata, then by its bare facts. */
function xraySpans(document: WireDocument): Span[] {
  const whole = written(document.id, document)
  if (whole !== null) return [whole]
  const { subsegments = [], ...own } = document
  const { metadata: _left, ...rest } = own
  const { id, name, trace_id, parent_id, type, start_time, end_time, in_progress } = own
  const bare = { id, name, trace_id, parent_id, type, start_time, end_time, in_progress }
  const self = written(id, own) ?? written(id, rest) ?? written(id, bare)
  const parts = subsegments.flatMap((child) => xraySpans(alone(child, document)))
  return self === null ? parts : [self, ...parts]
}

const alone = (child: WireEntity, parent: WireDocument): WireDocument => ({
  ...child,
  type: 'subsegment',
  trace_id: parent.trace_id,
  parent_id: parent.id,
})

function otelSpans(document: WireDocument): Span[] {
  return otlpSpansOf(document).flatMap((span) => {
    const rest = { ...span, attributes: span.attributes.filter(({ key }) => !key.startsWith('aws.xray.metadata.')) }
    const bare = { ...span, attributes: [], events: [] }
    return written(span.spanId, span) ?? written(span.spanId, rest) ?? written(span.spanId, bare) ?? []
  })
}

/** Null when it is too long, or nests too deep to be written. */
function written(Id: string, document: object): Span | null {
  try {
    const Document = JSON.stringify(document)
    return Document.length > mostLength ? null : { Id, Document }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** From the earliest start to the latest end, seconds; null while nothing is complete. */
export function durationOf(documents: readonly TraceDocument[]): number | null {
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { document } of documents) {
    start = Math.min(start, document.start_time)
    end = Math.max(end, document.end_time ?? Number.NEGATIVE_INFINITY)
  }
  return end < start ? null : end - start
}
