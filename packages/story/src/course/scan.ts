/** Where a rate was higher than at all other times: Kulldorff's scan statistic over time (https://doi.org/10.1080/03610929708831995). */
import type { Column, Stretch } from './track.ts'

/**
 * `share`: k of n requests are bad (binomial). `ratio`: k calls come of n requests (Poisson).
 */
export type Model = 'share' | 'ratio'

export type Found = Stretch & {
  /** Logarithm of the likelihood ratio, divided by the dispersion of what is outside. */
  readonly score: number
  /** Rates. */
  readonly inside: number
  readonly outside: number
  readonly bad: number
  readonly requests: number
}

/** How many times the odds of other times to begin with; each is refined by what it finds. */
const starts = [1.4, 2.5, 6, 20, 100] as const
const refinements = 4

/**
 * The stretch whose rate stands out most, above the rest; null when nothing is higher anywhere, or nothing is left to compare with.
 *
 * For two given rates, inside and outside, the likeliest stretch is the one with the greatest sum of the steps' own log ratios, which one
 * pass finds (Kadane). The rates follow from the stretch, so both are refined in turn; from several beginnings, as there are local maxima.
 */
export function strongest(bad: Column, requests: Column, model: Model): Found | null {
  const allK = sum(bad)
  const allN = sum(requests)
  if (allK <= 0 || allN <= 0) return null
  const whole = likelihood(allK, allN, model)
  let best: (Stretch & { k: number; n: number; score: number }) | null = null
  for (const start of starts) {
    let outside = allK / allN
    let inside = raised(outside, start, model)
    for (let round = 0; round < refinements; round += 1) {
      const stretch = likeliest(bad, requests, weightsOf(outside, inside, model))
      if (!stretch) break
      const { k, n } = stretch
      const n0 = allN - n
      if (n <= 0 || n0 <= 0 || k / n <= (allK - k) / n0) break
      const score = likelihood(k, n, model) + likelihood(allK - k, n0, model) - whole
      if (!best || score > best.score) best = { ...stretch, score }
      const next = k / n
      if (Math.abs(next - inside) < 1e-6 * next) break
      inside = next
      outside = (allK - k) / n0
    }
  }
  if (!best || best.score <= 0) return null
  const { from, to, k, n } = best
  const outside = (allK - k) / (allN - n)
  const phi = dispersion(bad, requests, best, outside, model)
  return { from, to, score: best.score / phi, inside: k / n, outside, bad: k, requests: n }
}

const sum = (column: Column): number => column.reduce((total, one) => total + one, 0)

function raised(rate: number, times: number, model: Model): number {
  if (model === 'ratio') return rate * times
  const odds = (rate / Math.max(1 - rate, 1e-9)) * times
  return odds / (1 + odds)
}

/** What a bad request, and any request, adds to the log ratio of the two rates. */
function weightsOf(outside: number, inside: number, model: Model): { bad: number; any: number } {
  const least = 1e-7
  const p0 = Math.max(outside, least)
  const p1 = Math.max(inside, least)
  if (model === 'ratio') return { bad: Math.log(p1 / p0), any: p0 - p1 }
  const q0 = Math.log(Math.max(1 - p0, least))
  const q1 = Math.log(Math.max(1 - p1, least))
  return { bad: Math.log(p1 / p0) - (q1 - q0), any: q1 - q0 }
}

function likeliest(
  bad: Column,
  requests: Column,
  weights: { readonly bad: number; readonly any: number },
): (Stretch & { readonly k: number; readonly n: number }) | null {
  let best: (Stretch & { k: number; n: number }) | null = null
  let most = 0
  let [from, total, k, n] = [0, 0, 0, 0]
  for (let step = 0; step < requests.length; step += 1) {
    const badHere = bad[step] ?? 0
    const here = requests[step] ?? 0
    if (total <= 0) [from, total, k, n] = [step, 0, 0, 0]
    total += badHere * weights.bad + here * weights.any
    k += badHere
    n += here
    if (total > most) {
      most = total
      best = { from, to: step + 1, k, n }
    }
  }
  return best
}

/** Of the best rate there is, without what does not depend on it. */
function likelihood(k: number, n: number, model: Model): number {
  if (k <= 0) return 0
  if (model === 'ratio') return k * Math.log(k / n)
  return k * Math.log(k / n) + (k < n ? (n - k) * Math.log(1 - k / n) : 0)
}

/** Pearson's chi-squared of the steps outside by their degrees of freedom, at least 1: what bursts anyhow must burst more to count. */
function dispersion(bad: Column, requests: Column, inside: Stretch, rate: number, model: Model): number {
  const variance = model === 'share' ? rate * (1 - rate) : rate
  if (variance <= 0) return 1
  let chi2 = 0
  let seen = 0
  for (let step = 0; step < requests.length; step += 1) {
    const n = requests[step] ?? 0
    if (n <= 0 || (step >= inside.from && step < inside.to)) continue
    const off = (bad[step] ?? 0) - n * rate
    chi2 += (off * off) / (n * variance)
    seen += 1
  }
  return seen < 5 ? 1 : Math.max(1, chi2 / (seen - 1))
}
