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
  const columns = n > mostOrdered ? besideCallers(sorted, at, across) : ordered(layered(at, across))
  for (const [i, vertices] of columns.entries()) {
    // What stands for lines that only pass takes no room.
    const nodes = vertices.filter((vertex) => vertex < n)
    const top = (i % 2) / 2 + Math.floor((rows - nodes.length) / 2)
    nodes.forEach((node, j) => {
      places[node] = { x: i * column, y: (top + j) * row }
    })
  }
  return places
}

/** With more of them few crossings are beyond seeing, and to look for them takes many seconds. */
const mostOrdered = 400

/** Column by column, each node as high as its callers in earlier columns are in the middle; without any, where it came. */
function besideCallers(
  sorted: readonly number[],
  at: readonly number[],
  across: readonly (readonly [number, number])[],
): number[][] {
  const columns: number[][] = []
  for (const node of sorted) {
    const column = columns[at[node] ?? 0]
    if (column) column.push(node)
    else columns.push([node])
  }
  const callers = new Map<number, number[]>()
  for (const [from, to] of across) callers.set(to, [...(callers.get(to) ?? []), from])
  const height = new Map<number, number>()
  for (const column of columns) {
    const wish = (node: number, i: number): number => {
      const known = (callers.get(node) ?? []).flatMap((caller) => height.get(caller) ?? [])
      return known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : i
    }
    const wishes = column.map((node, i) => ({ node, y: wish(node, i), i })).sort((a, b) => a.y - b.y || a.i - b.i)
    for (const [i, { node }] of wishes.entries()) {
      column[i] = node
      height.set(node, i)
    }
  }
  return columns
}
