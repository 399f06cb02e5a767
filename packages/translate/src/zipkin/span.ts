/** One Zipkin v2 span, checked. Format: https://zipkin.io/zipkin-api/#/default/post_spans */
import { type Fields, fieldsAt, isFields, listAt, numberAt, textAt } from '../json.ts'
import type { SpanKind } from '../otlp/message.ts'

export type Endpoint = {
  readonly service: string | null
  readonly address: string | null
  readonly port: number | null
}

export type ZipkinSpan = {
  /** 32 digits: those with 16 are filled up with zeros, as B3 does. */
  readonly traceId: string
  readonly id: string
  readonly parentId: string | null
  readonly kind: SpanKind
  /** The server's half of a span that the client began under the same id. */
  readonly shared: boolean
  readonly name: string
  readonly startUs: number
  /** Null: the span has not ended. */
  readonly durationUs: number | null
  readonly local: Endpoint
  readonly remote: Endpoint
  readonly tags: ReadonlyMap<string, string>
  readonly annotations: readonly { readonly timeUs: number; readonly value: string }[]
}

const kinds: ReadonlyMap<string, SpanKind> = new Map([
  ['CLIENT', 'client'],
  ['SERVER', 'server'],
  ['PRODUCER', 'producer'],
  ['CONSUMER', 'consumer'],
])

/** The span, or why it is none. */
export function zipkinSpan(value: unknown): ZipkinSpan | string {
  if (!isFields(value)) return 'a span is no object'
  const traceId = paddedHex(value.traceId, 32)
  if (traceId === null) return 'traceId is not 16 to 32 hex digits'
  const id = paddedHex(value.id, 16)
  if (id === null) return 'id is not 16 hex digits'
  const startUs = numberAt(value, 'timestamp')
  if (startUs === null || startUs <= 0) return 'timestamp is missing'
  const durationUs = numberAt(value, 'duration')
  return {
    traceId,
    id,
    parentId: paddedHex(value.parentId, 16),
    kind: kinds.get(String(value.kind)) ?? 'internal',
    shared: value.shared === true,
    name: textAt(value, 'name') ?? '',
    startUs,
    durationUs: durationUs === null || durationUs < 0 ? null : durationUs,
    local: endpointOf(fieldsAt(value, 'localEndpoint')),
    remote: endpointOf(fieldsAt(value, 'remoteEndpoint')),
    tags: new Map(Object.entries(fieldsAt(value, 'tags')).map(([key, tag]) => [key, String(tag)])),
    annotations: listAt(value, 'annotations').flatMap(annotationOf),
  }
}

function paddedHex(value: unknown, digits: 16 | 32): string | null {
  if (typeof value !== 'string' || value.length > digits || !/^[0-9a-f]+$/i.test(value) || /^0+$/.test(value))
    return null
  return value.toLowerCase().padStart(digits, '0')
}

const endpointOf = (value: Fields): Endpoint => ({
  service: textAt(value, 'serviceName'),
  address: textAt(value, 'ipv4') ?? textAt(value, 'ipv6'),
  port: numberAt(value, 'port'),
})

function annotationOf(value: unknown): ZipkinSpan['annotations'][number][] {
  if (!isFields(value)) return []
  const timeUs = numberAt(value, 'timestamp')
  const text = textAt(value, 'value')
  return timeUs === null || text === null ? [] : [{ timeUs, value: text }]
}
