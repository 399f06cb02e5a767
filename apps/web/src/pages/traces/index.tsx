import type { TraceRow } from '@roentgen/contract'
import { parse } from '@roentgen/filter'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ApiError } from '../../api.ts'
import { t } from '../../messages/index.ts'
import { sourcesQuery, tracePagesQuery, windowOf } from '../../queries.ts'
import type { SearchOf } from '../../search.ts'
import { GroupPicker, GroupSentence } from '../../shell/GroupPicker.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { knownFromTraces } from '../../ui/filter/known-names.ts'
import { strictFor } from '../../ui/filter/strict-for.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Newer } from '../../ui/Newer.tsx'
import { useAtRest } from '../../ui/use-at-rest.ts'
import { EmptyTraces } from './EmptyTraces.tsx'
import { FilterBox } from './FilterBox.tsx'
import { Reached } from './Reached.tsx'
import { orderOf, sorted } from './sort.ts'
import { TraceTable } from './TraceTable.tsx'

const pageSize = 100

/** A page asked for again while traces arrive may repeat rows of the one before. */
function distinct(rows: readonly TraceRow[]): readonly TraceRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

export function Component() {
  const search = useSearch({ from: '/traces' })
  const navigate = useNavigate({ from: '/traces' })
  const change = (members: Partial<SearchOf<'/traces'>>) =>
    void navigate({ search: (before) => ({ ...before, ...members }), resetScroll: false })
  // The box says what is wrong with a filter that cannot be read; asking for it would only fail.
  const readable = parse(search.filter ?? '').ok
  const sources = useQuery(sourcesQuery())
  const query = useInfiniteQuery({
    ...tracePagesQuery({ ...windowOf(search), limit: pageSize }),
    enabled: readable,
    placeholderData: keepPreviousData,
  })
  const pages = readable ? query.data?.pages : undefined
  const order = useMemo(() => orderOf(search.sort, search.dir), [search.sort, search.dir])
  const loaded = useMemo(() => distinct(pages?.flatMap((page) => page.traces) ?? []), [pages])
  const rows = useMemo(() => sorted(loaded, order), [loaded, order])
  const refused = query.error instanceof ApiError && query.error.code === 'BAD_FILTER' ? query.error : null
  const atRest = useAtRest(rows, JSON.stringify([windowOf(search), order, pages?.length]), !query.isPlaceholderData)
  const known = useMemo(() => knownFromTraces(loaded), [loaded])
  const last = pages?.at(-1)
  // Each page says what all pages up to it have looked at.
  const scanned = last?.scanned ?? 0

  return (
    <div
      className="flex min-w-0 flex-1 flex-col gap-3 p-3 md:p-4"
      aria-busy={query.isPlaceholderData || query.isPending}
    >
      <h1 className="sr-only">{t('traces.title')}</h1>
      <div className="flex flex-wrap items-center gap-3 empty:hidden">
        <GroupPicker />
        <GroupSentence />
      </div>
      <FilterBox
        filter={search.filter ?? ''}
        onFilter={(filter) => change({ filter: filter || undefined })}
        onTrace={(id) => void navigate({ to: '/traces/$id', params: { id } })}
        refused={refused}
        known={known}
        strict={strictFor(sources.data, search.source)}
      />
      {query.error && !refused && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {!pages && readable && !query.error && <Loading>{t('traces.loading')}</Loading>}
      {last && loaded.length > 0 && (
        <>
          <div className="flex flex-col gap-3 outline-none" {...atRest.hand}>
            <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
              <Reached
                shown={loaded.length}
                scanned={scanned}
                filtered={Boolean(search.filter)}
                // The end of the last page decides how far back one has looked.
                reached={query.hasNextPage ? last.reached : null}
                exactness={last.exactness}
                resorted={query.hasNextPage && (order.key !== 'start' || order.direction !== 'desc')}
                tz={search.tz}
              />
              <Newer count={atRest.newer} onShow={atRest.show} />
            </div>
            <TraceTable
              rows={atRest.rows}
              tz={search.tz}
              order={order}
              onOrder={(next) => change({ sort: next.key, dir: next.direction })}
            />
          </div>
          {query.hasNextPage && (
            <button
              type="button"
              className="btn self-center"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t(query.isFetchingNextPage ? 'traces.more.loading' : 'traces.more')}
            </button>
          )}
        </>
      )}
      {last && loaded.length === 0 && (
        <>
          <EmptyTraces
            filter={search.filter ?? ''}
            group={search.group && search.group !== 'Default' ? search.group : null}
            source={search.source}
            scanned={scanned}
            onClear={() => change({ filter: undefined })}
            onUngroup={() => change({ group: undefined })}
            onDay={() => change({ from: 'now-24h', to: 'now' })}
          />
          {/* A page without a match may still have older pages after it. */}
          {query.hasNextPage && (
            <button
              type="button"
              className="btn self-start"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t(query.isFetchingNextPage ? 'traces.more.loading' : 'traces.more')}
            </button>
          )}
        </>
      )}
    </div>
  )
}
