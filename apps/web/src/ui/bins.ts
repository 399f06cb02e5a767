/** A fine histogram into the bars of a picture: equal steps of the logarithm, since latencies span decades. */
export type Bin = { readonly from: number; readonly to: number; readonly count: number }

/** `[seconds, count]`, sorted; about `wanted` bars. The last bar includes its right end. */
export function bins(histogram: readonly (readonly [number, number])[], wanted = 36): Bin[] {
  const entries = histogram.filter(([, count]) => count > 0)
  const positive = entries.map(([seconds]) => seconds).filter((seconds) => seconds > 0)
  if (entries.length === 0) return []
  // Everything at zero: one bar up to a millisecond.
  const least = positive.length > 0 ? Math.min(...positive) : 0.0005
  const most = positive.length > 0 ? Math.max(...positive) : 0.001
  const low = roundDown(least / 1.02)
  const high = roundUp(Math.max(most * 1.02, low * 1.6))
  const steps = Math.max(6, Math.min(wanted, Math.ceil(Math.log(high / low) / Math.log(1.06))))
  const factor = (high / low) ** (1 / steps)
  const edges = Array.from({ length: steps + 1 }, (_, i) => (i === steps ? high : nice(low * factor ** i)))
  const counts = new Array<number>(steps).fill(0)
  for (const [seconds, count] of entries) {
    let at = edges.findIndex((edge, i) => i > 0 && seconds < edge) - 1
    if (at < 0) at = seconds <= low ? 0 : steps - 1
    counts[at] = (counts[at] ?? 0) + count
  }
  return counts.map((count, i) => ({ from: edges[i] ?? 0, to: edges[i + 1] ?? 0, count }))
}

/** Three figures: what stands in a link and in a filter stays short. */
const nice = (value: number): number => Number(value.toPrecision(3))

function roundDown(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return nice(Math.max(Math.floor(value / unit) * unit, 1e-6))
}
function roundUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return nice(Math.ceil(value / unit) * unit)
}

/** How many lie in [low, high]; either may be absent. */
export function countBetween(
  histogram: readonly (readonly [number, number])[],
  low: number | undefined,
  high: number | undefined,
): number {
  return histogram.reduce(
    (sum, [seconds, count]) =>
      seconds >= (low ?? Number.NEGATIVE_INFINITY) && seconds <= (high ?? Number.POSITIVE_INFINITY) ? sum + count : sum,
    0,
  )
}
