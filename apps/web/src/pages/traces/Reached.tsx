import type { Exactness } from '@roentgen/contract'
import { clockTime, count } from '../../format.ts'
import { t } from '../../messages/index.ts'

type ReachedProps = {
  readonly shown: number
  readonly scanned: number
  readonly filtered: boolean
  /** Epoch seconds of the oldest start looked at; null: the whole window was. */
  readonly reached: number | null
  readonly exactness: Exactness
  readonly resorted: boolean
  readonly tz: string | undefined
}

/** How much of the truth the list is. */
export function Reached({ shown, scanned, filtered, reached, exactness, resorted, tz }: ReachedProps) {
  return (
    <p role="status" className="text-sm text-ink-soft">
      {reached === null
        ? t('traces.reached.all', { shown, filtered: filtered ? 'yes' : 'no' })
        : t('traces.reached.part', { shown, time: clockTime(reached, tz) })}{' '}
      {filtered && t('traces.scanned', { scanned })}{' '}
      {exactness.kind === 'sampled' &&
        t('traces.sampled', {
          scanned: exactness.scanned,
          total: exactness.total === null ? 'unknown' : count(exactness.total),
          because: exactness.because,
        })}{' '}
      {resorted && t('traces.sorted', { count: shown })}
    </p>
  )
}
