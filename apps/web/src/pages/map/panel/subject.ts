/** What is selected, with all the panel needs to speak of it: one shape for nodes and edges. */
import type { GraphEdgeShape, GraphNodeShape, GraphReply } from '@roentgen/contract'
import { withFriendlyNames } from '@roentgen/picture'
import { edgeSentence, nodeSentence, type Sentence } from '@roentgen/story'
import { t } from '../../../messages/index.ts'
import { nodeKind } from '../../../ui/node-kind.ts'
import { type Brush, edgeTraces, nodeTraces } from '../filters.ts'
import type { Selection } from '../MapView.tsx'
import { nodeName } from '../node-name.ts'

export type Subject = {
  readonly kind: 'node' | 'edge'
  readonly id: string
  readonly title: string
  readonly sentence: Sentence | null
  readonly node: GraphNodeShape | null
  readonly edge: GraphEdgeShape | null
  /** The side the figures come from. */
  readonly figures: Pick<GraphNodeShape, 'counts' | 'latency' | 'histogram' | 'rate'>
  readonly tracesFilter: (brush: Brush, also: string) => string
}

/** null when the selection is not on this map. */
export function subjectOf(graph: GraphReply, selection: Selection): Subject | null {
  if (selection.node !== undefined) {
    const node = graph.nodes.find((one) => one.id === selection.node)
    if (!node) return null
    return {
      kind: 'node',
      id: node.id,
      title: nodeName(node, node.id),
      sentence: nodeSentence(withFriendlyNames(graph), node.id),
      node,
      edge: null,
      figures: node,
      tracesFilter: (brush, also) => nodeTraces(node, graph, brush, also),
    }
  }
  const edge = graph.edges.find((one) => one.id === selection.edge)
  if (!edge) return null
  const name = (id: string): string =>
    nodeName(
      graph.nodes.find((node) => node.id === id),
      id,
    )
  return {
    kind: 'edge',
    id: edge.id,
    title: t('map.panel.edge', { from: name(edge.from), to: name(edge.to) }),
    sentence: edgeSentence(withFriendlyNames(graph), edge.id),
    node: null,
    edge,
    figures: edge,
    tracesFilter: (brush, also) => edgeTraces(edge, graph, brush, also),
  }
}

/** Whose clock the latency is by. */
export function measuredBy(subject: Subject): 'node' | 'edge' | 'link' | 'inferred' {
  if (subject.kind === 'edge') return subject.edge?.kind === 'link' ? 'link' : 'edge'
  return subject.node?.state === 'active' || nodeKind(subject.node?.type ?? null) === 'client' ? 'node' : 'inferred'
}
