/** The ways of edges between round nodes: straight where a pair has one edge, bent apart where it has several, a loop to itself. */
export type Point = { readonly x: number; readonly y: number }

export type Route = {
  /** On the rim of either node, the tip of the arrow included. */
  readonly from: Point
  readonly to: Point
  /** Of a bent line; null: straight. Of a loop, the first of its two. */
  readonly control: Point | null
  /** SVG path data. */
  readonly path: string
  /** Corners of the arrow's head. */
  readonly arrow: string
  readonly middle: Point
}

type End = { readonly id: string; readonly at: Point; readonly radius: number }
type Way = { readonly id: string; readonly from: string; readonly to: string; readonly width: number }

/** How far neighbours of a bundle stand apart, and the length of the arrow's head. */
const bend = 44
const head = 10

const round = (value: number): number => Math.round(value * 10) / 10
export const xy = ({ x, y }: Point): string => `${round(x)} ${round(y)}`

const towards = (from: Point, to: Point, distance: number): Point => {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: from.x + ((to.x - from.x) / length) * distance, y: from.y + ((to.y - from.y) / length) * distance }
}

function arrowHead(tip: Point, from: Point, width: number): string {
  const size = head + width
  const back = towards(tip, from, size)
  const across = { x: ((back.y - tip.y) / size) * size * 0.42, y: ((tip.x - back.x) / size) * size * 0.42 }
  return [tip, { x: back.x + across.x, y: back.y + across.y }, { x: back.x - across.x, y: back.y - across.y }]
    .map(xy)
    .join(' L')
}

function loop(node: End, nth: number, width: number): Route {
  const { at, radius } = node
  const reach = radius * 2.2 + nth * 18
  const corner = (x: number) => ({ x: at.x + x * radius, y: at.y - Math.sqrt(1 - x * x) * radius })
  const from = corner(-0.5)
  const to = corner(0.5)
  const a = { x: at.x - reach * 0.7, y: at.y - reach }
  const b = { x: at.x + reach * 0.7, y: at.y - reach }
  const stop = towards(to, b, head)
  return {
    from,
    to,
    control: a,
    path: `M${xy(from)} C${xy(a)} ${xy(b)} ${xy(stop)}`,
    arrow: arrowHead(to, b, width),
    middle: { x: at.x, y: (from.y + to.y) / 8 + (a.y + b.y) * 0.375 },
  }
}

function bent(from: End, to: End, offset: number, width: number): Route {
  const length = Math.hypot(to.at.x - from.at.x, to.at.y - from.at.y) || 1
  const centre = { x: (from.at.x + to.at.x) / 2, y: (from.at.y + to.at.y) / 2 }
  const control =
    offset === 0
      ? null
      : {
          x: centre.x - ((to.at.y - from.at.y) / length) * offset,
          y: centre.y + ((to.at.x - from.at.x) / length) * offset,
        }
  // Nodes that overlap leave no line to speak of: it must not turn round.
  const rims = Math.min(1, length / (from.radius + to.radius + head + 2))
  const start = towards(from.at, control ?? to.at, from.radius * rims)
  const tip = towards(to.at, control ?? from.at, (to.radius + 2) * rims)
  const stop = towards(tip, control ?? start, head * rims)
  const q = control ?? { x: (start.x + tip.x) / 2, y: (start.y + tip.y) / 2 }
  return {
    from: start,
    to: tip,
    control,
    path: control ? `M${xy(start)} Q${xy(control)} ${xy(stop)}` : `M${xy(start)} L${xy(stop)}`,
    arrow: arrowHead(tip, control ?? start, width),
    middle: { x: (start.x + 2 * q.x + tip.x) / 4, y: (start.y + 2 * q.y + tip.y) / 4 },
  }
}

/** By the edge's id; edges whose ends are unknown have none. */
export function routes(nodes: readonly End[], edges: readonly Way[]): ReadonlyMap<string, Route> {
  const ends = new Map(nodes.map((node) => [node.id, node]))
  const pairs = new Map<string, Way[]>()
  for (const edge of edges) {
    if (!ends.has(edge.from) || !ends.has(edge.to)) continue
    const pair = JSON.stringify([edge.from, edge.to].sort())
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge])
  }
  const found = new Map<string, Route>()
  for (const bundle of pairs.values()) {
    const ordered = bundle.sort((a, b) => (a.id < b.id ? -1 : 1))
    const [first] = ordered
    for (const [i, edge] of ordered.entries()) {
      const from = ends.get(edge.from)
      const to = ends.get(edge.to)
      if (!from || !to) continue
      // Sides are those of the pair, whichever way the single edge goes.
      const side = edge.from === first?.from ? 1 : -1
      const offset = (i - (ordered.length - 1) / 2) * bend * side
      found.set(edge.id, from === to ? loop(from, i, edge.width) : bent(from, to, offset, edge.width))
    }
  }
  return found
}
