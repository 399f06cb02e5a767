/** Every question the pages ask, defined once: key, call and whether new arrivals make it stale. */
import type { Query } from '@roentgen/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'
import { type CommonSearch, defaultFrom, defaultTo } from './search.ts'

export type WindowQuery = Query<'graph'>

/** A page's search as the window the bff understands. */
export function windowOf(search: CommonSearch): WindowQuery {
  return {
    source: search.source,
    from: search.from ?? defaultFrom,
    to: search.to ?? defaultTo,
    filter: search.filter,
    group: search.group,
  }
}

/** Read by `live.ts`: such queries are asked again when something arrived. */
const live = { live: true } as const

export const sourcesQuery = () =>
  queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }) => call('sources', { signal }),
    staleTime: 60_000,
  })

export const groupsQuery = (source?: string) =>
  queryOptions({
    queryKey: ['groups', source ?? null],
    queryFn: ({ signal }) => call('groups', { query: { source }, signal }),
    staleTime: 30_000,
  })

/** What people call services, and the crowds of hosts. */
export const namesQuery = () =>
  queryOptions({
    queryKey: ['names'],
    queryFn: ({ signal }) => call('names', { signal }),
    staleTime: 60_000,
  })

export const graphQuery = (query: WindowQuery) =>
  queryOptions({
    queryKey: ['graph', query],
    queryFn: ({ signal }) => call('graph', { query, signal }),
    placeholderData: keepPreviousData,
    // Every answer differs in its time; to compare megabytes member by member would only hold up the page.
    structuralSharing: false,
    meta: live,
  })

/** Of a graph that is small enough to be drawn from at once, the graph itself, which need not be asked for then. */
export const pictureQuery = (query: Query<'picture'>) =>
  queryOptions({
    queryKey: ['picture', query],
    queryFn: async ({ signal, client }) => {
      const { graph, drawn } = await call('picture', { query, signal })
      if (graph) client.setQueryData(graphQuery(windowOf(query)).queryKey, graph)
      return drawn
    },
    // The graph is asked for then, and says what is wrong.
    retry: false,
    structuralSharing: false,
  })

export const storyQuery = (query: Query<'story'>) =>
  queryOptions({
    queryKey: ['story', query],
    queryFn: ({ signal }) => call('story', { query, signal }),
    placeholderData: keepPreviousData,
    meta: live,
  })

export const seriesQuery = (query: Query<'series'>) =>
  queryOptions({
    queryKey: ['series', query],
    queryFn: ({ signal }) => call('series', { query, signal }),
    placeholderData: keepPreviousData,
    meta: live,
  })

/** The course of every node and edge, for a replay: of a fixed window, so nothing that arrives makes it stale. */
export const minutesQuery = (query: Query<'minutes'>) =>
  queryOptions({
    queryKey: ['minutes', query],
    queryFn: ({ signal }) => call('minutes', { query, signal }),
    staleTime: 60_000,
  })

/** What changed since an earlier window: dear, so not asked anew at every arrival. */
export const compareQuery = (query: Query<'compare'>) =>
  queryOptions({
    queryKey: ['compare', query],
    queryFn: ({ signal }) => call('compare', { query, signal }),
    staleTime: 60_000,
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })

export const changesQuery = (query: Query<'changes'>) =>
  queryOptions({
    queryKey: ['changes', query],
    queryFn: ({ signal }) => call('changes', { query, signal }),
    placeholderData: keepPreviousData,
    meta: live,
  })

/** One page of traces, for short lists. */
export const tracesQuery = (query: Query<'traces'>) =>
  queryOptions({
    queryKey: ['traces', query],
    queryFn: ({ signal }) => call('traces', { query, signal }),
    meta: live,
  })

/** The whole list, page by page. */
export const tracePagesQuery = (query: Omit<Query<'traces'>, 'after'>) =>
  infiniteQueryOptions({
    queryKey: ['trace-pages', query],
    queryFn: ({ signal, pageParam }) =>
      call('traces', { query: { ...query, ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    meta: live,
  })

export const traceQuery = (id: string, source?: string) =>
  queryOptions({
    queryKey: ['trace', id, source ?? null],
    queryFn: ({ signal }) => call('trace', { params: { id }, query: { source }, signal }),
  })

export const entityQuery = (id: string, entity: string, source?: string) =>
  queryOptions({
    queryKey: ['entity', id, entity, source ?? null],
    queryFn: ({ signal }) => call('entity', { params: { id, entity }, query: { source }, signal }),
    staleTime: 60_000,
  })

export const rawTraceQuery = (id: string, source?: string) =>
  queryOptions({
    queryKey: ['raw-trace', id, source ?? null],
    queryFn: ({ signal }) => call('rawTrace', { params: { id }, query: { source }, signal }),
  })

export const traceGraphQuery = (id: string, source?: string) =>
  queryOptions({
    queryKey: ['trace-graph', id, source ?? null],
    queryFn: ({ signal }) => call('traceGraph', { params: { id }, query: { source }, signal }),
  })

export const usersQuery = (query: Query<'users'>) =>
  queryOptions({
    queryKey: ['users', query],
    queryFn: ({ signal }) => call('users', { query, signal }),
    placeholderData: keepPreviousData,
    meta: live,
  })

export const slosQuery = (query: WindowQuery) =>
  queryOptions({
    queryKey: ['slos', query],
    queryFn: ({ signal }) => call('slos', { query, signal }),
    meta: live,
  })

export const doctorQuery = (source?: string) =>
  queryOptions({
    queryKey: ['doctor', source ?? null],
    queryFn: ({ signal }) => call('doctor', { query: { source }, signal }),
    meta: live,
  })

export const samplingQuery = (source?: string) =>
  queryOptions({
    queryKey: ['sampling', source ?? null],
    queryFn: ({ signal }) => call('sampling', { query: { source }, signal }),
  })

export const scenariosQuery = () =>
  queryOptions({
    queryKey: ['scenarios'],
    queryFn: ({ signal }) => call('scenarios', { signal }),
  })

export const viewsQuery = () =>
  queryOptions({ queryKey: ['views'], queryFn: ({ signal }) => call('views', { signal }) })

export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ['view', id],
    queryFn: ({ signal }) => call('view', { params: { id }, signal }),
    staleTime: 60_000,
  })
