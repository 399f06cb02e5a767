/** The picture of a graph as the address asks for it. */
import type { GraphReply } from '@roentgen/contract'
import { type Drawn, draw } from '@roentgen/picture'
import { useMemo } from 'react'
import type { SearchOf } from '../../../search.ts'
import { crowdOf } from './crowd-of.ts'
import { groupWords } from './words.ts'

export type PictureSearch = Pick<SearchOf<'/map'>, 'by' | 'open' | 'hide' | 'find' | 'focus' | 'hops' | 'way' | 'only'>

export const openIds = (open: string | undefined): string[] => open?.split(',').filter((id) => id !== '') ?? []

export function usePicture(graph: GraphReply | undefined, search: PictureSearch): Drawn | undefined {
  const { by, open, hide, find, focus, hops, way, only } = search
  return useMemo(
    () =>
      graph &&
      draw(graph, { by, open: openIds(open), hide, find, focus, hops, way, only, crowdOf, words: groupWords() }),
    [graph, by, open, hide, find, focus, hops, way, only],
  )
}
