/** A service graph as the contract has it: ids, seconds, rates, percentiles, objectives. */
import {
  edgeId,
  type GraphReply,
  type Label,
  type LabelOf,
  type NodeRef,
  nodeId,
  type SloState,
} from '@roentgen/contract'
import { evaluate, matchesNode, type Objective } from '@roentgen/slo'
import type { Window } from '@roentgen/store'
import {
  addCounts,
  type Counts,
  countOf,
  type GraphEdge,
  type GraphNode,
  type Histogram,
  histogramEntries,
  mergeHistogram,
  type NodeKey,
  percentileOf,
  type ServiceGraph,
} from '@roentgen/trace'
import type { SourceExactness } from '../source/port.ts'

export const secondsOf = (us: number): number => us / 1e6

export const windowReply = (window: Window): { from: number; to: number } => ({
  from: secondsOf(window.fromUs),
  to: secondsOf(window.toUs),
})

export const nodeRef = (key: NodeKey): NodeRef => ({
  id: nodeId(key),
  name: key.name,
  type: key.type,
  account: key.account,
})

export const countsReply = (counts: Counts) => ({
  ok: counts.ok,
  error: counts.error,
  throttle: counts.throttle,
  fault: counts.fault,
  total: countOf(counts),
  totalTime: secondsOf(counts.totalTimeUs),
})

type Times = {
  readonly latency: { p50: number; p95: number; p99: number } | null
  readonly histogram: [number, number][]
}

/** A large map has thousands of histograms: each is sorted once for all that is said of it. */
export function timesReply(histogram: Histogram): Times {
  const entries = histogramEntries(histogram)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((p) => percentileOf(entries, p))
  return {
    latency: p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 },
    histogram: entries.map((entry) => [entry.valueSeconds, entry.count]),
  }
}

export function sloStates(objectives: readonly Objective[], node: GraphNode): SloState[] {
  return objectives
    .filter((objective) => matchesNode(objective, node.key))
    .map((objective) => sloState(objective, node))
}

export const sloState = (objective: Objective, node: GraphNode | null): SloState => ({
  objective: objective.name,
  node: node ? nodeId(node.key) : objective.node.name,
  target: objective.target,
  latency: objective.latency,
  ...evaluate(
    objective,
    node?.counts ?? { ok: 0, error: 0, throttle: 0, fault: 0 },
    node ? timesReply(node.histogram).histogram : [],
  ),
})

export type GraphContext = {
  readonly source: string
  readonly window: Window
  readonly asOfUs: number
  readonly exactness: SourceExactness
  readonly objectives: readonly Objective[]
  readonly labelOf: LabelOf
  /** A filter leaves requests out: what it found first says nothing of when traffic began. */
  readonly filtered: boolean
  /** Epoch seconds. */
  readonly sampleHistory: { readonly from: number; readonly to: number } | null
}

/** A pair of nodes is one edge on the map, also where messages are both sent in the same trace and picked up in another. */
export function oneEdgePerPair(edges: readonly GraphEdge[]): GraphEdge[] {
  const pairs = new Map<string, GraphEdge>()
  for (const edge of edges) {
    const id = edgeId(edge.from, edge.to)
    const other = pairs.get(id)
    if (!other) {
      pairs.set(id, edge)
      continue
    }
    pairs.set(id, {
      ...other,
      kind: other.kind === 'link' ? edge.kind : other.kind,
      counts: addCounts({ ...other.counts }, edge.counts),
      histogram: mergeHistogram(new Map(other.histogram), edge.histogram),
      aliases: [...other.aliases, ...edge.aliases],
    })
  }
  return [...pairs.values()]
}

/** The X-Ray API gives aliases without account: so they are the same whichever way the graph was read. */
function aliasRefs(aliases: readonly NodeKey[]): NodeRef[] {
  const refs = new Map(aliases.map((alias) => nodeRef({ ...alias, account: null })).map((ref) => [ref.id, ref]))
  return [...refs.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

const minuteUs = 60e6

/**
 * The minute in which the first request of the window began, when nothing came for a minute or more before it: dividing by an empty stretch
 * would make a service that was started just now look idle. Null: from the window's own beginning.
 */
export function trafficFromUs(
  graph: ServiceGraph,
  { window, filtered }: Pick<GraphContext, 'window' | 'filtered'>,
): number | null {
  if (filtered) return null
  let firstUs = Number.POSITIVE_INFINITY
  for (const node of graph.nodes) firstUs = Math.min(firstUs, node.firstUs)
  const fromUs = Math.floor(firstUs / minuteUs) * minuteUs
  return fromUs >= window.fromUs + minuteUs && fromUs < window.toUs ? fromUs : null
}

const labelled = (label: Label | undefined): { label?: Label } => (label ? { label } : {})

export function graphReply(graph: ServiceGraph, context: GraphContext): GraphReply {
  const ratesFromUs = trafficFromUs(graph, context)
  const minutes = Math.max(1, (context.window.toUs - (ratesFromUs ?? context.window.fromUs)) / minuteUs)
  return {
    source: context.source,
    window: windowReply(context.window),
    asOf: secondsOf(context.asOfUs),
    exactness: context.exactness,
    nodes: graph.nodes.map((node) => ({
      ...nodeRef(node.key),
      ...labelled(context.labelOf(node.key)),
      state: node.state,
      root: node.root,
      counts: countsReply(node.counts),
      ...timesReply(node.histogram),
      rate: countOf(node.counts) / minutes,
      slos: sloStates(context.objectives, node),
    })),
    edges: oneEdgePerPair(graph.edges).map((edge) => ({
      id: edgeId(edge.from, edge.to),
      from: nodeId(edge.from),
      to: nodeId(edge.to),
      kind: edge.kind,
      counts: countsReply(edge.counts),
      ...timesReply(edge.histogram),
      rate: countOf(edge.counts) / minutes,
      aliases: aliasRefs(edge.aliases),
    })),
    ratesFrom: ratesFromUs === null ? null : secondsOf(ratesFromUs),
    sampleHistory: context.sampleHistory,
  }
}
