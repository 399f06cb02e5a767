/** A graph made of a sample of the traces, in the figures of all of them: X-Ray's reply has no place to say that it is a sample. */
import type { Exactness } from '@roentgen/store'
import type { Counts, Histogram, ServiceGraph } from '@roentgen/trace'

export function scaledUp(graph: ServiceGraph, exactness: Exactness): ServiceGraph {
  if (exactness.kind === 'exact' || exactness.scanned === 0) return graph
  const by = exactness.total / exactness.scanned
  const scaled = <T extends { readonly counts: Counts; readonly histogram: Histogram }>(entity: T): T => ({
    ...entity,
    counts: countsTimes(entity.counts, by),
    histogram: new Map([...entity.histogram].map(([bucket, count]) => [bucket, Math.round(count * by)])),
  })
  return { nodes: graph.nodes.map(scaled), edges: graph.edges.map(scaled) }
}

function countsTimes({ ok, error, throttle, fault, totalTimeUs }: Counts, by: number): Counts {
  return {
    ok: Math.round(ok * by),
    error: Math.round(error * by),
    throttle: Math.round(throttle * by),
    fault: Math.round(fault * by),
    totalTimeUs: Math.round(totalTimeUs * by),
  }
}
