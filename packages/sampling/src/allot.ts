/** Whole units of a reservoir among its clients, by demand. Pure arithmetic: who may have it now is `reservoir.ts`. */
export type Demand = {
  /** Requests a second. */
  readonly perSecond: number
  /** More it never needs. */
  readonly most: number
}

/**
 * One unit for each first (the largest demand first, then the earlier in the list), so that a quiet client is seen beside a busy
 * one; the rest in proportion to demand. The sum is `total`, or less when all have their `most`.
 */
export function allot(total: number, demands: readonly Demand[]): number[] {
  const shares = demands.map(() => 0)
  const order = demands.map((_, index) => index).filter((index) => mostOf(demands, index) > 0)
  order.sort((a, b) => weightOf(demands, b) - weightOf(demands, a) || a - b)
  let left = Math.max(0, Math.floor(total))
  for (const index of order) {
    if (left === 0) return shares
    shares[index] = 1
    left--
  }
  let open = order.filter((index) => mostOf(demands, index) > 1)
  while (left > 0 && open.length > 0) {
    const given = proportionally(left, open, demands, shares)
    left -= given
    open = open.filter((index) => (shares[index] ?? 0) < mostOf(demands, index))
  }
  return shares
}

const mostOf = (demands: readonly Demand[], index: number) => Math.floor(demands[index]?.most ?? 0)
/** Who reported nothing at all still counts a little: its requests may come. */
const weightOf = (demands: readonly Demand[], index: number) => Math.max(demands[index]?.perSecond ?? 0, 1e-3)

/** One round: whole parts of the ideal shares, then one unit each by the largest remainder. Says how much it gave. */
function proportionally(left: number, open: readonly number[], demands: readonly Demand[], shares: number[]): number {
  const sum = open.reduce((total, index) => total + weightOf(demands, index), 0)
  const parts = open.map((index) => {
    const ideal = (left * weightOf(demands, index)) / sum
    const room = mostOf(demands, index) - (shares[index] ?? 0)
    return { index, whole: Math.min(Math.floor(ideal), room), room, remainder: ideal - Math.floor(ideal) }
  })
  let given = 0
  for (const { index, whole } of parts) {
    shares[index] = (shares[index] ?? 0) + whole
    given += whole
  }
  // Somebody had no room for its whole part: that goes round again. Else less than one unit each is left.
  if (parts.some(({ whole, room }) => whole === room)) return given === 0 ? oneEach(left, parts, shares) : given
  return given + oneEach(left - given, parts, shares)
}

type Part = { readonly index: number; readonly whole: number; readonly room: number; readonly remainder: number }

function oneEach(left: number, parts: readonly Part[], shares: number[]): number {
  let given = 0
  for (const { index, whole, room } of [...parts].sort((a, b) => b.remainder - a.remainder)) {
    if (given === left) break
    if (whole === room) continue
    shares[index] = (shares[index] ?? 0) + 1
    given++
  }
  return given
}
