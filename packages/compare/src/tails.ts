/** Tails of Student's t and of the binomial, through the regularized incomplete beta function (Numerical Recipes 6.4). */

/** P(|T| >= |t|) with `df` degrees of freedom. */
export function twoSidedT(t: number, df: number): number {
  // Above that the normal is as good, and the series short.
  const f = Math.min(df, 2000)
  return incompleteBeta(f / (f + t * t), f / 2, 0.5)
}

/** P(X >= k) of n trials of probability p. */
export function atLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (k > n || p <= 0) return 0
  return p >= 1 ? 1 : incompleteBeta(p, k, n - k + 1)
}

/** The value that chi-squared stays under with that chance (`z`: as the normal's quantile), divided by `df` (Wilson and Hilferty). */
export function chiSquaredPerDf(df: number, z: number): number {
  const a = 2 / (9 * df)
  return Math.max(0, 1 - a + z * Math.sqrt(a)) ** 3
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const nonZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < 1e-12) break
  }
  return h
}

/** Stirling's series, with the argument first raised to where it is exact to 10^-12. */
export function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 15; at++) shift += Math.log(at)
  const r = 1 / (at * at)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r / 1680))) / at
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift
}
