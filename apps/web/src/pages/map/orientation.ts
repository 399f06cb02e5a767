/** Which way calls run on the sheet. Places are kept with calls running to the right; downward, columns become rows. */
import { box, columnStep, type Point, type Positions } from '../../layout/graph.ts'

export type Flow = 'right' | 'down'

export type Sheet = { readonly width: number; readonly height: number }

/** On a narrow sheet the picture stands upright, so that names stay readable. */
export const flowFor = (sheet: Sheet): Flow =>
  sheet.width < 600 || sheet.width / sheet.height < 0.75 ? 'down' : 'right'

/** Neighbours in a column stand one node's height apart, which is about a node's width; rows need less air than columns. */
const across = (box.width + 6) / (box.height + box.gap)
const along = (box.height + 64) / columnStep

const onSheet = (p: Point, flow: Flow): Point => (flow === 'right' ? { ...p } : { x: p.y * across, y: p.x * along })

export function oriented(places: Positions, flow: Flow): Record<string, Point> {
  return Object.fromEntries(Object.entries(places).map(([id, p]) => [id, onSheet(p, flow)]))
}

/** Back from the sheet, in whole pixels: what `pins` and named views keep. */
export const placeOf = ({ x, y }: Point, flow: Flow): Point =>
  flow === 'right' ? { x: Math.round(x), y: Math.round(y) } : { x: Math.round(y / along), y: Math.round(x / across) }
