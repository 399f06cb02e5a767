/** Whether failures of a kind became more or fewer: two shares. */
import type { Course, Spread } from './dispersion.ts'
import { spreadsOf } from './dispersion.ts'
import { fisher } from './exact.ts'
import { limits } from './limits.ts'
import type { FailureClass, Figures } from './model.ts'
import { type Pair, stepsOf, totalOf } from './pair.ts'
import { assumedSteps, surprise, type Trial } from './trial.ts'

export function failureTrial(pair: Pair, failure: FailureClass): Trial | null {
  const [n0, n1] = [totalOf(pair.before), totalOf(pair.after)]
  if (n0 < limits.leastRequests || n1 < limits.leastRequests) return null
  const [k0, k1] = [pair.before.counts[failure], pair.after.counts[failure]]
  if (k0 + k1 < limits.leastFailures) return null
  const share = (k0 + k1) / (n0 + n1)
  const shares = 2 * (likelihood(k0, n0, share) + likelihood(k1, n1, share))
  return {
    family: failure,
    chi2: Math.max(0, shares),
    effect: worthTelling(k0 / n0, k1 / n1),
    quantile: null,
    spreads: spreads(pair, failure, share * (1 - share)),
    stepSize: (n0 + n1) / 2 / assumedSteps,
    large: Math.abs(k1 / n1 - k0 / n0) >= limits.largeFailures,
    exact: () => fisher(k0, n0, k1, n1),
  }
}

const likelihood = (k: number, n: number, share: number): number =>
  surprise(k, n * share) + surprise(n - k, n * (1 - share))

function spreads(pair: Pair, failure: FailureClass, variance: number): Spread[] {
  const steps = stepsOf(pair)
  if (steps === null) return []
  const course = (side: readonly (Figures | null)[]): Course => ({
    values: side.map((step) => step?.counts[failure] ?? 0),
    weights: side.map((step) => (step === null ? 0 : totalOf(step))),
  })
  return spreadsOf([course(steps[0]), course(steps[1])], variance, 1)
}

/** The difference where it is one to speak of. */
function worthTelling(before: number, after: number): number | null {
  const [low, high] = before < after ? [before, after] : [after, before]
  const tells =
    high - low >= limits.plainFailures || (high - low >= limits.failures && high >= limits.failureRatio * low)
  return tells ? after - before : null
}
