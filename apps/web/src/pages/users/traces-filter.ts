import { parseEdgeId, parseNodeId } from '@roentgen/contract'
import { allOf, edgeFilter, quote, serviceFilter } from '@roentgen/filter'

type Subject = {
  readonly node?: string | undefined
  readonly edge?: string | undefined
  readonly filter?: string | undefined
}

/** The filter that shows the traces a user's row counts. */
export function tracesFilter(user: string, { node, edge, filter }: Subject): string {
  const nodeKey = node === undefined ? null : parseNodeId(node)
  const ends = edge === undefined ? null : parseEdgeId(edge)
  return allOf(
    filter ?? '',
    nodeKey ? serviceFilter(nodeKey) : '',
    ends ? edgeFilter(ends.from, ends.to) : '',
    `user = ${quote(user)}`,
  )
}
