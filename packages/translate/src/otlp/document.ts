/** One span as its document, or two: a local root that is itself a call is both the call and the service that made it. */
import type { WireDocument, WireLink } from '@roentgen/trace'
import { Attributes, plainObject } from './attributes.ts'
import { causeOf, derivedId } from './cause.ts'
import { annotationsAndMetadata } from './extras.ts'
import { httpOf } from './http.ts'
import { isErrorStatus, type OtlpSpan, type SpanKind, spanKind } from './message.ts'
import { nameOf } from './name.ts'
import { block, type ResourceFacts } from './resource.ts'
import { sqlOf } from './sql.ts'

export type SpanResult =
  | { readonly ok: true; readonly documents: readonly WireDocument[] }
  | { readonly ok: false; readonly reason: string }

const hex = (text: unknown, digits: number): string | null => {
  const valid = typeof text === 'string' && text.length === digits && /^[0-9a-f]+$/i.test(text) && !/^0+$/.test(text)
  return valid ? text.toLowerCase() : null
}

const seconds = (nanos: unknown): number | null => {
  const value = typeof nanos === 'string' || typeof nanos === 'number' ? Number(nanos) : Number.NaN
  // Microseconds are what X-Ray's numbers carry safely.
  return Number.isFinite(value) && value > 0 ? Math.round(value / 1e3) / 1e6 : null
}

const xrayTraceId = (id: string) => `1-${id.slice(0, 8)}-${id.slice(8)}`

type Identity = {
  readonly traceId: string
  readonly id: string
  readonly parentId: string | null
  readonly startS: number
  readonly endS: number
}

function identityOf(span: OtlpSpan): Identity | string {
  const traceId = hex(span.traceId, 32)
  if (traceId === null) return 'the trace id is not 32 hex digits'
  const id = hex(span.spanId, 16)
  if (id === null) return 'the span id is not 16 hex digits'
  const startS = seconds(span.startTimeUnixNano)
  const endS = seconds(span.endTimeUnixNano)
  if (startS === null || endS === null) return 'start or end time is missing'
  return { traceId: xrayTraceId(traceId), id, parentId: hex(span.parentSpanId, 16), startS, endS }
}

export function documentsOfSpan(span: OtlpSpan, resource: ResourceFacts): SpanResult {
  const identity = identityOf(span)
  if (typeof identity === 'string') return { ok: false, reason: identity }
  const kind = spanKind(span.kind)
  const attributes = new Attributes(span.attributes)
  const localRoot = attributes.text('aws.span.kind') === 'LOCAL_ROOT'
  const isCall = kind === 'client' || kind === 'producer' || kind === 'consumer'
  const isSegment = kind === 'server' || identity.parentId === null || (localRoot && !isCall)
  if (localRoot && isCall) return { ok: true, documents: callAndService(span, identity, kind, attributes, resource) }
  return { ok: true, documents: [oneDocument(span, identity, kind, attributes, resource, isSegment, localRoot)] }
}

function oneDocument(
  span: OtlpSpan,
  identity: Identity,
  kind: SpanKind,
  attributes: Attributes,
  resource: ResourceFacts,
  isSegment: boolean,
  localRoot: boolean,
): WireDocument {
  const spanName = typeof span.name === 'string' ? span.name : ''
  const events = Array.isArray(span.events) ? span.events : []
  const { name, namespace } = nameOf(attributes, {
    kind,
    isSegment,
    localRoot,
    spanName,
    serviceName: resource.serviceName,
  })
  const sql = sqlOf(attributes, spanName)
  const { http, status } = httpOf(attributes, kind, events)
  const failed = isErrorStatus(span.status?.code)
  const flags = flagsOf(status, failed)
  const cause = causeOf(
    { id: identity.id, events, statusMessage: span.status?.message ?? null },
    resource.language,
    flags.error || flags.fault,
  )
  const user = attributes.text('enduser.id', 'user.id')
  const aws = resource.mayBeAws ? awsBlock(attributes, resource) : null
  const { annotations, metadata } = annotationsAndMetadata(attributes, isSegment ? resource.attributes : null)
  const links = linksOf(span)
  return {
    trace_id: identity.traceId,
    id: identity.id,
    ...(identity.parentId === null ? {} : { parent_id: identity.parentId }),
    name,
    start_time: identity.startS,
    end_time: identity.endS,
    ...(isSegment ? {} : { type: 'subsegment' }),
    ...(isSegment || namespace === null ? {} : { namespace }),
    ...(resource.origin === null ? {} : { origin: resource.origin }),
    ...(user === null ? {} : { user }),
    ...(http === null ? {} : { http }),
    ...(sql === null ? {} : { sql }),
    ...(aws === null ? {} : { aws }),
    ...(isSegment && resource.serviceVersion !== null ? { service: { version: resource.serviceVersion } } : {}),
    ...flags,
    ...(cause === null ? {} : { cause }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(links.length === 0 ? {} : { links }),
  }
}

/** A CLIENT, PRODUCER or CONSUMER span at the head of its service: the call hangs below a service segment made for it. */
function callAndService(
  span: OtlpSpan,
  identity: Identity,
  kind: SpanKind,
  attributes: Attributes,
  resource: ResourceFacts,
): WireDocument[] {
  const local = attributes.text('aws.local.service') ?? resource.serviceName
  const call = oneDocument(span, identity, kind, attributes, resource, false, true)
  const { links, aws, ...rest } = call
  const serviceId = derivedId(identity.id, 'service')
  const withLinks = links === undefined ? {} : { links }
  const xray = block({ ...resource.aws })
  const service: WireDocument = {
    trace_id: identity.traceId,
    id: serviceId,
    ...(identity.parentId === null ? {} : { parent_id: identity.parentId }),
    name: local ?? call.name,
    start_time: identity.startS,
    end_time: identity.endS,
    ...(resource.origin === null ? {} : { origin: resource.origin }),
    ...(xray === null ? {} : { aws: xray }),
    error: call.error ?? false,
    fault: call.fault ?? false,
    throttle: call.throttle ?? false,
    metadata: annotationsAndMetadata(new Attributes([]), resource.attributes).metadata,
    ...(kind === 'consumer' ? withLinks : {}),
  }
  const dependency: WireDocument = {
    ...rest,
    ...(aws === undefined ? {} : { aws }),
    parent_id: serviceId,
    namespace: call.namespace ?? 'remote',
    ...(kind === 'consumer' ? {} : withLinks),
  }
  return [service, dependency]
}

function flagsOf(status: number | null, failed: boolean): { error: boolean; throttle: boolean; fault: boolean } {
  if (status !== null && status >= 400 && status < 500) return { error: true, throttle: status === 429, fault: false }
  if (status !== null && status >= 500 && status < 600) return { error: false, throttle: false, fault: true }
  return { error: false, throttle: false, fault: status === null && failed }
}

function awsBlock(a: Attributes, resource: ResourceFacts): Record<string, unknown> | null {
  const table = a.text('aws.table_name', 'aws.table.name')
  const tables = (a.list('aws.dynamodb.table_names') ?? []).filter((name) => typeof name === 'string')
  return block({
    ...resource.aws,
    operation: a.text('aws.operation') ?? (a.peek('rpc.system') === 'aws-api' ? a.text('rpc.method') : null),
    account_id: a.text('aws.account_id') ?? resource.aws.account_id,
    region: a.text('aws.region'),
    request_id: a.text('aws.request_id', 'aws.requestId'),
    queue_url: a.text('aws.queue_url', 'aws.queue.url', 'messaging.url'),
    table_name: table ?? (tables.length === 1 ? tables[0] : null),
    table_names: tables.length > 1 ? tables : null,
    bucket_name: a.text('aws.s3.bucket'),
    topic_arn: a.text('aws.sns.topic.arn'),
  })
}

function linksOf(span: OtlpSpan): WireLink[] {
  if (!Array.isArray(span.links)) return []
  const links: WireLink[] = []
  for (const link of span.links) {
    const traceId = hex(link?.traceId, 32)
    const id = hex(link?.spanId, 16)
    if (traceId === null || id === null) continue
    const attributes = plainObject(link.attributes)
    links.push({
      trace_id: xrayTraceId(traceId),
      id,
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    })
  }
  return links
}
