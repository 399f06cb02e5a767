import type { DoctorReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import { clockTime, count, dateTime } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { doctorQuery } from '../../queries.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Checks } from './Checks.tsx'
import { DoctorTable } from './DoctorTable.tsx'
import { Probe } from './Probe.tsx'
import { bytes, headline } from './summary.ts'

const refreshMs = 5000

export function Component() {
  const search = useSearch({ from: '/doctor' })
  const query = useQuery({ ...doctorQuery(search.source), refetchInterval: refreshMs })
  const answer = query.data
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-5 p-3 md:p-4">
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">{answer ? headline(answer) : t('doctor.title')}</h1>
        <button type="button" className="btn" onClick={() => void query.refetch()}>
          <RefreshCw aria-hidden size={14} />
          {t('doctor.refresh')}
        </button>
        <Link to="/add" className="btn" title={t('add.more.text')}>
          {t('add.more')}
        </Link>
        {answer && (
          <span className="num text-sm text-ink-soft">
            {t('doctor.seen', { time: clockTime(query.dataUpdatedAt / 1000, search.tz) })}
          </span>
        )}
      </header>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {!answer && !query.error && <Loading>{t('doctor.loading')}</Loading>}
      {answer && (
        <>
          <Checks checks={answer.checks} />
          <Probe source={search.source} />
          <Tables answer={answer} tz={search.tz} />
        </>
      )}
    </div>
  )
}

function Tables({ answer, tz }: { answer: DoctorReply; tz: string | undefined }) {
  const { stored } = answer
  const reasons = Object.entries(answer.rejectCounts).sort((a, b) => b[1] - a[1])
  return (
    <>
      <DoctorTable
        title={t('doctor.ports')}
        empty=""
        columns={[t('doctor.ports.name'), t('doctor.ports.address'), t('doctor.ports.state')]}
        rows={answer.ports.map((port) => ({
          key: port.name,
          cells: [
            port.name,
            <code key="address">{port.address ?? '–'}</code>,
            t(port.open ? 'doctor.ports.open' : 'doctor.ports.closed'),
          ],
        }))}
      />
      <DoctorTable
        title={t('doctor.senders')}
        empty={t('doctor.senders.none')}
        columns={(['service', 'sdk', 'version', 'host', 'documents', 'last'] as const).map((name) =>
          t(`doctor.senders.${name}`),
        )}
        rows={answer.senders.map((sender) => ({
          key: JSON.stringify([sender.sdk, sender.version, sender.host, sender.service]),
          cells: [
            sender.service,
            sender.sdk,
            sender.version,
            sender.host,
            count(sender.documents),
            dateTime(sender.last, tz),
          ],
        }))}
      />
      <DoctorTable
        title={t('doctor.rejects')}
        note={reasons.map(([code, number]) => t('doctor.rejects.count', { code, count: number })).join(', ')}
        empty={t('doctor.rejects.none')}
        columns={(['at', 'code', 'message', 'excerpt', 'from'] as const).map((name) => t(`doctor.rejects.${name}`))}
        rows={answer.rejects.map((reject, index) => ({
          key: `${reject.at} ${reject.id ?? ''} ${index}`,
          cells: [
            dateTime(reject.at, tz),
            reject.code,
            reject.message,
            <code key="excerpt" className="text-xs break-all">
              {reject.excerpt}
            </code>,
            reject.from,
          ],
        }))}
      />
      {stored && (
        <section>
          <h2 className="mb-2 text-lg font-semibold">{t('doctor.stored')}</h2>
          <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
            {(
              [
                ['segments', count(stored.segments)],
                ['traces', count(stored.traces)],
                ['disk', bytes(stored.bytesOnDisk)],
                ['oldest', stored.oldest === null ? '–' : dateTime(stored.oldest, tz)],
              ] as const
            ).map(([name, value]) => (
              <div key={name} className="flex gap-1.5">
                <dt className="text-ink-soft">{t(`doctor.stored.${name}`)}</dt>
                <dd className="num">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}
