/** The window of time as the shell handles it: quick choices, steps, zoom, words. Pure; `now` is handed in. */
import { formatTime, type ParsedRange, parseRange, type TimeFailure } from '@roentgen/contract'
import { duration, timeSpan, zoneName } from '../format.ts'
import { t } from '../messages/index.ts'
import { type CommonSearch, defaultFrom, defaultTo } from '../search.ts'

export const quickRanges = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d'] as const

export type Ends = { readonly from: string; readonly to: string }

export function rangeOf(search: CommonSearch, now: number): ParsedRange {
  return parseRange(search.from ?? defaultFrom, search.to ?? defaultTo, {
    now,
    zone: zoneName(search.tz) ?? localZone(),
  })
}

export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** On unless switched off, as long as the window's end moves with the clock. */
export function isLive(search: CommonSearch): boolean {
  return search.live !== '0' && (search.to ?? defaultTo).trim().toLowerCase() === 'now'
}

/** One width to the left or right; at the present it becomes relative again. */
export function stepped(range: ParsedRange, direction: -1 | 1, now: number): Ends | null {
  if (!range.ok) return null
  const width = range.to - range.from
  const to = range.to + direction * width
  if (to >= now - 1) return relativeEnds(width)
  return { from: formatTime(Math.round(to - width)), to: formatTime(Math.round(to)) }
}

/** Twice as wide: around the middle, or further back when the end is now. */
export function widened(range: ParsedRange, now: number): Ends | null {
  if (!range.ok) return null
  const width = Math.min((range.to - range.from) * 2, 366 * 86_400)
  const middle = (range.from + range.to) / 2
  if (range.relative || middle + width / 2 >= now) return relativeEnds(width)
  return { from: formatTime(Math.round(middle - width / 2)), to: formatTime(Math.round(middle + width / 2)) }
}

function relativeEnds(width: number): Ends {
  const seconds = Math.round(width)
  const [size, unit] =
    seconds % 86_400 === 0
      ? [86_400, 'd']
      : seconds % 3600 === 0
        ? [3600, 'h']
        : seconds % 60 === 0
          ? [60, 'm']
          : [1, 's']
  return { from: `now-${seconds / (size as number)}${unit}`, to: 'now' }
}

/** `Last 15 min`, or both ends with the zone. */
export function rangeLabel(search: CommonSearch, now: number): string {
  const range = rangeOf(search, now)
  if (!range.ok) return t('shell.time.unreadable')
  if (range.relative && /^now-[^/]*$/.test(range.fromText) && range.toText === 'now') {
    return t('shell.time.last', { length: duration(range.to - range.from) })
  }
  return timeSpan(range.from, range.to, search.tz)
}

/** Why a range cannot be used, in the reader's language; the contract's own words are for replies. */
export const rangeProblem = (failure: TimeFailure): string =>
  t('shell.time.problem', { detail: t(`shell.time.problem.${failure.problem}`) })
