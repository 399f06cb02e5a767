/** Many nodes close together: columns of a few, callers left of callees where that can be, every other column half a row lower. */
import { box, type Component, type Point } from './graph.ts'
import { layered, ordered } from './order.ts'
import { forwardArcs, ranks } from './ranks.ts'

/** Room for long names side by side. */
const column = box.width + 110
const row = box.height + box.gap + 20
/** Width / height, as a window has room for. */
const aspect = 2.8

/** Places of the nodes in order. */
export function compactly(part: Component): Point[] {
  const n = part.ids.length
  const rows = Math.max(1, Math.round(Math.sqrt((n * column) / (row * aspect))))
  const arcs = forwardArcs(part)
  const rank = ranks(part, arcs)
  const sorted = part.ids
    .map((_, i) => i)
    .sort((a, b) => Number(part.first[b]) - Number(part.first[a]) || (rank[a] ?? 0) - (rank[b] ?? 0) || a - b)
  const at = new Array<number>(n).fill(0)
  sorted.forEach((node, i) => {
    at[node] = Math.floor(i / rows)
  })
  // Within a column nobody is before anybody.
  const across = arcs.filter(([from, to]) => (at[from] ?? 0) < (at[to] ?? 0))
  const places = new Array<Point>(n).fill({ x: 0, y: 0 })
  for (const [i, vertices] of ordered(layered(at, across)).entries()) {
    // What stands for lines that only pass takes no room.
    const nodes = vertices.filter((vertex) => vertex < n)
    const top = (i % 2) / 2 + Math.floor((rows - nodes.length) / 2)
    nodes.forEach((node, j) => {
      places[node] = { x: i * column, y: (top + j) * row }
    })
  }
  return places
}
