/** How to send something, what has arrived, and where to look when nothing does. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ago } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { doctorQuery, sourcesQuery } from '../../queries.ts'
import { useCommonSearch } from '../../shell/use-common-search.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { type Endpoints, snippets } from './snippets.ts'

/** `empty` on a map that has nothing to show; the same lines stand on a page of their own for the second app. */
export function AddYourApp({ empty }: { empty: boolean }) {
  const search = useCommonSearch()
  const sources = useQuery(sourcesQuery())
  const endpoints = sources.data?.endpoints
  return (
    <section className="mx-auto flex w-full max-w-4xl flex-col gap-6 p-4 sm:p-6">
      <div>
        <h1 className="text-2xl font-semibold">{t('add.title')}</h1>
        <p className="mt-1 text-ink-soft">{t(empty ? 'add.lead.empty' : 'add.lead')}</p>
      </div>
      {endpoints && <Lines endpoints={endpoints} />}
      <Arrived source={search.source} />
      {endpoints && <Ports endpoints={endpoints} />}
      <p>
        <Link to="/doctor">{t('add.doctor')}</Link>
      </p>
    </section>
  )
}

function Lines({ endpoints }: { endpoints: Endpoints }) {
  const all = snippets(endpoints)
  const [chosen, setChosen] = useState('node')
  const snippet = all.find((one) => one.id === chosen) ?? all[0]
  if (!snippet) return null
  return (
    <div className="card p-4">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('add.sdk')}</legend>
        {all.map((one) => (
          <button
            key={one.id}
            type="button"
            className="btn"
            aria-pressed={one.id === snippet.id}
            onClick={() => setChosen(one.id)}
          >
            {one.name}
          </button>
        ))}
      </fieldset>
      {(['install', 'code', 'run'] as const).map((part) => (
        <div key={part} className="mt-4">
          <div className="mb-1 flex items-center justify-between gap-2">
            <h2 className="text-sm font-semibold">{t(`add.${part}`)}</h2>
            <CopyButton
              text={snippet[part]}
              words={{
                label: t('unit.colon', { a: t('add.copy'), b: t(`add.${part}`) }),
                done: t('add.copied'),
                failed: t('add.copy-failed'),
              }}
            />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll sideways, which keys must reach too */}
          <pre className="overflow-x-auto rounded-md border border-line bg-bg p-3 font-mono text-[13px]" tabIndex={0}>
            {snippet[part]}
          </pre>
        </div>
      ))}
    </div>
  )
}

function Arrived({ source }: { source: string | undefined }) {
  const doctor = useQuery({ ...doctorQuery(source), refetchInterval: 3000 })
  const stored = doctor.data?.stored
  const senders = doctor.data?.senders ?? []
  const rejects = Object.entries(doctor.data?.rejectCounts ?? {}).filter(([, count]) => count > 0)
  const now = Date.now() / 1000
  const nothing = senders.length === 0 && rejects.length === 0 && !(stored && stored.segments > 0)
  return (
    <div className="card p-4">
      <h2 className="font-semibold">{t('add.arrived')}</h2>
      <div role="status" className="mt-1 text-sm">
        {nothing && <p className="text-ink-soft">{t('add.arrived.nothing')}</p>}
        {stored && stored.segments > 0 && (
          <p>{t('add.arrived.segments', { segments: stored.segments, traces: stored.traces })}</p>
        )}
        <ul className="list-disc pl-5">
          {senders.map((sender) => (
            <li key={`${sender.sdk} ${sender.version} ${sender.host} ${sender.service}`}>
              {t('add.arrived.sender', {
                service: sender.service,
                documents: sender.documents,
                sdk: sender.sdk,
                version: sender.version,
                last: ago(sender.last, now),
              })}
            </li>
          ))}
          {rejects.map(([why, count]) => (
            <li key={why} className="text-fault-text">
              {t('add.arrived.rejected', { count, why })}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Ports({ endpoints }: { endpoints: Endpoints }) {
  const ports = (['daemon', 'xray', 'otlpHttp', 'otlpGrpc'] as const).filter((name) => endpoints[name] !== null)
  return (
    <div>
      <h2 className="font-semibold">{t('add.ports')}</h2>
      <dl className="mt-1 grid grid-cols-1 gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        {ports.map((name) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{t(`add.port.${name}`)}</dt>
            <dd className="font-mono break-all">{endpoints[name]}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
