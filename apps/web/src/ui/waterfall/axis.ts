/** Where time stands on the screen. All numbers are microseconds after the start of the trace; a range may begin below zero. */
export type Range = { readonly from: number; readonly to: number }

/** Closer than this a bar cannot be told from its neighbour, and floats begin to lie. */
const shortestRangeUs = 10

const second = 1_000_000
const minute = 60 * second
const hour = 60 * minute
/** Steps people count in: 1, 2, 5 below a minute; clock fractions above. */
const longSteps = [5 * second, 10 * second, 15 * second, 30 * second]
  .concat([1, 2, 5, 10, 15, 30].map((n) => n * minute))
  .concat([1, 2, 3, 6, 12, 24].map((n) => n * hour))

function niceStep(rough: number): number {
  if (rough > 2 * second) return longSteps.find((step) => step >= rough) ?? Math.ceil(rough / (24 * hour)) * 24 * hour
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= rough) ?? power * 10
}

/** At most `most` round moments inside the range. */
export function ticks(range: Range, most: number): number[] {
  const step = niceStep((range.to - range.from) / Math.max(1, most))
  const found: number[] = []
  for (let at = Math.ceil(range.from / step) * step; at <= range.to; at += step) found.push(at === 0 ? 0 : at)
  return found
}

export type TimeColumns = { readonly start: readonly number[]; readonly duration: readonly number[] }

/** From the earliest start (or 0) to the latest end; never empty. */
export function extent(times: TimeColumns): Range {
  let from = 0
  let to = 1
  for (let row = 0; row < times.start.length; row += 1) {
    const start = times.start[row] ?? 0
    from = Math.min(from, start)
    to = Math.max(to, start + Math.max(0, times.duration[row] ?? 0))
  }
  return { from, to: Math.max(to, from + shortestRangeUs) }
}

export type Bar = {
  /** Shares of the visible range, 0..1. */
  readonly left: number
  readonly width: number
  /** The bar lies wholly before or after what is visible. */
  readonly outside: 'before' | 'after' | null
}

/** `duration` -1: still running, drawn to the end of what is known. */
export function barOf(start: number, duration: number, view: Range, whole: Range): Bar {
  const end = duration < 0 ? whole.to : start + duration
  const span = view.to - view.from
  if (end < view.from) return { left: 0, width: 0, outside: 'before' }
  if (start > view.to) return { left: 1, width: 0, outside: 'after' }
  const left = Math.max(0, (start - view.from) / span)
  return { left, width: Math.min(1, (end - view.from) / span) - left, outside: null }
}

/** Keeps a range inside the whole and not shorter than what can be drawn. */
export function clamp(range: Range, whole: Range): Range {
  const span = Math.min(whole.to - whole.from, Math.max(shortestRangeUs, range.to - range.from))
  const from = Math.min(Math.max(range.from, whole.from), whole.to - span)
  return { from, to: from + span }
}

/** Factor below 1 zooms in. The anchor (a moment) stays where it is on the screen. */
export function zoomed(view: Range, factor: number, anchor: number, whole: Range): Range {
  return clamp({ from: anchor - (anchor - view.from) * factor, to: anchor + (view.to - anchor) * factor }, whole)
}

export const panned = (view: Range, share: number, whole: Range): Range => {
  const by = (view.to - view.from) * share
  return clamp({ from: view.from + by, to: view.to + by }, whole)
}

/** The entity with a little air around it. */
export function fitted(start: number, duration: number, whole: Range): Range {
  const end = duration < 0 ? whole.to : start + duration
  const air = Math.max(shortestRangeUs / 2, (end - start) * 0.05)
  return clamp({ from: start - air, to: end + air }, whole)
}

export const isWhole = (view: Range, whole: Range): boolean => view.from <= whole.from && view.to >= whole.to

/** `1200~45000`, whole microseconds; absent when everything shows. */
export const rangeText = (view: Range, whole: Range): string | undefined =>
  isWhole(view, whole) ? undefined : `${Math.round(view.from)}~${Math.round(view.to)}`

export function rangeFrom(text: string | undefined, whole: Range): Range {
  const match = /^(-?\d+)~(-?\d+)$/.exec(text ?? '')
  if (!match) return whole
  const [from, to] = [Number(match[1]), Number(match[2])]
  return from < to ? clamp({ from, to }, whole) : whole
}
