/** Why the list is empty, and what to do: filtered out, nothing in this range, still arriving, or nothing was ever sent. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ago } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { doctorQuery, sourcesQuery } from '../../queries.ts'
import { emptyBecause } from './empty-because.ts'

type EmptyTracesProps = {
  readonly filter: string
  readonly group: string | null
  readonly source: string | undefined
  readonly scanned: number
  readonly onClear: () => void
  readonly onUngroup: () => void
  readonly onDay: () => void
}

export function EmptyTraces({ filter, group, source, scanned, onClear, onUngroup, onDay }: EmptyTracesProps) {
  const doctor = useQuery(doctorQuery(source))
  const sources = useQuery(sourcesQuery())
  const because = emptyBecause({ filter, group, stored: doctor.data?.stored ?? null })
  const last = Math.max(...(doctor.data?.senders.map((sender) => sender.last) ?? []))
  const daemon = sources.data?.endpoints.daemon
  return (
    <section className="card max-w-prose self-start p-4">
      <h2 className="text-lg font-semibold">{t(`traces.empty.${because}.title`)}</h2>
      <p className="mt-2">
        {t(`traces.empty.${because}`, { scanned, count: doctor.data?.stored?.segments ?? 0 })}{' '}
        {because === 'nothing' && daemon && t('traces.empty.daemon', { address: daemon })}
        {because === 'window' && Number.isFinite(last) && t('traces.empty.last', { ago: ago(last, Date.now() / 1000) })}
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-3">
        {because === 'filtered' && (
          <button type="button" className="btn btn-primary" onClick={onClear}>
            {t('traces.empty.clear')}
          </button>
        )}
        {because === 'grouped' && (
          <button type="button" className="btn btn-primary" onClick={onUngroup}>
            {t('traces.empty.ungroup')}
          </button>
        )}
        {(because === 'filtered' || because === 'grouped' || because === 'window') && (
          <button type="button" className="btn" onClick={onDay}>
            {t('traces.empty.day')}
          </button>
        )}
        <Link to="/doctor">{t('traces.empty.doctor')}</Link>
      </p>
    </section>
  )
}
