/** Binomial tails through the regularized incomplete beta function (continued fraction, as in Numerical Recipes 6.4). */

/** P(X >= k) of n trials of probability p. k and n need not be whole: over-dispersed counts are divided by their dispersion. */
export function atLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  if (p <= 0) return 0
  if (p >= 1) return 1
  return incompleteBeta(p, k, n - k + 1)
}

/** The least h with P(X > h) <= alpha. */
export function highOf(n: number, p: number, alpha: number): number {
  return least(0, n, (h) => atLeast(h + 1, n, p) <= alpha)
}

/** The most l with P(X < l) <= alpha. */
export function lowOf(n: number, p: number, alpha: number): number {
  return least(0, n, (l) => 1 - atLeast(l + 1, n, p) > alpha)
}

function least(from: number, to: number, holds: (k: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Wilson's upper limit of a share; `z` is the normal quantile. 1 without trials. */
export function upperShare(k: number, n: number, z: number): number {
  if (n <= 0) return 1
  const share = k / n
  const z2 = z * z
  const centre = share + z2 / (2 * n)
  const spread = z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  return Math.min(1, (centre + spread) / (1 + z2 / n))
}

function incompleteBeta(x: number, a: number, b: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

/** Lentz's continued fraction; converges within some hundred steps for the counts of minutes. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny)
  let h = d
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d, tiny)
    c = nonZero(1 + even / c, tiny)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d, tiny)
    c = nonZero(1 + odd / c, tiny)
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < 1e-12) break
  }
  return h
}

const nonZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value)

/** Stirling's series, with the argument first raised to where it is exact to 10^-12. */
function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 15; at++) shift += Math.log(at)
  const r = 1 / (at * at)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r / 1680))) / at
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift
}
