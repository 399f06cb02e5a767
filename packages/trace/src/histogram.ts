/**
 * Latency histograms on logarithmic buckets (the DDSketch mapping, https://arxiv.org/abs/1908.10693) of SECONDS, each at most 1 % wrong.
 *
 *     bucket b holds (γ^(b-1), γ^b] seconds, γ = 1.01 / 0.99; its value is the point equally far (relatively) from both ends,
 *     in six digits
 *
 * Buckets are whole numbers that fit an Int16: a microsecond is about -690, a year about 863. They are computed here, at assembly, so that
 * SQL never takes a logarithm and two languages never disagree about an edge.
 */
import type { Histogram } from './model.ts'

const ACCURACY = 0.01
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY)
const LOG_GAMMA = Math.log(GAMMA)
const SMALLEST = -32_767
const LARGEST = 32_767

/** Requests that took no time at all (or ended before they began). Its value is 0. */
export const ZERO_BUCKET = -32_768

export function bucketOf(seconds: number): number {
  if (!(seconds > 0)) return ZERO_BUCKET
  const bucket = Math.ceil(Math.log(seconds) / LOG_GAMMA) + 0 // never -0: it is a key
  if (bucket < SMALLEST) return SMALLEST
  return Math.min(bucket, LARGEST)
}

/** Seconds, in six digits: a bucket is 2 % wide, and a large map carries hundreds of thousands of them. `bucketOf(bucketValue(b)) === b`. */
export function bucketValue(bucket: number): number {
  const known = values[bucket + VALUES / 2]
  if (known !== undefined && known > 0) return known
  const value = bucket === ZERO_BUCKET ? 0 : Number(((2 * GAMMA ** bucket) / (GAMMA + 1)).toPrecision(6))
  if (known !== undefined) values[bucket + VALUES / 2] = value
  return value
}

/** A map of thousands of services asks for the same few powers hundreds of thousands of times. */
const VALUES = 2048
const values = new Float64Array(VALUES)

export function addToHistogram(histogram: Histogram, bucket: number, count = 1): void {
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + count)
}

/** Adds the second histogram to the first. */
export function mergeHistogram(into: Histogram, from: ReadonlyMap<number, number>): Histogram {
  for (const [bucket, count] of from) addToHistogram(into, bucket, count)
  return into
}

export type HistogramEntry = { readonly bucket: number; readonly valueSeconds: number; readonly count: number }

/** Fastest first. */
export function histogramEntries(histogram: ReadonlyMap<number, number>): HistogramEntry[] {
  const entries: HistogramEntry[] = []
  for (const [bucket, count] of histogram)
    if (count > 0) entries.push({ bucket, valueSeconds: bucketValue(bucket), count })
  return entries.sort((a, b) => a.bucket - b.bucket)
}

export function histogramTotal(histogram: ReadonlyMap<number, number>): number {
  let total = 0
  for (const count of histogram.values()) total += count
  return total
}

/** Seconds that the share `p` (0 to 1) of the requests did not exceed, by nearest rank; null when there were none. */
export const percentile = (histogram: ReadonlyMap<number, number>, p: number): number | null =>
  percentileOf(histogramEntries(histogram), p)

/** The same, of entries that are at hand. */
export function percentileOf(entries: readonly HistogramEntry[], p: number): number | null {
  let total = 0
  for (const entry of entries) total += entry.count
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil(p * total))
  let seen = 0
  for (const entry of entries) {
    seen += entry.count
    if (seen >= rank) return entry.valueSeconds
  }
  return entries.at(-1)?.valueSeconds ?? null
}
