import type { WireDocument, WireEntity, WireException } from '@roentgen/trace'

/**
 * One recorded trace, without what belongs to its day: times are seconds since the trace began, ids are ordinal numbers in hex,
 * `trace_id` is gone. So it compresses well (random ids do not), and every copy gets ids and times of its own.
 */
export type PackedTrace = {
  /** Seconds between the recording's start and the trace's. */
  readonly at: number
  readonly documents: readonly Omit<WireDocument, 'trace_id'>[]
}

type Rewrite = { id: (id: string) => string; time: (seconds: number) => number }

const micros = (seconds: number): number => Math.round(seconds * 1e6) / 1e6

function rewriteException(exception: WireException, to: Rewrite): WireException {
  return {
    ...exception,
    ...(exception.id !== undefined && { id: to.id(exception.id) }),
    ...(exception.cause !== undefined && { cause: to.id(exception.cause) }),
  }
}

function rewriteCause(cause: NonNullable<WireEntity['cause']>, to: Rewrite): NonNullable<WireEntity['cause']> {
  if (typeof cause === 'string') return to.id(cause)
  return {
    ...cause,
    ...(cause.id !== undefined && { id: to.id(cause.id) }),
    ...(cause.exceptions && { exceptions: cause.exceptions.map((exception) => rewriteException(exception, to)) }),
  }
}

/** The same entity with all its ids and times passed through `to`. */
function rewriteEntity<Entity extends WireEntity>(entity: Entity, to: Rewrite): Entity {
  return {
    ...entity,
    id: to.id(entity.id),
    start_time: to.time(entity.start_time),
    ...(entity.end_time !== undefined && { end_time: to.time(entity.end_time) }),
    ...(entity.parent_id !== undefined && { parent_id: to.id(entity.parent_id) }),
    ...(entity.cause !== undefined && { cause: rewriteCause(entity.cause, to) }),
    ...(entity.precursor_ids && { precursor_ids: entity.precursor_ids.map(to.id) }),
    ...(entity.subsegments && { subsegments: entity.subsegments.map((child) => rewriteEntity(child, to)) }),
  }
}

export function packTrace(documents: readonly WireDocument[], recordingStart: number): PackedTrace {
  const began = Math.min(...documents.map((document) => document.start_time))
  const ordinals = new Map<string, string>()
  const to: Rewrite = {
    id: (id) => {
      const known = ordinals.get(id) ?? (ordinals.size + 1).toString(16)
      ordinals.set(id, known)
      return known
    },
    time: (seconds) => micros(seconds - began),
  }
  return {
    at: micros(began - recordingStart),
    documents: documents.map(({ trace_id: _, ...document }) => rewriteEntity(document, to)),
  }
}

/** Seconds from the trace's start to its last end. */
export function lengthOf(trace: PackedTrace): number {
  return Math.max(0, ...trace.documents.map((document) => document.end_time ?? 0))
}

/** A copy that begins at `start` (epoch seconds). `randomHex(n)` gives n hex digits, new ones each time. */
export function unpackTrace(trace: PackedTrace, start: number, randomHex: (digits: number) => string): WireDocument[] {
  const ids = new Map<string, string>()
  const to: Rewrite = {
    id: (ordinal) => {
      const id = ids.get(ordinal) ?? randomHex(16)
      ids.set(ordinal, id)
      return id
    },
    time: (seconds) => micros(start + seconds),
  }
  const trace_id = `1-${Math.floor(start).toString(16).padStart(8, '0')}-${randomHex(24)}`
  return trace.documents.map((document) => ({ trace_id, ...rewriteEntity(document, to) }))
}
