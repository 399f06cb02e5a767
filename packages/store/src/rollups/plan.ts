/**
 * Where each piece of a window is read: every minute from exactly one place.
 *
 *     from                                                             to
 *      |ragged| minutes |      hours      | dirty |  minutes  | ragged |
 *       raw     rollup    rollup (days)      raw     rollup      raw
 */
import type { Window } from '../port.ts'

/** Half-open. Of minutes, hours or days since 1970, or of microseconds. */
export type Range = readonly [from: number, to: number]

export type WindowPlan = {
  readonly days: readonly Range[]
  readonly hours: readonly Range[]
  readonly minutes: readonly Range[]
  /** Whole minutes whose rollup may be behind. */
  readonly dirty: readonly number[]
  /** The ends of the window that are no whole minutes. */
  readonly raggedUs: readonly Range[]
}

export const minuteUs = 60_000_000
const minutesPer = { hour: 60, day: 1440 } as const
export type Finest = 'minute' | 'hour' | 'day'

/** `coarsest`: the largest slots that may be used, when the answer is wanted in steps of that length. */
export function planWindow(window: Window, dirtyMinutes: Iterable<number>, coarsest: Finest = 'day'): WindowPlan {
  const { fromUs, toUs } = window
  if (!(toUs > fromUs)) return { days: [], hours: [], minutes: [], dirty: [], raggedUs: [] }
  const first = Math.ceil(fromUs / minuteUs)
  const end = Math.floor(toUs / minuteUs)
  if (first >= end) {
    const inside: Range[] =
      first === end
        ? [
            [fromUs, first * minuteUs],
            [end * minuteUs, toUs],
          ]
        : [[fromUs, toUs]]
    return { days: [], hours: [], minutes: [], dirty: [], raggedUs: inside.filter(([a, b]) => b > a) }
  }
  const dirty = [...new Set(dirtyMinutes)].filter((m) => m >= first && m < end).sort((a, b) => a - b)
  const raggedUs: Range[] = [
    [fromUs, first * minuteUs],
    [end * minuteUs, toUs],
  ]
  const whole = gaps([first, end], dirty)
  const [days, belowDays] = coarsest === 'day' ? split(whole, minutesPer.day) : [[], whole]
  const [hours, minutes] = coarsest === 'minute' ? [[], belowDays] : split(belowDays, minutesPer.hour)
  return { days, hours, minutes, dirty, raggedUs: raggedUs.filter(([a, b]) => b > a) }
}

/** The stretches of a range between single points. */
function gaps([from, to]: Range, points: readonly number[]): Range[] {
  const found: Range[] = []
  let at = from
  for (const point of points) {
    if (point > at) found.push([at, point])
    at = point + 1
  }
  if (at < to) found.push([at, to])
  return found
}

/** Takes the whole slots out of each range: [slots, what is left]. */
function split(ranges: readonly Range[], size: number): [Range[], Range[]] {
  const slots: Range[] = []
  const rest: Range[] = []
  for (const [from, to] of ranges) {
    const first = Math.ceil(from / size)
    const end = Math.floor(to / size)
    if (first >= end) {
      rest.push([from, to])
      continue
    }
    slots.push([first, end])
    if (from < first * size) rest.push([from, first * size])
    if (end * size < to) rest.push([end * size, to])
  }
  return [slots, rest]
}

/** Sorted whole numbers as ranges; the closest are joined when there are more than `most`. */
export function coveringRanges(sorted: readonly number[], most: number): Range[] {
  const ranges: [number, number][] = []
  for (const n of sorted) {
    const last = ranges.at(-1)
    if (last && last[1] >= n) last[1] = Math.max(last[1], n + 1)
    else ranges.push([n, n + 1])
  }
  while (ranges.length > most) {
    let best = 1
    for (let i = 1; i < ranges.length; i++) if (gapBefore(ranges, i) < gapBefore(ranges, best)) best = i
    ranges.splice(best - 1, 2, [ranges[best - 1]![0], ranges[best]![1]])
  }
  return ranges
}

const gapBefore = (ranges: readonly Range[], i: number): number => ranges[i]![0] - ranges[i - 1]![1]
