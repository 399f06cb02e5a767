/** Documents for tests, written short: times in milliseconds after a fixed moment. */
import type { TraceDocument } from './entities.ts'
import { validateDocument } from './validate.ts'
import type { WireEntity } from './wire.ts'

export const T0 = 1_790_000_000
export const TRACE = '1-6ab13b80-0123456789abcdef01234567'

type Parts = Omit<Partial<WireEntity>, 'id' | 'name' | 'start_time' | 'end_time' | 'parent_id'> & {
  readonly parent?: string
}

/** 16 digits from a short name: `a1` -> `00000000000000a1`. Only hex digits. */
export function id(short: string): string {
  return short.padStart(16, '0')
}

/** `endMs` null: in progress. */
export function entity(
  shortId: string,
  name: string,
  startMs: number,
  endMs: number | null,
  parts: Parts = {},
): WireEntity {
  const { parent, ...rest } = parts
  return {
    id: id(shortId),
    name,
    start_time: (T0 * 1000 + startMs) / 1000,
    ...(endMs === null ? { in_progress: true } : { end_time: (T0 * 1000 + endMs) / 1000 }),
    ...(parent === undefined ? {} : { parent_id: id(parent) }),
    ...rest,
  }
}

/** Received in the order given; each must be valid. */
export function received(...documents: readonly WireEntity[]): TraceDocument[] {
  return documents.map((document, index) => {
    const result = validateDocument(JSON.stringify({ trace_id: TRACE, ...document }))
    if (!result.ok) throw new Error(result.message)
    return { document: result.doc, receivedUs: index, complete: result.complete }
  })
}
