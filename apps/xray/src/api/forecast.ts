/**
 * How many faults were to be expected of so many requests: the share of faults in the hours before the window, give or take three
 * standard deviations of a binomial count. X-Ray tells the band and not how it draws it.
 */
import type { SeriesPoint, Window } from '@roentgen/store'
import type { Counts } from '@roentgen/trace'

const historyUs = 3 * 3600 * 1e6
const sigmas = 3

export const historyBefore = ({ fromUs }: Window): Window => ({ fromUs: fromUs - historyUs, toUs: fromUs })

const totalOf = ({ ok, error, throttle, fault }: Counts) => ok + error + throttle + fault

/** Without any history nothing is unexpected. */
export function forecastOf(
  history: readonly SeriesPoint[],
): (counts: Counts) => { readonly FaultCountLow: number; readonly FaultCountHigh: number } {
  const requests = history.reduce((sum, { counts }) => sum + totalOf(counts), 0)
  const faults = history.reduce((sum, { counts }) => sum + counts.fault, 0)
  return (counts) => {
    const total = totalOf(counts)
    if (requests === 0) return { FaultCountLow: 0, FaultCountHigh: total }
    const expected = (total * faults) / requests
    const spread = sigmas * Math.sqrt(expected * (1 - faults / requests))
    return {
      FaultCountLow: Math.max(0, Math.floor(expected - spread)),
      FaultCountHigh: Math.min(total, Math.ceil(expected + spread)),
    }
  }
}
