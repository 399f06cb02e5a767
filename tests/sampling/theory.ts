/** How many samples a client is expected to make, second by second, from its requests and the quotas it was given (facts 7.2, 7.5). */
import type { Heard } from './listening.ts'

/** Epoch second, requests, sampled (borrowed ones among them). */
export type Second = readonly [second: number, requests: number, sampled: number]
export type Expected = { readonly samples: number; readonly sigma: number; readonly reserved: number }

export type Rule = { readonly fixedRate: number; readonly reservoirSize: number }

/** `honours` false: as the SDK for Node, to which no quota is ever fresh. */
export function expectedSamples(
  seconds: readonly Second[],
  heard: readonly Heard[],
  honours: boolean,
  rule: Rule,
): Expected {
  let reserved = 0
  let byRate = 0
  for (const [second, requests] of seconds) {
    const taken = Math.min(requests, honours ? reservedIn(second, requests, heard, rule) : borrowedIn(rule))
    reserved += taken
    byRate += requests - taken
  }
  return {
    samples: reserved + byRate * rule.fixedRate,
    sigma: Math.sqrt(byRate * rule.fixedRate * (1 - rule.fixedRate)),
    reserved,
  }
}

const borrowedIn = ({ reservoirSize }: Rule) => (reservoirSize > 0 ? 1 : 0)

/** The quota that holds as the second begins, then each that comes during it; requests are spread evenly over the second. */
function reservedIn(second: number, requests: number, heard: readonly Heard[], rule: Rule): number {
  const fresh = (one: Heard | undefined) => one !== undefined && one.untilS >= second
  const before = heard.filter(({ atS }) => atS < second).at(-1)
  const during = heard.filter(({ atS }) => atS >= second && atS < second + 1)
  let taken = 0
  let borrowed = 0
  const spend = (quota: Heard | undefined, left: number) => {
    if (fresh(quota)) taken = Math.max(taken, Math.min(taken + left, quota?.perSecond ?? 0))
    else if (left > 0) borrowed = borrowedIn(rule)
  }
  const changes = [...during.map(({ atS }) => atS - second), 1]
  let from = 0
  ;[before, ...during].forEach((quota, index) => {
    const to = changes[index] ?? 1
    spend(quota, Math.round(requests * (to - from)))
    from = to
  })
  return taken + borrowed
}
