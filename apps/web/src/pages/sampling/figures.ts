/** What was counted under a rule, and what its figures make of the same traffic. */
import type { SamplingReply } from '@roentgen/contract'
import { type Figures, tracesPerMinute } from '@roentgen/sampling'

export type Rule = SamplingReply['rules'][number]
export type Totals = { readonly requests: number; readonly sampled: number; readonly borrowed: number }

export function totalsOf(rule: Pick<Rule, 'counts'>): Totals {
  const totals = { requests: 0, sampled: 0, borrowed: 0 }
  for (const [, requests, sampled, borrowed] of rule.counts) {
    totals.requests += requests
    totals.sampled += sampled
    totals.borrowed += borrowed
  }
  return totals
}

/** Less would make a minute of the few seconds in which traffic began. */
const leastSpanS = 60

/**
 * Traces a minute at today's traffic: that of the counted window, from its first counts on. Null without traffic.
 */
export function perMinuteOf(
  rule: Pick<Rule, 'counts'>,
  figures: Figures,
  window: SamplingReply['window'],
): number | null {
  const first = rule.counts[0]
  if (first === undefined) return null
  const spanS = Math.max(leastSpanS, window.to - first[0])
  return tracesPerMinute(
    rule.counts.map(([, requests]) => requests),
    spanS,
    figures,
  )
}

/** The chance of one request, as traffic is now; null without traffic. */
export function chanceOf(rule: Rule, window: SamplingReply['window']): number | null {
  const traces = perMinuteOf(rule, rule, window)
  const requests = perMinuteOf(rule, { reservoirSize: 0, fixedRate: 1, perMinute: null }, window)
  return traces === null || requests === null || requests === 0 ? null : traces / requests
}
