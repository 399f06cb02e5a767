/** A part of the window, in whole steps. Pure. */
export type Part = { readonly from: number; readonly to: number }
export type Axis = Part & { readonly step: number }

/** Between two moments, whichever is first: the steps touched. Null where that is everything. */
export function partOf(axis: Axis, a: number, b: number): Part | null {
  const { step } = axis
  const first = Math.floor(Math.min(a, b) / step) * step
  const last = Math.ceil(Math.max(a, b) / step) * step
  const from = Math.max(axis.from, first)
  const to = Math.min(axis.to, Math.max(last, first + step))
  if (to <= from) return null
  return from <= axis.from && to >= axis.to ? null : { from, to }
}

/** One handle moved by a number of steps; the part keeps at least one. */
export function moved(axis: Axis, part: Part, side: 'from' | 'to', steps: number): Part {
  const grid = (at: number): number => Math.round(at / axis.step) * axis.step
  if (side === 'from') {
    const from = Math.min(grid(part.from + steps * axis.step), part.to - axis.step)
    return { from: Math.max(axis.from, from), to: part.to }
  }
  const to = Math.max(grid(part.to + steps * axis.step), part.from + axis.step)
  return { from: part.from, to: Math.min(axis.to, to) }
}

/** Whether a pointer that went down at one place (pixels) was meant to drag: a click is never quite still. */
export const isDrag = (from: number, to: number): boolean => Math.abs(to - from) > 4
