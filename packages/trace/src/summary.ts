/** The indexed row about a trace (facts 4.2): flags, http and response time are the root's; the duration is the whole trace's. */
import { annotationsOf, httpOf, placeOf, type Rows } from './calls.ts'
import { durationOf, type Entity, entitiesOf, type LinkedTrace } from './entities.ts'
import { nodeId, nodeOfSegment } from './identity.ts'
import type { AnnotationValue, Micros, NodeKey, TraceSummary } from './model.ts'
import { rootCausesOf } from './root-causes.ts'

const INDEXED_ANNOTATIONS = 50

export type Extent = {
  readonly startUs: Micros
  /** Latest end of anything complete; an end before its own start counts as that start. Null while nothing is complete. */
  readonly endUs: Micros | null
  readonly anyInProgress: boolean
}

/** Over all attached entities; over the orphans when nothing else has come yet. */
export function extentOf(trace: LinkedTrace): Extent {
  let startUs = Number.MAX_SAFE_INTEGER
  let endUs: Micros | null = null
  let anyInProgress = false
  for (const segment of trace.segments) {
    for (const entity of entitiesOf(segment)) {
      if (entity.startUs < startUs) startUs = entity.startUs
      if (entity.endUs === null) anyInProgress = true
      else endUs = Math.max(endUs ?? 0, entity.endUs, entity.startUs)
    }
  }
  if (trace.segments.length === 0) for (const orphan of trace.orphans) startUs = Math.min(startUs, orphan.startUs)
  return { startUs, endUs, anyInProgress }
}

export function summaryOf(trace: LinkedTrace, rows: Rows, extent: Extent, ownAccount: string): TraceSummary {
  const root = trace.roots[0] ?? null
  const rootClass = root !== null && root.endUs !== null ? root.responseClass : null
  const reported = rows.served.filter((row) => !row.inferred)
  return {
    traceId: trace.traceId,
    startUs: extent.startUs,
    endUs: extent.endUs ?? extent.startUs,
    durationUs: extent.endUs === null ? null : extent.endUs - extent.startUs,
    responseTimeUs: root === null ? null : durationOf(root),
    rootClass,
    hasFault: rootClass === 'fault',
    hasError: rootClass === 'error',
    hasThrottle: rootClass === 'throttle',
    partial: isPartial(trace, rows, extent),
    http: typeof root?.wire.http === 'object' && root.wire.http !== null ? httpOf(root) : null,
    entryPoint: root === null ? null : nodeOfSegment(root.wire, ownAccount),
    nodes: rows.nodes,
    ...indexed(trace, ownAccount),
    documents: trace.documents,
    segments: trace.segments.length + rows.served.length - trace.segments.filter(isServed).length,
    anyFault: reported.some((row) => row.responseClass === 'fault'),
    anyError: reported.some((row) => row.responseClass === 'error'),
    anyThrottle: reported.some((row) => row.responseClass === 'throttle'),
    ...rootCausesOf(trace, rows, ownAccount),
  }
}

/**
 * Something is known to be missing: the beginning (no segment without a parent, or one made up), a piece of a segment, the callee of a `traced` call, an
 * end. A segment whose parent is lost beside a root that is there does not count: recorded traces (zipkin-small) say so; it still is a
 * root of its own on the map, and the trace is not `whole`.
 */
function isPartial(trace: LinkedTrace, rows: Rows, extent: Extent): boolean {
  const root = trace.roots[0]
  const headless = root !== undefined && (trace.parentless.has(root) || root.wire.inferred === true)
  return headless || trace.orphans.length > 0 || rows.unanswered || extent.anyInProgress
}

type Indexed = Pick<TraceSummary, 'users' | 'annotations' | 'availabilityZones' | 'instanceIds' | 'resourceArns'>

function indexed(trace: LinkedTrace, ownAccount: string): Indexed {
  const users = new Map<string, NodeKey[]>()
  const annotations = new Map<string, { key: string; value: AnnotationValue; nodes: NodeKey[] }>()
  const zones = new Set<string>()
  const instances = new Set<string>()
  const arns = new Set<string>()
  for (const segment of trace.segments) {
    const node = nodeOfSegment(segment.wire, ownAccount)
    const user = text(segment.wire.user)
    if (user !== null)
      addNode(
        getOrSet(users, user, () => []),
        node,
      )
    const place = placeOf(segment)
    if (place.availabilityZone !== null) zones.add(place.availabilityZone)
    if (place.instanceId !== null) instances.add(place.instanceId)
    if (place.resourceArn !== null) arns.add(place.resourceArn)
    for (const entity of entitiesOf(segment)) {
      if (entity.wire.annotations === undefined) continue
      for (const [key, value] of annotationsOf(entity)) {
        const id = `${typeof value}\u0000${key}\u0000${value}`
        if (annotations.size >= INDEXED_ANNOTATIONS && !annotations.has(id)) continue
        addNode(getOrSet(annotations, id, () => ({ key, value, nodes: [] })).nodes, node)
      }
    }
  }
  return {
    users: [...users].map(([name, nodes]) => ({ name, nodes })),
    annotations: [...annotations.values()],
    availabilityZones: [...zones],
    instanceIds: [...instances],
    resourceArns: [...arns],
  }
}

const isServed = (segment: Entity): boolean => segment.endUs !== null

function addNode(nodes: NodeKey[], node: NodeKey): void {
  const id = nodeId(node)
  if (!nodes.some((known) => nodeId(known) === id)) nodes.push(node)
}

function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
