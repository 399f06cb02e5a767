/** One trace, whatever page it is opened on: what one sees of it comes in as state and goes out as changes of it. */
import type { TraceReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { ApiError } from '../../api.ts'
import { t } from '../../messages/index.ts'
import { traceQuery } from '../../queries.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Headline } from './Headline.tsx'
import { MissingTrace } from './MissingTrace.tsx'
import type { OnState, TraceState } from './state.ts'
import { Timeline } from './Timeline.tsx'
import { TraceMap } from './TraceMap.tsx'
import { tabClass } from './tab-class.ts'

export type TraceViewProps = {
  readonly id: string
  readonly source: string | undefined
  readonly tz: string | undefined
  readonly state: TraceState
  readonly onState: OnState
}

/** A trace that is not whole yet is asked for again for this long after its start. */
const watchSeconds = 120
const watchEveryMs = 3000

const mayGrow = (trace: TraceReply | undefined, nowMs: number): boolean =>
  trace !== undefined && (trace.partial || trace.duration === null) && nowMs / 1000 - trace.start < watchSeconds

export function TraceView(props: TraceViewProps) {
  const { id, source, state, onState } = props
  const query = useQuery({
    ...traceQuery(id, source),
    refetchInterval: ({ state: { data } }) => (mayGrow(data, Date.now()) ? watchEveryMs : false),
  })
  if (query.data === undefined) {
    if (query.error instanceof ApiError && query.error.code === 'NOT_FOUND') {
      return <MissingTrace id={id} onRetry={() => void query.refetch()} />
    }
    if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
    return <Loading>{t('trace.loading')}</Loading>
  }
  const trace = query.data
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3 p-3 md:p-4">
      <Headline trace={trace} source={source} tz={props.tz} onSpan={(span) => onState({ span, view: undefined })} />
      <Tabs
        className="flex min-h-0 min-w-0 flex-1 flex-col gap-3"
        selectedKey={state.view === 'map' ? 'map' : 'timeline'}
        onSelectionChange={(key) => onState({ view: key === 'map' ? 'map' : undefined })}
      >
        <TabList aria-label={t('trace.view.label')} className="flex border-b border-line">
          <Tab id="timeline" className={tabClass}>
            {t('trace.view.timeline')}
          </Tab>
          <Tab id="map" className={tabClass}>
            {t('trace.view.map')}
          </Tab>
        </TabList>
        <TabPanel id="timeline" className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
          <Timeline trace={trace} source={source} tz={props.tz} state={state} onState={onState} />
        </TabPanel>
        <TabPanel id="map" className="min-w-0 outline-none">
          <TraceMap id={id} source={source} onFind={(name) => onState({ q: name, view: undefined })} />
        </TabPanel>
      </Tabs>
    </div>
  )
}
