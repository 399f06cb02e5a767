/**
 * OTLP spans -> X-Ray segment documents, by the rules of the OpenTelemetry collector's `awsxrayexporter` (facts 10.2, 10.3).
 * A function of the request alone: the same span always gives the same document, so that a request sent twice changes nothing.
 * Format: https://opentelemetry.io/docs/specs/otlp/
 */
import type { WireDocument } from '@roentgen/trace'
import { Attributes } from './otlp/attributes.ts'
import { documentsOfSpan } from './otlp/document.ts'
import type { OtlpTraceRequest } from './otlp/message.ts'
import { resourceFacts } from './otlp/resource.ts'

export type { OtlpTraceRequest } from './otlp/message.ts'
export { decodeTraceRequest, encodeTraceResponse } from './otlp/protobuf.ts'

export type OtlpTranslation = {
  readonly documents: readonly WireDocument[]
  /** Spans that are no spans: broken ids or times. The rest of their request goes through. */
  readonly rejected: readonly { readonly spanId: string | null; readonly reason: string }[]
}

const listOf = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : [])

export function segmentsFromOtlp(request: OtlpTraceRequest): OtlpTranslation {
  const documents: WireDocument[] = []
  const rejected: { spanId: string | null; reason: string }[] = []
  for (const { resource, scopeSpans } of listOf(request.resourceSpans)) {
    for (const scope of listOf(scopeSpans)) {
      for (const span of listOf(scope.spans)) {
        // Fresh for each span: reading an attribute consumes it.
        const facts = resourceFacts(new Attributes(resource?.attributes))
        const result = documentsOfSpan(span, facts)
        if (result.ok) documents.push(...result.documents)
        else rejected.push({ spanId: typeof span.spanId === 'string' ? span.spanId : null, reason: result.reason })
      }
    }
  }
  return { documents, rejected }
}
