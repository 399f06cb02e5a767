/** All about one entry, asked for when it is chosen. */
import type { TraceReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { Ref } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { t } from '../../messages/index.ts'
import { entityQuery } from '../../queries.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Annotations } from './details/Annotations.tsx'
import { Exceptions } from './details/Exceptions.tsx'
import { Json } from './details/Json.tsx'
import { Overview } from './details/Overview.tsx'
import { Sql } from './details/Sql.tsx'
import { tabClass } from './tab-class.ts'

const tabs = ['overview', 'annotations', 'metadata', 'exceptions', 'sql', 'raw'] as const
type TabName = (typeof tabs)[number]

type DetailsProps = {
  readonly ref: Ref<HTMLElement>
  readonly trace: TraceReply
  readonly row: number
  readonly source: string | undefined
  readonly tz: string | undefined
  readonly criticalUs: number | undefined
  readonly tab: string | undefined
  readonly onTab: (tab: TabName) => void
  readonly onClose: () => void
}

export function Details(props: DetailsProps) {
  const { trace, row } = props
  const id = trace.entities.id[row] ?? ''
  const name = trace.entities.name[row] ?? ''
  const query = useQuery(entityQuery(trace.id, id, props.source))
  const entity = query.data
  const counts: Partial<Record<TabName, number>> = entity
    ? {
        annotations: entity.annotations.length,
        metadata: Object.keys(entity.metadata).length,
        exceptions: entity.exceptions.length,
      }
    : {}
  const shown = tabs.filter((tab) => tab !== 'sql' || !entity || entity.sql !== null)
  const chosen = shown.find((tab) => tab === props.tab) ?? 'overview'
  return (
    <section
      ref={props.ref}
      tabIndex={-1}
      aria-label={t('trace.details', { name })}
      className="card flex min-w-0 flex-none flex-col outline-offset-2 lg:self-start lg:sticky lg:top-3 lg:max-h-[calc(100dvh-1.5rem)] lg:w-[27rem] lg:overflow-y-auto"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        props.onClose()
      }}
    >
      <header className="flex items-start gap-2 p-3 pb-1">
        <h2 className="min-w-0 flex-1 font-semibold break-words">{name}</h2>
        <button type="button" className="btn" aria-label={t('trace.details.close')} onClick={props.onClose}>
          <X aria-hidden size={14} />
        </button>
      </header>
      {query.error && !entity && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {!query.error && !entity && <Loading>{t('trace.details.loading')}</Loading>}
      {entity && (
        <Tabs
          selectedKey={chosen}
          onSelectionChange={(key) => props.onTab(tabs.find((tab) => tab === key) ?? 'overview')}
        >
          <TabList aria-label={t('trace.details.tabs')} className="flex flex-wrap border-b border-line px-1">
            {shown.map((tab) => (
              <Tab key={tab} id={tab} className={tabClass}>
                {t(`trace.tab.${tab}`)}
                {(counts[tab] ?? 0) > 0 && <span className="num ml-1 text-xs text-ink-soft">{counts[tab]}</span>}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="overview" className="p-3 outline-none">
            <Overview {...props} entity={entity} onExceptions={() => props.onTab('exceptions')} />
          </TabPanel>
          <TabPanel id="annotations" className="p-3 outline-none">
            <Annotations annotations={entity.annotations} />
          </TabPanel>
          <TabPanel id="metadata" className="p-3 outline-none">
            {Object.keys(entity.metadata).length === 0 ? (
              <p className="text-sm text-ink-soft">{t('trace.metadata.none')}</p>
            ) : (
              <Json value={entity.metadata} label={t('trace.tab.metadata')} />
            )}
          </TabPanel>
          <TabPanel id="exceptions" className="p-3 outline-none">
            <Exceptions exceptions={entity.exceptions} />
          </TabPanel>
          {entity.sql && (
            <TabPanel id="sql" className="p-3 outline-none">
              <Sql sql={entity.sql} />
            </TabPanel>
          )}
          <TabPanel id="raw" className="p-3 outline-none">
            <Json value={entity.raw} label={t('trace.tab.raw')} />
          </TabPanel>
        </Tabs>
      )}
    </section>
  )
}
