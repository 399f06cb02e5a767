/** Whether requests take longer: ranks for the whole distribution, Savage's scores for its slowest fifth. Both work on buckets alone. */
import { bucketValue } from '@roentgen/trace'
import { type Course, type Spread, spreadsOf } from './dispersion.ts'
import { limits } from './limits.ts'
import type { Figures } from './model.ts'
import { type Pair, type Steps, stepsOf } from './pair.ts'
import { assumedSteps, type Trial } from './trial.ts'

/** What two neighbouring buckets differ by: a ratio of two bucketed values may be that much off. */
export const bucketRatio = bucketValue(1) / bucketValue(0)

type Pooled = {
  /** Fastest first. */
  readonly buckets: readonly number[]
  readonly place: ReadonlyMap<number, number>
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly n0: number
  readonly n1: number
}

function pooled({ before, after }: Pair): Pooled {
  const buckets = [...new Set([...before.histogram.keys(), ...after.histogram.keys()])].sort((a, b) => a - b)
  const counts = (figures: Figures) => buckets.map((bucket) => figures.histogram.get(bucket) ?? 0)
  const [c0, c1] = [counts(before), counts(after)]
  const sum = (all: readonly number[]) => all.reduce((total, n) => total + n, 0)
  return {
    buckets,
    place: new Map(buckets.map((bucket, i) => [bucket, i])),
    before: c0,
    after: c1,
    n0: sum(c0),
    n1: sum(c1),
  }
}

export function latencyTrials(pair: Pair): Trial[] {
  const all = pooled(pair)
  const least = Math.min(all.n0, all.n1)
  if (least < limits.leastRequests) return []
  const effects = effectsOf(all)
  const whole = ranks(all)
  const trials = [scored('rank', pair, all, whole, effects)]
  const slow = least < limits.leastForTail ? null : slowest(all)
  if (slow !== null) {
    trials.push(scored('tail', pair, all, slow, effects))
    trials.push(scored('shape', pair, all, beyond(slow, whole, all), effects))
  }
  return trials.filter((trial) => trial !== null)
}

/** Of each bucket: the share of all requests that were faster, ties by half (0 to 1). */
function ranks({ before, after, n0, n1 }: Pooled): number[] {
  let faster = 0
  return before.map((count, i) => {
    const here = count + (after[i] ?? 0)
    const rank = (faster + here / 2) / (n0 + n1)
    faster += here
    return rank
  })
}

/**
 * Savage's scores of the slowest fifth of both windows together: 0 up to there, then the logarithm of how far out a request lies, a bucket's requests
 * having the mean of their places. null where a bucket holds so many that there is no slow end to speak of.
 */
function slowest({ before, after, n0, n1 }: Pooled): number[] | null {
  const n = n0 + n1
  let slower = 1
  let last = 0
  const scores = before.map((count, i) => {
    const share = (count + (after[i] ?? 0)) / n
    const rest = Math.max(0, slower - share)
    const score = share > 0 ? (farOut(slower) - farOut(rest)) / share : 0
    slower = rest
    last = share
    return score
  })
  return last > tailShare ? null : scores
}

const tailShare = 0.2
/** The integral of ln(tailShare / share) over the shares from 0 to `share`, or to where it ends. */
function farOut(share: number): number {
  const within = Math.min(share, tailShare)
  return within > 1e-12 ? within * (1 + Math.log(tailShare / within)) : 0
}

/**
 * What of the slow end the ranks do not account for: a minute in which all requests took a little longer moves both alike, one in which only some
 * did moves this.
 */
function beyond(slow: readonly number[], whole: readonly number[], { before, after, n0, n1 }: Pooled): number[] {
  const n = n0 + n1
  const count = (i: number): number => (before[i] ?? 0) + (after[i] ?? 0)
  const mean = slow.reduce((sum, score, i) => sum + score * count(i), 0) / n
  let together = 0
  let squares = 0
  for (const [i, rank] of whole.entries()) {
    together += count(i) * (rank - 0.5) * ((slow[i] ?? 0) - mean)
    squares += count(i) * (rank - 0.5) ** 2
  }
  const slope = squares > 0 ? together / squares : 0
  return slow.map((score, i) => score - slope * (whole[i] ?? 0))
}

function scored(
  family: 'rank' | 'tail' | 'shape',
  pair: Pair,
  { before, after, n0, n1, place, buckets }: Pooled,
  scores: readonly number[],
  effects: Effects,
): Trial | null {
  let sum0 = 0
  let sum1 = 0
  let squares = 0
  for (const [i, score] of scores.entries()) {
    const [a, b] = [before[i] ?? 0, after[i] ?? 0]
    sum0 += a * score
    sum1 += b * score
    squares += (a + b) * score * score
  }
  const mean = (sum0 + sum1) / (n0 + n1)
  const variance = squares / (n0 + n1) - mean * mean
  if (!(variance > 1e-12)) return null
  const scoreOf = (bucket: number): number =>
    scores[place.get(bucket) ?? (bucket < (buckets[0] ?? 0) ? 0 : scores.length - 1)] ?? 0
  // Where it shows, the slow end first.
  const effect = sum1 / n1 > sum0 / n0 ? effects.slower : effects.faster
  return {
    family,
    chi2: (sum1 / n1 - sum0 / n0) ** 2 / (variance * (1 / n0 + 1 / n1)),
    effect: effect?.ratio ?? null,
    quantile: effect?.quantile ?? null,
    spreads: spreads(pair, scoreOf, variance),
    stepSize: (n0 + n1) / 2 / assumedSteps,
    large: effects.large,
    exact: () => 0,
  }
}

function spreads(pair: Pair, scoreOf: (bucket: number) => number, variance: number): Spread[] {
  const steps = stepsOf(pair)
  if (steps === null) return []
  const course = (side: Steps): Course => {
    const values: number[] = []
    const weights: number[] = []
    for (const step of side) {
      let value = 0
      let weight = 0
      for (const [bucket, count] of step?.histogram ?? []) {
        value += count * scoreOf(bucket)
        weight += count
      }
      values.push(value)
      weights.push(weight)
    }
    return { values, weights }
  }
  return spreadsOf([course(steps[0]), course(steps[1])], variance, 1)
}

type Effect = { readonly quantile: 50 | 95; readonly ratio: number }
type Effects = { readonly slower: Effect | null; readonly faster: Effect | null; readonly large: boolean }

function effectsOf(all: Pooled): Effects {
  const ratios = ([95, 50] as const).flatMap((quantile): (Effect & { apart: number })[] => {
    const [before, after] = [quantileOf(all.before, all, quantile), quantileOf(all.after, all, quantile)]
    return before > 0 && after > 0 ? [{ quantile, ratio: after / before, apart: Math.abs(after - before) }] : []
  })
  // What two buckets may be wrong is deducted.
  const isTold = (ratio: number, apart: number) =>
    ratio / bucketRatio >= limits.leastRatio && apart >= limits.leastSeconds
  const slower = ratios.find(({ ratio, apart }) => isTold(ratio, apart)) ?? null
  const faster = ratios.find(({ ratio, apart }) => isTold(1 / ratio, apart)) ?? null
  const most = Math.max(slower?.ratio ?? 1, 1 / (faster?.ratio ?? 1))
  return { slower, faster, large: most >= limits.largeRatio }
}

/** Seconds, by nearest rank as everywhere. */
function quantileOf(counts: readonly number[], { buckets, before, n0, n1 }: Pooled, quantile: number): number {
  const rank = Math.max(1, Math.ceil((quantile / 100) * (counts === before ? n0 : n1)))
  let seen = 0
  for (const [i, count] of counts.entries()) {
    seen += count
    if (seen >= rank) return bucketValue(buckets[i] ?? 0)
  }
  return 0
}
