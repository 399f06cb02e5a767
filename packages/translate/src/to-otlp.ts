/**
 * The other way: a segment document as OTLP spans, one for each segment and subsegment, in the JSON form of
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding with the resource and scope of each span beside it. What the
 * semantic conventions have no name for travels as `aws.xray.metadata.<namespace>` and comes back as it was.
 */
import { type WireDocument, type WireEntity, type WireException, w3cTraceId } from '@roentgen/trace'

type Value =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly Value[] } }
type Attribute = { readonly key: string; readonly value: Value }

export type OtlpSpanDocument = {
  readonly resource: { readonly attributes: readonly Attribute[] }
  readonly scope: { readonly name: string }
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  /** 1 internal, 2 server, 3 client. */
  readonly kind: 1 | 2 | 3
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly events: readonly {
    readonly timeUnixNano: string
    readonly name: string
    readonly attributes: readonly Attribute[]
  }[]
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  /** 0 unset, 2 error. */
  readonly status: { readonly code: 0 | 2; readonly message?: string }
}

/** Parents before their children. What is in progress ends when it began. */
export function otlpSpansOf(document: WireDocument): OtlpSpanDocument[] {
  const traceId = w3cTraceId(document.trace_id)
  const resource = { attributes: resourceOf(document) }
  const spans: OtlpSpanDocument[] = []
  const open: { entity: WireEntity; parentId: string; segment: boolean }[] = [
    { entity: document, parentId: textOf(document.parent_id) ?? '', segment: document.type !== 'subsegment' },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { entity, parentId, segment } = next
    spans.push(spanOf(entity, { traceId, parentId, segment, resource }))
    const children = Array.isArray(entity.subsegments) ? entity.subsegments : []
    for (const child of children.toReversed()) open.push({ entity: child, parentId: entity.id, segment: false })
  }
  return spans
}

type Place = Pick<OtlpSpanDocument, 'traceId' | 'resource'> & { readonly parentId: string; readonly segment: boolean }

function spanOf(entity: WireEntity, { traceId, parentId, segment, resource }: Place): OtlpSpanDocument {
  const startTimeUnixNano = nanosOf(entity.start_time)
  const endTimeUnixNano = nanosOf(entity.end_time ?? entity.start_time)
  const bad = entity.fault === true || entity.error === true || entity.throttle === true
  const exceptions = exceptionsOf(entity)
  const message = textOf(exceptions[0]?.message)
  return {
    resource,
    scope: { name: textOf(objectAt(entity.aws, 'xray')?.sdk) ?? 'aws.xray' },
    traceId,
    spanId: entity.id,
    parentSpanId: parentId,
    name: entity.name,
    kind: segment ? 2 : entity.namespace === 'remote' || entity.namespace === 'aws' ? 3 : 1,
    startTimeUnixNano,
    endTimeUnixNano,
    attributes: attributesOf(entity),
    events: exceptions.map((exception) => ({
      timeUnixNano: endTimeUnixNano,
      name: 'exception',
      attributes: exceptionAttributes(exception),
    })),
    links: linksOf(entity),
    status: bad ? { code: 2, ...(message === null ? {} : { message }) } : { code: 0 },
  }
}

/** Microseconds are what a document's float holds. */
const nanosOf = (seconds: number): string => `${BigInt(Math.round(Math.max(0, seconds) * 1e6)) * 1000n}`

function resourceOf(document: WireDocument): Attribute[] {
  if (document.type === 'subsegment') return []
  const { aws, service } = document
  const [ec2, ecs, eks] = [objectAt(aws, 'ec2'), objectAt(aws, 'ecs'), objectAt(aws, 'eks')]
  return attributes([
    ['service.name', document.name],
    ['service.version', service?.version],
    ['cloud.provider', document.origin?.startsWith('AWS::') ? 'aws' : null],
    ['cloud.account.id', aws?.account_id],
    ['cloud.availability_zone', ec2?.availability_zone],
    ['cloud.resource_id', document.resource_arn],
    ['host.id', ec2?.instance_id],
    ['container.id', ecs?.container_id],
    ['k8s.cluster.name', eks?.cluster_name],
    ['k8s.pod.name', eks?.pod],
    ['aws.xray.origin', document.origin],
  ])
}

function attributesOf(entity: WireEntity): Attribute[] {
  const { http, sql, aws } = entity
  const annotations = Object.entries(entity.annotations ?? {})
  return [
    ...attributes([
      ['http.request.method', http?.request?.method],
      ['url.full', http?.request?.url],
      ['user_agent.original', http?.request?.user_agent],
      ['client.address', http?.request?.client_ip],
      ['http.response.status_code', http?.response?.status],
      ['http.response.body.size', http?.response?.content_length],
      ['db.system.name', sql?.database_type],
      ['db.query.text', sql?.sanitized_query],
      ['db.user', sql?.user],
      ['rpc.system', entity.namespace === 'aws' ? 'aws-api' : null],
      ['rpc.service', entity.namespace === 'aws' ? entity.name : null],
      ['rpc.method', aws?.operation],
      ['cloud.region', aws?.region],
      ['aws.request_id', aws?.request_id],
      ['aws.sqs.queue.url', aws?.queue_url],
      ['aws.dynamodb.table_names', typeof aws?.table_name === 'string' ? [aws.table_name] : null],
      ['enduser.id', entity.user],
      ['aws.xray.inferred', entity.inferred === true ? true : null],
    ]),
    ...attributes(annotations),
    ...attributes([['aws.xray.annotations', annotations.length === 0 ? null : annotations.map(([key]) => key)]]),
    ...attributes(
      Object.entries(entity.metadata ?? {}).map(([name, value]) => [
        `aws.xray.metadata.${name}`,
        value === null || typeof value !== 'object' ? value : JSON.stringify(value),
      ]),
    ),
  ]
}

const attributes = (pairs: readonly (readonly [string, unknown])[]): Attribute[] =>
  pairs.flatMap(([key, given]) => {
    const value = anyValueOf(given)
    return value === null ? [] : [{ key, value }]
  })

/** Null for what has no value. Documents write what they like: only plain values and lists of them are passed on. */
function anyValueOf(given: unknown): Value | null {
  if (typeof given === 'string') return { stringValue: given }
  if (typeof given === 'boolean') return { boolValue: given }
  if (typeof given === 'number')
    return Number.isSafeInteger(given) ? { intValue: String(given) } : { doubleValue: given }
  if (Array.isArray(given))
    return { arrayValue: { values: given.flatMap((one) => (typeof one === 'object' ? [] : (anyValueOf(one) ?? []))) } }
  return null
}

function exceptionsOf({ cause }: WireEntity): WireException[] {
  if (typeof cause !== 'object' || cause === null || !Array.isArray(cause.exceptions)) return []
  return cause.exceptions.filter((one) => typeof one === 'object' && one !== null)
}

function exceptionAttributes({ type, message, stack }: WireException): Attribute[] {
  const frames = Array.isArray(stack) ? stack : []
  const lines = frames.map((frame) => `    at ${frame?.label ?? ''} (${frame?.path ?? ''}:${frame?.line ?? 0})`)
  return attributes([
    ['exception.type', type],
    ['exception.message', message],
    ['exception.stacktrace', lines.length === 0 ? null : [`${type ?? ''}: ${message ?? ''}`, ...lines].join('\n')],
  ])
}

function linksOf({ links }: WireEntity): OtlpSpanDocument['links'] {
  if (!Array.isArray(links)) return []
  return links.flatMap((link) => {
    const traceId = textOf(link?.trace_id)
    const spanId = textOf(link?.id)
    return traceId === null || spanId === null ? [] : [{ traceId: w3cTraceId(traceId), spanId }]
  })
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function objectAt(value: unknown, name: string): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || !(name in value)) return null
  const found: unknown = Reflect.get(value, name)
  return typeof found === 'object' && found !== null ? Object.fromEntries(Object.entries(found)) : null
}
