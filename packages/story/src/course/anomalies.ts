/** What stands out in one node's or edge's course, by kind. The limits are stated in the package's README. */
import { bucketOf, type Histogram, histogramEntries, percentile } from '@roentgen/trace'
import { type Found, strongest } from './scan.ts'
import {
  type Column,
  type EdgeTrack,
  histogramOf,
  type NodeTrack,
  outsideOf,
  type Stretch,
  sumOf,
  type Track,
} from './track.ts'

export type Symptom = 'fails' | 'slow' | 'more' | 'refuses'

export type Anomaly = {
  readonly track: NodeTrack | EdgeTrack
  readonly symptom: Symptom
  readonly found: Found
  /** It goes on at the end of what is known. */
  readonly open: boolean
  /** Requests hit beyond the usual. */
  readonly excess: number
  /** For `slow` and `more`: how many times the usual. */
  readonly times: number | null
}

export type Limits = {
  /** What a score must reach: grows with the number of stretches and series looked at. */
  readonly score: number
  /** The first step of the window: what is over before it is not told. */
  readonly windowFrom: number
}

const least = { requests: 20, bad: 5, outsideRequests: 50, outsideSteps: 5 }
const failing = { lift: 0.02, times: 2 }
const refusing = { lift: 0.1, times: 2 }
const slowing = { share: 0.1, times: 1.25, seconds: 0.01 }
const multiplied = { times: 1.5, lift: 0.2 }
const tries = 3
/** Steps that must have passed calmly before a trouble is over. */
export const calmSteps = 3
/** It is over when it would have shown itself with this certainty. */
const unseen = 0.01

/** One in a thousand looks at healthy figures may cry wolf: of so many stretches and so many series. */
export const scoreLimit = (steps: number, series: number): number =>
  Math.log((steps * steps) / 2 + 1) + Math.log(Math.max(1, series)) + Math.log(1000)

export function anomaliesOf(track: NodeTrack | EdgeTrack, callerRequests: Column | null, limits: Limits): Anomaly[] {
  return [
    ...failures(track, limits),
    ...refusals(track, limits),
    ...slowness(track, limits),
    ...(callerRequests ? multiplication(track, callerRequests, limits) : []),
  ]
}

function failures(track: NodeTrack | EdgeTrack, limits: Limits): Anomaly[] {
  return sharesOf(track, track.failed, 'fails', failing, limits)
}
function refusals(track: NodeTrack | EdgeTrack, limits: Limits): Anomaly[] {
  return sharesOf(track, track.refused, 'refuses', refusing, limits)
}

function sharesOf(
  track: NodeTrack | EdgeTrack,
  bad: Column,
  symptom: Symptom,
  effect: { readonly lift: number; readonly times: number },
  limits: Limits,
): Anomaly[] {
  return stretches(bad, track.requests, 'share', limits, (found) => {
    if (found.bad < least.bad || found.inside < found.outside + effect.lift) return false
    return found.inside >= found.outside * effect.times
  }).map((found) => ({
    track,
    symptom,
    found,
    open: isOpen(found, bad, track.requests, 'share'),
    excess: found.bad - found.requests * found.outside,
    times: null,
  }))
}

/** Calls of one caller's request: more than usual are retries, or a loop. */
function multiplication(track: NodeTrack | EdgeTrack, callers: Column, limits: Limits): Anomaly[] {
  return stretches(track.requests, callers, 'ratio', limits, (found) => {
    if (found.outside <= 0 || found.bad < least.requests || isUsual(callers, found)) return false
    return found.inside >= found.outside * multiplied.times && found.inside >= found.outside + multiplied.lift
  }).map((found) => ({
    track,
    symptom: 'more',
    found,
    open: isOpen(found, track.requests, callers, 'ratio'),
    excess: found.bad - found.requests * found.outside,
    times: found.inside / found.outside,
  }))
}

const levels = [0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98] as const

/** Slower than before, whichever part of the requests it hits: the share beyond each of several levels is looked at, the clearest counts. */
function slowness(track: NodeTrack | EdgeTrack, limits: Limits): Anomaly[] {
  const whole = histogramOf(track, { from: 0, to: track.requests.length }, 'inside')
  const entries = histogramEntries(whole)
  const total = entries.reduce((sum, { count }) => sum + count, 0)
  if (total < least.requests + least.outsideRequests) return []
  const buckets = new Set<number>()
  let seen = 0
  let level = 0
  for (const { bucket, count } of entries) {
    seen += count
    while (level < levels.length && seen >= (levels[level] ?? 1) * total) {
      buckets.add(bucket)
      level += 1
    }
  }
  const counted = track.histograms.map((histogram) => histogram ?? new Map<number, number>())
  const timed = Float64Array.from(counted, (histogram) => countBeyond(histogram, Number.NEGATIVE_INFINITY))
  const beyond = (bucket: number): { found: Found[]; column: Column } => {
    const column = Float64Array.from(counted, (histogram) => countBeyond(histogram, bucket))
    const matters = (one: Found): boolean => {
      if (one.bad < least.bad || one.inside < one.outside + slowing.share || isUsual(timed, one)) return false
      return comparisonOf(track, one).times >= slowing.times
    }
    return { found: stretches(column, timed, 'share', limits, matters), column }
  }
  const at = (bucket: number) => {
    const { found, column } = beyond(bucket)
    return found.map((one) => ({ one, beyond: column }))
  }
  const rough = [...buckets].flatMap(at)
  // The latency that parts slow from usual ones is known better now: it shows the beginning most sharply.
  const sharper = rough.flatMap(({ one }) => bucketOf(comparisonOf(track, one).seconds))
  const found = [...rough, ...[...new Set(sharper)].flatMap(at)].sort((a, b) => b.one.score - a.one.score)
  // Levels tell of the same stretch: of those that overlap only the clearest.
  const kept: typeof found = []
  for (const one of found) if (!kept.some((other) => overlap(other.one, one.one))) kept.push(one)
  return kept.map(({ one, beyond }) => {
    const { times, share } = comparisonOf(track, one)
    return {
      track,
      symptom: 'slow',
      found: one,
      open: isOpen(one, beyond, timed, 'share'),
      excess: share * one.requests,
      times,
    }
  })
}

export const overlap = (a: Stretch, b: Stretch): boolean => a.from < b.to && b.from < a.to

function countBeyond(histogram: Histogram, bucket: number): number {
  let count = 0
  for (const [b, c] of histogram) if (b > bucket) count += c
  return count
}

/**
 * What fails at once is fast, and whoever fails early calls nobody: then all other times look slow, and full of calls. A stretch that is
 * nothing beside those failures does not count.
 */
export function besideFailures(anomaly: Anomaly, failures: readonly Anomaly[], callerRequests: Column | null): boolean {
  const { track, symptom, found } = anomaly
  const apart = failures.map((one) => one.found).filter((one) => !overlap(one, found))
  if (apart.length === 0 || (symptom !== 'slow' && symptom !== 'more')) return true
  if (symptom === 'slow') {
    const { times, share } = comparisonOf(track, found, apart)
    return times >= slowing.times && share >= slowing.share
  }
  const without = (column: Column): Column => {
    const left = column.slice()
    for (const { from, to } of apart) left.fill(0, from, to)
    return left
  }
  const callers = callerRequests ? outsideOf(without(callerRequests), found) : 0
  return callers > 0 && found.inside >= (outsideOf(without(track.requests), found) / callers) * multiplied.times
}

/**
 * The stretch against the rest: how many times slower (at the percentile where it shows most), and which share of its requests is slower
 * than it would have been: the largest distance between the two distributions (Kolmogorov-Smirnov, one-sided), or the share of
 * the fast ones that are gone (less one standard error) where that is more: both are lower bounds of it. `seconds` parts them: few usual
 * requests take longer.
 */
export function comparisonOf(
  track: Track,
  stretch: Stretch,
  apart: readonly Stretch[] = [],
): { times: number; share: number; seconds: number } {
  const inside = histogramOf(track, stretch, 'inside')
  const outside = histogramOf(track, stretch, 'outside', apart)
  let times = 0
  for (const p of [0.5, 0.75, 0.9, 0.95]) {
    const now = percentile(inside, p)
    const before = percentile(outside, p)
    if (now === null || before === null || now - before < slowing.seconds) continue
    times = Math.max(times, now / Math.max(before, 0.0005))
  }
  const nowTotal = countBeyond(inside, Number.NEGATIVE_INFINITY)
  const beforeTotal = countBeyond(outside, Number.NEGATIVE_INFINITY)
  if (nowTotal === 0 || beforeTotal === 0) return { times: 0, share: 0, seconds: 0 }
  let nowLeft = nowTotal
  let beforeLeft = beforeTotal
  const both = histogramEntries(new Map([...inside, ...outside].map(([bucket]) => [bucket, 1])))
  const distances = both.map(({ bucket, valueSeconds }) => {
    nowLeft -= inside.get(bucket) ?? 0
    beforeLeft -= outside.get(bucket) ?? 0
    const before = beforeLeft / beforeTotal
    const fastNow = 1 - nowLeft / nowTotal
    const fastBefore = 1 - before
    const chance = Math.sqrt((fastNow * (1 - fastNow)) / nowTotal) / Math.max(fastBefore, fewest)
    const gone = fastBefore < fewest ? 0 : 1 - fastNow / fastBefore - chance
    return { seconds: valueSeconds, distance: nowLeft / nowTotal - before, gone, before }
  })
  const most = Math.max(0, ...distances.map(({ distance }) => distance))
  const share = Math.max(most, ...distances.map(({ gone }) => gone))
  const clear = distances.reduce<{ seconds: number; value: number } | null>((best, { seconds, distance, before }) => {
    if (distance < most * parting) return best
    const value = distance - background * before
    return best && best.value >= value ? best : { seconds, value }
  }, null)
  return { times, share, seconds: clear?.seconds ?? 0 }
}
/** A usual request taken for a hit one weighs so many times a hit one that is missed: a user has many, and each would make them one of the hit. */
const background = 4
/** Among fewer fast requests than this share the missing ones cannot be told. */
const fewest = 0.3
/** But at least so much of the distance must be left. */
const parting = 0.7

/** The clearest stretches that touch the window; one that was over before it is set aside, so that it does not hide what came later. */
function stretches(
  bad: Column,
  requests: Column,
  model: 'share' | 'ratio',
  limits: Limits,
  matters: (found: Found) => boolean,
): Found[] {
  const k = bad.slice()
  const n = requests.slice()
  const kept: Found[] = []
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (sumOf(k, { from: 0, to: k.length }) < least.bad) break
    const found = strongest(k, n, model)
    if (!found || found.score < limits.score) break
    if (hasRest(n, found) && found.requests >= least.requests && found.to > limits.windowFrom && matters(found))
      kept.push(found)
    k.fill(0, found.from, found.to)
    n.fill(0, found.from, found.to)
  }
  return kept
}

/** Without enough of other times there is no "usual". */
function hasRest(requests: Column, stretch: Stretch): boolean {
  let sum = 0
  let steps = 0
  requests.forEach((n, step) => {
    if (n <= 0 || (step >= stretch.from && step < stretch.to)) return
    sum += n
    steps += 1
  })
  return sum >= least.outsideRequests && steps >= least.outsideSteps
}

/**
 * From the first traffic on, and longer than anything after it: then that is how it is here, and what came after is a change for the
 * better. Time counts, not requests: one busy minute is no more usual than a quiet one.
 */
function isUsual(requests: Column, { from, to }: Stretch): boolean {
  const busy = { before: 0, inside: 0, after: 0 }
  requests.forEach((n, step) => {
    if (n > 0) busy[step < from ? 'before' : step < to ? 'inside' : 'after'] += 1
  })
  const { before, inside, after } = busy
  return before < usuallyBefore * inside && inside >= before + after
}
/** Of the stretch's own minutes: fewer before it are its beginning still. */
const usuallyBefore = 0.1

function isOpen(found: Found, bad: Column, requests: Column, model: 'share' | 'ratio'): boolean {
  const after = { from: found.to, to: requests.length }
  if (after.to - after.from < calmSteps) return true
  const n = sumOf(requests, after)
  const k = sumOf(bad, after)
  if (model === 'ratio') return n < least.requests || k / n > (found.inside + found.outside) / 2
  if (n > 0 && k / n > (found.inside + found.outside) / 2) return true
  return (1 - Math.min(found.inside - found.outside, 0.999)) ** n > unseen
}
