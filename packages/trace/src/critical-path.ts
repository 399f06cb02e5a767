/**
 * Which work the whole request waited for: from the end of the root backwards, always into the child that returned last, children cut to
 * their parents. Every microsecond of the root belongs to exactly one entity, so the parts add up to the root's duration.
 *
 *     root   ├────────────────────┤
 *     a       ├─────┤                  path: root, b, root, a, root
 *     b                 ├───────┤
 *     c         ├─┤                    c returned while a was still waited for: not on the path
 */
import { durationOf, type Entity, type LinkedTrace, linkEntities, type TraceDocument } from './entities.ts'
import type { Micros } from './model.ts'

export type CriticalPathPart = {
  readonly id: string
  readonly name: string
  /** Name of the segment it belongs to. */
  readonly service: string
  /** Microseconds of the root's time that nothing else explains. */
  readonly exclusiveUs: number
}

export type CriticalPath = {
  readonly totalUs: number
  /** Last-returning first, a parent before the children it waited for. */
  readonly parts: readonly CriticalPathPart[]
}

/** Of the trace's root; null while that is in progress or missing. */
export function criticalPathOf(docs: readonly TraceDocument[]): CriticalPath | null {
  return criticalPath(linkEntities(docs))
}

export function criticalPath(trace: LinkedTrace): CriticalPath | null {
  const root = trace.roots[0]
  const totalUs = root === undefined ? null : durationOf(root)
  if (root === undefined || totalUs === null) return null
  const parts = new Map<Entity, number>()
  const add = (entity: Entity, us: number) => parts.set(entity, (parts.get(entity) ?? 0) + us)

  // A stack of (entity, the stretch of time its parent gives it), not recursion: traces may be thousands of levels deep.
  const stack: Stretch[] = [{ entity: root, fromUs: root.startUs, toUs: root.startUs + totalUs }]
  for (let stretch = stack.pop(); stretch !== undefined; stretch = stack.pop()) {
    const { entity, fromUs, toUs } = stretch
    const inside: Stretch[] = []
    let cursorUs = toUs
    add(entity, 0)
    for (const child of lastReturningFirst(entity, fromUs, toUs)) {
      if (child.toUs > cursorUs) continue
      add(entity, cursorUs - child.toUs)
      inside.push(child)
      cursorUs = child.fromUs
    }
    add(entity, cursorUs - fromUs)
    // One by one: more arguments than some hundred thousand no call takes.
    for (const child of inside.reverse()) stack.push(child)
  }
  return {
    totalUs,
    parts: [...parts].map(([entity, exclusiveUs]) => ({
      id: entity.id,
      name: entity.wire.name,
      service: (entity.segment ?? entity).wire.name,
      exclusiveUs,
    })),
  }
}

type Stretch = { readonly entity: Entity; readonly fromUs: Micros; readonly toUs: Micros }

/** Complete children, local or remote, cut to the parent's stretch; those with nothing left of them are not waited for. */
function lastReturningFirst(entity: Entity, fromUs: Micros, toUs: Micros): Stretch[] {
  const stretches: Stretch[] = []
  for (const child of [...entity.children, ...entity.callees]) {
    if (child.endUs === null) continue
    const start = Math.max(child.startUs, fromUs)
    const end = Math.min(child.endUs, toUs)
    if (end > start) stretches.push({ entity: child, fromUs: start, toUs: end })
  }
  return stretches.sort((a, b) => b.toUs - a.toUs || a.fromUs - b.fromUs || (a.entity.id < b.entity.id ? -1 : 1))
}
