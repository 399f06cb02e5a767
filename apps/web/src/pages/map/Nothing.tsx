/** An empty map in words: filtered away, outside the window, still arriving, or nothing was ever sent. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dateTime } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { doctorQuery } from '../../queries.ts'
import { useCommonSearch } from '../../shell/use-common-search.ts'
import { AddYourApp } from '../add/AddYourApp.tsx'

/** What came within this many seconds may still be waiting for the rest of its trace. */
const justNow = 20

/** `until`: end of the window, epoch seconds. */
export function Nothing({ until }: { until: number }) {
  const search = useCommonSearch()
  const doctor = useQuery({ ...doctorQuery(search.source), refetchInterval: 5000 })
  if (search.filter) {
    return (
      <Sentences title={t('map.nothing-matches')} text={t('map.nothing-matches.text')}>
        <Link to="/map" search={{ filter: undefined }} className="btn">
          {t('map.filter.clear')}
        </Link>
      </Sentences>
    )
  }
  if (search.group && search.group !== 'Default') {
    return (
      <Sentences title={t('map.nothing-in-group', { group: search.group })} text={t('map.nothing-in-group.text')}>
        <Link to="/map" search={{ group: undefined }} className="btn">
          {t('map.nothing-in-group.all')}
        </Link>
      </Sentences>
    )
  }
  const stored = doctor.data?.stored
  const last = Math.max(0, ...(doctor.data?.senders ?? []).map((sender) => sender.last))
  if (stored && stored.segments > 0 && last > 0) {
    const isInWindow = last < until + justNow
    if (isInWindow && last > Date.now() / 1000 - justNow) {
      return <Sentences title={t('map.arriving', { segments: stored.segments })} text="" />
    }
    return (
      <Sentences title={t('map.nothing-now')} text={t('map.nothing-now.text', { last: dateTime(last, search.tz) })}>
        <Link to="/map" search={{ from: 'now-24h', to: undefined }} className="btn btn-primary">
          {t('map.nothing-now.day')}
        </Link>
        <Link to="/doctor" className="btn">
          {t('error.doctor')}
        </Link>
      </Sentences>
    )
  }
  return <AddYourApp empty />
}

function Sentences({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <section className="mx-auto w-full max-w-2xl p-6" role="status">
      <h1 className="text-xl font-semibold">{title}</h1>
      {text !== '' && <p className="mt-2 text-ink-soft">{text}</p>}
      {children && <p className="mt-4 flex flex-wrap gap-2">{children}</p>}
    </section>
  )
}
