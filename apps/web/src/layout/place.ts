/** Pin and place: all that was there stays where it was, the new gets a free slot beside those it talks to. */
import { box, byText, columnStep, type LayoutGraph, type Point, type Positions } from './graph.ts'

/** Nodes of `known` stay exactly; the others go one column right of their callers (or left of their callees). */
export function pinAndPlace(graph: LayoutGraph, known: Positions): Record<string, Point> {
  const callers = new Map<string, string[]>()
  const callees = new Map<string, string[]>()
  const note = (list: Map<string, string[]>, key: string, value: string) => {
    const there = list.get(key)
    if (there) there.push(value)
    else list.set(key, [value])
  }
  // Sorted: a mean over the same places in another order may differ in its last digit.
  const edges = [...graph.edges].sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to))
  for (const { from, to } of edges) {
    if (from === to) continue
    note(callers, to, from)
    note(callees, from, to)
  }
  const placed: Record<string, Point> = {}
  const slots = new Slots()
  const put = (id: string, at: Point) => {
    placed[id] = at
    slots.take(at)
  }
  const fresh: string[] = []
  for (const { id } of graph.nodes) {
    const at = known[id]
    if (at) put(id, at)
    else fresh.push(id)
  }
  fresh.sort(byText)
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
    const y = Math.round(near.reduce((sum, p) => sum + p.y, 0) / near.length)
    put(id, slots.free({ x, y }))
  }
  return placed
}

/** A drawing with some nodes put elsewhere by hand: those who would stand under them step aside, up or down. */
export function apartFromPins(at: Positions, graph: LayoutGraph, pinned: Positions): Record<string, Point> {
  const ids = graph.nodes.map(({ id }) => id).sort(byText)
  const slots = new Slots()
  const all: Record<string, Point> = {}
  for (const id of ids) {
    const pin = pinned[id]
    if (!pin) continue
    all[id] = pin
    slots.take(pin)
  }
  const inTheWay = ids.filter((id) => {
    const place = at[id]
    if (all[id] || !place) return false
    if (slots.collides(place, 0)) return true
    all[id] = place
    return false
  })
  // Their own slots are taken only now: whoever stood free keeps its place.
  for (const id of ids) if (all[id] && !pinned[id]) slots.take(all[id])
  for (const id of inTheWay) {
    all[id] = slots.free(at[id] as Point)
    slots.take(all[id])
  }
  return all
}

/** Taken boxes, in cells of a coarse grid so that a look costs the same with 3 nodes or 3,000. */
export class Slots {
  private readonly cells = new Map<string, Point[]>()

  take(at: Point): void {
    const key = `${Math.floor(at.x / box.width)} ${Math.floor(at.y / box.height)}`
    const there = this.cells.get(key)
    if (there) there.push(at)
    else this.cells.set(key, [at])
  }

  /** `gap`: the air that must be between boxes, above and below. */
  collides(at: Point, gap: number = box.gap - 1): boolean {
    const cx = Math.floor(at.x / box.width)
    const cy = Math.floor(at.y / box.height)
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -2; dy <= 2; dy++) {
        for (const other of this.cells.get(`${cx + dx} ${cy + dy}`) ?? []) {
          if (Math.abs(other.x - at.x) < box.width && Math.abs(other.y - at.y) < box.height + gap) return true
        }
      }
    }
    return false
  }

  /** The nearest free place in the same column, above or below. */
  free(wish: Point): Point {
    const step = Math.round((box.height + box.gap) / 4)
    for (let i = 0; ; i++) {
      for (const sign of i === 0 ? [1] : [1, -1]) {
        const at = { x: wish.x, y: wish.y + sign * i * step }
        if (!this.collides(at)) return at
      }
    }
  }
}

/** Earlier places that are still free to come back to: those that nobody on this picture stands on. */
export function stillFree(earlier: Positions, shown: Positions): Record<string, Point> {
  const slots = new Slots()
  for (const at of Object.values(shown)) slots.take(at)
  return Object.fromEntries(Object.entries(earlier).filter(([id, at]) => shown[id] || !slots.collides(at, 0)))
}
