/** How many faults were to be expected of so many requests: the band in which the watcher of insights calls them usual. */
import { faultForecast } from '@roentgen/insight'
import type { SeriesPoint, Window } from '@roentgen/store'
import type { Counts } from '@roentgen/trace'

const historyUs = 3 * 3600 * 1e6

export const historyBefore = ({ fromUs }: Window): Window => ({ fromUs: fromUs - historyUs, toUs: fromUs })

const totalOf = ({ ok, error, throttle, fault }: Counts) => ok + error + throttle + fault

/** Without enough of a history nothing is unexpected. */
export function forecastOf(
  history: readonly SeriesPoint[],
): (counts: Counts) => { readonly FaultCountLow: number; readonly FaultCountHigh: number } {
  const forecast = faultForecast(
    history.map(({ startUs, ...sums }) => ({ minute: Math.floor(startUs / 60e6), ...sums })),
  )
  return (counts) => {
    const total = totalOf(counts)
    const { low, high } = forecast?.(total) ?? { low: 0, high: total }
    return { FaultCountLow: low, FaultCountHigh: high }
  }
}
