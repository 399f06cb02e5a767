/**
 * Why an entity failed, whoever wrote it down (facts 2.5). Writers point elsewhere in the trace in three ways, and a reader must try them all:
 *
 *     cause: { exceptions: [...] }        recorded here
 *     cause: "<16 hex>"                   an exception's id (Python, Java, .NET), or the id of the subsegment that recorded it (Ruby)
 *     cause: { id: "<16 hex>" }           that subsegment (Node)
 */
import { type Entity, entitiesOf, type LinkedTrace } from './entities.ts'
import { parseEntityId } from './ids.ts'
import type { WireException } from './wire.ts'

export type StackFrame = { readonly path: string | null; readonly line: number | null; readonly label: string | null }

export type ResolvedException = {
  readonly id: string | null
  readonly type: string | null
  readonly message: string | null
  /** It came from the callee's answer. */
  readonly remote: boolean
  readonly stack: readonly StackFrame[]
  /** Frames that were left out. */
  readonly truncated: number
  /** Exceptions left out between this one and the one it was caused by. */
  readonly skipped: number
  /** The (sub)segment that recorded it; another than the one asked about when the cause points elsewhere. */
  readonly recordedBy: { readonly id: string; readonly name: string }
}

export type Causes = {
  /** From the failure towards its origin. */
  readonly exceptions: readonly ResolvedException[]
  /** An id that nothing in the trace answers to (its document never came). */
  readonly unresolved: string | null
}

type Recorded = { readonly exception: WireException; readonly entity: Entity }

/** Index once per trace, then ask for as many entities as needed. */
export function causesIn(trace: LinkedTrace): (entity: Entity) => Causes {
  const entities = new Map<string, Entity>()
  const exceptions = new Map<string, Recorded>()
  for (const segment of trace.segments) {
    for (const entity of entitiesOf(segment)) {
      // A calling subsegment wins over a segment of the same id, as everywhere.
      if (entity.kind === 'subsegment' || !entities.has(entity.id)) entities.set(entity.id, entity)
      for (const exception of exceptionsOf(entity)) {
        const id = parseEntityId(exception.id)
        if (id !== null && !exceptions.has(id)) exceptions.set(id, { exception, entity })
      }
    }
  }
  return (entity) => follow(entity, entities, exceptions)
}

function follow(
  start: Entity,
  entities: ReadonlyMap<string, Entity>,
  exceptions: ReadonlyMap<string, Recorded>,
): Causes {
  const found = new Map<WireException, ResolvedException>()
  const visited = new Set<string>()
  let unresolved: string | null = null
  const queue: (Entity | string)[] = [start]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (typeof next === 'string') {
      if (visited.has(next)) continue
      visited.add(next)
      const exception = exceptions.get(next)
      const entity = entities.get(next)
      if (exception !== undefined) take(exception)
      else if (entity !== undefined && entity !== start) queue.push(entity)
      else if (entity === undefined) unresolved ??= next
      continue
    }
    const cause = next.wire.cause
    for (const exception of exceptionsOf(next)) take({ exception, entity: next })
    const pointer = typeof cause === 'string' ? cause : isObject(cause) ? cause.id : undefined
    const id = parseEntityId(pointer)
    if (id !== null) queue.push(id)
    const message = isObject(cause) && typeof cause.message === 'string' ? cause.message : null
    if (message !== null && exceptionsOf(next).length === 0) take({ exception: { message }, entity: next })
  }
  return { exceptions: [...found.values()], unresolved }

  function take({ exception, entity }: Recorded): void {
    if (found.has(exception)) return
    found.set(exception, resolved(exception, entity))
    const cause = parseEntityId(exception.cause)
    if (cause !== null) queue.push(cause)
  }
}

function resolved(exception: WireException, entity: Entity): ResolvedException {
  return {
    id: parseEntityId(exception.id),
    type: text(exception.type),
    message: text(exception.message),
    remote: exception.remote === true,
    stack: Array.isArray(exception.stack) ? exception.stack.filter(isObject).map(frameOf) : [],
    truncated: count(exception.truncated),
    skipped: count(exception.skipped),
    recordedBy: { id: entity.id, name: entity.wire.name },
  }
}

function frameOf(frame: { path?: unknown; line?: unknown; label?: unknown }): StackFrame {
  return {
    path: text(frame.path),
    line: typeof frame.line === 'number' ? frame.line : null,
    label: text(frame.label),
  }
}

function exceptionsOf(entity: Entity): readonly WireException[] {
  const cause = entity.wire.cause
  return isObject(cause) && Array.isArray(cause.exceptions) ? cause.exceptions.filter(isObject) : []
}

function isObject<T>(value: T): value is T & object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const count = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.trunc(value) : 0)
