/** Pin and place: all that was there stays where it was, the new gets a free slot beside those it talks to. */
import { box, columnStep, type LayoutGraph, type Point, type Positions } from './graph.ts'

export function pinAndPlace(graph: LayoutGraph, previous: Positions): Record<string, Point> {
  const callers = new Map<string, string[]>()
  const callees = new Map<string, string[]>()
  for (const { from, to } of graph.edges) {
    if (from === to) continue
    callers.set(to, [...(callers.get(to) ?? []), from])
    callees.set(from, [...(callees.get(from) ?? []), to])
  }
  const placed: Record<string, Point> = {}
  const slots = new Slots()
  const put = (id: string, at: Point) => {
    placed[id] = at
    slots.take(at)
  }
  const fresh: string[] = []
  for (const { id } of graph.nodes) {
    const at = previous[id]
    if (at) put(id, at)
    else fresh.push(id)
  }
  fresh.sort((a, b) => (a < b ? -1 : 1))
  const pointsOf = (ids: readonly string[] | undefined): Point[] =>
    (ids ?? []).flatMap((id) => (placed[id] ? [placed[id] as Point] : []))
  while (fresh.length > 0) {
    // First whoever has a placed caller, else a placed callee: so that a chain of new nodes grows from left to right.
    let at = fresh.findIndex((id) => pointsOf(callers.get(id)).length > 0)
    if (at < 0) at = fresh.findIndex((id) => pointsOf(callees.get(id)).length > 0)
    if (at < 0) at = 0
    const id = fresh.splice(at, 1)[0] as string
    const before = pointsOf(callers.get(id))
    const after = pointsOf(callees.get(id))
    const near = [...before, ...after]
    if (near.length === 0) {
      const all = Object.values(placed)
      const x = all.length > 0 ? Math.min(...all.map((p) => p.x)) : 0
      const y = all.length > 0 ? Math.max(...all.map((p) => p.y)) + box.height + box.componentGap : 0
      put(id, slots.free({ x, y }))
      continue
    }
    const x =
      before.length > 0
        ? Math.max(...before.map((p) => p.x)) + columnStep
        : Math.min(...after.map((p) => p.x)) - columnStep
    const y = near.reduce((sum, p) => sum + p.y, 0) / near.length
    put(id, slots.free({ x, y }))
  }
  return placed
}

/** Taken boxes, in cells of a coarse grid so that a look costs the same with 3 nodes or 3,000. */
class Slots {
  private readonly cells = new Map<string, Point[]>()

  take(at: Point): void {
    const key = `${Math.floor(at.x / box.width)} ${Math.floor(at.y / box.height)}`
    this.cells.set(key, [...(this.cells.get(key) ?? []), at])
  }

  private collides(at: Point): boolean {
    const cx = Math.floor(at.x / box.width)
    const cy = Math.floor(at.y / box.height)
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -2; dy <= 2; dy++) {
        for (const other of this.cells.get(`${cx + dx} ${cy + dy}`) ?? []) {
          if (Math.abs(other.x - at.x) < box.width && Math.abs(other.y - at.y) < box.height + box.gap - 0.01)
            return true
        }
      }
    }
    return false
  }

  /** The nearest free place in the same column, above or below. */
  free(wish: Point): Point {
    const step = (box.height + box.gap) / 4
    for (let i = 0; ; i++) {
      for (const sign of i === 0 ? [1] : [1, -1]) {
        const at = { x: wish.x, y: wish.y + sign * i * step }
        if (!this.collides(at)) return at
      }
    }
  }
}
