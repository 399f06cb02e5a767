import type { GraphEdgeShape, GraphNodeShape, GraphReply } from '@roentgen/contract'
import { MoveRight } from 'lucide-react'
import { percent, rate } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { nodeKind } from '../../../ui/node-kind.ts'
import { badShare } from '../../../ui/response-class.ts'
import type { Selection } from '../MapView.tsx'
import { nodeName } from '../node-name.ts'
import { Part } from './Panel.tsx'

/** Callers and callees, busiest first; each leads to the node, and to the connection between the two. */
export function Neighbours({
  graph,
  node,
  onSelect,
}: {
  graph: GraphReply
  node: GraphNodeShape
  onSelect: (what: Selection) => void
}) {
  const busiest = (a: GraphEdgeShape, b: GraphEdgeShape) => b.rate - a.rate || (a.id < b.id ? -1 : 1)
  const callers = graph.edges.filter((edge) => edge.to === node.id).sort(busiest)
  const callees = graph.edges.filter((edge) => edge.from === node.id).sort(busiest)
  return (
    <>
      <Part title={t('map.panel.callers')}>
        <List graph={graph} edges={callers} end="from" none={t('map.panel.nobody')} onSelect={onSelect} />
      </Part>
      <Part title={t('map.panel.callees')}>
        <List graph={graph} edges={callees} end="to" none={t('map.panel.nothing')} onSelect={onSelect} />
      </Part>
    </>
  )
}

function List({
  graph,
  edges,
  end,
  none,
  onSelect,
}: {
  graph: GraphReply
  edges: readonly GraphEdgeShape[]
  end: 'from' | 'to'
  none: string
  onSelect: (what: Selection) => void
}) {
  if (edges.length === 0) return <p className="text-sm text-ink-soft">{none}</p>
  const name = (id: string): string =>
    nodeName(
      graph.nodes.find((one) => one.id === id),
      id,
    )
  return (
    <ul className="flex flex-col gap-1">
      {edges.map((edge) => {
        const other = graph.nodes.find((one) => one.id === edge[end])
        if (!other) return null
        const bad = badShare(edge.counts)
        return (
          <li key={edge.id} className="flex items-center gap-2 text-sm">
            <button
              type="button"
              className="flex min-w-0 flex-1 items-center gap-2 rounded text-left text-accent hover:underline"
              onClick={() => onSelect({ node: other.id })}
            >
              <Glyph kind={nodeKind(other.type)} size={16} />
              <span className="truncate">{nodeName(other, other.id)}</span>
            </button>
            <span className={`num text-xs ${bad > 0 ? 'text-fault-text' : 'text-ink-soft'}`}>
              {t('map.panel.call-figures', { rate: rate(edge.rate), bad: bad > 0 ? percent(bad) : 'none' })}
            </span>
            <button
              type="button"
              className="btn px-1.5"
              onClick={() => onSelect({ edge: edge.id })}
              aria-label={t('map.panel.connection.open', { from: name(edge.from), to: name(edge.to) })}
              title={t('map.panel.connection')}
            >
              <MoveRight aria-hidden size={14} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
