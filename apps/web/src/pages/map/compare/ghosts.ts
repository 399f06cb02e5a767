/** What is gone, put back on the map: it counts nothing, so that sums of groups stay true. */
import type { CompareReply, GraphReply } from '@roentgen/contract'

const nothing = { ok: 0, error: 0, throttle: 0, fault: 0, total: 0, totalTime: 0 }

export function withGhosts(graph: GraphReply, gone: CompareReply['gone'] | undefined): GraphReply {
  if (!gone || gone.nodes.length + gone.edges.length === 0) return graph
  const known = new Set([...graph.nodes, ...graph.edges].map(({ id }) => id))
  const ghost = { counts: nothing, latency: null, histogram: [], rate: 0 }
  return {
    ...graph,
    nodes: [
      ...graph.nodes,
      ...gone.nodes.filter(({ id }) => !known.has(id)).map((node) => ({ ...node, ...ghost, slos: [] })),
    ],
    edges: [...graph.edges, ...gone.edges.filter(({ id }) => !known.has(id)).map((edge) => ({ ...edge, ...ghost }))],
  }
}
