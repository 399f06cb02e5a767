/** On a narrow sheet the same picture stands upright: columns become rows, so that names stay readable. */
import { box, columnStep, type Point, type Positions } from '../../layout/graph.ts'

export type Orientation = 'wide' | 'tall'

export type Sheet = { readonly width: number; readonly height: number }

export const orientationFor = (sheet: Sheet): Orientation =>
  sheet.width < 600 || sheet.width / sheet.height < 0.75 ? 'tall' : 'wide'

/** Neighbours in a column stand one node's height apart, which is about a node's width; rows need less air than columns. */
const across = (box.width + 6) / (box.height + box.gap)
const along = (box.height + 64) / columnStep

export function oriented(at: Positions, orientation: Orientation): Record<string, Point> {
  if (orientation === 'wide') return { ...at }
  return Object.fromEntries(Object.entries(at).map(([id, p]) => [id, { x: p.y * across, y: p.x * along }]))
}
