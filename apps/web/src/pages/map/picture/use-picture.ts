/** The picture of a graph as the address asks for it. */
import type { ExternalRule, GraphReply } from '@roentgen/contract'
import { crowdRules, type Drawn, draw, foundLines, linesOf, openIds, usualCrowds } from '@roentgen/picture'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { namesQuery, type WindowQuery } from '../../../queries.ts'
import type { SearchOf } from '../../../search.ts'
import type { First } from './use-first-picture.ts'
import { type GroupMembership, useMembership } from './use-membership.ts'
import { keyWords } from './words.ts'

export type PictureSearch = Pick<
  SearchOf<'/map'>,
  'by' | 'open' | 'hide' | 'find' | 'focus' | 'hops' | 'way' | 'only' | 'lines'
>

const noRules: readonly ExternalRule[] = []

/** Rules that cannot be had hide nobody: hosts then fold as they do where there are none. Undefined: not known yet. */
function useExternalRules(): readonly ExternalRule[] | undefined {
  const names = useQuery(namesQuery())
  return names.data?.external ?? (names.failureCount > 0 ? noRules : undefined)
}

type Chosen = { readonly lines: number; readonly of: number }

export type Shown = Drawn & {
  readonly membership: GroupMembership
  /** The opened group that a node of the picture came out of. */
  readonly withinOf: (id: string) => string | undefined
  /** Ids of the calls that say most, by which it is laid out; null: all are drawn. */
  readonly lines: ReadonlySet<string> | null
  /** Those, and of what was looked for as much as can be told apart. */
  readonly withFound: ReadonlySet<string> | null
  /** Of how many `lines` were chosen, and of how many that were found those that are drawn; null where there was nothing to choose. */
  readonly chosen: (Chosen & { readonly found: Chosen | null }) | null
}

export function usePicture(
  graph: GraphReply | undefined,
  window: WindowQuery,
  search: PictureSearch,
  /** What is shown as long as there is no graph. */
  first: First | undefined,
): Shown | undefined {
  const { by, open, hide, find, focus, hops, way, only } = search
  const rules = useExternalRules()
  const membership = useMembership(window, by === 'group')
  const of = membership.of
  const own = useMemo(() => {
    if (!graph || !rules) return undefined
    const words = keyWords()
    const crowdOf = crowdRules(graph.nodes, { ...usualCrowds, rules }, words.hosts)
    // As long as it is not known who is in which group, nobody is in any: everything at once would be no help.
    const ask = { open: openIds(open), hide, find, focus, hops, way, only, crowdOf, words }
    return draw(graph, { ...ask, by: by === 'group' && !of ? undefined : by, ...(of ? { membership: of } : {}) })
  }, [graph, rules, by, open, hide, find, focus, hops, way, only, of])
  const drawn = own ?? first?.drawn
  const firstLines = own ? undefined : first?.lines
  // A refresh of the figures alone is no reason to lay the map out again.
  const within = drawn && [...drawn.within].join('\n')
  const withinOf = useMemo(() => {
    const found = new Map(
      within?.split('\n').map((line): [string, string] => {
        const at = line.lastIndexOf(',')
        return [line.slice(0, at), line.slice(at + 1)]
      }),
    )
    return (id: string) => found.get(id)
  }, [within])
  // One that comes and goes near the limit does not change how the same picture is drawn.
  const few = useRef({ of: '', is: false })
  const asked = JSON.stringify([by, open, hide, focus, hops, way, only])
  const chosen = useSameSet(
    useMemo(() => {
      if (!drawn || drawn.by === 'none') return null
      if (firstLines !== undefined) return firstLines === null ? null : firstLines.ids
      const lines = linesOf(drawn.picture, few.current.is && few.current.of === asked)
      few.current = { of: asked, is: lines !== null }
      return lines
    }, [drawn, asked, firstLines]),
  )
  const all = search.lines === 'all'
  return useMemo(() => {
    if (!drawn) return undefined
    const found = chosen && drawn.found && foundLines(drawn.picture, drawn.found.ids, chosen)
    return {
      ...drawn,
      membership,
      withinOf,
      lines: all ? null : chosen,
      withFound: all || !chosen ? null : new Set([...chosen, ...(found?.ids ?? [])]),
      chosen: chosen && {
        ...{ lines: chosen.size, of: firstLines?.of ?? drawn.picture.edges.length },
        found: found && { lines: found.ids.size, of: found.of },
      },
    }
  }, [drawn, membership, withinOf, chosen, all, firstLines])
}

/** The one before where nothing of it has changed: a refresh of the figures is no reason to lay the map out again. */
function useSameSet(now: ReadonlySet<string> | null): ReadonlySet<string> | null {
  const last = useRef(now)
  const before = last.current
  const same = before !== null && now !== null && before.size === now.size && [...now].every((one) => before.has(one))
  if (!same) last.current = now
  return last.current
}
