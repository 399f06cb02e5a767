/** What the sentences read: the contract's replies fit as they are. */
export type StoryCounts = {
  readonly ok: number
  readonly error: number
  readonly throttle: number
  readonly fault: number
  readonly total: number
}
export type StoryLatency = { readonly p95: number } | null

export type StoryNode = {
  readonly id: string
  readonly name: string
  readonly type: string | null
  readonly root: boolean
  readonly counts: StoryCounts
  readonly latency: StoryLatency
}
export type StoryEdge = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: 'call' | 'client' | 'link'
  readonly counts: StoryCounts
  readonly latency: StoryLatency
}
export type StoryGraph = { readonly nodes: readonly StoryNode[]; readonly edges: readonly StoryEdge[] }

/** Below this many requests a share says more about chance than about the service. */
export const enough = 30

/** 20 for "1 in 20"; at least 1. */
export const oneIn = (failures: number, requests: number): number => Math.max(1, Math.round(requests / failures))

/** Faults and throttles: what the callee could not do. A 4xx is its caller's mistake. */
export const failed = (counts: StoryCounts): number => counts.fault + counts.throttle

export const isClient = (node: StoryNode): boolean => node.type === 'client'

export const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const n of numbers) total += n
  return total
}
