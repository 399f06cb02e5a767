/** How large a node is drawn: all alike, by what it serves, or by how unwell it is. */
import type { GraphNodeShape } from '@roentgen/contract'
import { badShare } from '../../../ui/response-class.ts'

export const sizings = ['none', 'traffic', 'health'] as const
export type Sizing = (typeof sizings)[number]

/** Diameter in pixels; between the least and the most, labels and neighbours keep their places. */
export const usualSize = 64
const least = 46
const most = 88

/** `rate` a minute is what the node serves, or sends if it is a client; `busiest` that of the busiest node. */
export function nodeSize(by: Sizing, node: Pick<GraphNodeShape, 'counts'>, rate: number, busiest: number): number {
  if (by === 'none') return usualSize
  if (by === 'traffic') {
    if (rate <= 0 || busiest <= 0) return least
    return Math.round(least + (most - least) * Math.min(1, Math.log1p(rate) / Math.log1p(busiest)))
  }
  // By the root, for one failure in a hundred must be seen beside none.
  return Math.round(least + (most - least) * Math.sqrt(badShare(node.counts)))
}
