/** The picture of a graph as the address asks for it. */
import type { ExternalRule, GraphReply } from '@roentgen/contract'
import { crowdRules, type Drawn, draw, usualCrowds } from '@roentgen/picture'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { t } from '../../../messages/index.ts'
import { namesQuery } from '../../../queries.ts'
import type { SearchOf } from '../../../search.ts'
import { groupWords } from './words.ts'

export type PictureSearch = Pick<SearchOf<'/map'>, 'by' | 'open' | 'hide' | 'find' | 'focus' | 'hops' | 'way' | 'only'>

export const openIds = (open: string | undefined): string[] => open?.split(',').filter((id) => id !== '') ?? []

const noRules: readonly ExternalRule[] = []

/** Rules that cannot be had hide nobody: hosts then fold as they do where there are none. Undefined: not known yet. */
function useExternalRules(): readonly ExternalRule[] | undefined {
  const names = useQuery(namesQuery())
  return names.data?.external ?? (names.failureCount > 0 ? noRules : undefined)
}

export function usePicture(graph: GraphReply | undefined, search: PictureSearch): Drawn | undefined {
  const { by, open, hide, find, focus, hops, way, only } = search
  const rules = useExternalRules()
  return useMemo(() => {
    if (!graph || !rules) return undefined
    const crowdOf = crowdRules(graph.nodes, { ...usualCrowds, rules }, (count) =>
      t('picture.crowd.external', { count }),
    )
    return draw(graph, { by, open: openIds(open), hide, find, focus, hops, way, only, crowdOf, words: groupWords() })
  }, [graph, rules, by, open, hide, find, focus, hops, way, only])
}
