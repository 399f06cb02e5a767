/** Anomalies of one series, minute after minute. */
import { type Band, Baseline, badOf, baselineMinutes, requestsOf } from './baseline.ts'
import { atLeast, highOf, lowOf } from './binomial.ts'
import type { Anomaly, Category, MinuteSum } from './model.ts'

const windowMinutes = 5
const opens = { requests: 20, bad: 5, minutes: 2, factor: 2, alpha: 1e-6 } as const
/** How far above the predicted share, in shares. */
const lift: Record<Category, number> = { fault: 0.02, throttle: 0.02, latency: 0.2 }
const raised = { bad: 3, alpha: 1e-2 } as const
const calmMinutes = 10
const latencyBandMinutes = 10

type Open = { readonly startMinute: number; readonly band: Band; lastRaised: number }

/** `fromMinute` to before `toMinute`; the minutes sorted, those without traffic absent. */
export function anomaliesIn(
  minutes: readonly MinuteSum[],
  category: Category,
  fromMinute: number,
  toMinute: number,
): Anomaly[] {
  const at = new Map(minutes.map((sum) => [sum.minute, sum]))
  const baseline = new Baseline(category)
  const anomalies: Anomaly[] = []
  /** Minutes before it are in the baseline, or never will be. */
  let calmUntil = fromMinute
  let open: Open | null = null
  let band: Band | null = null
  for (let minute = fromMinute; minute < toMinute; minute++) {
    if (open === null) {
      for (; calmUntil <= minute - windowMinutes; calmUntil++) {
        const sum = at.get(calmUntil)
        if (sum !== undefined && requestsOf(sum) > 0) baseline.add(sum)
      }
      baseline.from(minute - windowMinutes - baselineMinutes)
      if (!at.has(minute)) continue
      // A band is dear, and mostly nothing is bad; what is slow changes slowly.
      if (
        category === 'latency' ? minute % latencyBandMinutes === 0 || band === null : isWorthALook(at, minute, category)
      )
        band = baseline.band()
      else if (category !== 'latency') continue
      if (band === null) continue
      const window = windowOf(at, minute, category, band)
      if (isAnomalous(window, band, category)) open = { startMinute: window.firstHigh, band, lastRaised: minute }
      continue
    }
    const window = windowOf(at, minute, category, open.band)
    if (isRaised(window, open.band)) open.lastRaised = minute
    else if (minute - open.lastRaised >= calmMinutes) {
      const anomaly = closedAnomaly(at, category, open)
      anomalies.push(anomaly)
      // The window that raised it last may hold calm minutes; those of the anomaly stay out for good.
      calmUntil = Math.max(calmUntil, open.lastRaised + 1)
      open = null
    }
  }
  if (open !== null) {
    const { startMinute } = open
    const sums = sumsIn(at, category, open.band, startMinute, toMinute)
    anomalies.push({ category, startMinute, endMinute: null, ...sums })
  }
  return anomalies
}

/** Enough bad ones for the test to be met at all. */
function isWorthALook(at: ReadonlyMap<number, MinuteSum>, minute: number, category: Category): boolean {
  let bad = 0
  for (let m = minute; m > minute - windowMinutes; m--) {
    const sum = at.get(m)
    if (sum !== undefined) bad += badOf(sum, category, Number.POSITIVE_INFINITY)
  }
  return bad >= opens.bad
}

type WindowSums = {
  readonly requests: number
  readonly bad: number
  readonly badMinutes: number
  readonly firstHigh: number
}

function windowOf(at: ReadonlyMap<number, MinuteSum>, minute: number, category: Category, band: Band): WindowSums {
  let requests = 0
  let bad = 0
  let badMinutes = 0
  let firstHigh = minute
  for (let m = minute; m > minute - windowMinutes; m--) {
    const sum = at.get(m)
    if (sum === undefined) continue
    const n = requestsOf(sum)
    const k = badOf(sum, category, band.slowBucket)
    requests += n
    bad += k
    if (k > 0) badMinutes++
    if (isHigh(k, n, band)) firstHigh = m
  }
  return { requests, bad, badMinutes, firstHigh }
}

function isAnomalous({ requests, bad, badMinutes }: WindowSums, band: Band, category: Category): boolean {
  if (requests < opens.requests || bad < opens.bad || badMinutes < opens.minutes) return false
  const share = bad / requests
  if (share < band.high + lift[category] || share < band.usual * opens.factor) return false
  return atLeast(bad / band.phi, requests / band.phi, band.high) < opens.alpha
}

/** A minute that belongs to the anomaly, not one that had bad luck beside it. */
const isHigh = (bad: number, requests: number, band: Band): boolean =>
  bad > 0 && atLeast(bad / band.phi, requests / band.phi, band.high) < raised.alpha

function isRaised({ requests, bad }: WindowSums, band: Band): boolean {
  if (bad < raised.bad || bad <= band.high * requests) return false
  return atLeast(bad / band.phi, requests / band.phi, band.high) < raised.alpha
}

function closedAnomaly(at: ReadonlyMap<number, MinuteSum>, category: Category, open: Open): Anomaly {
  const { startMinute, band, lastRaised } = open
  // The last window that was raised reaches back; the end is after its last bad minute.
  let endMinute = startMinute + 1
  for (let m = lastRaised; m > startMinute; m--) {
    const sum = at.get(m)
    if (sum === undefined || !isHigh(badOf(sum, category, band.slowBucket), requestsOf(sum), band)) continue
    endMinute = m + 1
    break
  }
  return { category, startMinute, endMinute, ...sumsIn(at, category, band, startMinute, endMinute) }
}

function sumsIn(
  at: ReadonlyMap<number, MinuteSum>,
  category: Category,
  band: Band,
  from: number,
  to: number,
): Pick<Anomaly, 'requests' | 'bad' | 'expected'> {
  let requests = 0
  let bad = 0
  for (let m = from; m < to; m++) {
    const sum = at.get(m)
    if (sum === undefined) continue
    requests += requestsOf(sum)
    bad += badOf(sum, category, band.slowBucket)
  }
  return { requests, bad, expected: requests * band.usual }
}

const forecastAlpha = 0.001

/**
 * Between how many faults these minutes (or longer steps) let expect among so many requests; outside of them once in a thousand. Null while
 * too little is known.
 */
export function faultForecast(
  minutes: readonly MinuteSum[],
): ((requests: number) => { readonly low: number; readonly high: number }) | null {
  const baseline = new Baseline('fault')
  for (const sum of minutes) if (requestsOf(sum) > 0) baseline.add(sum)
  const band = baseline.band()
  if (band === null) return null
  const { usual, high, phi } = band
  return (requests) => ({
    low: Math.floor(lowOf(requests / phi, usual, forecastAlpha) * phi),
    high: Math.min(requests, Math.ceil(highOf(requests / phi, high, forecastAlpha) * phi)),
  })
}
