/** Numbers and times as the reader's language writes them: always with a unit, times always with their zone. */
import { t } from './messages/index.ts'
import { locales } from './messages/language.ts'

const numbers = new Map<string, Intl.NumberFormat>()
function written(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${locales().numbers} ${JSON.stringify(options)}`
  let format = numbers.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locales().numbers, options)
    numbers.set(key, format)
  }
  return format.format(value)
}

/** A number that is short already, with the language's own decimal sign. */
export const small = (value: number): string => written(value, { maximumFractionDigits: 3, useGrouping: false })

function short(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return small(Number(value.toFixed(digits)))
}

/** Seconds to `850 µs`, `340 ms`, `1.2 s`, `3 min 5 s`, `2 h 4 min`. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) return '–'
  if (seconds < 0) return `-${duration(-seconds)}`
  if (seconds === 0) return '0 ms'
  if (seconds < 0.0009995) return `${short(seconds * 1e6)} µs`
  if (seconds < 0.9995) return `${seconds < 0.00995 ? short(seconds * 1000) : short3(seconds * 1000)} ms`
  if (seconds < 59.95) return `${seconds < 9.995 ? short(seconds) : short3(seconds)} s`
  const total = Math.round(seconds)
  if (total < 3600) return two(Math.floor(total / 60), 'min', total % 60, 's')
  const minutes = Math.round(total / 60)
  // `Last 24 h` is how people say it; days begin with the second.
  if (minutes < 2880) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  const days = t('unit.days', { value: Math.floor(hours / 24) })
  return hours % 24 === 0 ? days : `${days} ${hours % 24} h`
}

const short3 = (value: number): string => small(Number(value.toPrecision(3)))
const two = (a: number, unitA: string, b: number, unitB: string): string =>
  b === 0 ? `${a} ${unitA}` : `${a} ${unitA} ${b} ${unitB}`

/** `950`, `4.1k`, `2.3M`. */
export function compact(value: number): string {
  if (value < 1000) return small(Number(value.toFixed(value < 10 ? 1 : 0)))
  if (value < 999_500) {
    return t('unit.thousands', { value: small(Number((value / 1000).toFixed(value < 99_950 ? 1 : 0))) })
  }
  return t('unit.millions', { value: small(Number((value / 1e6).toFixed(1))) })
}

/** Per minute: `4.1k/min`, `12/min`, `<0.1/min`. */
export function rate(perMinute: number): string {
  const value = perMinute > 0 && perMinute < 0.05 ? `<${small(0.1)}` : compact(perMinute)
  return t('unit.per-minute', { value })
}

export const count = (value: number): string => written(value, { maximumFractionDigits: 0 })

/** A share 0..1: `12 %`, `0.4 %`, never `0 %` for something and never `100 %` for not quite all. */
export function percent(share: number): string {
  const value = share * 100
  if (value > 0 && value < 0.05) return `<${small(0.1)} %`
  if (value < 100 && value > 99.95) return `>${small(99.9)} %`
  if (value < 10 || (value > 90 && value < 100)) return `${small(Number(value.toFixed(1)))} %`
  return `${Math.round(value)} %`
}

/** A share 0..1 as people say it: `12 in 100`, `4 in 1,000`; never none for something and never all for not quite all. */
export function outOf(share: number): string {
  if (share <= 0) return t('unit.of.none')
  if (share >= 1) return t('unit.of.all')
  if (share >= 0.995) return t('unit.of.nearly-all')
  if (share < 0.0005) return t('unit.of.fewer')
  const of = share < 0.0095 ? 1000 : 100
  return t('unit.of', { n: Math.max(1, Math.round(share * of)), of: count(of) })
}

/** `undefined` lets Intl take the viewer's own zone. */
export function zoneName(tz: string | undefined): string | undefined {
  if (tz === undefined || tz === 'local') return undefined
  return tz === 'utc' ? 'UTC' : tz
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(
  tz: string | undefined,
  options: Intl.DateTimeFormatOptions,
  locale = locales().dates,
): Intl.DateTimeFormat {
  const key = `${tz ?? ''} ${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const zone = zoneName(tz)
  const made = new Intl.DateTimeFormat(locale, { ...options, ...(zone ? { timeZone: zone } : {}) })
  formatters.set(key, made)
  return made
}

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
const day = { day: 'numeric', month: 'short', year: 'numeric' } as const

/** `UTC`, `UTC+1`: the zone's offset at that moment, the same text in every browser. */
export function zoneAt(epochSeconds: number, tz?: string): string {
  const parts = formatter(tz, { timeZoneName: 'shortOffset' }, 'en-US').formatToParts(epochSeconds * 1000)
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC')
    .replace('GMT', 'UTC')
    .replace(/^UTC[+-]0$/, 'UTC')
}

/** `22 Nov 2026, 14:03:05 UTC+1`. */
export function dateTime(epochSeconds: number, tz?: string): string {
  const at = epochSeconds * 1000
  return `${formatter(tz, day).format(at)}, ${formatter(tz, clock).format(at)} ${zoneAt(epochSeconds, tz)}`
}

/** `14:03:05 UTC+1`; for lists where the day is plain. */
export function clockTime(epochSeconds: number, tz?: string): string {
  return `${formatter(tz, clock).format(epochSeconds * 1000)} ${zoneAt(epochSeconds, tz)}`
}

/** `14:03`, without the zone: only where the zone stands beside it (axis ticks). */
export function tickTime(epochSeconds: number, tz?: string): string {
  return formatter(tz, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(epochSeconds * 1000)
}

/** `14:03`; with the day where it is another one than that of `now`: `21 Nov 14:03`. Inside sentences. */
export function momentTime(epochSeconds: number, now: number, tz?: string): string {
  const dayOf = formatter(tz, { day: 'numeric', month: 'short' })
  const day = dayOf.format(epochSeconds * 1000)
  const time = tickTime(epochSeconds, tz)
  return day === dayOf.format(now * 1000) ? time : `${day} ${time}`
}

/** `22 Nov, 14:03 – 14:18 UTC+1`, both days when they differ. */
export function timeSpan(from: number, to: number, tz?: string): string {
  const dayOf = formatter(tz, { day: 'numeric', month: 'short' })
  const a = dayOf.format(from * 1000)
  const b = dayOf.format(to * 1000)
  const end = `${tickTime(to, tz)} ${zoneAt(to, tz)}`
  return a === b ? `${a}, ${tickTime(from, tz)} – ${end}` : `${a}, ${tickTime(from, tz)} – ${b}, ${end}`
}

/** How long ago, in words a list can carry: `just now`, `5 s ago`, `3 min ago`. */
export function ago(epochSeconds: number, nowSeconds: number): string {
  const passed = Math.max(0, nowSeconds - epochSeconds)
  if (passed < 2) return t('unit.just-now')
  return t('unit.ago', { length: whole(passed) })
}

function whole(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`
  return t('unit.days', { value: Math.floor(seconds / 86_400) })
}

/** Texts in the order the reader's language sorts them, `node-2` before `node-10`. */
export const compareTexts = (a: string, b: string): number => a.localeCompare(b, locales().dates, { numeric: true })
