import type { Window } from '@roentgen/store'
import { invalidRequest } from './errors.ts'

/** A time of our calendar, whatever number was sent: 1970 to 2255, where microseconds end to be exact. */
export const microsOf = (seconds: number) => Math.round(Math.min(Math.max(seconds, 0), 9e9) * 1e6)
export const secondsOf = (micros: number) => micros / 1e6

const sixHoursUs = 6 * 3600 * 1e6

/** A window of at most six hours, as GetServiceGraph and the time series have it (facts 1.5). */
export function windowUpToSixHours(startS: number, endS: number): Window {
  const window = windowOf(startS, endS)
  if (window.toUs - window.fromUs > sixHoursUs) throw invalidRequest('Time range cannot be longer than 6 hours')
  return window
}

export function windowOf(startS: number, endS: number): Window {
  if (endS < startS) throw invalidRequest('End time cannot be earlier than start time')
  return { fromUs: microsOf(startS), toUs: microsOf(endS) }
}
