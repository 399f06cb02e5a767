import type { Reply } from '@roentgen/contract'
import { X } from 'lucide-react'
import { dateTime } from '../format.ts'
import { t } from '../messages/index.ts'
import { dismissBadParameters, useBadParameters } from './bad-parameters.ts'
import { useCommonSearch } from './use-common-search.ts'
import { rangeOf, rangeProblem } from './window.ts'

/** What everyone must know about what they see: unreadable parts of the link, and recorded sample history inside the window. */
export function Notices({ sources }: { sources: Reply<'sources'> | undefined }) {
  const search = useCommonSearch()
  const bad = useBadParameters()
  const range = rangeOf(search, Date.now() / 1000)
  const sample = sources?.sampleHistory
  const showsSample = sample && range.ok && range.from < sample.to && range.to > sample.from
  if (bad.length === 0 && !showsSample && range.ok) return null
  return (
    <section aria-label={t('shell.notices')}>
      {bad.length > 0 && (
        <div role="alert" className="flex items-center gap-3 border-b border-notice-line bg-notice px-3 py-1.5 text-sm">
          <span>{t('shell.bad-parameters', { count: bad.length, names: bad.join(', ') })}</span>
          <button type="button" className="btn ml-auto" onClick={dismissBadParameters} aria-label={t('shell.dismiss')}>
            <X aria-hidden size={14} />
          </button>
        </div>
      )}
      {showsSample && (
        <p className="border-b border-notice-line bg-notice px-3 py-1.5 text-sm">
          {t('shell.sample', { until: dateTime(sample.to, search.tz) })}
        </p>
      )}
      {!range.ok && (
        <p role="alert" className="border-b border-notice-line bg-notice px-3 py-1.5 text-sm">
          {rangeProblem(range)}
        </p>
      )}
    </section>
  )
}
