/** Requests as their servers counted them and calls as their callers counted them: the rows that graph, series and filters are made of. */
import { httpStatusOf } from './classify.ts'
import { durationOf, type Entity, entitiesOf, type LinkedTrace } from './entities.ts'
import { answersCall, calleeOf, clientNode, isCall, nodeId, nodeOfSegment } from './identity.ts'
import { type LinkedCall, linkKey, linksOf } from './links.ts'
import type { AnnotationValue, Called, EntityFacts, NodeKey, Served, TraceSummary } from './model.ts'

export type CallOptions = {
  /** Wait no longer for callees of `traced` calls, nor for linked traces. */
  readonly settled: boolean
  readonly ownAccount: string
  readonly linked: ReadonlyMap<string, LinkedCall>
}

export type Rows = {
  readonly served: readonly Served[]
  readonly called: readonly Called[]
  /** Every node that was touched, complete or not, in order of appearance. */
  readonly nodes: readonly NodeKey[]
  /** A call marked `traced` has no callee. */
  readonly unanswered: boolean
  /** A link's origin is not known. */
  readonly unlinked: boolean
}

const ANNOTATIONS_PER_ENTITY = 50

export function rowsOf(trace: LinkedTrace, options: CallOptions): Rows {
  const served: Served[] = []
  const called: Called[] = []
  const nodes = new Map<string, NodeKey>()
  const touch = (node: NodeKey) => {
    const key = nodeId(node)
    if (!nodes.has(key)) nodes.set(key, node)
  }
  const nodeBySegment = new Map<Entity, NodeKey>()
  for (const segment of trace.segments) nodeBySegment.set(segment, nodeOfSegment(segment.wire, options.ownAccount))
  const nodeOf = (segment: Entity): NodeKey => nodeBySegment.get(segment)!
  let unanswered = false
  let unlinked = false

  for (const root of trace.roots) {
    const node = nodeOf(root)
    const client = clientNode(node.name)
    touch(client)
    if (root.endUs !== null) called.push(calledRow(root, client, node, 'client', null))
  }

  for (const segment of trace.segments) {
    const node = nodeOf(segment)
    touch(node)
    if (segment.endUs !== null) served.push(servedSegment(segment, node, segment === trace.roots[0]))
    for (const entity of entitiesOf(segment)) {
      if (entity.kind === 'segment' || !isCall(entity.wire)) {
        for (const callee of entity.callees) {
          if (callee.endUs !== null) called.push(calledRow(callee, node, nodeOf(callee), 'call', null))
        }
        continue
      }
      const wouldBe = calleeOf(entity.wire, options.ownAccount)!
      const reported = distinctNodes(entity.callees.map(nodeOf))
      const answered = reported.some((callee) => answersCall(callee, wouldBe))
      const waiting = reported.length === 0 && isTraced(entity)
      if (waiting) unanswered = true
      const inferred = !answered && entity.endUs !== null && (!waiting || options.settled)
      if (inferred) {
        touch(wouldBe)
        served.push(servedInferred(entity, wouldBe))
        called.push(calledRow(entity, node, wouldBe, 'call', null))
      }
      if (entity.endUs === null) continue
      for (const callee of reported) {
        const alias = answered && answersCall(callee, wouldBe) && !sameName(callee, wouldBe) ? wouldBe : null
        called.push(calledRow(entity, node, callee, 'call', alias))
      }
    }
  }

  for (const segment of trace.segments) {
    for (const link of linksOf(segment.wire)) {
      const origin =
        link.traceId === trace.traceId ? ownOrigin(served, called, link.id) : options.linked.get(linkKey(link))
      if (origin === undefined) {
        unlinked = true
        continue
      }
      touch(origin.node)
      if (segment.endUs !== null) called.push(linkRow(segment, origin, nodeOf(segment)))
    }
  }
  return { served, called, nodes: [...nodes.values()], unanswered, unlinked }
}

/** SDKs mark a call whose callee is expected to report; the Node SDK writes the mark on the subsegment itself. */
export function isTraced(entity: Entity): boolean {
  return entity.wire.http?.request?.traced === true || entity.wire.traced === true
}

/** An alias has no account: a function in another account is known by the same name there. */
function sameName(a: NodeKey, b: NodeKey): boolean {
  return a.name === b.name && a.type === b.type
}

function distinctNodes(nodes: readonly NodeKey[]): readonly NodeKey[] {
  if (nodes.length < 2) return nodes
  return [...new Map(nodes.map((node) => [nodeId(node), node])).values()]
}

function ownOrigin(served: readonly Served[], called: readonly Called[], id: string): LinkedCall | undefined {
  const call = called.find((row) => row.entityId === id && row.kind === 'call')
  if (call !== undefined) return { node: call.to, endUs: call.endUs }
  const segment = served.find((row) => row.entityId === id && !row.inferred)
  return segment && { node: segment.node, endUs: segment.endUs }
}

// The rows are written out member by member: spreading the common part into each cost a third of the whole assembly.

function servedSegment(segment: Entity, node: NodeKey, root: boolean): Served {
  const http = httpOf(segment)
  const place = placeOf(segment)
  return {
    startUs: segment.startUs,
    endUs: segment.endUs ?? segment.startUs,
    durationUs: durationOf(segment) ?? 0,
    responseClass: segment.responseClass,
    httpStatus: http.status,
    httpMethod: http.method,
    httpUrl: http.url,
    userAgent: http.userAgent,
    clientIp: http.clientIp,
    annotations: annotationsOfSegment(segment),
    entityId: segment.id,
    node,
    inferred: segment.wire.inferred === true,
    root,
    user: text(segment.wire.user),
    availabilityZone: place.availabilityZone,
    instanceId: place.instanceId,
    resourceArn: place.resourceArn,
  }
}

function servedInferred(call: Entity, node: NodeKey): Served {
  const http = httpOf(call)
  return {
    startUs: call.startUs,
    endUs: call.endUs ?? call.startUs,
    durationUs: durationOf(call) ?? 0,
    responseClass: call.responseClass,
    httpStatus: http.status,
    httpMethod: http.method,
    httpUrl: http.url,
    userAgent: http.userAgent,
    clientIp: http.clientIp,
    annotations: NO_ANNOTATIONS,
    entityId: call.id,
    node,
    inferred: true,
    root: false,
    user: null,
    availabilityZone: null,
    instanceId: null,
    resourceArn: null,
  }
}

function calledRow(
  entity: Entity,
  from: NodeKey,
  to: NodeKey,
  kind: Called['kind'],
  alias: NodeKey | null,
  durationUs = durationOf(entity) ?? 0,
): Called {
  const http = httpOf(entity)
  return {
    startUs: entity.startUs,
    endUs: entity.endUs ?? entity.startUs,
    durationUs,
    responseClass: entity.responseClass,
    httpStatus: http.status,
    httpMethod: http.method,
    httpUrl: http.url,
    userAgent: http.userAgent,
    clientIp: http.clientIp,
    annotations: annotationsOf(entity),
    entityId: entity.id,
    from,
    to,
    kind,
    alias,
  }
}

/** The age of the message when it was picked up stands for the duration. */
function linkRow(consumer: Entity, origin: LinkedCall, to: NodeKey): Called {
  const age = Math.max(0, consumer.startUs - origin.endUs)
  return calledRow(consumer, origin.node, to, 'link', null, age)
}

/** The `http` member in plain fields; all null when there is none. */
export function httpOf(entity: Entity): NonNullable<TraceSummary['http']> {
  const { http } = entity.wire
  if (typeof http !== 'object' || http === null) return NO_HTTP
  const { request } = http
  return {
    url: text(request?.url),
    method: text(request?.method),
    status: httpStatusOf(entity.wire),
    userAgent: text(request?.user_agent),
    clientIp: text(request?.client_ip),
  }
}

const NO_HTTP: NonNullable<TraceSummary['http']> = {
  url: null,
  method: null,
  status: null,
  userAgent: null,
  clientIp: null,
}

/** Where the segment ran. */
export function placeOf(segment: Entity): Pick<Served, 'availabilityZone' | 'instanceId' | 'resourceArn'> {
  const ec2 = block(segment.wire.aws?.ec2)
  const ecs = block(segment.wire.aws?.ecs)
  return {
    availabilityZone: text(ec2?.availability_zone) ?? text(ecs?.availability_zone),
    instanceId: text(ec2?.instance_id),
    resourceArn: text(segment.wire.resource_arn),
  }
}

/** Strings, numbers and booleans; anything else an SDK writes there is not indexed (facts 2.8). */
export function annotationsOf(entity: Entity): [key: string, value: AnnotationValue][] {
  const given = entity.wire.annotations
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return NO_ANNOTATIONS
  const found: [string, AnnotationValue][] = []
  for (const key of Object.keys(given)) {
    const value = given[key]
    if (typeof value === 'string' || typeof value === 'boolean') found.push([key, value])
    else if (typeof value === 'number' && Number.isFinite(value)) found.push([key, value])
  }
  return found
}

const NO_ANNOTATIONS: [string, AnnotationValue][] = []

/** Its own and its local subsegments': what the service itself said about the request. A call's annotations are the edge's. */
function annotationsOfSegment(segment: Entity): EntityFacts['annotations'] {
  let found = NO_ANNOTATIONS
  for (const entity of entitiesOf(segment)) {
    if (entity.wire.annotations === undefined || isCall(entity.wire)) continue
    found = found.length === 0 ? annotationsOf(entity) : [...found, ...annotationsOf(entity)]
    if (found.length >= ANNOTATIONS_PER_ENTITY) return found.slice(0, ANNOTATIONS_PER_ENTITY)
  }
  return found
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function block(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}
