/** The service graph as AWS prints it (facts 1.7, 3): unset members are null, empty lists are []. */
import {
  type Counts,
  compareNodes,
  type GraphEdge,
  type GraphNode,
  type Histogram,
  histogramEntries,
  type NodeKey,
  nodeId,
  type ServiceGraph,
} from '@roentgen/trace'

export function wireStatistics(counts: Counts) {
  const { ok, error, throttle, fault, totalTimeUs } = counts
  return {
    OkCount: ok,
    ErrorStatistics: { ThrottleCount: throttle, OtherCount: error, TotalCount: throttle + error },
    FaultStatistics: { OtherCount: fault, TotalCount: fault },
    TotalCount: ok + error + throttle + fault,
    TotalResponseTime: totalTimeUs / 1e6,
  }
}

/** Values are the buckets' midpoints, unrounded: bucketing them again is the identity. */
export const wireHistogram = (histogram: Histogram) =>
  histogramEntries(histogram).map((entry) => ({ Value: entry.valueSeconds, Count: entry.count }))

/** Client nodes stand for whoever calls; they have no statistics of their own. */
const isClient = (node: GraphNode) => node.key.type === 'client'

type Times = 'with-times' | 'without-times'

function timesOf(entity: { readonly firstUs: number; readonly lastUs: number }, times: Times) {
  if (times === 'without-times') return { StartTime: null, EndTime: null }
  return { StartTime: Math.floor(entity.firstUs / 1e6), EndTime: Math.floor(entity.lastUs / 1e6) + 1 }
}

const wireAlias = (alias: NodeKey) => ({ Name: alias.name, Names: [alias.name], Type: alias.type })

function wireEdge(edge: GraphEdge, reference: number, times: Times) {
  const histogram = wireHistogram(edge.histogram)
  const isLink = edge.kind === 'link'
  return {
    ReferenceId: reference,
    ...timesOf(edge, times),
    SummaryStatistics: wireStatistics(edge.counts),
    ResponseTimeHistogram: isLink ? [] : histogram,
    Aliases: edge.aliases.map(wireAlias),
    EdgeType: isLink ? 'link' : null,
    ReceivedEventAgeHistogram: isLink ? histogram : [],
  }
}

export type WireService = ReturnType<typeof wireServices>[number]

export function wireServices(graph: ServiceGraph, times: Times) {
  const nodes = [...graph.nodes].sort((a, b) => compareNodes(a.key, b.key))
  const references = new Map(nodes.map((node, index) => [nodeId(node.key), index]))
  const edges = edgesBySource(graph.edges)
  return nodes.map((node, index) => {
    const client = isClient(node)
    const histogram = client ? null : wireHistogram(node.histogram)
    return {
      ReferenceId: index,
      Name: node.key.name,
      Names: [node.key.name],
      Root: node.root && !client ? true : null,
      AccountId: node.key.account,
      Type: node.key.type,
      State: node.state,
      ...timesOf(node, times),
      Edges: (edges.get(nodeId(node.key)) ?? []).flatMap((edge) => {
        const to = references.get(nodeId(edge.to))
        return to === undefined ? [] : [wireEdge(edge, to, times)]
      }),
      SummaryStatistics: client ? null : wireStatistics(node.counts),
      DurationHistogram: histogram,
      ResponseTimeHistogram: histogram,
    }
  })
}

function edgesBySource(edges: readonly GraphEdge[]): Map<string, GraphEdge[]> {
  const bySource = new Map<string, GraphEdge[]>()
  for (const edge of edges) {
    const from = nodeId(edge.from)
    const some = bySource.get(from)
    if (some === undefined) bySource.set(from, [edge])
    else some.push(edge)
  }
  return bySource
}

/** The observed extent of the data; null when there is none. */
export function extentOf(services: readonly WireService[]) {
  const starts = services.flatMap((service) => service.StartTime ?? [])
  const ends = services.flatMap((service) => service.EndTime ?? [])
  return {
    StartTime: starts.length === 0 ? null : Math.min(...starts),
    EndTime: ends.length === 0 ? null : Math.max(...ends),
  }
}
