/** How many traces a rule makes of given traffic: what stands beside a rule, and in the editor before it is changed. */
import { windowS } from './statistics.ts'

export type Figures = {
  readonly reservoirSize: number
  readonly fixedRate: number /** Ours, instead of the reservoir. */
  readonly perMinute: number | null
}

/**
 * Traces a minute, of `requests` matched in windows of ten seconds over `spanS` seconds: within a window requests are taken as even.
 * A reservoir is used by whoever honours quotas; the estimate supposes that all do.
 */
export function tracesPerMinute(requests: readonly number[], spanS: number, figures: Figures): number {
  if (spanS <= 0) return 0
  const perWindow = figures.perMinute === null ? figures.reservoirSize * windowS : (figures.perMinute * windowS) / 60
  const traces = requests.reduce((sum, count) => {
    const reserved = Math.min(count, perWindow)
    return sum + reserved + (count - reserved) * figures.fixedRate
  }, 0)
  return (traces * 60) / spanS
}
