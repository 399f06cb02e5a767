/** Exact tests, where events are few and a normal curve flatters. Both sides: twice the smaller tail. */
import { atLeast, logGamma } from './tails.ts'

/** Beyond so many events the curve is near enough. */
const few = 400

/** Fisher's test of k of n on either side; 0 where it is not needed. */
export function fisher(k0: number, n0: number, k1: number, n1: number): number {
  const k = k0 + k1
  if (k > few) return 0
  // Hypergeometric: of k events, so many fell on the side with fewer.
  const logChoose = (n: number, r: number) => logGamma(n + 1) - logGamma(r + 1) - logGamma(n - r + 1)
  const whole = logChoose(n0 + n1, k)
  const chance = (i: number) => Math.exp(logChoose(n0, k - i) + logChoose(n1, i) - whole)
  const low = Math.max(0, k - n0)
  const high = Math.min(k, n1)
  let below = 0
  let above = 0
  for (let i = low; i <= high; i++) {
    const p = chance(i)
    if (i <= k1) below += p
    if (i >= k1) above += p
  }
  return Math.min(1, 2 * Math.min(below, above))
}

/** Events of two watches that lasted `share` and 1 - `share` of the whole time; k1 belong to `share`. 0 where it is not needed. */
export function splitInTime(k0: number, k1: number, share: number): number {
  const k = k0 + k1
  if (k > few) return 0
  return Math.min(1, 2 * Math.min(atLeast(k1, k, share), atLeast(k0, k, 1 - share)))
}
