/** Where along its line each edge writes its figures, so that labels neither cover each other nor nodes. Plain geometry, tested without a browser. */
export type Point = { readonly x: number; readonly y: number }
export type Box = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
export type LabelledEdge = {
  readonly id: string
  readonly from: Point
  readonly to: Point
  /** Of a curved line; null: straight. */
  readonly control: Point | null
  readonly width: number
  readonly height: number
}

/** The middle first, then ever nearer to the ends. */
const places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8] as const
/** A label off the middle must be worth it: so much overlap (square pixels) for each step away. */
const stepCost = 2

export function pointAt({ from, to, control }: Pick<LabelledEdge, 'from' | 'to' | 'control'>, t: number): Point {
  const on = (a: number, b: number, c: number | null): number =>
    c === null ? a + (b - a) * t : (1 - t) ** 2 * a + 2 * t * (1 - t) * c + t ** 2 * b
  return { x: on(from.x, to.x, control?.x ?? null), y: on(from.y, to.y, control?.y ?? null) }
}

/** The shift of each label from the middle of its line, in the same order. Edges that come first choose first. */
export function placeLabels(edges: readonly LabelledEdge[], obstacles: readonly Box[]): Point[] {
  const taken: Box[] = [...obstacles]
  return edges.map((edge) => {
    const middle = pointAt(edge, 0.5)
    let best = middle
    let bestCost = Number.POSITIVE_INFINITY
    for (const [step, t] of places.entries()) {
      const at = pointAt(edge, t)
      const box = boxAround(at, edge)
      const cost = step * stepCost + taken.reduce((sum, other) => sum + overlap(box, other), 0)
      if (cost >= bestCost) continue
      best = at
      bestCost = cost
    }
    taken.push(boxAround(best, edge))
    return { x: Math.round(best.x - middle.x), y: Math.round(best.y - middle.y) }
  })
}

function boxAround({ x, y }: Point, { width, height }: Pick<LabelledEdge, 'width' | 'height'>): Box {
  return { x1: x - width / 2, y1: y - height / 2, x2: x + width / 2, y2: y + height / 2 }
}

/** In square pixels. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1)
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1)
  return width > 0 && height > 0 ? width * height : 0
}
