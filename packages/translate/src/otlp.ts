/**
 * OTLP spans -> X-Ray segment documents, by the rules of the OpenTelemetry collector's `awsxrayexporter` (facts 10.2, 10.3; what differs:
 * docs/decisions/0019). A function of the request alone: the same span always gives the same document, so that a request sent twice
 * changes nothing.
 * Format: https://opentelemetry.io/docs/specs/otlp/
 */
import type { WireDocument } from '@roentgen/trace'
import { Attributes } from './otlp/attributes.ts'
import { documentsOfSpan, type SpanContext, type SpanResult } from './otlp/document.ts'
import { idText, type OtlpSpan, type OtlpTraceRequest, type ResourceSpans } from './otlp/message.ts'
import { resourceFacts } from './otlp/resource.ts'
import type { TranslateOptions, Translation } from './translation.ts'

export type { OtlpTraceRequest } from './otlp/message.ts'
export * from './otlp/protobuf.ts'

/** Members that are no objects are nothing at all: JSON holds what it likes. */
const listOf = <T extends object>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []

export function segmentsFromOtlp(request: OtlpTraceRequest, options: TranslateOptions = {}): Translation {
  const documents: WireDocument[] = []
  const rejected: { spanId: string | null; reason: string }[] = []
  for (const resourceSpans of listOf(request.resourceSpans)) {
    const resource = guarded(() => ({ ok: true, facts: resourceFacts(new Attributes(resourceOf(resourceSpans))) }))
    for (const { scope, spans } of listOf(resourceSpans.scopeSpans)) {
      for (const span of listOf(spans)) {
        const result = resource.ok ? translated(span, { resource: resource.facts, scope, options }) : resource
        if (result.ok) documents.push(...result.documents)
        else rejected.push({ spanId: idText(span.spanId), reason: result.reason })
      }
    }
  }
  return { documents, rejected }
}

const resourceOf = ({ resource }: ResourceSpans) => resource?.attributes

type Broken = { readonly ok: false; readonly reason: string }

const translated = (span: OtlpSpan, context: SpanContext): SpanResult => guarded(() => documentsOfSpan(span, context))

/** A span of another shape than the format's (a text for a list, values a hundred levels deep) costs only itself. */
function guarded<T extends { readonly ok: boolean }>(make: () => T): T | Broken {
  try {
    return make()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
      return { ok: false, reason: 'the span is not formed as OTLP has it' }
    throw error
  }
}
