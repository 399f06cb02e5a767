/** Graphs of neighbouring windows added up to the graph of the whole. */
import type { Counts, GraphEdge, GraphNode, Histogram, NodeKey, NodeState, ServiceGraph } from '@roentgen/trace'

const addCounts = (a: Counts, b: Counts): Counts => ({
  ok: a.ok + b.ok,
  error: a.error + b.error,
  throttle: a.throttle + b.throttle,
  fault: a.fault + b.fault,
  totalTimeUs: a.totalTimeUs + b.totalTimeUs,
})

export function addHistograms(a: Histogram, b: Histogram): Histogram {
  const sum = new Map(a)
  for (const [bucket, count] of b) sum.set(bucket, (sum.get(bucket) ?? 0) + count)
  return sum
}

const stateRank: Record<NodeState, number> = { active: 2, unknown: 1, passive: 0 }

const keyOf = (key: NodeKey): string => JSON.stringify([key.name, key.type, key.account])

function addNodes(a: GraphNode, b: GraphNode): GraphNode {
  return {
    key: a.key,
    root: a.root || b.root,
    state: stateRank[a.state] >= stateRank[b.state] ? a.state : b.state,
    counts: addCounts(a.counts, b.counts),
    histogram: addHistograms(a.histogram, b.histogram),
    firstUs: Math.min(a.firstUs, b.firstUs),
    lastUs: Math.max(a.lastUs, b.lastUs),
  }
}

function addEdges(a: GraphEdge, b: GraphEdge): GraphEdge {
  const aliases = new Map([...a.aliases, ...b.aliases].map((alias) => [keyOf(alias), alias]))
  return {
    ...a,
    counts: addCounts(a.counts, b.counts),
    histogram: addHistograms(a.histogram, b.histogram),
    aliases: [...aliases.values()],
    firstUs: Math.min(a.firstUs, b.firstUs),
    lastUs: Math.max(a.lastUs, b.lastUs),
  }
}

export function mergeGraphs(graphs: readonly ServiceGraph[]): ServiceGraph {
  const [only] = graphs
  if (graphs.length === 1 && only) return only
  const nodes = new Map<string, GraphNode>()
  const edges = new Map<string, GraphEdge>()
  for (const graph of graphs) {
    for (const node of graph.nodes) {
      const key = keyOf(node.key)
      const old = nodes.get(key)
      nodes.set(key, old ? addNodes(old, node) : node)
    }
    for (const edge of graph.edges) {
      const key = `${keyOf(edge.from)}>${keyOf(edge.to)}>${edge.kind}`
      const old = edges.get(key)
      edges.set(key, old ? addEdges(old, edge) : edge)
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] }
}
