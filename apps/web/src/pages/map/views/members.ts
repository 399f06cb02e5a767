/** Which members of the map's address a named view keeps: how one looks, not at which minutes nor at what is selected. */
import type { ViewContent } from '@roentgen/contract'
import type { Point, Positions } from '../../../layout/graph.ts'
import type { FlatSearch } from '../../../search-text.ts'

export const viewMembers = [
  ...['by', 'open', 'hide', 'find', 'focus', 'hops', 'way', 'only', 'lines'],
  ...['color', 'size', 'words', 'flow', 'as', 'filter', 'group', 'source'],
] as const

/** `view` held `map` or `table` in older links. */
export const isViewId = (view: unknown): view is string => typeof view === 'string' && view.length > 5

export function membersOf(search: FlatSearch): Record<string, string> {
  return Object.fromEntries(
    viewMembers.flatMap((name) => {
      const value = search[name]
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)] as const]
    }),
  )
}

/** An address that says nothing of its own about what a view keeps gets the view's members. */
export const isSilent = (search: FlatSearch): boolean =>
  Object.keys(membersOf(search)).every((name) => name === 'source') && !search.pins

/** The address of a view seen from another address: its members instead of those. */
export function searchOfView(
  search: FlatSearch,
  id: string | undefined,
  its: Readonly<Record<string, string>>,
): FlatSearch {
  const rest = Object.fromEntries(Object.entries(search).filter(([name]) => !viewMembers.some((one) => one === name)))
  const known = Object.fromEntries(Object.entries(its).filter(([name]) => viewMembers.some((one) => one === name)))
  return {
    ...(search.source === undefined ? {} : { source: search.source }),
    ...rest,
    ...known,
    view: id,
    pins: undefined,
  }
}

type Places = ViewContent['pins']

/** As a view keeps them. More than it has room for: none, and the layout is drawn anew. */
export function placesFrom(positions: Positions): Places {
  const places = Object.entries(positions).map(([id, { x, y }]): Places[number] => [id, Math.round(x), Math.round(y)])
  return places.length > 500 ? [] : places
}

export const positionsOf = (places: Places): Record<string, Point> =>
  Object.fromEntries(places.map(([id, x, y]) => [id, { x, y }]))
