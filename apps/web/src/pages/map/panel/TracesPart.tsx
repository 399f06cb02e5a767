import type { TraceRow } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { clockTime, duration } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { useNameOf } from '../../../names/use-label-of.ts'
import { tracesQuery, type WindowQuery } from '../../../queries.ts'
import { useCommonSearch } from '../../../shell/use-common-search.ts'
import { ClassMark } from '../../../ui/ClassMark.tsx'
import { Failed } from '../../../ui/Failed.tsx'
import { Newer } from '../../../ui/Newer.tsx'
import { useAtRest } from '../../../ui/use-at-rest.ts'
import type { Brush } from '../filters.ts'
import { Part } from './Panel.tsx'
import type { Subject } from './subject.ts'

const noTraces: readonly TraceRow[] = []

/** The newest traces through this node or edge, within the brush; one may be unfolded here, any opened. */
export function TracesPart({
  window,
  subject,
  brush,
  trace,
  onTrace,
}: {
  window: WindowQuery
  subject: Subject
  brush: Brush
  trace: string | undefined
  onTrace: (id: string | undefined) => void
}) {
  const { tz } = useCommonSearch()
  const filter = subject.tracesFilter(brush, window.filter ?? '')
  const traces = useQuery(tracesQuery({ ...window, filter, limit: 20 }))
  const all = traces.data?.traces ?? noTraces
  const { rows, newer, show, hand } = useAtRest(all, JSON.stringify([window, filter]))
  return (
    <Part title={t('map.panel.traces')}>
      {traces.isPending && <p className="text-sm text-ink-soft">{t('map.panel.traces.loading')}</p>}
      {traces.error && <Failed error={traces.error} onRetry={() => void traces.refetch()} />}
      {traces.data?.traces.length === 0 && <p className="text-sm text-ink-soft">{t('map.panel.traces.none')}</p>}
      <div className="relative outline-none" {...hand}>
        {/* Beside the title: above the list it would push it away from under the hand. */}
        <div className="absolute -top-8 right-0">
          <Newer count={newer} onShow={show} />
        </div>
        <ul className="flex flex-col divide-y divide-line text-sm" data-testid="panel-traces">
          {rows.map((row) => (
            <li key={row.id} className="py-1">
              <div className="flex items-center gap-2">
                <button
                  type="button"
                  className="rounded p-0.5"
                  aria-expanded={row.id === trace}
                  aria-label={t('map.panel.traces.preview', { id: row.id })}
                  onClick={() => onTrace(row.id === trace ? undefined : row.id)}
                >
                  {row.id === trace ? <ChevronDown aria-hidden size={14} /> : <ChevronRight aria-hidden size={14} />}
                </button>
                {row.class && <ClassMark of={row.class} />}
                <Link
                  to="/traces/$id"
                  params={{ id: row.id }}
                  className="flex min-w-0 flex-1 items-baseline gap-2 no-underline hover:underline"
                >
                  <span className="num shrink-0 text-xs text-ink-soft">{clockTime(row.start, tz)}</span>
                  <span className="min-w-0 flex-1 truncate">{rowTitle(row)}</span>
                  <span className="num shrink-0">
                    {row.responseTime === null ? t('map.panel.traces.running') : duration(row.responseTime)}
                  </span>
                  {row.class && <span className="sr-only">{t(`map.class.${row.class}`)}</span>}
                </Link>
              </div>
              {row.id === trace && <Preview row={row} />}
            </li>
          ))}
        </ul>
      </div>
      <Link to="/traces" search={{ filter }} className="mt-2 inline-block text-sm">
        {t('map.panel.show-traces')}
      </Link>
    </Part>
  )
}

export function rowTitle(row: TraceRow): string {
  const path = row.url?.replace(/^https?:\/\/[^/]+/, '') || row.entry?.name || row.id
  return [row.method, path, row.status].filter((part) => part !== null && part !== '').join(' ')
}

function Preview({ row }: { row: TraceRow }) {
  const nameOf = useNameOf()
  return (
    <div className="mt-1 ml-6 rounded-md border border-line bg-bg p-2 text-xs" data-testid="trace-preview">
      <p className="font-mono break-all">{row.id}</p>
      {row.users.map((user) => (
        <p key={user}>{t('map.panel.traces.user', { name: user })}</p>
      ))}
      <p>
        {t('map.panel.traces.through', {
          names: [...new Set(row.nodes.filter((n) => n.type !== 'client').map(nameOf))].join(', '),
        })}
      </p>
      {row.annotations.length > 0 && (
        <p className="break-words">{row.annotations.map(([key, value]) => `${key}=${String(value)}`).join(' · ')}</p>
      )}
      <Link to="/traces/$id" params={{ id: row.id }} className="mt-1 inline-block">
        {t('map.panel.traces.open')}
      </Link>
    </div>
  )
}
