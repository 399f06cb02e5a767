/** A map opens with its picture, which is kilobytes, where the graph that it is drawn of is megabytes. */
import type { Query } from '@roentgen/contract'
import type { QueryClient } from '@tanstack/react-query'
import { windowOf } from './queries.ts'
import type { SearchOf } from './search.ts'

type Search = SearchOf<'/map'>

/** What needs the graph itself to be drawn, or to be shown beside it. `public/early.js` has the same rule. */
const ofWhole = ['node', 'edge', 'trace', 'hide', 'find', 'focus', 'lines', 'before', 'since', 'at'] as const

/** Null: the address asks for what only the graph can show. */
export function firstPictureOf(search: Search): Query<'picture'> | null {
  const { by, as, view } = search
  if (ofWhole.some((name) => search[name]) || as === 'table' || view === 'table') return null
  if (by === 'group' || by === 'none') return null
  return { ...windowOf(search), by, open: search.open, only: search.only }
}

/** Only a page that has no graph yet has to wait for one. */
export const hasGraph = (queries: QueryClient): boolean =>
  queries
    .getQueryCache()
    .find({ queryKey: ['graph'], exact: false, predicate: ({ state }) => state.data !== undefined }) !== undefined
