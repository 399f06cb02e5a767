/** What is usual: counts of calm minutes, and the band that follows from them. README.md states the figures. */
import { bucketOf, type Histogram, histogramEntries } from '@roentgen/trace'
import { upperShare } from './binomial.ts'
import type { Category, MinuteSum } from './model.ts'

export const baselineMinutes = 180
const leastRequests = 100
const leastMinutes = 20
const z99 = 2.326
const slowPercentile = 0.95
const slowFactor = 2
const slowLeastS = 0.01

export type Band = {
  /** Share of bad requests in the baseline. */
  readonly usual: number
  /** Upper limit of that share. */
  readonly high: number
  /** Dispersion, at least 1. */
  readonly phi: number
  /** Requests in a bucket beyond it are slow; infinite for the other categories. */
  readonly slowBucket: number
}

export const requestsOf = ({ counts }: MinuteSum): number => counts.ok + counts.error + counts.throttle + counts.fault

export function badOf(sum: MinuteSum, category: Category, slowBucket: number): number {
  if (category !== 'latency') return sum.counts[category]
  let slow = 0
  for (const [bucket, count] of sum.histogram) if (bucket > slowBucket) slow += count
  return slow
}

/** The calm minutes of the last hours, oldest first. */
export class Baseline {
  readonly #category: Category
  readonly #minutes: MinuteSum[] = []
  readonly #histogram: Histogram = new Map()
  #requests = 0

  constructor(category: Category) {
    this.#category = category
  }

  add(sum: MinuteSum): void {
    this.#minutes.push(sum)
    this.#count(sum, 1)
  }

  /** Forgets what is older. */
  from(minute: number): void {
    for (let first = this.#minutes[0]; first !== undefined && first.minute < minute; first = this.#minutes[0]) {
      this.#minutes.shift()
      this.#count(first, -1)
    }
  }

  #count(sum: MinuteSum, sign: 1 | -1): void {
    this.#requests += sign * requestsOf(sum)
    if (this.#category !== 'latency') return
    for (const [bucket, count] of sum.histogram)
      this.#histogram.set(bucket, (this.#histogram.get(bucket) ?? 0) + sign * count)
  }

  /** Null while too little is known. */
  band(): Band | null {
    if (this.#requests < leastRequests || this.#minutes.length < leastMinutes) return null
    const slowBucket = this.#category === 'latency' ? slowBeyond(this.#histogram) : Number.POSITIVE_INFINITY
    let requests = 0
    let bad = 0
    let squares = 0
    for (const sum of this.#minutes) {
      const n = requestsOf(sum)
      const k = badOf(sum, this.#category, slowBucket)
      requests += n
      bad += k
      squares += (k * k) / n
    }
    const usual = bad / requests
    const variance = usual * (1 - usual)
    // Sum of (k - n p)^2 / (n p (1 - p)), multiplied out.
    const chi2 = variance === 0 ? 0 : (squares - bad * usual) / variance
    const phi = Math.max(1, chi2 / (this.#minutes.length - 1))
    return { usual, high: upperShare(bad / phi, requests / phi, z99), phi, slowBucket }
  }
}

function slowBeyond(histogram: Histogram): number {
  const entries = histogramEntries(histogram)
  const total = entries.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const { valueSeconds, count } of entries) {
    seen += count
    if (seen >= slowPercentile * total) return bucketOf(Math.max(valueSeconds * slowFactor, valueSeconds + slowLeastS))
  }
  return Number.POSITIVE_INFINITY
}

/** The bucket beyond which a request is slow after these minutes; null without traffic. */
export function slowAfter(minutes: readonly MinuteSum[]): number | null {
  const histogram: Histogram = new Map()
  for (const sum of minutes)
    for (const [bucket, count] of sum.histogram) histogram.set(bucket, (histogram.get(bucket) ?? 0) + count)
  return histogram.size === 0 ? null : slowBeyond(histogram)
}
