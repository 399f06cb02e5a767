/** The last picture of each source's map, so that a reload shows it again. On this device only. */
import type { Point, Positions } from '../../layout/graph.ts'

/** Stored shapes carry a version: another one is another key, and old ones are simply not read. */
const keyOf = (source: string): string => `roentgen.map.v1.${source}`

export function savedPositions(source: string, storage: Storage): Positions | null {
  try {
    const parsed: unknown = JSON.parse(storage.getItem(keyOf(source)) ?? 'null')
    if (typeof parsed !== 'object' || parsed === null) return null
    const good = Object.entries(parsed).flatMap(([id, at]: [string, unknown]) =>
      isPoint(at) ? [[id, at] as const] : [],
    )
    return good.length > 0 ? Object.fromEntries(good) : null
  } catch {
    return null
  }
}

function isPoint(value: unknown): value is Point {
  const point = value as Point | null
  return typeof point === 'object' && point !== null && Number.isFinite(point.x) && Number.isFinite(point.y)
}

export function savePositions(source: string, at: Positions, storage: Storage): void {
  try {
    storage.setItem(keyOf(source), JSON.stringify(at))
  } catch {
    // Full or refused: the next load draws anew.
  }
}

export function forgetPositions(source: string, storage: Storage): void {
  try {
    storage.removeItem(keyOf(source))
  } catch {
    // As above.
  }
}
