/** Figures of many as one: counts and histograms are added, percentiles are read off the sum and never averaged. */
import type { GraphNodeShape } from '@roentgen/contract'
import { bucketOf } from '@roentgen/trace'

type Counts = GraphNodeShape['counts']
type Bars = GraphNodeShape['histogram']
type Latency = GraphNodeShape['latency']
export type Figures = { readonly counts: Counts; readonly histogram: Bars; readonly rate: number }

/** Buckets are Int16. */
const offset = 32_768
const counted = new Float64Array(2 * offset)
const seconds = new Float64Array(2 * offset)

/** Bars of the same bucket are one bar; the work space is the module's own, and is left as it was found. */
export function sumHistograms(all: readonly Bars[]): Bars {
  const touched: number[] = []
  for (const bars of all) {
    for (const [value, count] of bars) {
      if (!(count > 0)) continue
      const at = bucketOf(value) + offset
      if (counted[at] === 0) {
        touched.push(at)
        seconds[at] = value
      }
      counted[at] = (counted[at] ?? 0) + count
    }
  }
  touched.sort((a, b) => a - b)
  return touched.map((at): [number, number] => {
    const bar: [number, number] = [seconds[at] ?? 0, counted[at] ?? 0]
    counted[at] = 0
    return bar
  })
}

export function latencyOf(bars: Bars): Latency {
  let total = 0
  for (const [, count] of bars) total += count
  if (total === 0) return null
  const at = (p: number): number => {
    const rank = Math.max(1, Math.ceil(p * total))
    let seen = 0
    for (const [value, count] of bars) {
      seen += count
      if (seen >= rank) return value
    }
    return bars.at(-1)?.[0] ?? 0
  }
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export function sumFigures(all: readonly Figures[]): Figures & { readonly latency: Latency } {
  const counts = { ok: 0, error: 0, throttle: 0, fault: 0, total: 0, totalTime: 0 }
  let rate = 0
  for (const one of all) {
    counts.ok += one.counts.ok
    counts.error += one.counts.error
    counts.throttle += one.counts.throttle
    counts.fault += one.counts.fault
    counts.total += one.counts.total
    counts.totalTime += one.counts.totalTime
    rate += one.rate
  }
  const histogram = sumHistograms(all.map((one) => one.histogram))
  return { counts, histogram, rate, latency: latencyOf(histogram) }
}
