/** The four classes of a response: X-Ray's colours, and a shape for each so that colour is never alone. */
import type { ResponseClass } from '@roentgen/trace'

/** In the order a ring is drawn. */
export const classes = ['ok', 'error', 'throttle', 'fault'] as const satisfies readonly ResponseClass[]

/** Outlines in a box of 12 by 12: disc, triangle, diamond, square. */
export const classShapes: Readonly<Record<ResponseClass, string>> = {
  ok: '<circle cx="6" cy="6" r="5"/>',
  error: '<path d="M6 .8 11.6 11H.4z"/>',
  throttle: '<path d="M6 .3 11.7 6 6 11.7.3 6z"/>',
  fault: '<rect x="1" y="1" width="10" height="10"/>',
}

export type ClassCounts = Readonly<Record<ResponseClass, number>> & { readonly total: number }

/** The class that explains most of what was not ok; null when all was. */
export function worstClass(counts: ClassCounts): Exclude<ResponseClass, 'ok'> | null {
  const bad = (['fault', 'throttle', 'error'] as const).filter((name) => counts[name] > 0)
  return bad.reduce<(typeof bad)[number] | null>(
    (worst, name) => (worst && counts[worst] >= counts[name] ? worst : name),
    null,
  )
}

export const badShare = (counts: ClassCounts): number => (counts.total > 0 ? 1 - counts.ok / counts.total : 0)
