/** Why the two sides of a call differ: what the caller waited for and counted, beside what the callee itself did. */
import type { GraphEdgeShape, GraphReply } from '@roentgen/contract'
import { nodeKind } from '../../../ui/node-kind.ts'

/** Below it, percentiles of two sides differ by chance. */
const enough = 30
/** Less than this share of the caller's time, or a millisecond, is no gap. */
const leastShare = 0.05
const leastSeconds = 0.001

export type Gap =
  /** The callee does not report itself: there is one side only. */
  | { readonly kind: 'one-sided' }
  /** The callee's figures are of several callers: the sides are not of the same requests. */
  | { readonly kind: 'shared'; readonly caller: number; readonly callee: number }
  | { readonly kind: 'few' }
  | {
      readonly kind: 'compared'
      /** Seconds, of the median. */
      readonly caller: number
      readonly callee: number
      /** Network and waiting in line; negative when the caller did not wait for the end; 0 when there is none to speak of. */
      readonly between: number
      /** Calls that the callee never counted. */
      readonly lost: number
    }

/** null where there is nothing to compare: messages wait, and what comes in from outside is counted once. */
export function gapOf(edge: GraphEdgeShape, graph: Pick<GraphReply, 'nodes' | 'edges'>): Gap | null {
  const callee = graph.nodes.find((node) => node.id === edge.to)
  const caller = graph.nodes.find((node) => node.id === edge.from)
  if (!callee || !caller || edge.kind !== 'call' || nodeKind(caller.type) === 'client') return null
  if (callee.state !== 'active') return { kind: 'one-sided' }
  if (!edge.latency || !callee.latency || Math.min(edge.counts.total, callee.counts.total) < enough) {
    return { kind: 'few' }
  }
  const sides = { caller: edge.latency.p50, callee: callee.latency.p50 }
  if (graph.edges.some((other) => other.to === edge.to && other.id !== edge.id)) return { kind: 'shared', ...sides }
  const difference = sides.caller - sides.callee
  const noticed = Math.abs(difference) >= Math.max(leastSeconds, sides.caller * leastShare)
  return {
    kind: 'compared',
    ...sides,
    between: noticed ? difference : 0,
    lost: Math.max(0, edge.counts.total - callee.counts.total),
  }
}
