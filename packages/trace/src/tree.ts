/**
 * One trace as the page draws it: every entity in preorder, called segments below the subsegment that called them. Inferred segments are
 * not rows of their own: what they would say stands on the calling subsegment (`callee`).
 */
import { isTraced } from './calls.ts'
import { type Causes, causesIn } from './causes.ts'
import { type Entity, type LinkedTrace, linkEntities, type TraceDocument } from './entities.ts'
import { answersCall, calleeOf, nodeOfSegment, OWN_ACCOUNT } from './identity.ts'
import type { Micros, NodeKey, ResponseClass, TraceId } from './model.ts'
import { extentOf } from './summary.ts'
import type { WireEntity } from './wire.ts'

export type TreeEntity = {
  readonly id: string
  readonly name: string
  readonly kind: 'segment' | 'subsegment'
  /** Index of the parent in `entities`; -1 for roots. */
  readonly parent: number
  readonly depth: number
  /** How many entities hang below it, at any depth: to fold it, skip as many. */
  readonly below: number
  readonly startUs: Micros
  /** Null while in progress. */
  readonly endUs: Micros | null
  readonly durationUs: number | null
  readonly responseClass: ResponseClass
  /** Node of the segment it belongs to. */
  readonly node: NodeKey
  /** For a call: the node it went to, reported or inferred; null for local work and for segments. */
  readonly callee: NodeKey | null
  /** The callee sent no segment of its own. */
  readonly inferred: boolean
  readonly namespace: string | null
  /** A segment that names a parent which is not in the trace. */
  readonly parentMissing: boolean
  /** A call marked `traced` that nobody answered. */
  readonly unanswered: boolean
  readonly wire: WireEntity
}

export type TraceTree = {
  readonly traceId: TraceId
  readonly startUs: Micros
  readonly endUs: Micros | null
  readonly entities: readonly TreeEntity[]
  /** Subsegments whose parent never came; they are no part of the tree. */
  readonly orphans: readonly WireEntity[]
  /** Exceptions of the entity at that index, wherever in the trace they were recorded. */
  readonly causes: (index: number) => Causes
}

export function buildTree(docs: readonly TraceDocument[], ownAccount: string = OWN_ACCOUNT): TraceTree {
  const trace = linkEntities(docs)
  const ordered = preorder(trace)
  const causes = causesIn(trace)
  const { startUs, endUs } = extentOf(trace)
  return {
    traceId: trace.traceId,
    startUs,
    endUs,
    entities: ordered.map((place) => treeEntity(trace, place, ownAccount)),
    orphans: trace.orphans.map((orphan) => orphan.wire),
    causes: (index) => {
      const place = ordered[index]
      return place === undefined ? { exceptions: [], unresolved: null } : causes(place.entity)
    },
  }
}

type Place = { readonly entity: Entity; readonly parent: number; readonly depth: number; below: number }

function preorder(trace: LinkedTrace): Place[] {
  const places: Place[] = []
  const stack: Omit<Place, 'below'>[] = [...trace.roots].reverse().map((entity) => ({ entity, parent: -1, depth: 0 }))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const index = places.push({ ...next, below: 0 }) - 1
    const children = childrenOf(next.entity)
    for (let i = children.length - 1; i >= 0; i--) {
      stack.push({ entity: children[i]!, parent: index, depth: next.depth + 1 })
    }
  }
  for (let i = places.length - 1; i > 0; i--) {
    const place = places[i]!
    const parent = places[place.parent]
    if (parent !== undefined) parent.below += place.below + 1
  }
  return places
}

/** Subsegments and called segments together, as they began. */
function childrenOf(entity: Entity): Entity[] {
  return [...entity.children, ...entity.callees].sort((a, b) => a.startUs - b.startUs)
}

function treeEntity(trace: LinkedTrace, { entity, parent, depth, below }: Place, ownAccount: string): TreeEntity {
  const { wire } = entity
  const segment = entity.segment ?? entity
  const wouldBe = entity.kind === 'subsegment' ? calleeOf(wire, ownAccount) : null
  const reported =
    wouldBe === null
      ? undefined
      : entity.callees
          .map((callee) => nodeOfSegment(callee.wire, ownAccount))
          .find((node) => answersCall(node, wouldBe))
  const unanswered = wouldBe !== null && entity.callees.length === 0 && isTraced(entity)
  return {
    id: entity.id,
    name: wire.name,
    kind: entity.kind,
    parent,
    depth,
    below,
    startUs: entity.startUs,
    endUs: entity.endUs,
    durationUs: entity.endUs === null ? null : Math.max(0, entity.endUs - entity.startUs),
    responseClass: entity.responseClass,
    node: nodeOfSegment(segment.wire, ownAccount),
    callee: reported ?? wouldBe,
    inferred: entity.kind === 'segment' ? wire.inferred === true : wouldBe !== null && reported === undefined,
    namespace: typeof wire.namespace === 'string' ? wire.namespace : null,
    parentMissing: trace.parentless.has(entity),
    unanswered,
    wire,
  }
}
