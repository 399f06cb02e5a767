/**
 * The documents of one trace put together: which version of an id wins, which subsegment stands where, which segment was called by whom
 * (facts 2.2, 2.12). A pure function of the set: order and repetition of the documents change nothing.
 *
 *     segment web ──children──▶ subsegment "pricing.internal" ──callees──▶ segment pricing
 */
import { classOf } from './classify.ts'
import { compareText } from './identity.ts'
import { parseDocumentTraceId, parseEntityId } from './ids.ts'
import type { Micros, ResponseClass, TraceId } from './model.ts'
import { microsOf } from './time.ts'
import type { WireDocument, WireEntity } from './wire.ts'

export type TraceDocument = {
  readonly document: WireDocument
  readonly receivedUs: Micros
  readonly complete: boolean
}

export type Entity = {
  readonly id: string
  readonly kind: 'segment' | 'subsegment'
  wire: WireEntity
  startUs: Micros
  /** As written; null while in progress. May lie before the start. */
  endUs: Micros | null
  responseClass: ResponseClass
  /** The document's receipt; of the winning version. */
  readonly receivedUs: Micros
  /** A segment is its own owner; null: never attached to a segment (an orphan). */
  segment: Entity | null
  /** What it hangs below: for a segment the entity that called it. */
  parent: Entity | null
  /** Subsegments, inline ones first in document order, then independent ones by start. */
  children: Entity[]
  /** Segments whose `parent_id` is this entity. */
  callees: Entity[]
  /** Sent alone. */
  independent: boolean
  /** Of a segment: itself and all that hangs below it; see `entitiesOf`. */
  preorder: readonly Entity[]
}

export type LinkedTrace = {
  readonly traceId: TraceId
  /** By start, then id: the canonical order of everything derived from them. */
  readonly segments: readonly Entity[]
  /** Segments without a parent in the trace; the trace's own root first. */
  readonly roots: readonly Entity[]
  /** Segments that name a parent which is not here. */
  readonly parentless: ReadonlySet<Entity>
  /** Independent subsegments that hang below no segment. */
  readonly orphans: readonly Entity[]
  readonly documents: number
  readonly knowledge: number
}

/** Duration in microseconds: 0 when the end lies before the start, null while in progress. */
export function durationOf(entity: Entity): number | null {
  if (entity.endUs === null) return null
  return entity.endUs > entity.startUs ? entity.endUs - entity.startUs : 0
}

/** A segment's own entities in preorder: itself, its subsegments; not the segments it called. */
export function entitiesOf(segment: Entity): readonly Entity[] {
  return segment.preorder
}

function preorderOf(segment: Entity): Entity[] {
  if (segment.children.length === 0) return [segment]
  const found: Entity[] = []
  const stack = [segment]
  for (let entity = stack.pop(); entity !== undefined; entity = stack.pop()) {
    found.push(entity)
    for (let i = entity.children.length - 1; i >= 0; i--) stack.push(entity.children[i]!)
  }
  return found
}

/** `made`: segments that nobody sent; they are linked, and are no knowledge. */
export function linkEntities(docs: readonly TraceDocument[], made: readonly WireDocument[] = []): LinkedTrace {
  const winners = winningVersions(docs)
  let knowledge = 0
  for (const doc of winners) knowledge += doc.complete ? 2 : 1

  const segments: Entity[] = []
  const independents: Entity[] = []
  const segmentById = new Map<string, Entity>()
  const inlineById = new Map<string, Entity>()
  for (const doc of winners) {
    const independent = doc.document.type === 'subsegment'
    const entity = newEntity(doc.document, independent ? 'subsegment' : 'segment', doc.receivedUs)
    entity.independent = independent
    if (independent) independents.push(entity)
    else {
      segments.push(entity)
      segmentById.set(entity.id, entity)
    }
  }
  for (const document of made) {
    const entity = newEntity(document, 'segment', 0)
    segments.push(entity)
    segmentById.set(entity.id, entity)
  }
  // Segments' own trees before independent ones, in an order that does not depend on arrival.
  segments.sort(byStart)
  independents.sort(byStart)
  for (const segment of segments) placeInline(segment, inlineById)
  for (const independent of independents) placeInline(independent, inlineById)

  attachIndependents(independents, inlineById, segmentById)
  for (const segment of segments) {
    segment.preorder = preorderOf(segment)
    for (const entity of segment.preorder) entity.segment = segment
  }
  const parentless = attachSegments(segments, inlineById, segmentById)
  cutCycles(segments)

  const roots = segments.filter((segment) => segment.parent === null)
  roots.sort((a, b) => Number(parentless.has(a)) - Number(parentless.has(b)) || byStart(a, b))
  return {
    traceId: parseDocumentTraceId(docs[0]?.document.trace_id) ?? '',
    segments,
    roots,
    parentless,
    orphans: independents.filter((entity) => inlineById.get(entity.id)?.segment === null),
    documents: winners.length,
    knowledge,
  }
}

/** The earliest received complete version of an id; else the earliest in-progress one. */
function winningVersions(docs: readonly TraceDocument[]): TraceDocument[] {
  const winners = new Map<string, TraceDocument>()
  for (const doc of docs) {
    const id = idOf(doc.document)
    const current = winners.get(id)
    if (current === undefined || beats(doc, current)) winners.set(id, doc)
  }
  return [...winners.values()]
}

function beats(challenger: TraceDocument, holder: TraceDocument): boolean {
  if (challenger.complete !== holder.complete) return challenger.complete
  if (challenger.receivedUs !== holder.receivedUs) return challenger.receivedUs < holder.receivedUs
  // Two versions in one batch: any rule will do that does not look at the order.
  return compareText(JSON.stringify(challenger.document), JSON.stringify(holder.document)) < 0
}

function newEntity(wire: WireEntity, kind: Entity['kind'], receivedUs: Micros): Entity {
  const inProgress = wire.in_progress === true || typeof wire.end_time !== 'number'
  return {
    id: idOf(wire),
    kind,
    wire,
    startUs: microsOf(wire.start_time),
    endUs: inProgress ? null : microsOf(wire.end_time as number),
    responseClass: classOf(wire),
    receivedUs,
    segment: null,
    parent: null,
    children: [],
    callees: [],
    independent: false,
    preorder: NO_ENTITIES,
  }
}

const NO_ENTITIES: readonly Entity[] = []

/** Registers the inline subsegments below an entity. The same id standing in two documents is one entity: complete beats in progress, then the first. */
function placeInline(top: Entity, inlineById: Map<string, Entity>): void {
  const stack: [parent: Entity, wires: readonly WireEntity[]][] = [[top, subsegmentsOf(top.wire)]]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [parent, wires] = next
    for (const wire of wires) {
      const id = idOf(wire)
      // An independent subsegment that repeats its own id inside is still one.
      let entity = top.independent && id === top.id ? top : inlineById.get(id)
      if (entity === undefined) {
        entity = newEntity(wire, 'subsegment', top.receivedUs)
        entity.parent = parent
        parent.children.push(entity)
        inlineById.set(id, entity)
      } else completeWith(entity, wire)
      const below = subsegmentsOf(wire)
      if (below.length > 0) stack.push([entity, below])
    }
  }
}

function completeWith(entity: Entity, wire: WireEntity): void {
  if (entity.endUs !== null || wire.in_progress === true || typeof wire.end_time !== 'number') return
  entity.wire = wire
  entity.startUs = microsOf(wire.start_time)
  entity.endUs = microsOf(wire.end_time)
  entity.responseClass = classOf(wire)
}

/** Hangs each independent subsegment below its parent, wherever that is; one with an inline twin is merged into that. */
function attachIndependents(
  independents: readonly Entity[],
  inlineById: Map<string, Entity>,
  segmentById: ReadonlyMap<string, Entity>,
): void {
  const standing: Entity[] = []
  for (const entity of independents) {
    const twin = inlineById.get(entity.id)
    if (twin === undefined) {
      inlineById.set(entity.id, entity)
      standing.push(entity)
      continue
    }
    completeWith(twin, entity.wire)
    entity.parent = twin
    for (const child of entity.children) {
      child.parent = twin
      twin.children.push(child)
    }
  }
  for (const entity of standing) {
    const parent = findParent(entity, inlineById, segmentById)
    if (parent === null) continue
    entity.parent = parent
    parent.children.push(entity)
  }
}

/** Hangs each segment below the entity that called it; returns those whose parent is not here. */
function attachSegments(
  segments: readonly Entity[],
  inlineById: ReadonlyMap<string, Entity>,
  segmentById: ReadonlyMap<string, Entity>,
): Set<Entity> {
  const parentless = new Set<Entity>()
  for (const segment of segments) {
    if (!hasParentId(segment.wire)) continue
    const parent = findParent(segment, inlineById, segmentById)
    if (parent === null || parent.segment === null) {
      parentless.add(segment)
      continue
    }
    segment.parent = parent
    parent.callees.push(segment)
  }
  return parentless
}

/** A calling subsegment is looked for first: some tracers give caller and callee one id. */
function findParent(
  entity: Entity,
  inlineById: ReadonlyMap<string, Entity>,
  segmentById: ReadonlyMap<string, Entity>,
): Entity | null {
  const id = parseEntityId(entity.wire.parent_id)
  if (id === null) return null
  for (const found of [inlineById.get(id), segmentById.get(id)]) {
    if (found !== undefined && found !== entity) return found
  }
  return null
}

/** Segments that call each other in a ring have no root: the first of the ring becomes one. */
function cutCycles(segments: readonly Entity[]): void {
  const done = new Set<Entity>()
  for (const start of segments) {
    const path: Entity[] = []
    const onPath = new Set<Entity>()
    let segment: Entity | null = start
    while (segment !== null && !done.has(segment) && !onPath.has(segment)) {
      path.push(segment)
      onPath.add(segment)
      segment = segment.parent?.segment ?? null
    }
    if (segment !== null && onPath.has(segment)) {
      const ring = path.slice(path.indexOf(segment)).sort(byStart)
      const first = ring[0]!
      const parent = first.parent
      if (parent !== null) parent.callees = parent.callees.filter((callee) => callee !== first)
      first.parent = null
    }
    for (const entity of path) done.add(entity)
  }
}

export function byStart(a: Entity, b: Entity): number {
  return a.startUs - b.startUs || compareText(a.id, b.id)
}

function hasParentId(wire: WireEntity): boolean {
  return typeof wire.parent_id === 'string' && wire.parent_id !== ''
}

function idOf(wire: WireEntity): string {
  return String(wire.id).toLowerCase()
}

function subsegmentsOf(wire: WireEntity): readonly WireEntity[] {
  return Array.isArray(wire.subsegments) ? wire.subsegments : []
}
