/** Rows of many traces -> the service graph. The plain reference that the store's rollups are held to. */
import { addToHistogram, bucketOf, mergeHistogram } from './histogram.ts'
import { compareNodes, compareText, nodeId } from './identity.ts'
import type {
  AssembledTrace,
  Called,
  Counts,
  GraphEdge,
  GraphNode,
  Histogram,
  Micros,
  NodeKey,
  NodeState,
  ResponseClass,
  Served,
  ServiceGraph,
} from './model.ts'

export type GraphWindow = { readonly fromUs: Micros; readonly toUs: Micros }

/** Mutable while it is being summed. */
export type NodeSum = {
  key: NodeKey
  root: boolean
  reported: boolean
  counts: Counts
  histogram: Histogram
  firstUs: Micros
  lastUs: Micros
}
export type EdgeSum = {
  from: NodeKey
  to: NodeKey
  kind: Called['kind']
  counts: Counts
  histogram: Histogram
  aliases: Map<string, NodeKey>
  firstUs: Micros
  lastUs: Micros
}

/** `window`: only requests and calls that ended in [fromUs, toUs). */
export function graphFromTraces(
  traces: Iterable<Pick<AssembledTrace, 'served' | 'called'>>,
  window?: GraphWindow,
): ServiceGraph {
  const nodes = new Map<string, NodeSum>()
  const edges = new Map<string, EdgeSum>()
  const inside = (endUs: Micros) => window === undefined || (endUs >= window.fromUs && endUs < window.toUs)
  for (const { served, called } of traces) {
    for (const row of served) if (inside(row.endUs)) addServed(nodes, row)
    for (const row of called) if (inside(row.endUs)) addCalled(edges, row)
  }
  return graphOfSums(nodes.values(), edges.values())
}

function addServed(nodes: Map<string, NodeSum>, row: Served): void {
  const id = nodeId(row.node)
  let node = nodes.get(id)
  if (node === undefined) {
    node = {
      key: row.node,
      root: false,
      reported: false,
      counts: noCounts(),
      histogram: new Map(),
      firstUs: row.startUs,
      lastUs: row.endUs,
    }
    nodes.set(id, node)
  }
  node.root ||= row.root
  node.reported ||= !row.inferred
  addRow(node, row)
}

function addCalled(edges: Map<string, EdgeSum>, row: Called): void {
  const id = edgeId(row)
  let edge = edges.get(id)
  if (edge === undefined) {
    edge = {
      from: row.from,
      to: row.to,
      kind: row.kind,
      counts: noCounts(),
      histogram: new Map(),
      aliases: new Map(),
      firstUs: row.startUs,
      lastUs: row.endUs,
    }
    edges.set(id, edge)
  }
  if (row.alias !== null) edge.aliases.set(nodeId(row.alias), row.alias)
  addRow(edge, row)
}

type Sum = { counts: Counts; histogram: Histogram; firstUs: Micros; lastUs: Micros }
type Row = {
  readonly responseClass: ResponseClass
  readonly durationUs: number
  readonly startUs: Micros
  readonly endUs: Micros
}

function addRow(sum: Sum, row: Row): void {
  sum.counts[row.responseClass]++
  sum.counts.totalTimeUs += row.durationUs
  addToHistogram(sum.histogram, bucketOf(row.durationUs / 1e6))
  sum.firstUs = Math.min(sum.firstUs, row.startUs)
  sum.lastUs = Math.max(sum.lastUs, row.endUs)
}

/**
 * Sums to graph, sorted. Ends of edges that served nothing themselves (clients, callees still at work) become nodes with zero counts, so
 * that every edge has both its ends.
 */
export function graphOfSums(nodes: Iterable<NodeSum>, edges: Iterable<EdgeSum>): ServiceGraph {
  const byId = new Map<string, NodeSum>()
  for (const node of nodes) byId.set(nodeId(node.key), node)
  const summed = new Set(byId.keys())
  const graphEdges: GraphEdge[] = []
  for (const edge of edges) {
    graphEdges.push({ ...edge, aliases: [...edge.aliases.values()].sort(compareNodes) })
    for (const end of [edge.from, edge.to]) addEnd(byId, summed, end, edge)
  }
  return {
    nodes: [...byId.values()]
      .sort((a, b) => compareNodes(a.key, b.key))
      .map(({ reported, ...node }): GraphNode => ({ ...node, state: stateOf(node.key, reported) })),
    edges: graphEdges.sort(
      (a, b) => compareNodes(a.from, b.from) || compareNodes(a.to, b.to) || compareText(a.kind, b.kind),
    ),
  }
}

function addEnd(byId: Map<string, NodeSum>, summed: ReadonlySet<string>, key: NodeKey, edge: EdgeSum): void {
  const id = nodeId(key)
  if (summed.has(id)) return
  const node = byId.get(id)
  if (node === undefined) {
    const { firstUs, lastUs } = edge
    byId.set(id, { key, root: false, reported: false, counts: noCounts(), histogram: new Map(), firstUs, lastUs })
    return
  }
  node.firstUs = Math.min(node.firstUs, edge.firstUs)
  node.lastUs = Math.max(node.lastUs, edge.lastUs)
}

/** `reported`: at least one segment of its own (facts 3.1). */
export function stateOf(key: NodeKey, reported: boolean): NodeState {
  if (reported) return 'active'
  return key.type === 'remote' ? 'passive' : 'unknown'
}

/** Tiles of one question put together: counts and histograms add up, times and states widen. */
export function mergeGraphs(graphs: Iterable<ServiceGraph>): ServiceGraph {
  const nodes = new Map<string, NodeSum>()
  const edges = new Map<string, EdgeSum>()
  for (const graph of graphs) {
    for (const node of graph.nodes) mergeNode(nodes, node)
    for (const edge of graph.edges) mergeEdge(edges, edge)
  }
  return graphOfSums(nodes.values(), edges.values())
}

function mergeNode(nodes: Map<string, NodeSum>, node: GraphNode): void {
  const id = nodeId(node.key)
  const reported = node.state === 'active'
  const known = nodes.get(id)
  if (known === undefined) {
    const { key, root, firstUs, lastUs } = node
    nodes.set(id, {
      key,
      root,
      reported,
      counts: { ...node.counts },
      histogram: new Map(node.histogram),
      firstUs,
      lastUs,
    })
    return
  }
  known.root ||= node.root
  known.reported ||= reported
  mergeSum(known, node)
}

function mergeEdge(edges: Map<string, EdgeSum>, edge: GraphEdge): void {
  const id = edgeId(edge)
  const known = edges.get(id)
  const aliases = known?.aliases ?? new Map<string, NodeKey>()
  for (const alias of edge.aliases) aliases.set(nodeId(alias), alias)
  if (known === undefined) {
    edges.set(id, { ...edge, counts: { ...edge.counts }, histogram: new Map(edge.histogram), aliases })
    return
  }
  mergeSum(known, edge)
}

function mergeSum(into: Sum, from: Readonly<Sum>): void {
  addCounts(into.counts, from.counts)
  mergeHistogram(into.histogram, from.histogram)
  into.firstUs = Math.min(into.firstUs, from.firstUs)
  into.lastUs = Math.max(into.lastUs, from.lastUs)
}

export function edgeId(edge: { readonly from: NodeKey; readonly to: NodeKey; readonly kind: Called['kind'] }): string {
  return `${edge.kind}\u0001${nodeId(edge.from)}\u0001${nodeId(edge.to)}`
}

export function noCounts(): Counts {
  return { ok: 0, error: 0, throttle: 0, fault: 0, totalTimeUs: 0 }
}

export function addCounts(into: Counts, from: Readonly<Counts>): Counts {
  into.ok += from.ok
  into.error += from.error
  into.throttle += from.throttle
  into.fault += from.fault
  into.totalTimeUs += from.totalTimeUs
  return into
}

/** Requests of every class. */
export function countOf(counts: Readonly<Counts>): number {
  return counts.ok + counts.error + counts.throttle + counts.fault
}
