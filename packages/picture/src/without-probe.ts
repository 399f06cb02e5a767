/** The map without the doctor's probe: a test of the way in is no part of the system one looks at. */
import type { GraphReply } from '@roentgen/contract'

/** What the doctor calls the service its probe pretends to be. */
export const probeName = 'roentgen-doctor'

export type AskedFor = {
  readonly node?: string | undefined
  readonly edge?: string | undefined
  readonly filter?: string | undefined
}

/** The graph itself when there is nothing to hide, when the probe is asked for, or when there is nothing but the probe. */
export function withoutProbe(graph: GraphReply, asked: AskedFor): GraphReply {
  const hidden = new Set(graph.nodes.filter((node) => node.name === probeName).map((node) => node.id))
  if (hidden.size === 0 || asked.filter?.includes(probeName)) return graph
  // Whoever called nothing but the probe goes with it.
  for (const { from } of graph.edges.filter((edge) => hidden.has(edge.to))) {
    const near = graph.edges.filter((edge) => edge.from === from || edge.to === from)
    if (near.every((edge) => hidden.has(edge.to))) hidden.add(from)
  }
  const touches = (edge: GraphReply['edges'][number]) => hidden.has(edge.from) || hidden.has(edge.to)
  const isSelected =
    (asked.node !== undefined && hidden.has(asked.node)) ||
    graph.edges.some((edge) => edge.id === asked.edge && touches(edge))
  if (isSelected || hidden.size === graph.nodes.length) return graph
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => !hidden.has(node.id)),
    edges: graph.edges.filter((edge) => !touches(edge)),
  }
}
