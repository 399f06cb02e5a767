/**
 * Recorded documents as the OTLP requests that an instrumented system would have sent: one span a segment or subsegment. Names travel in the
 * attributes that AWS's own distribution writes. Not for origins, AWS calls and flags without a status: OTLP has no place for them.
 */
import type { WireDocument, WireEntity } from '@roentgen/trace'

type Value = string | number | boolean | readonly string[]

const anyOf = (value: Value): object =>
  typeof value === 'string'
    ? { stringValue: value }
    : typeof value === 'boolean'
      ? { boolValue: value }
      : typeof value === 'number'
        ? { doubleValue: value }
        : { arrayValue: { values: value.map((one) => ({ stringValue: one })) } }

const nanos = (seconds: number) => `${BigInt(Math.round(seconds * 1e6)) * 1000n}`
const hexTrace = (id: string) => id.slice(2).replace('-', '')

/** One request a line of the recording. */
export function requestOf(line: string): object {
  const document = JSON.parse(line) as WireDocument
  const spans = spansOf(
    document,
    hexTrace(document.trace_id),
    document.parent_id ?? null,
    document.type !== 'subsegment',
  )
  return { resourceSpans: [{ scopeSpans: [{ spans }] }] }
}

function spansOf(entity: WireEntity, traceId: string, parentId: string | null, segment: boolean): object[] {
  const attributes = Object.entries(attributesOf(entity, segment)).map(([key, value]) => ({ key, value: anyOf(value) }))
  const failed = entity.fault === true
  const span = {
    traceId,
    spanId: entity.id,
    ...(parentId === null ? {} : { parentSpanId: parentId }),
    name: 'recorded',
    kind: segment ? 2 : entity.namespace === undefined ? 1 : 3,
    startTimeUnixNano: nanos(entity.start_time),
    endTimeUnixNano: nanos(entity.end_time ?? entity.start_time),
    attributes,
    ...(failed ? { status: { code: 2 } } : {}),
  }
  return [span, ...(entity.subsegments ?? []).flatMap((child) => spansOf(child, traceId, entity.id, false))]
}

function attributesOf(entity: WireEntity, segment: boolean): Record<string, Value> {
  const { http, sql, user, annotations = {} } = entity
  const found: Record<string, Value | undefined> = {
    [segment ? 'aws.local.service' : entity.namespace === undefined ? 'peer.service' : 'aws.remote.service']:
      entity.name,
    'aws.xray.inprogress': entity.in_progress,
    'http.request.method': http?.request?.method,
    'url.full': http?.request?.url,
    'http.response.status_code': http?.response?.status,
    'enduser.id': user,
    'db.system.name': sql === undefined ? undefined : 'other_sql',
    'db.query.text': sql?.sanitized_query,
    'aws.xray.annotations': Object.keys(annotations).length === 0 ? undefined : Object.keys(annotations),
  }
  for (const [key, value] of Object.entries(annotations)) if (isPlain(value)) found[key] = value
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)
