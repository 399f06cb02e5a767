/** What a map opens with: a picture of the graph in which as many nodes stand as one can read, drawn here since that is kilobytes and the graph megabytes. */
import type { DrawnReply, ExternalRule, GraphReply, Query } from '@roentgen/contract'
import { crowdRules, draw, hostsKey, linesOf, openIds, usualCrowds, withoutProbe, wordKeys } from '@roentgen/picture'

export type DrawnAsk = Pick<Query<'picture'>, 'by' | 'open' | 'only' | 'filter'> & {
  readonly rules: readonly ExternalRule[]
}

/** As the page draws it of the whole graph; labels of groups are keys, histograms are left out. */
export function drawnReply(graph: GraphReply, { by, open, only, filter, rules }: DrawnAsk): DrawnReply {
  const tested = withoutProbe(graph, { filter })
  const { picture, opened, within, hidden, ...drawn } = draw(tested, {
    by,
    only,
    open: openIds(open),
    crowdOf: crowdRules(tested.nodes, { ...usualCrowds, rules }, hostsKey),
    words: wordKeys,
  })
  const lines = drawn.by === 'none' ? null : linesOf(picture)
  return {
    picture: {
      ...picture,
      nodes: picture.nodes.map((node) => ({ ...node, histogram: [] })),
      edges: picture.edges.flatMap((edge) =>
        lines === null || lines.has(edge.id) ? [{ ...edge, histogram: [] }] : [],
      ),
    },
    by: drawn.by,
    opened: [...opened],
    within: [...within],
    chosenOf: lines === null ? null : picture.edges.length,
    hidden,
  }
}
