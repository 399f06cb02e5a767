/** Whether much more or much less came: counts over time. New and gone are the ends of it. */
import { type Course, type Spread, spreadsOf } from './dispersion.ts'
import { splitInTime } from './exact.ts'
import { limits } from './limits.ts'
import { type Pair, type Steps, stepsOf, totalOf } from './pair.ts'
import { assumedSteps, surprise, type Trial } from './trial.ts'

/** How long each window was watched, seconds. */
export type Watched = { readonly before: number; readonly after: number }

export function trafficTrial(pair: Pair, seconds: Watched): Trial | null {
  const [k0, k1] = [totalOf(pair.before), totalOf(pair.after)]
  const one = k0 === 0 || k1 === 0
  if (Math.max(k0, k1) < (one ? limits.leastNew : limits.leastTraffic)) return null
  const share = seconds.after / (seconds.before + seconds.after)
  const chi2 = 2 * (surprise(k0, (k0 + k1) * (1 - share)) + surprise(k1, (k0 + k1) * share))
  return {
    family: 'traffic',
    chi2: Math.max(0, chi2),
    effect: worthTelling((k1 * seconds.before) / (k0 * seconds.after)),
    quantile: null,
    spreads: one ? spreadOfOne(pair) : spreads(pair),
    stepSize: Math.max(k0, k1) / assumedSteps,
    large: false,
    exact: () => splitInTime(k0, k1, share),
  }
}

const courseOf = (steps: Steps): Course => ({
  values: steps.map((step) => (step === null ? 0 : totalOf(step))),
  weights: steps.map(() => 1),
})

const meanOf = ({ values }: Course): number => values.reduce((sum, n) => sum + n, 0) / Math.max(1, values.length)

function spreads(pair: Pair): Spread[] {
  const steps = stepsOf(pair)
  if (steps === null) return []
  const [a, b] = [courseOf(steps[0]), courseOf(steps[1])]
  const mean = (meanOf(a) + meanOf(b)) / 2
  return spreadsOf([a, b], mean, mean)
}

/** Of what is new since it was first seen, of what is gone until it was last seen: the silence beside it is what is to be judged. */
function spreadOfOne({ stepsBefore, stepsAfter, before }: Pair): Spread[] {
  const steps = totalOf(before) === 0 ? stepsAfter : stepsBefore && [...stepsBefore].reverse()
  if (steps === null) return []
  const since = courseOf(
    steps.slice(
      Math.max(
        0,
        steps.findIndex((step) => step !== null && totalOf(step) > 0),
      ),
    ),
  )
  const mean = meanOf(since)
  return spreadsOf([{ values: [], weights: [] }, since], mean, mean)
}

/** Infinite: new; 0: gone. */
const worthTelling = (ratio: number): number | null =>
  ratio >= limits.trafficRatio || ratio <= 1 / limits.trafficRatio ? ratio : null
