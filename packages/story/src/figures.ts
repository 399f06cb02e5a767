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
  /** Not `active`: inferred from what its callers counted, so that nobody knows what it calls. */
  readonly state: 'active' | 'unknown' | 'passive'
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

/** "1 in 12"; above three in ten "7 in 10"; `of` 1: nearly every one. */
export function rateOf(bad: number, requests: number): { bad: number; of: number } {
  const share = requests > 0 ? Math.min(1, bad / requests) : 0
  if (share >= 0.95) return { bad: 1, of: 1 }
  const tenths = Math.round(share * 10)
  if (share > 0.3 && tenths !== 5) return { bad: tenths, of: 10 }
  return { bad: 1, of: Math.max(2, Math.round(1 / Math.max(share, 1e-6))) }
}

/** How often, as a sentence says it with its figures beside: `of` 0: every one. */
export const failing = (failures: number, requests: number) => ({
  ...(failures >= requests ? { bad: 1, of: 0 } : rateOf(failures, requests)),
  failures,
  requests,
})

/** Faults and throttles: what the callee could not do. A 4xx is its caller's mistake. */
export const failed = (counts: StoryCounts): number => counts.fault + counts.throttle

export const isClient = (node: StoryNode): boolean => node.type === 'client'

/** Sends segments of its own. */
export const reports = (node: StoryNode): boolean => node.state === 'active'

export const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const n of numbers) total += n
  return total
}
