/** Whether requests take longer: ranks for the whole distribution, a share for its slowest twentieth. Both work on buckets alone. */
import { bucketValue } from '@roentgen/trace'
import { type Course, type Spread, spreadsOf } from './dispersion.ts'
import { fisher } from './exact.ts'
import { limits } from './limits.ts'
import type { Figures } from './model.ts'
import { type Pair, type Steps, stepsOf } from './pair.ts'
import { assumedSteps, surprise, type Trial } from './trial.ts'

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
  const trials = [scored('rank', pair, all, ranks(all), effects)]
  const slow = least < limits.leastForTail ? null : slowest(all)
  if (slow !== null) trials.push(scored('tail', pair, all, slow, effects))
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

/** 1 for the buckets of the slowest twentieth of both windows together, 0 for the others; null where too many took equally long. */
function slowest({ before, after, n0, n1 }: Pooled): number[] | null {
  const n = n0 + n1
  let above = 0
  let first = before.length
  while (first > 0) {
    const here = (before[first - 1] ?? 0) + (after[first - 1] ?? 0)
    if (above > 0 && above + here > 0.05 * n) break
    above += here
    first--
  }
  // One bucket may hold more than a twentieth by itself.
  return above > 0.3 * n ? null : before.map((_, i) => (i >= first ? 1 : 0))
}

function scored(
  family: 'rank' | 'tail',
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
  const share = family === 'tail'
  // Where it shows, the slow end first.
  const effect = sum1 / n1 > sum0 / n0 ? effects.slower : effects.faster
  return {
    family,
    chi2: share
      ? Math.max(0, 2 * (likelihood(sum0, n0, mean) + likelihood(sum1, n1, mean)))
      : (sum1 / n1 - sum0 / n0) ** 2 / (variance * (1 / n0 + 1 / n1)),
    effect: effect?.ratio ?? null,
    quantile: effect?.quantile ?? null,
    spreads: spreads(pair, scoreOf, variance),
    stepSize: (n0 + n1) / 2 / assumedSteps,
    large: effects.large,
    exact: () => (share ? fisher(sum0, n0, sum1, n1) : 0),
  }
}

const likelihood = (k: number, n: number, share: number): number =>
  surprise(k, n * share) + surprise(n - k, n * (1 - share))

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
