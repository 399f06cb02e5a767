import type { NodeKey } from '@roentgen/trace'

/** What was promised about a node: `target` of its requests are good. */
export type Objective = {
  readonly name: string
  /** Which nodes it is about; `type` absent means every node of that name except client nodes, which have no figures of their own. */
  readonly node: { readonly name: string; readonly type?: string }
  /** Share of requests that must be good, 0 < target <= 1. */
  readonly target: number
  /** Seconds a good request may take; null: only success counts. */
  readonly latency: number | null
}

export function matchesNode(objective: Objective, node: Pick<NodeKey, 'name' | 'type'>): boolean {
  if (objective.node.name !== node.name) return false
  return objective.node.type === undefined ? node.type !== 'client' : objective.node.type === node.type
}
