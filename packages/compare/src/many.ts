/** Benjamini and Hochberg's q: each p held against all of them; telling those with q <= a, at most the share a of what is told is chance. */
export function held(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => (ps[b] ?? 1) - (ps[a] ?? 1))
  const qs = ps.map(() => 1)
  let least = 1
  for (const [above, i] of order.entries()) {
    least = Math.min(least, ((ps[i] ?? 1) * ps.length) / (ps.length - above))
    qs[i] = least
  }
  return qs
}
