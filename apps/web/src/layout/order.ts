/** Who stands above whom in each column: long arcs get a dummy per column they pass, then sweeps reduce crossings. */

/** Vertices 0..real-1 are nodes, the rest dummies; `left` and `right` are neighbours one column over. */
export type Layered = {
  readonly real: number
  readonly rank: readonly number[]
  readonly left: readonly (readonly number[])[]
  readonly right: readonly (readonly number[])[]
  readonly columns: number
}

/** Columns of vertices from top to bottom. */
export type Order = number[][]

export function layered(rank: readonly number[], arcs: readonly (readonly [number, number])[]): Layered {
  const ranks = [...rank]
  const left: number[][] = rank.map(() => [])
  const right: number[][] = rank.map(() => [])
  const join = (a: number, b: number) => {
    right[a]?.push(b)
    left[b]?.push(a)
  }
  for (const [a, b] of arcs) {
    let at = a
    for (let column = (rank[a] ?? 0) + 1; column < (rank[b] ?? 0); column++) {
      const dummy = ranks.push(column) - 1
      left.push([])
      right.push([])
      join(at, dummy)
      at = dummy
    }
    join(at, b)
  }
  return { real: rank.length, rank: ranks, left, right, columns: Math.max(0, ...ranks) + 1 }
}

export function crossings(graph: Layered, order: Order): number {
  const place = placesOf(graph, order)
  let sum = 0
  for (let column = 0; column + 1 < order.length; column++) {
    sum += crossingsBetween(order[column] ?? [], graph.right, place, order[column + 1]?.length ?? 0)
  }
  return sum
}

function placesOf(graph: Layered, order: Order): Int32Array {
  const place = new Int32Array(graph.rank.length)
  for (const column of order) for (let i = 0; i < column.length; i++) place[column[i] ?? 0] = i
  return place
}

/** Inversions among the arcs' right ends, counted with a Fenwick tree. */
function crossingsBetween(
  column: readonly number[],
  right: Layered['right'],
  place: Int32Array,
  width: number,
): number {
  const tree = new Int32Array(width + 1)
  let sum = 0
  let seen = 0
  for (const vertex of column) {
    const ends = (right[vertex] ?? []).map((to) => place[to] ?? 0)
    for (const end of ends) {
      let upTo = 0
      for (let i = end + 1; i > 0; i -= i & -i) upTo += tree[i] ?? 0
      sum += seen - upTo
    }
    for (const end of ends) {
      for (let i = end + 1; i <= width; i += i & -i) tree[i] = (tree[i] ?? 0) + 1
    }
    seen += ends.length
  }
  return sum
}

/** Vertices, dummies included, up to which a layout may take its time: groups of a large system have few nodes and long arcs by the hundred. */
const mostSmall = 1200

/** The best of a few seeds after sweeps; many vertices get one seed and fewer sweeps. */
export function ordered(graph: Layered): Order {
  const small = graph.rank.length <= mostSmall
  const seeds = small
    ? [seed(graph, false, false), seed(graph, true, false), seed(graph, false, true)]
    : [seed(graph, false, false)]
  let best: Order = seeds[0] ?? []
  let fewest = Number.POSITIVE_INFINITY
  for (const start of seeds) {
    const tried = swept(graph, start, small ? 20 : 8)
    if (tried.crossings < fewest) {
      fewest = tried.crossings
      best = tried.order
    }
  }
  return best
}

function seed(graph: Layered, reversed: boolean, fromLeaves: boolean): Order {
  const order: Order = Array.from({ length: graph.columns }, () => [])
  const next = fromLeaves ? graph.left : graph.right
  const seen = new Uint8Array(graph.rank.length)
  const starts = graph.rank.map((_, vertex) => vertex)
  starts.sort((a, b) => {
    const byRank = (graph.rank[a] ?? 0) - (graph.rank[b] ?? 0)
    return (fromLeaves ? -byRank : byRank) || a - b
  })
  for (const start of starts) {
    const stack = [start]
    while (stack.length > 0) {
      const at = stack.pop() as number
      if (seen[at]) continue
      seen[at] = 1
      order[graph.rank[at] ?? 0]?.push(at)
      const ahead = next[at] ?? []
      // A stack hands out the last one first: reversed by nature.
      for (const to of reversed ? ahead : [...ahead].reverse()) if (!seen[to]) stack.push(to)
    }
  }
  return order
}

function swept(graph: Layered, start: Order, sweeps: number): { order: Order; crossings: number } {
  const order = start.map((column) => [...column])
  let best = order.map((column) => [...column])
  let fewest = crossings(graph, order)
  let idle = 0
  for (let sweep = 0; sweep < sweeps && fewest > 0 && idle < 6; sweep++) {
    const toRight = sweep % 2 === 0
    const middle = Math.floor(sweep / 2) % 2 === 0 ? mean : median
    const place = placesOf(graph, order)
    for (let step = 1; step < order.length; step++) {
      const at = toRight ? step : order.length - 1 - step
      sortColumn(order, at, toRight ? graph.left : graph.right, place, middle)
    }
    transpose(graph, order)
    const now = crossings(graph, order)
    if (now < fewest) {
      fewest = now
      best = order.map((column) => [...column])
      idle = 0
    } else idle++
  }
  return { order: best, crossings: fewest }
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

function sortColumn(
  order: Order,
  at: number,
  neighbours: Layered['left'],
  place: Int32Array,
  middle: (values: readonly number[]) => number,
): void {
  const column = order[at] ?? []
  const wish = new Map(
    column.map((vertex, i) => {
      const near = (neighbours[vertex] ?? []).map((n) => place[n] ?? 0)
      // Without a neighbour on that side it stays about where it was.
      return [vertex, near.length > 0 ? middle(near) : i]
    }),
  )
  const before = new Map(column.map((vertex, i) => [vertex, i]))
  column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || (before.get(a) ?? 0) - (before.get(b) ?? 0))
  for (let i = 0; i < column.length; i++) place[column[i] ?? 0] = i
}

/** Swaps neighbours in a column as long as that removes crossings. */
function transpose(graph: Layered, order: Order): void {
  const place = placesOf(graph, order)
  const placesIn = (near: readonly number[] | undefined): number[] =>
    (near ?? []).map((n) => place[n] ?? 0).sort((a, b) => a - b)
  for (let round = 0, better = true; better && round < 8; round++) {
    better = false
    for (const column of order) {
      // Swaps here move nobody in the columns beside: what they are compared by is sorted once.
      const left: (readonly number[])[] = column.map((v) => placesIn(graph.left[v]))
      const right: (readonly number[])[] = column.map((v) => placesIn(graph.right[v]))
      for (let i = 0; i + 1 < column.length; i++) {
        const [leftA, leftB] = [left[i] ?? none, left[i + 1] ?? none]
        const [rightA, rightB] = [right[i] ?? none, right[i + 1] ?? none]
        const now = inversions(leftA, leftB) + inversions(rightA, rightB)
        if (now === 0 || inversions(leftB, leftA) + inversions(rightB, rightA) >= now) continue
        const a = column[i] as number
        const b = column[i + 1] as number
        column[i] = b
        column[i + 1] = a
        left[i] = leftB
        left[i + 1] = leftA
        right[i] = rightB
        right[i + 1] = rightA
        place[b] = i
        place[a] = i + 1
        better = true
      }
    }
  }
}

const none: readonly number[] = []

/** Crossings on one side when the first stands above the second: pairs of which the upper one's end is lower. Both are sorted. */
function inversions(upper: readonly number[], lower: readonly number[]): number {
  let sum = 0
  let passed = 0
  for (const x of upper) {
    while (passed < lower.length && (lower[passed] ?? 0) < x) passed++
    sum += passed
  }
  return sum
}
