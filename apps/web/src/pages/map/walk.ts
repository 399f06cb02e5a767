/** Where an arrow key leads on the map: along calls to the right and left, up and down among those beside. */
import type { GraphReply } from '@roentgen/contract'
import type { Positions } from '../../layout/graph.ts'

export type Step = 'right' | 'left' | 'up' | 'down' | 'home' | 'end'

const byHeight =
  (at: Positions) =>
  (a: string, b: string): number =>
    (at[a]?.y ?? 0) - (at[b]?.y ?? 0) || (at[a]?.x ?? 0) - (at[b]?.x ?? 0) || (a < b ? -1 : 1)

/** The node to go to; null when there is none that way. */
export function walk(graph: GraphReply, at: Positions, from: string | null, step: Step): string | null {
  const ids = graph.nodes.map((node) => node.id).filter((id) => at[id])
  if (ids.length === 0) return null
  const leftToRight = [...ids].sort((a, b) => (at[a]?.x ?? 0) - (at[b]?.x ?? 0) || byHeight(at)(a, b))
  if (from === null || !at[from] || step === 'home') return leftToRight[0] ?? null
  if (step === 'end') return leftToRight[leftToRight.length - 1] ?? null
  const here = at[from]
  if (!here) return null
  if (step === 'right' || step === 'left') {
    const ahead = graph.edges
      .filter((edge) => (step === 'right' ? edge.from : edge.to) === from && edge.from !== edge.to)
      // The busiest call first: it is the one most people mean.
      .sort((a, b) => b.rate - a.rate || (a.id < b.id ? -1 : 1))
      .map((edge) => (step === 'right' ? edge.to : edge.from))
      .filter((id) => at[id])
    return ahead[0] ?? null
  }
  // Beside: the same column first, and where a column ends the next one begins.
  const order = [...ids].sort((a, b) => (at[a]?.x ?? 0) - (at[b]?.x ?? 0) || byHeight(at)(a, b))
  const index = order.indexOf(from) + (step === 'down' ? 1 : -1)
  return order[index] ?? null
}
