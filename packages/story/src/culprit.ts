import { failed, type StoryEdge, type StoryGraph, type StoryNode, sum } from './figures.ts'

export type Culprit =
  /** Its requests fail while its own callees are fine. */
  | { readonly kind: 'node'; readonly node: StoryNode; readonly failures: number; readonly path: readonly StoryEdge[] }
  /** The caller sees failures that the callee did not count: the requests, or the answers, got lost on the way. */
  | { readonly kind: 'edge'; readonly edge: StoryEdge; readonly failures: number; readonly path: readonly StoryEdge[] }

/**
 * Where failures begin. Walks from the failing entry points along failing calls; of the places met, the one with most failures
 * that no callee explains; of equals the deepest.
 *
 *     client ─12✗▶ web(12✗) ─12✗▶ orders(12✗) ─12✗▶ stock(12✗)        stock: its 12 are nobody else's
 *     client ─12✗▶ web(12✗) ─12✗▶ payments(0✗)                        the call web ▶ payments
 */
export function culpritOf(graph: StoryGraph): Culprit | null {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const calls = graph.edges.filter((edge) => edge.kind === 'call')
  const byCaller = new Map<string, StoryEdge[]>()
  for (const edge of calls) byCaller.set(edge.from, [...(byCaller.get(edge.from) ?? []), edge])

  const reached = walk(graph, nodes, byCaller)
  const everywhere = reached.size === 0
  let best: { score: number; depth: number; name: string; culprit: Culprit } | null = null
  const offer = (score: number, depth: number, name: string, culprit: Culprit): void => {
    if (score <= 0) return
    if (best && (score < best.score || (score === best.score && depth < best.depth))) return
    if (best && score === best.score && depth === best.depth && name >= best.name) return
    best = { score, depth, name, culprit }
  }

  for (const node of graph.nodes) {
    const path = reached.get(node.id)
    if (node.type === 'client' || (!everywhere && !path)) continue
    const outgoing = byCaller.get(node.id) ?? []
    const explained = sum(outgoing.map((edge) => failed(edge.counts)))
    const own = failed(node.counts) - explained
    offer(own, path?.length ?? 0, node.name, { kind: 'node', node, failures: failed(node.counts), path: path ?? [] })
    for (const edge of outgoing) {
      const callee = nodes.get(edge.to)
      // Failures of the callee may belong to other callers: all of them are granted to this one, so that only what is surely lost counts.
      const lost = failed(edge.counts) - (callee ? failed(callee.counts) : 0)
      offer(lost, (path?.length ?? 0) + 1, edge.id, {
        kind: 'edge',
        edge,
        failures: failed(edge.counts),
        path: [...(path ?? []), edge],
      })
    }
  }
  return (best as { culprit: Culprit } | null)?.culprit ?? null
}

/** Every node that failing calls lead to from a failing entry point, with the shortest such way. */
function walk(
  graph: StoryGraph,
  nodes: ReadonlyMap<string, StoryNode>,
  byCaller: ReadonlyMap<string, readonly StoryEdge[]>,
): Map<string, readonly StoryEdge[]> {
  const reached = new Map<string, readonly StoryEdge[]>()
  const queue: string[] = []
  const reach = (id: string, path: readonly StoryEdge[]): void => {
    if (reached.has(id) || !nodes.has(id)) return
    reached.set(id, path)
    queue.push(id)
  }
  for (const edge of graph.edges) if (edge.kind === 'client' && failed(edge.counts) > 0) reach(edge.to, [edge])
  for (const node of graph.nodes) if (node.root && failed(node.counts) > 0) reach(node.id, [])
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const edge of byCaller.get(id) ?? []) {
      if (failed(edge.counts) > 0) reach(edge.to, [...(reached.get(id) ?? []), edge])
    }
  }
  return reached
}
