/**
 * OTLP spans -> X-Ray segment documents, by the rules of the OpenTelemetry collector's `awsxrayexporter` (facts 10.2, 10.3).
 * A function of the request alone: the same span always gives the same document, so that a request sent twice changes nothing.
 * Format: https://opentelemetry.io/docs/specs/otlp/
 */
import type { WireDocument } from '@roentgen/trace'
import { Attributes } from './otlp/attributes.ts'
import { documentsOfSpan, type SpanResult } from './otlp/document.ts'
import type { OtlpSpan, OtlpTraceRequest, ResourceSpans } from './otlp/message.ts'
import { resourceFacts } from './otlp/resource.ts'

export type { OtlpTraceRequest } from './otlp/message.ts'
export { decodeTraceRequest, encodeTraceResponse } from './otlp/protobuf.ts'

export type OtlpTranslation = {
  readonly documents: readonly WireDocument[]
  /** Spans that are no spans: broken ids or times. The rest of their request goes through. */
  readonly rejected: readonly { readonly spanId: string | null; readonly reason: string }[]
}

/** Members that are no objects are nothing at all: JSON holds what it likes. */
const listOf = <T extends object>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []

export function segmentsFromOtlp(request: OtlpTraceRequest): OtlpTranslation {
  const documents: WireDocument[] = []
  const rejected: { spanId: string | null; reason: string }[] = []
  for (const { resource, scopeSpans } of listOf(request.resourceSpans)) {
    for (const scope of listOf(scopeSpans)) {
      for (const span of listOf(scope.spans)) {
        const result = translated(span, resource)
        if (result.ok) documents.push(...result.documents)
        else rejected.push({ spanId: typeof span.spanId === 'string' ? span.spanId : null, reason: result.reason })
      }
    }
  }
  return { documents, rejected }
}

/** A span of another shape than the format's (a text for a list, values a thousand levels deep) costs only itself. */
function translated(span: OtlpSpan, resource: ResourceSpans['resource']): SpanResult {
  try {
    // Fresh for each span: reading an attribute consumes it.
    return documentsOfSpan(span, resourceFacts(new Attributes(resource?.attributes)))
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
      return { ok: false, reason: 'the span is not formed as OTLP has it' }
    throw error
  }
}
