/** What one clicks on the map as filter expressions for the trace list. */
import type { GraphEdgeShape, GraphNodeShape, GraphReply, NodeRef } from '@roentgen/contract'
import { allOf, edgeFilter, serviceFilter } from '@roentgen/filter'
import type { NodeKey } from '@roentgen/trace'
import { nodeKind } from '../../ui/node-kind.ts'

export type Brush = { readonly lo?: number | undefined; readonly hi?: number | undefined }

const keyOf = (node: NodeRef): NodeKey => ({ name: node.name, type: node.type, account: node.account })

const band = ({ lo, hi }: Brush) =>
  lo === undefined && hi === undefined
    ? {}
    : { responseSeconds: { ...(lo === undefined ? {} : { from: lo }), ...(hi === undefined ? {} : { to: hi }) } }

/** Clients serve nothing: their traces are those of the calls they make. */
export function nodeTraces(node: GraphNodeShape, graph: GraphReply, brush: Brush = {}, also = ''): string {
  if (nodeKind(node.type) !== 'client') return allOf(also, serviceFilter(keyOf(node), band(brush)))
  const called = graph.edges.find((edge) => edge.from === node.id)
  return called ? edgeTraces(called, graph, brush, also) : also
}

export function edgeTraces(edge: GraphEdgeShape, graph: GraphReply, brush: Brush = {}, also = ''): string {
  const from = graph.nodes.find((node) => node.id === edge.from)
  const to = graph.nodes.find((node) => node.id === edge.to)
  return from && to ? allOf(also, edgeFilter(keyOf(from), keyOf(to), band(brush))) : also
}
