import { type Culprit, culpritOf } from './culprit.ts'
import { enough, failed, failing, isClient, reports, type StoryGraph, sum } from './figures.ts'
import type { Sentence } from './sentence.ts'

const none = { nodes: [], edges: [] } as const

/** What entered from outside: the edges that leave client nodes; without any (a filtered or partial graph), what the roots served. */
function entering(graph: StoryGraph): { requests: number; failures: number; edges: string[] } {
  const edges = graph.edges.filter((edge) => edge.kind === 'client')
  if (edges.length > 0) {
    return {
      requests: sum(edges.map((edge) => edge.counts.total)),
      failures: sum(edges.map((edge) => failed(edge.counts))),
      edges: edges.map((edge) => edge.id),
    }
  }
  const roots = graph.nodes.filter((node) => node.root && !isClient(node))
  const counted = roots.length > 0 ? roots : graph.nodes
  return {
    requests: sum(counted.map((node) => node.counts.total)),
    failures: sum(counted.map((node) => failed(node.counts))),
    edges: [],
  }
}

/** The one sentence above the map: what is worst, in plain words; or that all is well; or that there is too little to say. */
export function mapHeadline(graph: StoryGraph): Sentence {
  const services = graph.nodes.filter((node) => !isClient(node))
  if (services.length === 0) return { id: 'story.map.empty', values: {}, evidence: none }
  const outside = entering(graph)
  const culprit = culpritOf(graph)
  const requests = Math.max(outside.requests, ...services.map((node) => node.counts.total))
  if (requests < enough && !culprit) {
    return { id: 'story.map.few', values: { requests: outside.requests }, evidence: none }
  }
  return culprit ? blame(graph, culprit, outside) : withoutFailures(graph, outside)
}

function blame(graph: StoryGraph, culprit: Culprit, outside: { requests: number; failures: number }): Sentence {
  const path = culprit.path.map((edge) => edge.id)
  const nameOf = (id: string): string => graph.nodes.find((node) => node.id === id)?.name ?? id
  if (culprit.kind === 'edge') {
    const { edge, failures } = culprit
    const requests = edge.counts.total
    const evidence = { nodes: [edge.from, edge.to], edges: path }
    if (requests < enough) {
      return { id: 'story.map.fewFailing', values: { node: nameOf(edge.to), failures, requests }, evidence }
    }
    return {
      id: 'story.map.brokenCall',
      values: { from: nameOf(edge.from), to: nameOf(edge.to), ...failing(failures, requests) },
      evidence,
    }
  }
  const { node, failures } = culprit
  const requests = node.counts.total
  const evidence = { nodes: [node.id], edges: path }
  const base = { node: node.name, failures, requests }
  const outer = { outsideFailures: outside.failures, outsideRequests: outside.requests }
  if (requests < enough) {
    return outside.requests < enough
      ? { id: 'story.map.fewFailing', values: base, evidence }
      : { id: 'story.map.culpritRare', values: { ...base, ...outer }, evidence }
  }
  const often = { node: node.name, ...failing(failures, requests) }
  if (outside.failures === 0) {
    return { id: 'story.map.culpritHidden', values: { ...often, outsideRequests: outside.requests }, evidence }
  }
  const faults = reports(node) ? 'story.map.culprit' : 'story.map.culpritInferred'
  const id = node.counts.throttle > node.counts.fault ? 'story.map.throttled' : faults
  return { id, values: { ...often, ...outer }, evidence }
}

/** One 4xx in twenty is worth a word; fewer are the usual noise of callers. */
const notableErrors = 0.05

function withoutFailures(graph: StoryGraph, outside: { requests: number; edges: string[] }): Sentence {
  const services = graph.nodes.filter((node) => !isClient(node))
  const worst = services
    .filter((node) => node.counts.total >= enough && node.counts.error / node.counts.total >= notableErrors)
    .sort((a, b) => b.counts.error / b.counts.total - a.counts.error / a.counts.total || (a.name < b.name ? -1 : 1))[0]
  if (worst) {
    const { error, total } = worst.counts
    return {
      id: 'story.map.errors',
      values: { node: worst.name, ...failing(error, total) },
      evidence: { nodes: [worst.id], edges: [] },
    }
  }
  const values = { requests: outside.requests, services: services.length }
  const evidence = { nodes: services.map((node) => node.id), edges: outside.edges }
  const slowest = graph.edges
    .filter((edge) => edge.kind === 'client' && edge.latency !== null)
    .map((edge) => edge.latency?.p95 ?? 0)
  return slowest.length > 0
    ? { id: 'story.map.healthy', values: { ...values, p95: { seconds: Math.max(...slowest) } }, evidence }
    : { id: 'story.map.healthyNoLatency', values, evidence }
}
