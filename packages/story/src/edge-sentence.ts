import { enough, failed, failing, type StoryGraph } from './figures.ts'
import type { Sentence } from './sentence.ts'

/** One connection in words, as its caller counted it; null when it is not on the map. */
export function edgeSentence(graph: StoryGraph, edgeId: string): Sentence | null {
  const edge = graph.edges.find((e) => e.id === edgeId)
  if (!edge) return null
  const callee = graph.nodes.find((node) => node.id === edge.to)
  const from = graph.nodes.find((node) => node.id === edge.from)?.name ?? edge.from
  const to = callee?.name ?? edge.to
  const evidence = { nodes: [edge.from, edge.to], edges: [edge.id] }
  const { counts } = edge
  const base = { from, to, requests: counts.total }
  const p95 = { seconds: edge.latency?.p95 ?? 0 }
  if (counts.total === 0) return { id: 'story.edge.none', values: { from, to }, evidence }
  if (counts.total < enough && edge.kind === 'link' && failed(counts) === 0) {
    return { id: 'story.edge.linkFew', values: base, evidence }
  }
  if (counts.total < enough) {
    return { id: 'story.edge.few', values: { ...base, failures: failed(counts) }, evidence }
  }
  if (counts.fault > 0 && counts.fault >= counts.throttle) {
    const values = { ...base, ...failing(counts.fault, counts.total) }
    const unanswered = callee !== undefined && callee.counts.total > 0 && failed(callee.counts) === 0
    return unanswered
      ? { id: 'story.edge.unanswered', values, evidence }
      : { id: 'story.edge.faults', values, evidence }
  }
  if (counts.throttle > 0) {
    const values = { ...base, ...failing(counts.throttle, counts.total) }
    return { id: 'story.edge.throttles', values, evidence }
  }
  if (counts.error > 0) {
    const values = { ...base, ...failing(counts.error, counts.total) }
    return { id: 'story.edge.errors', values, evidence }
  }
  return edge.kind === 'link'
    ? { id: 'story.edge.link', values: { ...base, p95 }, evidence }
    : { id: 'story.edge.healthy', values: { ...base, p95 }, evidence }
}
