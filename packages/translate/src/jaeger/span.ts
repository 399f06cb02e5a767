/** One span of a Jaeger trace in JSON (the query API, which is what its UI saves), checked. */
import type { ForeignSpan, ForeignValue } from '../foreign.ts'
import { type Fields, isFields, listAt, numberAt, textAt } from '../json.ts'
import type { SpanKind } from '../otlp/message.ts'

export type Reference = { readonly traceId: string; readonly id: string; readonly childOf: boolean }

export type JaegerSpan = {
  readonly traceId: string
  readonly id: string
  readonly name: string
  readonly startUs: number
  readonly durationUs: number
  readonly references: readonly Reference[]
  readonly tags: ReadonlyMap<string, ForeignValue>
  readonly logs: ForeignSpan['events']
  readonly process: string
  /** Written into the span by some exporters, in place of `process`. */
  readonly ownProcess: Fields | null
}

/** The span, or why it is none. */
export function jaegerSpan(value: unknown): JaegerSpan | string {
  if (!isFields(value)) return 'a span is no object'
  const traceId = padded(value.traceID, 32)
  if (traceId === null) return 'traceID is not up to 32 hex digits'
  const id = padded(value.spanID, 16)
  if (id === null) return 'spanID is not up to 16 hex digits'
  const startUs = numberAt(value, 'startTime')
  if (startUs === null || startUs <= 0) return 'startTime is missing'
  const ownProcess = value.process
  return {
    traceId,
    id,
    name: textAt(value, 'operationName') ?? '',
    startUs,
    durationUs: Math.max(0, numberAt(value, 'duration') ?? 0),
    references: referencesOf(value, traceId),
    tags: tagsOf(listAt(value, 'tags')),
    logs: listAt(value, 'logs').flatMap(logOf),
    process: textAt(value, 'processID') ?? '',
    ownProcess: isFields(ownProcess) ? ownProcess : null,
  }
}

function referencesOf(span: Fields, traceId: string): Reference[] {
  const references = listAt(span, 'references').flatMap((value): Reference[] => {
    if (!isFields(value)) return []
    const [other, id] = [padded(value.traceID, 32), padded(value.spanID, 16)]
    return other === null || id === null ? [] : [{ traceId: other, id, childOf: value.refType !== 'FOLLOWS_FROM' }]
  })
  // Before references there was one parent.
  const parent = padded(span.parentSpanID, 16)
  return references.length === 0 && parent !== null ? [{ traceId, id: parent, childOf: true }] : references
}

/** Jaeger drops leading zeros. */
function padded(value: unknown, digits: 16 | 32): string | null {
  if (typeof value !== 'string' || value.length > digits || !/^[0-9a-f]+$/i.test(value) || /^0+$/.test(value))
    return null
  return value.toLowerCase().padStart(digits, '0')
}

export function tagsOf(list: readonly unknown[]): Map<string, ForeignValue> {
  const tags = new Map<string, ForeignValue>()
  for (const tag of list) {
    if (!isFields(tag)) continue
    const { key, value } = tag
    if (typeof key !== 'string') continue
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') tags.set(key, value)
    else if (value !== null && value !== undefined) tags.set(key, JSON.stringify(value))
  }
  return tags
}

/** OpenTracing's names for what OpenTelemetry calls an exception. */
const exceptionNames: ReadonlyMap<string, string> = new Map([
  ['error.kind', 'exception.type'],
  ['error.object', 'exception.message'],
  ['message', 'exception.message'],
  ['stack', 'exception.stacktrace'],
])

function logOf(value: unknown): ForeignSpan['events'] {
  if (!isFields(value)) return []
  const timeUs = numberAt(value, 'timestamp')
  if (timeUs === null) return []
  const fields = tagsOf(listAt(value, 'fields'))
  const event = fields.get('event')
  const thrown = event === 'error' || event === 'exception'
  const name = thrown ? 'exception' : typeof event === 'string' ? event : 'log'
  const attributes = new Map<string, ForeignValue>()
  for (const [key, field] of fields)
    if (key !== 'event') attributes.set((thrown ? exceptionNames.get(key) : undefined) ?? key, field)
  return [{ timeUs, name, attributes }]
}

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ['client', 'client'],
  ['server', 'server'],
  ['producer', 'producer'],
  ['consumer', 'consumer'],
])

export const kindOf = (tags: ReadonlyMap<string, ForeignValue>): SpanKind =>
  kinds.get(String(tags.get('span.kind') ?? '').toLowerCase()) ?? 'internal'
