/**
 * Zipkin v2 spans -> X-Ray segment documents, by way of OTLP (`foreign.ts`): tags are attributes, annotations are events.
 * Format: https://zipkin.io/zipkin-api/
 */
import { type ForeignSpan, type ForeignValue, otlpOf } from './foreign.ts'
import { isFields, textAt } from './json.ts'
import { segmentsFromOtlp } from './otlp.ts'
import type { TranslateOptions, Translation } from './translation.ts'
import { type Place, placesOf } from './zipkin/family.ts'
import { type ZipkinSpan, zipkinSpan } from './zipkin/span.ts'

/** `spans`: the list as it was posted, nothing checked. `whole`: it is all there is of its traces (`zipkin/family.ts`). */
export function segmentsFromZipkin(
  spans: readonly unknown[],
  options: TranslateOptions & { readonly whole?: boolean } = {},
): Translation {
  const good: ZipkinSpan[] = []
  const rejected: { spanId: string | null; reason: string }[] = []
  for (const value of spans) {
    const span = zipkinSpan(value)
    if (typeof span !== 'string') good.push(span)
    else rejected.push({ spanId: isFields(value) ? textAt(value, 'id') : null, reason: span })
  }
  const placeOf = placesOf(good, options.whole === true)
  const translated = segmentsFromOtlp(otlpOf(good.map((span) => foreignSpan(span, placeOf(span)))), options)
  return { documents: translated.documents, rejected: [...rejected, ...translated.rejected] }
}

function foreignSpan(span: ZipkinSpan, place: Place): ForeignSpan {
  const { traceId, name, startUs, durationUs, local, annotations } = span
  const attributes = attributesOf(span)
  return {
    ...place,
    service: local.service ?? 'unknown',
    resource: new Map(),
    traceId,
    name,
    kind: callsNobody(span.kind, attributes) ? 'internal' : span.kind,
    startUs,
    endUs: startUs + (durationUs ?? 0),
    attributes,
    events: annotations.map(({ timeUs, value }) => ({ timeUs, name: value, attributes: new Map() })),
    links: [],
    error: errorOf(span),
  }
}

const callees = ['peer.service', 'net.peer.name', 'http.url', 'http.host', 'db.system', 'rpc.service']

/** A call that does not say of whom: a node named after the span (`get`) would be nobody's. */
const callsNobody = (kind: ZipkinSpan['kind'], attributes: ReadonlyMap<string, unknown>): boolean =>
  (kind === 'client' || kind === 'producer') && !callees.some((key) => attributes.has(key))

/** `error` holds what went wrong, or nothing; OpenTelemetry's exporters write its status beside it. */
function errorOf({ tags }: ZipkinSpan): ForeignSpan['error'] {
  const text = tags.get('error')
  if (tags.get('otel.status_code') === 'ERROR' || (text !== undefined && text !== 'false'))
    return { message: tags.get('otel.status_description') ?? (text === 'true' ? '' : (text ?? '')) }
  return null
}

const nowNames: ReadonlyMap<string, string> = new Map([
  ['http.path', 'url.path'],
  ['sql.query', 'db.statement'],
])
const told = new Set(['error', 'otel.status_code', 'otel.status_description'])

function attributesOf({ tags, kind, remote, durationUs }: ZipkinSpan): Map<string, ForeignValue> {
  const attributes = new Map<string, ForeignValue>()
  for (const [key, value] of tags) if (!told.has(key)) attributes.set(nowNames.get(key) ?? key, value)
  if (tags.has('sql.query') && !tags.has('db.system')) attributes.set('db.system', 'other_sql')
  // Without an end there is only what the collector's attribute for it says.
  if (durationUs === null) attributes.set('aws.xray.inprogress', true)
  const { service, address, port } = remote
  if (service !== null) attributes.set('peer.service', service)
  if (address !== null && !attributes.has('net.peer.name'))
    attributes.set(kind === 'server' || kind === 'consumer' ? 'net.peer.ip' : 'net.peer.name', address)
  if (port !== null) attributes.set('net.peer.port', port)
  return attributes
}
