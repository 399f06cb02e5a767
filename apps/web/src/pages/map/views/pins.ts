/**
 * Pins as a link carries them: `k3f9a2.1a.-3f~…`, a hash of the node's id and its place in base 36. A hash alone takes back a pin of the
 * view, `-` in front all of them.
 */
import type { Point, Positions } from '../../../layout/graph.ts'

export type Pins = {
  /** By hash of the node's id; null: not pinned, whatever the view says. */
  readonly own: ReadonlyMap<string, Point | null>
  /** False: those of the view do not count. */
  readonly ofView: boolean
}

export const noPins: Pins = { own: new Map(), ofView: true }

/** More make a link that mail programs break: a view carries them. */
export const mostPins = 30

/** FNV-1a. Ids are long, and a link carries many: two of 2,000 ids share a hash in one system of two thousand. */
export function hashOf(id: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** What cannot be read is left out. */
export function decodePins(text: string | undefined): Pins {
  const parts = (text ?? '').split('~')
  const ofView = parts[0] !== '-'
  const own = new Map<string, Point | null>()
  for (const part of parts) {
    const [hash = '', x, y, ...more] = part.split('.')
    if (!/^[0-9a-z]{1,7}$/.test(hash) || more.length > 0) continue
    if (x === undefined) own.set(hash, null)
    else {
      const at = { x: coordinate(x), y: coordinate(y) }
      if (Number.isFinite(at.x) && Number.isFinite(at.y)) own.set(hash, at)
    }
  }
  return { own: new Map([...own].slice(0, mostPins)), ofView }
}

/** Beyond this no map reaches, and sums would lose their pixels. */
const farthest = 1e6

function coordinate(text: string | undefined): number {
  if (text === undefined || !/^-?[0-9a-z]{1,5}$/.test(text)) return Number.NaN
  const value = Number.parseInt(text, 36)
  return Math.abs(value) <= farthest ? value : Number.NaN
}

/** undefined without pins: the link is silent then. */
export function encodePins({ own, ofView }: Pins): string | undefined {
  const parts = [...own].map(([hash, at]) =>
    at ? `${hash}.${Math.round(at.x).toString(36)}.${Math.round(at.y).toString(36)}` : hash,
  )
  return [...(ofView ? [] : ['-']), ...parts].join('~') || undefined
}

/** The pins in force among these nodes: the view's, and over them the link's. */
export function pinnedAmong(ids: readonly string[], { own, ofView }: Pins, view: Positions): Record<string, Point> {
  const pinned: Record<string, Point> = {}
  for (const id of ids) {
    const ours = own.get(hashOf(id))
    const at = ours === undefined && ofView ? view[id] : ours
    if (at) pinned[id] = at
  }
  return pinned
}

/** The link's pins with one more, or one taken back (`at` null); null when a link can carry no more. */
export function withPin({ own, ofView }: Pins, id: string, at: Point | null, view: Positions): Pins | null {
  const next = new Map(own)
  next.delete(hashOf(id))
  if (at !== null || (ofView && view[id])) next.set(hashOf(id), at)
  return next.size > mostPins ? null : { own: next, ofView }
}
