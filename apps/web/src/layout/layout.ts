/**
 * Where the nodes of a map go: left to right, few crossings, and no movement of what was there already.
 * Pure and deterministic: the order in which nodes and edges are given does not matter, nor does the shape of anybody's window.
 */
import { blocksOf, closed, placeBlock } from './blocks.ts'
import { compactly } from './compact.ts'
import { heights } from './coordinates.ts'
import { box, type Component, columnStep, components, type LayoutGraph, type Point, type Positions } from './graph.ts'
import { layered, ordered } from './order.ts'
import { pack } from './pack.ts'
import { apartFromPins, pinAndPlace } from './place.ts'
import { forwardArcs, ranks } from './ranks.ts'
import { turned } from './turn.ts'

export type LayoutOptions = {
  /** Places on earlier pictures, also of nodes that were away on the last one; null or empty: draw anew. */
  readonly previous: Positions | null
  /** Where a hand has put nodes: they stand exactly there, and others make way. */
  readonly pinned?: Positions
  /** Calls that the last picture did not have: only they may turn a known callee to the right of its caller. */
  readonly newCalls?: LayoutGraph['edges']
  /** Width / height that separate parts are packed into, see `sheetAspect`. */
  readonly aspect?: number
}

/** More that is new than this and holding still costs more clarity than it saves. */
const mostChange = 0.15

/** Width / height that separate parts are packed into. The same for everybody: a window's own shape would make each reader's map another one. */
const sheetAspect = 1.6

/** Places of all nodes, and of the groups that are open: there they go back to when they are closed. */
export function layout(graph: LayoutGraph, options: LayoutOptions): Record<string, Point> {
  const previous = options.previous ?? {}
  const pinned = options.pinned ?? {}
  const draw = (part: LayoutGraph) => drawn(part, options.aspect ?? sheetAspect)
  let at = outermost(closed(graph), previous, pinned, options.newCalls ?? [], draw)
  for (const block of blocksOf(graph)) at = placeBlock(graph, block, at, previous, draw)
  for (const { id } of graph.nodes) {
    const pin = pinned[id]
    if (pin) at[id] = pin
  }
  return at
}

function outermost(
  graph: LayoutGraph,
  previous: Positions,
  pinned: Positions,
  newCalls: LayoutGraph['edges'],
  draw: (graph: LayoutGraph) => Record<string, Point>,
): Record<string, Point> {
  const fresh = graph.nodes.filter(({ id }) => !previous[id] && !pinned[id]).length
  if (fresh > mostChange * graph.nodes.length) return apartFromPins(draw(graph), graph, pinned)
  const known: Record<string, Point> = {}
  for (const { id } of graph.nodes) {
    const at = pinned[id] ?? previous[id]
    if (at) known[id] = at
  }
  for (const id of turned(graph, known, pinned, newCalls)) delete known[id]
  return pinAndPlace(graph, known)
}

/** Of more nodes, columns by the length of the way from the entry get ten times as high as wide. */
const mostLayered = 120

/** From nothing but who calls whom. */
function drawn(graph: LayoutGraph, aspect: number): Record<string, Point> {
  const parts = components(graph).map((part) =>
    graph.compact || part.ids.length > mostLayered ? drawCompactly(part) : drawComponent(part),
  )
  const corners = pack(
    parts.map((part) => part.size),
    aspect,
    box.componentGap,
  )
  const all: Record<string, Point> = {}
  parts.forEach((part, i) => {
    const corner = corners[i] ?? { x: 0, y: 0 }
    // Whole pixels: engines may differ in the last digit of a sum.
    for (const [id, at] of Object.entries(part.at))
      all[id] = { x: Math.round(at.x + corner.x), y: Math.round(at.y + corner.y) }
  })
  return all
}

type DrawnPart = {
  readonly at: Record<string, Point>
  readonly size: { readonly width: number; readonly height: number }
}

function drawCompactly(part: Component): DrawnPart {
  const places = compactly(part)
  const at = Object.fromEntries(
    part.ids.map((id, i) => {
      const { x = 0, y = 0 } = places[i] ?? {}
      return [id, { x: x + box.width / 2, y: y + box.height / 2 }]
    }),
  )
  const most = (side: 'x' | 'y'): number => Math.max(...places.map((place) => place[side]))
  return { at, size: { width: most('x') + box.width, height: most('y') + box.height } }
}

function drawComponent(part: Component): DrawnPart {
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
