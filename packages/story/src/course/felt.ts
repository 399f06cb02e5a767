/** How many requests of a stretch are slower than they would have been, and which. */
import { type Histogram, histogramEntries } from '@roentgen/trace'

/** Among fewer fast requests than this share the missing ones cannot be told. */
const fewestFast = 0.3

export type Felt = {
  /** Of the stretch's requests, 0 to 1. */
  readonly share: number
  /** Seconds: as many requests as `share` says took longer than that. */
  readonly beyond: number
}

/**
 * Two estimates, and what lies in the middle of them: the largest distance of the two distributions (Kolmogorov-Smirnov), which misses
 * those that are slower but not beyond what was usual, and the share of the fast ones that are gone (less one standard error), which
 * takes in those that lost a little. Which requests these were cannot be told one by one: the slowest, as many as there are.
 */
export function feltOf(inside: Histogram, outside: Histogram): Felt {
  const { distance, gone } = apart(inside, outside)
  const share = (distance + Math.max(distance, gone)) / 2
  return { share, beyond: latencyOf(inside, share) }
}

function apart(inside: Histogram, outside: Histogram): { distance: number; gone: number } {
  const [nowTotal, beforeTotal] = [totalOf(inside), totalOf(outside)]
  if (nowTotal === 0 || beforeTotal === 0) return { distance: 0, gone: 0 }
  let [fastNow, fastBefore, distance, gone] = [0, 0, 0, 0]
  for (const { bucket } of histogramEntries(new Map([...inside, ...outside]))) {
    fastNow += (inside.get(bucket) ?? 0) / nowTotal
    fastBefore += (outside.get(bucket) ?? 0) / beforeTotal
    distance = Math.max(distance, fastBefore - fastNow)
    if (fastBefore < fewestFast) continue
    const chance = Math.sqrt((fastNow * Math.max(0, 1 - fastNow)) / nowTotal) / fastBefore
    gone = Math.max(gone, 1 - fastNow / fastBefore - chance)
  }
  return { distance, gone }
}

/** The latency beyond which that share of the requests is. */
function latencyOf(histogram: Histogram, share: number): number {
  const total = totalOf(histogram)
  let left = total
  let best = { seconds: 0, off: Number.POSITIVE_INFINITY }
  for (const { valueSeconds, count } of histogramEntries(histogram)) {
    left -= count
    const off = Math.abs(left / total - share)
    if (off < best.off) best = { seconds: valueSeconds, off }
  }
  return best.seconds
}

function totalOf(histogram: Histogram): number {
  let total = 0
  for (const count of histogram.values()) total += count
  return total
}
