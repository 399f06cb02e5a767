import { withoutProbe } from '@roentgen/picture'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useMemo } from 'react'
import { ApiError } from '../../api.ts'
import { count, dateTime, timeSpan } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { graphQuery, sourcesQuery, windowOf } from '../../queries.ts'
import { type SearchOf, servicesBy } from '../../search.ts'
import { GroupPicker, GroupSentence } from '../../shell/GroupPicker.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { knownFromNodes } from '../../ui/filter/known-names.ts'
import { strictFor } from '../../ui/filter/strict-for.ts'
import { Loading } from '../../ui/Loading.tsx'
import { More } from '../../ui/More.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { FilterField } from '../map/FilterField.tsx'
import { Nothing } from '../map/Nothing.tsx'
import { groupWords } from '../map/picture/words.ts'
import { found, inOrder, isIll, linesOf, type SortKey, serviceRows, sortKeys, usualDirection } from './rows.ts'
import { ServiceTable } from './ServiceTable.tsx'
import { useTrends } from './use-trends.ts'

type Change = (members: Partial<SearchOf<'/services'>>, replace?: boolean) => void

export function Component() {
  const search = useSearch({ from: '/services' })
  const navigate = useNavigate({ from: '/services' })
  const change: Change = (members, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...members }), replace, resetScroll: false })
  const window = windowOf(search)
  const answer = useQuery(graphQuery(window))
  const sources = useQuery(sourcesQuery())
  const graph = useMemo(
    () => answer.data && withoutProbe(answer.data, { filter: search.filter }),
    [answer.data, search.filter],
  )
  const trends = useTrends(window, graph)
  const all = useMemo(() => (graph ? serviceRows(graph) : []), [graph])
  const sort = search.sort ?? 'health'
  const direction = search.dir ?? usualDirection(sort)
  const rows = useMemo(() => {
    const some = found(all, search.find ?? '')
    return inOrder(search.only === 'unwell' ? some.filter(isIll) : some, sort, direction)
  }, [all, search.find, search.only, sort, direction])
  const lines = useMemo(() => linesOf(rows, search.by, groupWords()), [rows, search.by])
  const known = useMemo(() => knownFromNodes(graph?.nodes ?? []), [graph])
  const badFilter = answer.error instanceof ApiError && answer.error.code === 'BAD_FILTER'
  const ill = all.filter(isIll).length
  const empty = graph !== undefined && all.length === 0

  const onSort = (key: SortKey) => {
    const turned = key === sort ? (direction === 'asc' ? 'desc' : 'asc') : usualDirection(key)
    change({ sort: key === 'health' ? undefined : key, dir: turned === usualDirection(key) ? undefined : turned })
  }

  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3 p-3 md:p-4">
      {(!empty || search.filter !== undefined || search.group !== undefined) && (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="text-xl leading-snug font-semibold">
              {all.length === 0 ? t('services.title') : t('services.headline', { all: all.length, ill })}
            </h1>
            {graph && !empty && (
              <p className="text-xs text-ink-soft">
                {t('map.as-of', { at: dateTime(graph.asOf, search.tz) })}
                {all.some((row) => row.objective !== null) &&
                  ` · ${t('services.objective.over', { span: timeSpan(graph.window.from, graph.window.to, search.tz) })}`}
                {graph.exactness.kind === 'sampled' &&
                  ` · ${t('map.sampled', {
                    scanned: graph.exactness.scanned,
                    total: graph.exactness.total ?? -1,
                    because: graph.exactness.because,
                  })}`}
              </p>
            )}
          </div>
          <div className="flex flex-wrap items-start gap-2">
            <GroupPicker />
            <FilterField
              value={search.filter ?? ''}
              error={answer.error}
              known={known}
              strict={strictFor(sources.data, search.source)}
              onApply={(filter) => change({ filter })}
            />
          </div>
        </div>
      )}
      <GroupSentence />
      {answer.isPending && <Loading>{t('services.loading')}</Loading>}
      {answer.error && !badFilter && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {empty && <Nothing until={graph.window.to} />}
      {graph && !empty && (
        <>
          <search className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
            <SearchField
              label={t('services.find')}
              value={search.find ?? ''}
              onFind={(find) => change({ find: find || undefined }, true)}
            />
            <label className="flex items-center gap-1.5">
              <input
                type="checkbox"
                checked={search.only === 'unwell'}
                onChange={(event) => change({ only: event.target.checked ? 'unwell' : undefined })}
              />
              {t('services.only-unwell')}
            </label>
            <More id="services" isInUse={search.by !== undefined || search.sort !== undefined}>
              <label className="flex items-center gap-1.5">
                {t('services.by')}
                <select
                  className="field"
                  value={search.by ?? ''}
                  onChange={(event) => change({ by: servicesBy.find((by) => by === event.target.value) })}
                >
                  <option value="">{t('services.by.none')}</option>
                  {servicesBy.map((by) => (
                    <option key={by} value={by}>
                      {t(`services.by.${by}`)}
                    </option>
                  ))}
                </select>
              </label>
              <label className="flex items-center gap-1.5 md:hidden">
                {t('services.sorted-by')}
                <select
                  className="field"
                  value={sort}
                  onChange={(event) => {
                    const key = sortKeys.find((one) => one === event.target.value)
                    if (key) change({ sort: key === 'health' ? undefined : key, dir: undefined })
                  }}
                >
                  {sortKeys.map((key) => (
                    <option key={key} value={key}>
                      {t(`services.column.${key}`)}
                    </option>
                  ))}
                </select>
              </label>
            </More>
            <span role="status" className="num text-ink-soft">
              {rows.length < all.length && t('services.shown', { shown: count(rows.length), all: all.length })}
            </span>
          </search>
          {trends.note !== null && <p className="text-xs text-ink-soft max-lg:hidden">{trends.note}</p>}
          {rows.length > 0 ? (
            <ServiceTable
              lines={lines}
              sort={sort}
              direction={direction}
              onSort={onSort}
              trends={trends.trends}
              filter={search.filter}
            />
          ) : (
            <div className="flex flex-wrap items-center gap-3">
              <p className="text-ink-soft">
                {search.find ? t('services.no-match', { text: search.find }) : t('services.all-well')}
              </p>
              <button type="button" className="btn" onClick={() => change({ find: undefined, only: undefined })}>
                <X aria-hidden size={14} />
                {t('services.show-all')}
              </button>
            </div>
          )}
        </>
      )}
    </div>
  )
}
