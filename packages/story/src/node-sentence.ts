import { enough, failed, failing, isClient, reports, type StoryGraph, sum } from './figures.ts'
import type { Sentence } from './sentence.ts'

/** One node in words; null when it is not on the map. */
export function nodeSentence(graph: StoryGraph, nodeId: string): Sentence | null {
  const node = graph.nodes.find((n) => n.id === nodeId)
  if (!node) return null
  const outgoing = graph.edges.filter((edge) => edge.from === node.id)
  const evidence = { nodes: [node.id], edges: [] as string[] }
  const { counts } = node
  const base = { node: node.name, requests: counts.total }
  if (isClient(node)) {
    const requests = sum(outgoing.map((edge) => edge.counts.total))
    const edges = outgoing.map((edge) => edge.id)
    return { id: 'story.node.client', values: { node: node.name, requests }, evidence: { nodes: [node.id], edges } }
  }
  if (counts.total === 0) return { id: 'story.node.none', values: { node: node.name }, evidence }
  if (counts.total < enough) {
    return { id: 'story.node.few', values: { ...base, failures: failed(counts) }, evidence }
  }
  if (counts.fault > 0 && counts.fault >= counts.throttle) {
    const values = { ...base, ...failing(counts.fault, counts.total) }
    const worst = outgoing
      .filter((edge) => edge.kind === 'call' && failed(edge.counts) > 0)
      .sort((a, b) => failed(b.counts) - failed(a.counts) || (a.id < b.id ? -1 : 1))[0]
    // A callee explains the faults when it failed at least half as often.
    if (worst && failed(worst.counts) * 2 >= counts.fault) {
      const callee = graph.nodes.find((n) => n.id === worst.to)?.name ?? worst.to
      return {
        id: 'story.node.faultsFrom',
        values: { ...values, callee, calleeFailures: failed(worst.counts) },
        evidence: { nodes: [node.id, worst.to], edges: [worst.id] },
      }
    }
    return { id: reports(node) ? 'story.node.faults' : 'story.node.faultsInferred', values, evidence }
  }
  if (counts.throttle > 0) {
    const values = { ...base, ...failing(counts.throttle, counts.total) }
    return { id: 'story.node.throttles', values, evidence }
  }
  if (counts.error > 0) {
    const values = { ...base, ...failing(counts.error, counts.total) }
    return { id: 'story.node.errors', values, evidence }
  }
  return { id: 'story.node.healthy', values: { ...base, p95: { seconds: node.latency?.p95 ?? 0 } }, evidence }
}
