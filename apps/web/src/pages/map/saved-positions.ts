/** The last pictures of each source's map, so that a reload shows them again. On this device only. */
import type { Point, Positions } from '../../layout/graph.ts'

/** Stored shapes carry a version: another one is another key, and old ones are simply not read. */
const prefix = 'roentgen.map.v3.'
const keyOf = (picture: string): string => `${prefix}${picture}`
const recentKey = 'roentgen.map.recent.v3'

/** Pictures remembered: each focus and each grouping is one. */
const mostPictures = 24

export function savedPositions(picture: string, storage: Storage): Positions | null {
  try {
    return positionsFrom(JSON.parse(storage.getItem(keyOf(picture)) ?? 'null'))
  } catch {
    return null
  }
}

/** What is no place is left out; null when nothing remains. */
export function positionsFrom(parsed: unknown): Positions | null {
  if (typeof parsed !== 'object' || parsed === null) return null
  const good = Object.entries(parsed).flatMap(([id, at]: [string, unknown]) => (isPoint(at) ? [[id, at] as const] : []))
  return good.length > 0 ? Object.fromEntries(good) : null
}

function isPoint(value: unknown): value is Point {
  const point = value as Point | null
  return typeof point === 'object' && point !== null && Number.isFinite(point.x) && Number.isFinite(point.y)
}

export function savePositions(picture: string, at: Positions, storage: Storage): void {
  try {
    const [, ...gone] = recent(picture, storage)
    for (const one of gone.slice(mostPictures - 1)) storage.removeItem(keyOf(one))
    storage.setItem(recentKey, JSON.stringify([picture, ...gone].slice(0, mostPictures)))
    storage.setItem(keyOf(picture), JSON.stringify(at))
  } catch {
    // Full or refused: the next load draws anew.
  }
}

/** Newest first, with this one before all. */
function recent(picture: string, storage: Storage): string[] {
  let parsed: unknown = null
  try {
    parsed = JSON.parse(storage.getItem(recentKey) ?? '[]')
  } catch {
    // Spoilt: a new list begins.
  }
  const known = Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string' && one !== picture) : []
  return [picture, ...known]
}

export function forgetPositions(picture: string, storage: Storage): void {
  try {
    storage.removeItem(keyOf(picture))
  } catch {
    // As above.
  }
}
