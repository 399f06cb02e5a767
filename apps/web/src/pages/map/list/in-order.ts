import type { GraphNodeShape } from '@roentgen/contract'
import { nodeKind } from '../../../ui/node-kind.ts'
import { badShare } from '../../../ui/response-class.ts'

/** The most unwell first, then the busiest; who only asks and serves nothing comes last. */
export function worstFirst<N extends Pick<GraphNodeShape, 'id' | 'type' | 'counts' | 'rate'>>(
  nodes: readonly N[],
): N[] {
  const asks = (node: N): number => Number(nodeKind(node.type) === 'client')
  return [...nodes].sort(
    (a, b) => asks(a) - asks(b) || badShare(b.counts) - badShare(a.counts) || b.rate - a.rate || (a.id < b.id ? -1 : 1),
  )
}
