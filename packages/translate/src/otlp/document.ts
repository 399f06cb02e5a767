/** One span as its document, or two: a local root that is itself a call is both the call and the service that made it. */
import type { WireDocument, WireLink } from '@roentgen/trace'
import type { TranslateOptions } from '../translation.ts'
import { Attributes, plainObject } from './attributes.ts'
import { awsOfSpan } from './aws.ts'
import { causeOf, derivedId } from './cause.ts'
import { annotationsAndMetadata, type Extras } from './extras.ts'
import { httpOf } from './http.ts'
import {
  hexId,
  isCallKind,
  isErrorStatus,
  type OtlpEvent,
  type OtlpScope,
  type OtlpSpan,
  parentIsRemote,
  type SpanKind,
  spanKind,
  xrayTraceId,
} from './message.ts'
import { nameOf } from './name.ts'
import { notesOf } from './notes.ts'
import type { ResourceFacts } from './resource.ts'
import { sqlOf } from './sql.ts'
import { secondsOf } from './time.ts'

export type SpanResult =
  | { readonly ok: true; readonly documents: readonly WireDocument[] }
  | { readonly ok: false; readonly reason: string }

export type SpanContext = {
  readonly resource: ResourceFacts
  readonly scope: OtlpScope | undefined
  readonly options: TranslateOptions
}

type Identity = {
  readonly traceId: string
  readonly id: string
  readonly parentId: string | null
  readonly startS: number
  readonly endS: number
}

function identityOf(span: OtlpSpan): Identity | string {
  const traceId = hexId(span.traceId, 32)
  if (traceId === null) return 'the trace id is not 32 hex digits'
  const id = hexId(span.spanId, 16)
  if (id === null) return 'the span id is not 16 hex digits'
  const startS = secondsOf(span.startTimeUnixNano)
  const endS = secondsOf(span.endTimeUnixNano)
  if (startS === null || endS === null) return 'start or end time is missing'
  return { traceId: xrayTraceId(traceId), id, parentId: hexId(span.parentSpanId, 16), startS, endS }
}

/** What of a span is read more than once. */
type Parts = {
  readonly span: OtlpSpan
  readonly identity: Identity
  readonly kind: SpanKind
  readonly attributes: Attributes
  readonly events: readonly OtlpEvent[]
  readonly context: SpanContext
  readonly localRoot: boolean
}

export function documentsOfSpan(span: OtlpSpan, context: SpanContext): SpanResult {
  const identity = identityOf(span)
  if (typeof identity === 'string') return { ok: false, reason: identity }
  const kind = spanKind(span.kind)
  const attributes = new Attributes(span.attributes)
  const marked = attributes.peek('aws.span.kind') === 'LOCAL_ROOT'
  const localRoot = marked || identity.parentId === null || parentIsRemote(span.flags)
  const events = Array.isArray(span.events) ? span.events : []
  const parts: Parts = { span, identity, kind, attributes, events, context, localRoot }
  switch (roleOf(parts, marked)) {
    case 'segment':
      return { ok: true, documents: [oneDocument(parts, true).document] }
    case 'subsegment':
      return { ok: true, documents: [oneDocument(parts, false).document] }
    case 'both':
      return { ok: true, documents: callAndService(parts) }
  }
}

/**
 * SERVER spans and spans without parent are segments (facts 10.2). The exporter knows further heads of services by `aws.span.kind` alone;
 * here the span's flags say it too, and a call at the head of a service that has a name does not become that service (decision 0019).
 */
function roleOf({ kind, identity, localRoot, context }: Parts, marked: boolean): 'segment' | 'subsegment' | 'both' {
  if (kind === 'server') return 'segment'
  if (!localRoot) return 'subsegment'
  if (!isCallKind(kind)) return 'segment'
  if (marked) return 'both'
  if (kind === 'consumer') return 'segment'
  if (context.resource.serviceName !== null) return 'both'
  return identity.parentId === null ? 'segment' : 'subsegment'
}

type Written = { readonly document: WireDocument; readonly annotations: Extras['annotations'] }

function oneDocument(parts: Parts, isSegment: boolean): Written {
  const { span, identity, kind, attributes, events, context, localRoot } = parts
  const { resource, scope, options } = context
  const spanName = typeof span.name === 'string' ? span.name : ''
  const { serviceName } = resource
  const { name, namespace } = nameOf(attributes, { kind, isSegment, localRoot, spanName, serviceName })
  const { id } = identity
  const cause = causeOf(span, { id, kind, events, attributes, language: resource.language })
  const sql = sqlOf(attributes, spanName)
  const { http, status } = httpOf(attributes, kind, events)
  const user = attributes.text('enduser.id', 'user.id')
  const aws = resource.mayBeAws ? awsOfSpan(attributes, resource) : null
  const arn = attributes.text('aws.xray.resource_arn') ?? (isSegment ? resource.resourceArn : null)
  const traced = attributes.text('aws.xray.traced') === 'true'
  const inProgress = attributes.text('aws.xray.inprogress') === 'true'
  const about = isSegment ? resource.attributes : null
  const notes = notesOf(span, scope, events, name)
  const { annotations, metadata } = annotationsAndMetadata(attributes, about, options.indexed, notes)
  const links = linksOf(span)
  const document: WireDocument = {
    trace_id: identity.traceId,
    id,
    ...(identity.parentId === null ? {} : { parent_id: identity.parentId }),
    name,
    start_time: identity.startS,
    ...(inProgress ? { in_progress: true } : { end_time: identity.endS }),
    ...(isSegment ? {} : { type: 'subsegment' }),
    ...(isSegment || namespace === null ? {} : { namespace }),
    ...(resource.origin === null ? {} : { origin: resource.origin }),
    ...(arn === null ? {} : { resource_arn: arn }),
    ...(user === null ? {} : { user }),
    ...(http === null ? {} : { http }),
    ...(sql === null ? {} : { sql }),
    ...(aws === null ? {} : { aws }),
    ...(isSegment ? serviceOf(resource) : {}),
    ...flagsOf(status, isErrorStatus(span.status?.code)),
    ...(traced ? { traced } : {}),
    ...(cause === null ? {} : { cause }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(links.length === 0 ? {} : { links }),
  }
  return { document, annotations }
}

const serviceOf = ({ serviceVersion }: ResourceFacts) =>
  serviceVersion === null ? {} : { service: { version: serviceVersion } }

const remoteOnly = ['aws.remote.service', 'aws.remote.operation', 'remoteTarget', 'K8s.RemoteNamespace']

/** A CLIENT, PRODUCER or CONSUMER span at the head of its service: the call hangs below a service segment made for it. */
function callAndService(parts: Parts): WireDocument[] {
  const { identity, kind, attributes, context } = parts
  const { resource, options } = context
  const { document: call, annotations } = oneDocument(parts, false)
  const { links, ...rest } = call
  const serviceId = derivedId(identity.id, 'service')
  const withLinks = links === undefined ? {} : { links }
  const own = Object.fromEntries(Object.entries(annotations).filter(([key]) => !remoteOnly.includes(key)))
  const about = annotationsAndMetadata(new Attributes([]), resource.attributes, options.indexed)
  const said = { ...own, ...about.annotations }
  const thrown = typeof call.cause === 'object' ? call.cause.exceptions?.[0]?.id : undefined
  const service: WireDocument = {
    trace_id: identity.traceId,
    id: serviceId,
    ...(identity.parentId === null ? {} : { parent_id: identity.parentId }),
    name: attributes.peekText('aws.local.service') ?? resource.serviceName ?? call.name,
    start_time: identity.startS,
    ...(call.in_progress === true ? { in_progress: true } : { end_time: identity.endS }),
    ...(resource.origin === null ? {} : { origin: resource.origin }),
    ...(resource.resourceArn === null ? {} : { resource_arn: resource.resourceArn }),
    ...(call.user === undefined ? {} : { user: call.user }),
    ...(Object.keys(resource.aws).length === 0 ? {} : { aws: { ...resource.aws } }),
    ...serviceOf(resource),
    error: call.error ?? false,
    fault: call.fault ?? false,
    throttle: call.throttle ?? false,
    // The exception stands with the call.
    ...(thrown === undefined ? {} : { cause: thrown }),
    ...(Object.keys(said).length === 0 ? {} : { annotations: said }),
    metadata: about.metadata,
    ...(kind === 'consumer' ? withLinks : {}),
  }
  const dependency: WireDocument = {
    ...rest,
    parent_id: serviceId,
    namespace: call.namespace ?? 'remote',
    ...(kind === 'consumer' ? {} : withLinks),
  }
  return [service, dependency]
}

/** The status decides where there is one; a failed span without, or with one that is no failure, is a fault. */
function flagsOf(status: number | null, failed: boolean): { error: boolean; throttle: boolean; fault: boolean } {
  if (status !== null && status >= 400 && status < 500) return { error: true, throttle: status === 429, fault: false }
  if (status !== null && status >= 500 && status < 600) return { error: false, throttle: false, fault: true }
  return { error: false, throttle: false, fault: failed }
}

function linksOf(span: OtlpSpan): WireLink[] {
  if (!Array.isArray(span.links)) return []
  const links: WireLink[] = []
  for (const link of span.links) {
    const traceId = hexId(link?.traceId, 32)
    const id = hexId(link?.spanId, 16)
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
