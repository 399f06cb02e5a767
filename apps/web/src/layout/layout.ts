/**
 * Where the nodes of a map go: left to right, few crossings, and as little movement as can be from one picture to the next.
 * Pure and deterministic: the order in which nodes and edges are given does not matter.
 */
import { heights } from './coordinates.ts'
import { box, type Component, columnStep, components, type LayoutGraph, type Point, type Positions } from './graph.ts'
import { layered, type Order, ordered, transpose } from './order.ts'
import { pack } from './pack.ts'
import { pinAndPlace } from './place.ts'
import { forwardArcs, ranks } from './ranks.ts'

export type LayoutOptions = {
  /** Width / height of the viewport. */
  readonly aspect: number
  /** The last picture; null or empty: draw anew. */
  readonly previous: Positions | null
}

/** More change than this and holding still costs more clarity than it saves. */
const mostChange = 0.15

export function layout(graph: LayoutGraph, options: LayoutOptions): Record<string, Point> {
  const previous = options.previous
  if (!previous) return drawn(graph, options.aspect)
  const fresh = graph.nodes.filter((node) => !previous[node.id]).length
  if (fresh > mostChange * graph.nodes.length) return drawn(graph, options.aspect)
  if (!mustTurn(graph, previous)) return pinAndPlace(graph, previous)
  return warmed(graph, previous) ?? drawn(graph, options.aspect)
}

/** A call among nodes that were there already points to the left, and no cycle excuses it. */
function mustTurn(graph: LayoutGraph, previous: Positions): boolean {
  return components(graph).some((part) =>
    forwardArcs(part).some(([from, to]) => {
      const a = previous[part.ids[from] ?? '']
      const b = previous[part.ids[to] ?? '']
      return a && b && b.x <= a.x
    }),
  )
}

function drawn(graph: LayoutGraph, aspect: number): Record<string, Point> {
  const parts = components(graph).map(drawComponent)
  const corners = pack(
    parts.map((part) => part.size),
    aspect,
    box.componentGap,
  )
  const all: Record<string, Point> = {}
  parts.forEach((part, i) => {
    const corner = corners[i] ?? { x: 0, y: 0 }
    for (const [id, at] of Object.entries(part.at)) all[id] = { x: at.x + corner.x, y: at.y + corner.y }
  })
  return all
}

function drawComponent(part: Component): { at: Record<string, Point>; size: { width: number; height: number } } {
  const arcs = forwardArcs(part)
  const rank = ranks(part, arcs)
  const graph = layered(rank, arcs)
  const y = heights(graph, ordered(graph))
  const real = part.ids.map((_, i) => y[i] ?? 0)
  const top = Math.min(...real)
  const at: Record<string, Point> = {}
  part.ids.forEach((id, i) => {
    at[id] = { x: (rank[i] ?? 0) * columnStep + box.width / 2, y: (real[i] ?? 0) - top + box.height / 2 }
  })
  const size = {
    width: Math.max(...rank) * columnStep + box.width,
    height: Math.max(...real) - top + box.height,
  }
  return { at, size }
}

/** Drawn anew around the known nodes: they wish to keep their height and their columns' place. null when parts would overlap. */
function warmed(whole: LayoutGraph, previous: Positions): Record<string, Point> | null {
  const all: Record<string, Point> = {}
  const taken: { left: number; right: number; top: number; bottom: number }[] = []
  let bottom = Math.max(0, ...Object.values(previous).map((p) => p.y + box.height / 2))
  for (const part of components(whole)) {
    const at = part.ids.some((id) => previous[id]) ? warmComponent(part, previous) : drawComponent(part).at
    if (!part.ids.some((id) => previous[id])) {
      for (const id of part.ids) at[id] = { x: at[id]?.x ?? 0, y: (at[id]?.y ?? 0) + bottom + box.componentGap }
    }
    const points = Object.values(at)
    const area = {
      left: Math.min(...points.map((p) => p.x)) - box.width / 2,
      right: Math.max(...points.map((p) => p.x)) + box.width / 2,
      top: Math.min(...points.map((p) => p.y)) - box.height / 2,
      bottom: Math.max(...points.map((p) => p.y)) + box.height / 2,
    }
    for (const other of taken) {
      const apart =
        area.right <= other.left || area.left >= other.right || area.bottom <= other.top || area.top >= other.bottom
      if (!apart) return null
    }
    taken.push(area)
    bottom = Math.max(bottom, area.bottom)
    Object.assign(all, at)
  }
  return all
}

function warmComponent(part: Component, previous: Positions): Record<string, Point> {
  const arcs = forwardArcs(part)
  const rank = ranks(part, arcs)
  const graph = layered(rank, arcs)
  const known = new Map<number, number>()
  part.ids.forEach((id, i) => {
    const at = previous[id]
    if (at) known.set(i, at.y)
  })
  const guess = guessedHeights(graph, known)
  const order: Order = Array.from({ length: graph.columns }, () => [])
  graph.rank.forEach((column, v) => {
    order[column]?.push(v)
  })
  for (const column of order) column.sort((a, b) => (guess[a] ?? 0) - (guess[b] ?? 0) || a - b)
  transpose(graph, order, (v) => !known.has(v))
  const y = heights(graph, order, known)
  const x = columnPlaces(part, rank, graph.columns, previous)
  return Object.fromEntries(part.ids.map((id, i) => [id, { x: x[rank[i] ?? 0] ?? 0, y: y[i] ?? 0 }]))
}

/** Where unknown vertices would stand: the mean of their neighbours, a few rounds so that it reaches along chains. */
function guessedHeights(graph: ReturnType<typeof layered>, known: ReadonlyMap<number, number>): number[] {
  const middle = [...known.values()].reduce((a, b) => a + b, 0) / Math.max(1, known.size)
  const y = graph.rank.map((_, v) => known.get(v) ?? middle)
  for (let round = 0; round < 6; round++) {
    graph.rank.forEach((_, v) => {
      if (known.has(v)) return
      const near = [...(graph.left[v] ?? []), ...(graph.right[v] ?? [])]
      if (near.length > 0) y[v] = near.reduce((sum, n) => sum + (y[n] ?? 0), 0) / near.length
    })
  }
  return y
}

/** Each column where the median of its known nodes was, at least one step apart. */
function columnPlaces(part: Component, rank: readonly number[], columns: number, previous: Positions): number[] {
  const places: (number | undefined)[] = Array.from({ length: columns }, (_, column) => {
    const xs = part.ids.flatMap((id, i) => (rank[i] === column && previous[id] ? [previous[id].x] : []))
    xs.sort((a, b) => a - b)
    return xs[xs.length >> 1]
  })
  const anchor = places.findIndex((x) => x !== undefined)
  const out: number[] = []
  for (let column = 0; column < columns; column++) {
    const before = out[column - 1]
    const own =
      places[column] ??
      (before !== undefined ? before + columnStep : (places[anchor] ?? 0) - (anchor - column) * columnStep)
    out.push(before !== undefined ? Math.max(own, before + columnStep) : own)
  }
  return out
}
