/** The comparison that the address asks for: the answer, the graph with what is gone, and the marks. */
import type { CompareReply, GraphReply } from '@roentgen/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { compareQuery, type WindowQuery } from '../../../queries.ts'
import type { SearchOf } from '../../../search.ts'
import { useWords } from '../../../shell/use-words.ts'
import { withGhosts } from './ghosts.ts'
import { type Marks, marksOf } from './marks.ts'

export type CompareSearch = Pick<SearchOf<'/map'>, 'before' | 'since'>

export type Compared = {
  readonly reply: CompareReply | undefined
  readonly error: Error | null
  readonly retry: () => void
  readonly graph: GraphReply | undefined
  /** null: nothing is marked, since nothing is compared or not yet. */
  readonly marks: Marks | null
}

export function useCompare(graph: GraphReply | undefined, window: WindowQuery, search: CompareSearch): Compared {
  const on = search.before !== undefined || search.since !== undefined
  // A link that names both means the deployment.
  const asked = search.since === undefined ? { before: search.before } : { since: search.since }
  const answer = useQuery({ ...compareQuery({ ...window, ...asked }), enabled: on })
  const reply = on ? answer.data : undefined
  const words = useWords()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marks are worded by it
  const marks = useMemo(() => (reply ? marksOf(reply) : null), [reply, words])
  return {
    reply,
    error: on ? answer.error : null,
    retry: () => void answer.refetch(),
    graph: useMemo(() => graph && withGhosts(graph, reply?.gone), [graph, reply]),
    marks,
  }
}
