/** Percentiles as a sentence that says each length once: where chance or a ceiling makes them equal, three of the same say nothing. */
import { duration } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import type { Subject } from './subject.ts'

type Figures = Pick<Subject['figures'], 'latency' | 'histogram' | 'counts'>

export function latencyWords({ latency, histogram, counts }: Figures, waited: boolean): string {
  if (!latency) return ''
  const [p50, p95, p99] = [duration(latency.p50), duration(latency.p95), duration(latency.p99)]
  const what = waited ? 'waited' : 'latency'
  if (p50 === p95) {
    const fast = shareBelow(histogram, (seconds) => duration(seconds) === p50)
    const most = counts.total === 1 ? 'one' : fast <= 0.05 ? 'all' : 'half'
    return t(`map.panel.${what}.same`, { most, p50, longer: p99 === p95 ? 'none' : p99 })
  }
  return p95 === p99 ? t(`map.panel.${what}.tail`, { p50, p99 }) : t(`map.panel.${what}.words`, { p50, p95, p99 })
}

/** Of all requests, those before the first bucket that `is` it. */
function shareBelow(histogram: Figures['histogram'], is: (seconds: number) => boolean): number {
  const total = histogram.reduce((sum, [, requests]) => sum + requests, 0)
  let below = 0
  for (const [seconds, requests] of histogram) {
    if (is(seconds)) return below / total
    below += requests
  }
  return 1
}
