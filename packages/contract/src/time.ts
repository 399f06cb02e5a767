/**
 * How people and links write times: read the same way by the web's time picker and by the bff.
 * Pure: `now` is handed in. All results are epoch seconds (floats).
 *
 *     now   now-6h   now-1d+2h   now/d   now-1d/d            relative to now; `/d` rounds down to the start of the day
 *     2h   last 2h   PT1H   P1DT12H   1h30m                 that long before the end of the range (before now, standing alone)
 *     2026-11-22   2026-11-22 10:00   2026-11-22T10:00:00Z   ISO 8601; without a zone it is read in `zone`, UTC by default
 *     1763460000   1763460000.123   1763460000123            epoch seconds, or milliseconds from 1e11 on
 */

export type TimeOptions = {
  /** Epoch seconds. */
  readonly now: number
  /** IANA name for dates that carry no zone of their own, e.g. `Europe/Berlin`. Default `UTC`. */
  readonly zone?: string
  /** What a bare duration counts back from; default `now`. */
  readonly base?: number
}

export type TimeProblem = 'empty' | 'not-a-time' | 'no-such-date' | 'from-after-to' | 'too-long' | 'not-a-range'

export type TimeFailure = {
  readonly ok: false
  readonly problem: TimeProblem
  /** English, for API replies; the web words `problem` itself. */
  readonly message: string
  readonly field?: 'from' | 'to'
}

export type ParsedTime =
  | {
      readonly ok: true
      readonly seconds: number
      /** True when the same text means another moment tomorrow. */
      readonly relative: boolean
    }
  | TimeFailure

export type ParsedRange =
  | {
      readonly ok: true
      readonly from: number
      readonly to: number
      /** Canonical texts for the URL: a relative end stays relative (`now-2h`), an absolute one is ISO in UTC. */
      readonly fromText: string
      readonly toText: string
      /** The end moves with the clock: the page may follow live. */
      readonly relative: boolean
    }
  | TimeFailure

/** The longest window anyone may ask about. */
export const longestWindowSeconds = 366 * 86_400

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
const unitNames: Readonly<Record<string, string>> = {
  s: 's',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  m: 'm',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  h: 'h',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  d: 'd',
  day: 'd',
  days: 'd',
  w: 'w',
  week: 'w',
  weeks: 'w',
}

const fail = (problem: TimeProblem, message: string): TimeFailure => ({ ok: false, problem, message })

/** Seconds of `2h`, `1h30m`, `90 minutes`, `PT1H`, `P1DT12H`; null for anything else. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(trimmed)
  if (iso?.slice(1).some((part) => part !== undefined)) {
    const [w, d, h, m, s] = iso.slice(1).map((part) => Number(part ?? 0))
    return (w ?? 0) * 604_800 + (d ?? 0) * 86_400 + (h ?? 0) * 3600 + (m ?? 0) * 60 + (s ?? 0)
  }
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z]+\s*)+$/i.test(trimmed)) return null
  let sum = 0
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    const name = unitNames[(unit ?? '').toLowerCase()]
    if (name === undefined) return null
    sum += Number(amount) * (unitSeconds[name] ?? 0)
  }
  return sum
}

/** How far local time in `zone` is ahead of UTC at that moment, in seconds. */
function zoneOffset(zone: string, seconds: number): number {
  if (zone === 'UTC') return 0
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(seconds * 1000)
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value ?? 0)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return Math.round(local / 1000 - Math.floor(seconds))
}

/** A wall clock reading in `zone` as epoch seconds. Asked twice, because the offset belongs to the result and not to the reading. */
function fromWallClock(wallSeconds: number, zone: string): number {
  const guess = wallSeconds - zoneOffset(zone, wallSeconds)
  return wallSeconds - zoneOffset(zone, guess)
}

const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

function parseIso(text: string, zone: string): ParsedTime | null {
  const match = isoPattern.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const fraction = match[7] ? Number(`0.${match[7]}`) : 0
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    return fail('no-such-date', `there is no such date or time: "${text}"`)
  }
  const wall = date.getTime() / 1000
  const named = match[8]
  if (named === undefined) return { ok: true, seconds: fromWallClock(wall, zone) + fraction, relative: false }
  if (/^(z|utc)$/i.test(named)) return { ok: true, seconds: wall + fraction, relative: false }
  const sign = named.startsWith('-') ? -1 : 1
  const digits = named.replace(/\D/g, '')
  const offset = sign * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60)
  return { ok: true, seconds: wall - offset + fraction, relative: false }
}

/** Start of the minute, hour, day or week (Monday) that holds the moment, in `zone`. */
function roundDown(seconds: number, unit: string, zone: string): number {
  if (unit === 's') return Math.floor(seconds)
  const wall = Math.floor(seconds) + zoneOffset(zone, seconds)
  const size = unitSeconds[unit] ?? 1
  // 1970-01-01 was a Thursday: weeks that begin on Monday begin four days later.
  const shift = unit === 'w' ? 4 * 86_400 : 0
  return fromWallClock(Math.floor((wall - shift) / size) * size + shift, zone)
}

function parseNow(text: string, now: number, zone: string): number | null {
  const match = /^now((?:\s*[+-]\s*\d+(?:\.\d+)?\s*[a-z]+)*)\s*(?:\/\s*([smhdw]))?$/i.exec(text)
  if (!match) return null
  let seconds = now
  for (const [, sign, amount, unit] of (match[1] ?? '').matchAll(/([+-])\s*(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    const name = unitNames[(unit ?? '').toLowerCase()]
    if (name === undefined) return null
    seconds += (sign === '-' ? -1 : 1) * Number(amount) * (unitSeconds[name] ?? 0)
  }
  return match[2] ? roundDown(seconds, match[2].toLowerCase(), zone) : seconds
}

/** One moment. */
export function parseTime(text: string, options: TimeOptions): ParsedTime {
  const trimmed = text.trim()
  const zone = options.zone ?? 'UTC'
  if (trimmed === '') return fail('empty', 'no time given')
  if (/^\d{8,}(\.\d+)?$/.test(trimmed)) {
    const value = Number(trimmed)
    return { ok: true, seconds: value >= 1e11 ? value / 1000 : value, relative: false }
  }
  // In a query string an unescaped `+` has become a blank: `now 1h` can only have been `now+1h`.
  const relative = parseNow(trimmed.replace(/^now\s+(?=\d)/i, 'now+'), options.now, zone)
  if (relative !== null) return { ok: true, seconds: relative, relative: true }
  const duration = parseDuration(trimmed.replace(/^(?:the\s+)?(?:last|past)\s+/i, ''))
  if (duration !== null) return { ok: true, seconds: (options.base ?? options.now) - duration, relative: true }
  return (
    parseIso(trimmed, zone) ??
    fail(
      'not-a-time',
      `"${text}" is not a time. Write it as 2026-11-22T10:00:00Z, as epoch seconds (1763460000), relative to now (now-6h) or as a length (PT1H, last 2h)`,
    )
  )
}

/** `2026-11-22T10:00:00Z`, with a fraction only when there is one. */
export function formatTime(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().replace('.000Z', 'Z')
}

const isDuration = (text: string): boolean =>
  parseDuration(text.trim().replace(/^(?:the\s+)?(?:last|past)\s+/i, '')) !== null

/** `now-2h` for a length that counts back from now. */
function shortDuration(seconds: number): string {
  for (const unit of ['w', 'd', 'h', 'm'] as const) {
    const size = unitSeconds[unit] ?? 1
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${unit}`
  }
  return `${seconds}s`
}

/** A window from its two ends, `[from, to)`. A bare length as `from` counts back from `to`. */
export function parseRange(from: string, to: string, options: TimeOptions): ParsedRange {
  const end = parseTime(to, options)
  if (!end.ok) return { ...end, field: 'to', message: `to: ${end.message}` }
  const begin = parseTime(from, { ...options, base: end.seconds })
  if (!begin.ok) return { ...begin, field: 'from', message: `from: ${begin.message}` }
  if (begin.seconds >= end.seconds) {
    return fail(
      'from-after-to',
      `the window is empty: from (${formatTime(begin.seconds)}) must lie before to (${formatTime(end.seconds)})`,
    )
  }
  if (end.seconds - begin.seconds > longestWindowSeconds) {
    return fail('too-long', 'the window is longer than 366 days')
  }
  const toText = end.relative ? to.trim().toLowerCase() : formatTime(end.seconds)
  const fromIsLength = isDuration(from)
  let fromText: string
  if (fromIsLength && /^now$/i.test(to.trim())) fromText = `now-${shortDuration(end.seconds - begin.seconds)}`
  else if (fromIsLength && !end.relative) fromText = formatTime(begin.seconds)
  else fromText = begin.relative ? from.trim().toLowerCase() : formatTime(begin.seconds)
  return { ok: true, from: begin.seconds, to: end.seconds, fromText, toText, relative: end.relative }
}

const clock = /^\d{1,2}:\d{2}(?::\d{2})?$/

/** ISO 8601 intervals as other tools copy them: `start/end`, `start/P1D`, `P1D/end`. Null when it is none (`now/d` is a moment). */
function isoInterval(text: string, options: TimeOptions): ParsedRange | null {
  const [left, right, more] = text.split('/').map((part) => part.trim())
  if (!left || !right || more !== undefined) return null
  const length = /^P/i.test(right) ? parseDuration(right) : null
  if (length !== null) {
    const start = parseTime(left, options)
    return start.ok ? parseRange(left, String(start.seconds + length), options) : null
  }
  return parseTime(right, options).ok ? parseRange(left, right, options) : null
}

/**
 * What a person types into one field: `last 2h`, `PT1H`, `today`, `yesterday`, `2026-11-22` (the whole day),
 * `2026-11-22 10:00 - 12:30`, `now-1d to now`, `10:00 - 11:00` (today), and AWS's `start~end`.
 */
export function parseTypedRange(text: string, options: TimeOptions): ParsedRange {
  const trimmed = text.trim()
  if (trimmed === '') return fail('empty', 'no range given')
  if (/^today$/i.test(trimmed)) return parseRange('now/d', 'now', options)
  if (/^yesterday$/i.test(trimmed)) return parseRange('now-1d/d', 'now/d', options)
  if (isDuration(trimmed)) return parseRange(trimmed, 'now', options)
  if (/^now\s*-/.test(trimmed) && parseTime(trimmed, options).ok) return parseRange(trimmed, 'now', options)
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) {
    const start = parseTime(trimmed, options)
    if (!start.ok) return start
    // 36 h on and back to the start of that day: right on the days that have 23 or 25 hours.
    const end = roundDown(start.seconds + 36 * 3600, 'd', options.zone ?? 'UTC')
    return parseRange(trimmed, String(end), options)
  }
  const interval = isoInterval(trimmed, options)
  if (interval) return interval
  const halves = /^(.*?)(?:\s+(?:to|until|-|–|—)\s+|\s*(?:~|–|—|\.\.)\s*)(.*)$/i.exec(trimmed)
  const left = halves?.[1]?.trim()
  const right = halves?.[2]?.trim()
  if (!left || !right) {
    const single = parseTime(trimmed, options)
    if (!single.ok) {
      return fail(
        single.problem === 'not-a-time' ? 'not-a-range' : single.problem,
        single.problem === 'not-a-time'
          ? `"${text}" is not a range. Try: last 2h, today, 2026-11-22 10:00 - 12:00, now-1d to now`
          : single.message,
      )
    }
    return parseRange(trimmed, 'now', options)
  }
  const day = (seconds: number): string =>
    new Date((seconds + zoneOffset(options.zone ?? 'UTC', seconds)) * 1000).toISOString().slice(0, 10)
  const padded = (time: string): string => (time.indexOf(':') === 1 ? `0${time}` : time)
  const fromText = clock.test(left) ? `${day(options.now)} ${padded(left)}` : left
  const leftDay = /^\d{4}-\d{2}-\d{2}/.exec(fromText)?.[0] ?? day(options.now)
  const toText = clock.test(right) ? `${leftDay} ${padded(right)}` : right
  return parseRange(fromText, toText, options)
}
