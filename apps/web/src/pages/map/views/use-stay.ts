/** Everything about where nodes stand: the layout's places, pins of the link and of the view, the direction of calls. */
import type { GraphReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Point, Positions } from '../../../layout/graph.ts'
import { viewQuery } from '../../../queries.ts'
import type { SearchOf } from '../../../search.ts'
import { type Flow, flowFor, placeOf } from '../orientation.ts'
import { usePositions } from '../use-positions.ts'
import { isViewId, positionsOf } from './members.ts'
import { decodePins, encodePins, pinnedAmong, withPin } from './pins.ts'

export type MapSearch = SearchOf<'/map'>

export type PinControl = {
  readonly pinned: Positions
  /** Puts a node where it was dropped on the sheet; false when the link can carry no more pins. */
  readonly pin: (id: string, onSheet: Point, replace?: boolean) => boolean
  readonly unpin: (id: string) => void
  readonly unpinAll: () => void
}

const noPlaces: Positions = {}

/** Pictures of one source whose nodes are others, or far fewer: each remembers places of its own. */
export const pictureOf = ({ by, focus, hops, way, only, filter, group, view }: Record<string, unknown>): string =>
  [by, focus, focus && hops, focus && way, only, filter, group, isViewId(view) && view]
    .map((part) => part || '')
    .join('|')

export function useStay(
  graph: GraphReply | undefined,
  search: MapSearch,
  change: (part: MapSearch, replace?: boolean) => void,
  withinOf?: (id: string) => string | undefined,
  lines: ReadonlySet<string> | null = null,
) {
  const flow: Flow =
    search.flow ?? flowFor({ width: globalThis.innerWidth, height: Math.max(300, globalThis.innerHeight - 200) })
  const id = isViewId(search.view) ? search.view : null
  const asked = useQuery({ ...viewQuery(id ?? ''), enabled: id !== null })
  const view = (id !== null && asked.data) || null
  const viewPins = useMemo(() => (view ? positionsOf(view.pins) : noPlaces), [view])
  const given = useMemo(() => (view && view.layout.length > 0 ? positionsOf(view.layout) : null), [view])
  const link = useMemo(() => decodePins(search.pins), [search.pins])
  // A refresh of the figures is no reason to ask for places again.
  const ids = graph?.nodes.map((node) => node.id).join('\n')
  const pinned = useMemo(() => pinnedAmong(ids?.split('\n') ?? [], link, viewPins), [ids, link, viewPins])
  const { positions, places, failed, tidy } = usePositions({
    // Nothing is drawn before it is known where the view has put it.
    graph: id !== null && asked.isPending ? undefined : graph,
    // With few of its calls a picture is drawn otherwise than with all of them.
    picture: lines === null ? pictureOf(search) : `${pictureOf(search)}|few`,
    lines,
    flow,
    pinned,
    given,
    ...(withinOf ? { withinOf } : {}),
  })

  const put = useCallback(
    (id: string, at: Point | null, replace: boolean): boolean => {
      const next = withPin(link, id, at, viewPins)
      if (next === null) return false
      change({ pins: encodePins(next) }, replace)
      return true
    },
    [link, viewPins, change],
  )
  const pins: PinControl = useMemo(
    () => ({
      pinned,
      pin: (id, onSheet, replace = false) => put(id, placeOf(onSheet, flow), replace),
      unpin: (id) => void put(id, null, false),
      unpinAll: () => {
        change({ pins: encodePins({ own: new Map(), ofView: Object.keys(viewPins).length === 0 }) })
      },
    }),
    [pinned, put, flow, viewPins, change],
  )
  return { positions, places, failed, tidy, flow, pins, view, viewError: id === null ? null : asked.error }
}
