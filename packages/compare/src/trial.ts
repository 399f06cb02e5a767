/** One test of one thing, before it is known how restless things are. */
import { dispersionOf, medianOf, type Pool, type Spread } from './dispersion.ts'
import { twoSidedT } from './tails.ts'

/** `rank`: the whole distribution of latency; `tail`: its slowest fifth; `shape`: that, beyond what moved all. */
export const families = ['rank', 'tail', 'shape', 'fault', 'throttle', 'error', 'traffic'] as const
export type Family = (typeof families)[number]

export type Trial = {
  readonly family: Family
  /** Squared standard deviate, or twice the log likelihood ratio: chi-squared with one degree of freedom if nothing but chance were at work. */
  readonly chi2: number
  /** As `Change` has it; null: too small to speak of, whatever the test says. */
  readonly effect: number | null
  readonly quantile: 50 | 95 | null
  readonly spreads: readonly Spread[]
  /** Requests in a step, about. */
  readonly stepSize: number
  /** The effect is so large that it is held against the calmer window. */
  readonly large: boolean
  /** An exact test, where events are few. */
  readonly exact: () => number
}

/** Steps that a window is thought to have where none are known. */
export const assumedSteps = 15

/** rho where no steps are known: a minute moves ranks by 3 % of their range, traffic by 22 %. */
export const assumedRho: Record<Family, number> = {
  rank: 0.01,
  tail: 0.005,
  shape: 0.002,
  fault: 0.02,
  throttle: 0.02,
  error: 0.02,
  traffic: 0.05,
}

/**
 * The chance of each trial of one family. Windows may differ as a whole (an hour is no other hour), which minutes within them cannot tell: where
 * there are many things, most did not change, and their middle says how far apart such windows are.
 */
export function chancesOf(trials: readonly Trial[], pool: Pool): number[] {
  const dispersions = trials.map((trial) => dispersionOf(trial.spreads, pool, trial.large, trial.stepSize))
  const deviates = trials.map(({ chi2 }, i) => chi2 / (dispersions[i]?.phi ?? 1))
  const apart = trials.length < leastMany ? 1 : medianOf(deviates) / medianOfChance
  const usual = Math.min(mostApart, Math.max(1, apart))
  return trials.map((trial, i) => {
    const p = twoSidedT(Math.sqrt((deviates[i] ?? 0) / usual), dispersions[i]?.df ?? 1)
    return p < 0.05 ? Math.max(p, trial.exact()) : p
  })
}

/** So many things tell what is usual between two windows; a slowdown of all of them must still be seen. */
const leastMany = 40
const mostApart = 10
/** Median of chi-squared with one degree of freedom. */
const medianOfChance = 0.455

/** x ln(x / expected), 0 at 0. */
export const surprise = (x: number, expected: number): number => (x > 0 ? x * Math.log(x / expected) : 0)
