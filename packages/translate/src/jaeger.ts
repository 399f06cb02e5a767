/**
 * Traces as Jaeger's query API and UI give them in JSON -> X-Ray segment documents, by way of OTLP (`foreign.ts`): tags are attributes, logs
 * are events, processes are resources.
 * Format: https://www.jaegertracing.io/docs/apis/
 */
import { type ForeignSpan, type ForeignValue, otlpOf } from './foreign.ts'
import { type JaegerSpan, jaegerSpan, kindOf, tagsOf } from './jaeger/span.ts'
import { type Fields, fieldsAt, isFields, listAt, textAt } from './json.ts'
import { segmentsFromOtlp } from './otlp.ts'
import type { TranslateOptions, Translation } from './translation.ts'

/** Traces `{ traceID, spans, processes }`: the members of `data`, nothing checked. */
export function segmentsFromJaeger(traces: readonly unknown[], options: TranslateOptions = {}): Translation {
  const rejected: { spanId: string | null; reason: string }[] = []
  const spans = traces.flatMap((trace): ForeignSpan[] => {
    if (isFields(trace)) return spansOf(trace, rejected)
    rejected.push({ spanId: null, reason: 'a trace is no object' })
    return []
  })
  const translated = segmentsFromOtlp(otlpOf(spans), options)
  return { documents: translated.documents, rejected: [...rejected, ...translated.rejected] }
}

type Process = { readonly service: string; readonly tags: ReadonlyMap<string, ForeignValue> }

function spansOf(trace: Fields, rejected: { spanId: string | null; reason: string }[]): ForeignSpan[] {
  const good: JaegerSpan[] = []
  for (const value of listAt(trace, 'spans')) {
    const span = jaegerSpan(value)
    if (typeof span !== 'string') good.push(span)
    else rejected.push({ spanId: isFields(value) ? textAt(value, 'spanID') : null, reason: span })
  }
  const processes = fieldsAt(trace, 'processes')
  const processOf = (span: JaegerSpan): Process => {
    const process = span.ownProcess ?? fieldsAt(processes, span.process)
    return { service: textAt(process, 'serviceName') ?? 'unknown', tags: tagsOf(listAt(process, 'tags')) }
  }
  const services = new Map(good.map((span) => [span.id, processOf(span).service]))
  return good.map((span) => foreignSpan(span, processOf(span), services))
}

const told = new Set(['span.kind', 'error', 'otel.status_code', 'otel.status_description'])

function foreignSpan(span: JaegerSpan, process: Process, services: ReadonlyMap<string, string>): ForeignSpan {
  const { traceId, id, name, startUs, durationUs, tags, logs, references } = span
  const within = references.filter((reference) => reference.traceId === traceId)
  const parent = within.find((reference) => reference.childOf) ?? within[0] ?? null
  // A trace is saved whole: a parent that is not there will not come.
  const above = parent === null ? process.service : services.get(parent.id)
  const kind = kindOf(tags)
  return {
    service: process.service,
    resource: process.tags,
    traceId,
    id,
    parentId: parent?.id ?? null,
    remoteParent: above !== process.service && (above === undefined || (kind !== 'client' && kind !== 'producer')),
    name,
    kind,
    startUs,
    endUs: startUs + durationUs,
    attributes: new Map([...tags].filter(([key]) => !told.has(key))),
    events: logs,
    links: references.filter((reference) => reference !== parent),
    error: errorOf(tags),
  }
}

function errorOf(tags: ReadonlyMap<string, ForeignValue>): ForeignSpan['error'] {
  const failed = tags.get('error') === true || tags.get('error') === 'true' || tags.get('otel.status_code') === 'ERROR'
  return failed ? { message: String(tags.get('otel.status_description') ?? '') } : null
}
