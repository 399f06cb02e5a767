/** Opened groups: their members stand together in a block, as near as can be to where the group stood, and nobody else moves. */
import { box, byText, type LayoutGraph, type LayoutNode, type Point, type Positions } from './graph.ts'
import { pinAndPlace } from './place.ts'

export type Block = { readonly group: string; readonly members: readonly LayoutNode[] }

/** More of a block's members new than this, and it is drawn anew. */
const mostFresh = 0.3

const air = box.componentGap

export function blocksOf(graph: LayoutGraph): Block[] {
  const groups = new Map<string, LayoutNode[]>()
  for (const node of graph.nodes) {
    if (node.within === undefined) continue
    const members = groups.get(node.within)
    if (members) members.push(node)
    else groups.set(node.within, [node])
  }
  return [...groups]
    .sort(([a], [b]) => byText(a, b))
    .map(([group, members]) => ({ group, members: members.sort((a, b) => byText(a.id, b.id)) }))
}

/** The graph with every opened group as the one node it was. */
export function closed(graph: LayoutGraph): LayoutGraph {
  if (graph.nodes.every((node) => node.within === undefined)) return graph
  const outerOf = new Map(graph.nodes.map((node) => [node.id, node.within ?? node.id]))
  const nodes = new Map<string, LayoutNode>()
  for (const node of graph.nodes) {
    const id = node.within ?? node.id
    if (!nodes.has(id)) nodes.set(id, node.within === undefined ? node : { id })
  }
  const edges = new Map<string, { from: string; to: string }>()
  for (const edge of graph.edges) {
    const from = outerOf.get(edge.from)
    const to = outerOf.get(edge.to)
    if (from !== undefined && to !== undefined && from !== to) edges.set(`${from}>${to}`, { from, to })
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    ...(graph.compact ? { compact: true } : {}),
  }
}

/** `at` with the members of one opened group added; the group's own place stays in it, for when it is closed. */
export function placeBlock(
  graph: LayoutGraph,
  block: Block,
  at: Positions,
  previous: Positions,
  draw: (graph: LayoutGraph) => Record<string, Point>,
): Record<string, Point> {
  const ids = new Set(block.members.map(({ id }) => id))
  const edges = graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to))
  const known = block.members.filter(({ id }) => previous[id])
  const groupsOpen = new Set(graph.nodes.flatMap((node) => (node.within === undefined ? [] : [node.within])))
  const others = Object.fromEntries(Object.entries(at).filter(([id]) => !ids.has(id) && !groupsOpen.has(id)))
  if (known.length >= (1 - mostFresh) * block.members.length) {
    const stay = { ...others, ...Object.fromEntries(known.map(({ id }) => [id, previous[id] as Point])) }
    const near = graph.edges.filter(({ from, to }) => ids.has(from) || ids.has(to))
    const all = [...new Set([...Object.keys(stay), ...ids])].map((id) => ({ id }))
    return { ...at, ...pinAndPlace({ nodes: all, edges: near }, stay) }
  }
  const inner = draw({ nodes: block.members, edges })
  const points = Object.values(inner)
  const size = {
    width: Math.max(...points.map((p) => p.x)) + box.width / 2,
    height: Math.max(...points.map((p) => p.y)) + box.height / 2,
  }
  const stood = at[block.group] ?? { x: 0, y: 0 }
  const corner = freeCorner({ x: stood.x - size.width / 2, y: stood.y - size.height / 2 }, size, Object.values(others))
  const placed: Record<string, Point> = { ...at }
  for (const [id, p] of Object.entries(inner)) placed[id] = { x: corner.x + p.x, y: corner.y + p.y }
  return placed
}

/** The top left corner nearest to the wish at which so large a block covers none of these nodes. */
function freeCorner(wish: Point, size: { width: number; height: number }, taken: readonly Point[]): Point {
  const free = (corner: Point): boolean =>
    taken.every(
      (p) =>
        p.x + box.width / 2 + air <= corner.x ||
        p.x - box.width / 2 - air >= corner.x + size.width ||
        p.y + box.height / 2 + air / 2 <= corner.y ||
        p.y - box.height / 2 - air / 2 >= corner.y + size.height,
    )
  const step = { x: 60, y: 38 }
  const start = { x: Math.round(wish.x), y: Math.round(wish.y) }
  for (let ring = 0; ; ring++) {
    let best: Point | null = null
    let least = Number.POSITIVE_INFINITY
    for (let i = -ring; i <= ring; i++) {
      const sides: readonly (readonly [number, number])[] = [
        [i, ring],
        [i, -ring],
        [ring, i],
        [-ring, i],
      ]
      for (const [dx, dy] of sides) {
        const corner = { x: start.x + dx * step.x, y: start.y + dy * step.y }
        const far = (dx * step.x) ** 2 + (dy * step.y) ** 2
        if (far >= least || !free(corner)) continue
        least = far
        best = corner
      }
    }
    if (best) return best
  }
}
