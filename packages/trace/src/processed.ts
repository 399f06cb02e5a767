/**
 * What BatchGetTraces returns: each segment with its independent subsegments folded in, cleaned as AWS cleans it, and the segments the
 * service makes itself for callees that did not report (facts 2.2, 2.12.8, 2.14).
 */
import { isTraced } from './calls.ts'
import { httpStatusOf } from './classify.ts'
import { type Entity, entitiesOf, type LinkedTrace, linkEntities, type TraceDocument } from './entities.ts'
import { linkSettled } from './function-run.ts'
import { answersCall, awsResource, calleeOf, FUNCTION_TYPE, isCall, nodeOfSegment, OWN_ACCOUNT } from './identity.ts'
import { derivedId } from './made-id.ts'
import type { TraceId } from './model.ts'
import { extentOf } from './summary.ts'
import type { WireDocument, WireEntity } from './wire.ts'

export type ProcessedSegment = { readonly id: string; readonly document: WireDocument }
export type ProcessedTrace = {
  readonly traceId: TraceId
  /** Null while nothing is complete, and while nothing has a segment to hang on. */
  readonly durationUs: number | null
  readonly segments: readonly ProcessedSegment[]
}

/** `settled`: no longer waiting for callees of `traced` calls, nor for the segment of a function; see `AssembleOptions`. */
export function processedDocuments(
  docs: readonly TraceDocument[],
  options: { readonly settled: boolean; readonly ownAccount?: string },
): ProcessedTrace {
  const trace = options.settled ? linkSettled(docs) : linkEntities(docs)
  const ownAccount = options.ownAccount ?? OWN_ACCOUNT
  const { startUs, endUs } = extentOf(trace)
  const segments: ProcessedSegment[] = []
  for (const segment of trace.segments) segments.push({ id: segment.id, document: fold(segment, trace) })
  for (const segment of trace.segments) {
    for (const entity of entitiesOf(segment)) {
      if (!isInferred(entity, options.settled, ownAccount)) continue
      const document = inferredSegment(entity, trace.traceId, ownAccount)
      segments.push({ id: document.id, document })
    }
  }
  return { traceId: trace.traceId, durationUs: endUs === null ? null : endUs - startUs, segments }
}

/**
 * From a reader of an X-Ray API back to what was sent: the service's own segments are dropped, they are made again. One that another
 * segment names as its parent (asynchronous Lambda behind SNS) has to stay, and a function's facade, which holds what was sent.
 */
export function withoutInferred<T extends { readonly document: WireEntity }>(docs: readonly T[]): T[] {
  const parents = new Set(docs.map(({ document }) => document.parent_id))
  return docs.filter(
    ({ document }) => document.inferred !== true || document.origin === FUNCTION_TYPE || parents.has(document.id),
  )
}

function isInferred(entity: Entity, settled: boolean, ownAccount: string): boolean {
  if (entity.kind === 'segment' || entity.endUs === null || !isCall(entity.wire)) return false
  if (entity.callees.length === 0) return settled || !isTraced(entity)
  const wouldBe = calleeOf(entity.wire, ownAccount)
  return (
    wouldBe !== null && !entity.callees.some((callee) => answersCall(nodeOfSegment(callee.wire, ownAccount), wouldBe))
  )
}

/** Post-order without recursion: children are built before the parent that holds them. */
function fold(segment: Entity, trace: LinkedTrace): WireDocument {
  const built = new Map<Entity, WireEntity>()
  const entities = [...entitiesOf(segment)].reverse()
  for (const entity of entities) {
    const children = entity.children.map((child) => built.get(child)).filter((child) => child !== undefined)
    built.set(entity, cleaned(entity, children))
  }
  return { ...(built.get(segment) as WireEntity), trace_id: trace.traceId }
}

const SEGMENT_MEMBERS = [
  'id',
  'name',
  'start_time',
  'end_time',
  'in_progress',
  'trace_id',
  'parent_id',
  'origin',
  'resource_arn',
  'user',
  'inferred',
  'service',
  'http',
  'aws',
  'sql',
  'error',
  'throttle',
  'fault',
  'cause',
  'annotations',
  'metadata',
  'links',
] as const satisfies readonly (keyof WireEntity)[]

const SUBSEGMENT_MEMBERS = [
  'id',
  'name',
  'start_time',
  'end_time',
  'in_progress',
  'namespace',
  'http',
  'aws',
  'sql',
  'error',
  'throttle',
  'fault',
  'cause',
  'annotations',
  'metadata',
  'precursor_ids',
  'links',
] as const satisfies readonly (keyof WireEntity)[]

/** Known members only; `type`, `parent_id` and `trace_id` of a subsegment fall away with the rest. */
function cleaned(entity: Entity, children: readonly WireEntity[]): WireEntity {
  const { wire } = entity
  const members = entity.kind === 'segment' ? SEGMENT_MEMBERS : SUBSEGMENT_MEMBERS
  const clean: Record<string, unknown> = {}
  for (const member of members) if (wire[member] !== undefined && wire[member] !== null) clean[member] = wire[member]
  clean.id = entity.id
  if (typeof clean.parent_id === 'string') clean.parent_id = clean.parent_id.toLowerCase()
  if (wire.http !== undefined) clean.http = withoutTraced(wire.http)
  if (wire.cause !== undefined) clean.cause = withoutEmptyStacks(wire.cause)
  if (entity.kind === 'subsegment' && wire.aws !== undefined) clean.aws = withResourceNames(wire)
  if (children.length > 0) clean.subsegments = children
  return clean as WireEntity
}

function withoutTraced(http: NonNullable<WireEntity['http']>): WireEntity['http'] {
  if (http?.request?.traced === undefined) return http
  const { traced: _, ...request } = http.request
  return { ...http, request }
}

function withoutEmptyStacks(cause: NonNullable<WireEntity['cause']>): WireEntity['cause'] {
  if (typeof cause !== 'object' || cause === null || !Array.isArray(cause.exceptions)) return cause
  const exceptions = cause.exceptions.map((exception) => {
    if (!Array.isArray(exception?.stack) || exception.stack.length > 0) return exception
    const { stack: _, ...rest } = exception
    return rest
  })
  return { ...cause, exceptions }
}

function withResourceNames(wire: WireEntity): WireEntity['aws'] {
  const resource = awsResource(wire)
  return resource === null || wire.aws?.resource_names !== undefined
    ? wire.aws
    : { ...wire.aws, resource_names: [resource.name] }
}

function inferredSegment(call: Entity, traceId: TraceId, ownAccount: string): WireDocument {
  const { wire } = call
  const origin = calleeOf(wire, ownAccount)?.type ?? null
  return {
    id: inferredId(traceId, call.id),
    name: wire.name,
    start_time: wire.start_time,
    ...(wire.end_time === undefined ? {} : { end_time: wire.end_time }),
    trace_id: traceId,
    parent_id: call.id,
    inferred: true,
    ...(wire.http === undefined ? {} : { http: withoutTraced(wire.http) }),
    ...(wire.aws === undefined ? {} : { aws: withResourceNames(wire) }),
    ...(wire.sql === undefined ? {} : { sql: wire.sql }),
    ...flagsOf(wire),
    ...(origin === null || origin === 'remote' ? {} : { origin }),
  }
}

/**
 * The flags as the callee would have set them. Where the status is known it decides between error and fault (recorded: a 400 that the
 * caller marked as both comes back as `error`, a throttled 503 as `fault` and `throttle`), and a 4xx `error` beside `throttle` is dropped.
 */
function flagsOf(wire: WireEntity): Pick<WireEntity, 'error' | 'fault' | 'throttle'> {
  const status = httpStatusOf(wire)
  const failed = status !== null && status >= 400
  const throttle = wire.throttle === true
  const fault = wire.fault === true && (!failed || status >= 500)
  const error = wire.error === true && !throttle && (!failed || status < 500)
  return { ...(error ? { error } : {}), ...(fault ? { fault } : {}), ...(throttle ? { throttle } : {}) }
}

export function inferredId(traceId: TraceId, callId: string): string {
  return derivedId(`inferred ${traceId} ${callId}`)
}
