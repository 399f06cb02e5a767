import type { Objective } from './objective.ts'

export type SloCounts = {
  readonly ok: number
  readonly error: number
  readonly throttle: number
  readonly fault: number
}

export type SloResult = {
  /** Requests that were good for certain. */
  readonly good: number
  /** Requests that may have been good: larger than `good` only where a slow request may also be a failed one. */
  readonly goodAtMost: number
  readonly total: number
  /** `good / total`; null without traffic. */
  readonly actual: number | null
  readonly met: boolean | null
  /** 1 = untouched, 0 = used up, negative = overspent; null without traffic. */
  readonly budgetLeft: number | null
}

/**
 * A request is good if it neither faulted nor was throttled, and came within the latency, where the objective names one.
 * A 4xx other than 429 is the caller's mistake: the service did answer, so it is good.
 *
 * Counts and histogram do not tell which requests were both slow and failed. `good` therefore counts such a request twice
 * against the objective (it never says "kept" without proof), and `goodAtMost` counts it once:
 *
 *     total - failed - slow  <=  good in truth  <=  total - max(failed, slow)
 *
 * Histogram: `[seconds, requests]`, the contract's form; buckets are at most 1 % off, so a request within 1 % of the latency may fall on either side.
 */
export function evaluate(
  objective: Pick<Objective, 'target' | 'latency'>,
  counts: SloCounts,
  histogram: readonly (readonly [seconds: number, requests: number])[],
): SloResult {
  const total = counts.ok + counts.error + counts.throttle + counts.fault
  if (total === 0) return { good: 0, goodAtMost: 0, total: 0, actual: null, met: null, budgetLeft: null }
  const failed = counts.fault + counts.throttle
  const { latency } = objective
  const slow =
    latency === null ? 0 : histogram.reduce((sum, [seconds, requests]) => (seconds > latency ? sum + requests : sum), 0)
  const good = Math.max(0, total - failed - slow)
  const goodAtMost = Math.max(good, total - Math.max(failed, slow))
  const actual = good / total
  // Counted in requests, not in shares: 999/1000 must meet 0.999 whatever the last bit of a double says.
  const allowedBad = total * (1 - objective.target)
  const met = total - good <= allowedBad + 1e-9 * total
  return { good, goodAtMost, total, actual, met, budgetLeft: budgetLeft(total - good, allowedBad) }
}

/** A target of 1 leaves no budget: untouched while nothing is bad, overspent after. */
function budgetLeft(bad: number, allowed: number): number {
  if (allowed === 0) return bad === 0 ? 1 : -1
  return 1 - bad / allowed
}
