/** One trace as columns, from its documents: the same code whatever the source. */
import { type NodeRef, nodeId, type TraceReply } from '@roentgen/contract'
import { failedRows } from '@roentgen/story'
import { buildTree, criticalPathOf, type NodeKey, type TraceTree, type TreeEntity } from '@roentgen/trace'
import type { SourceTrace } from '../source/port.ts'
import { nodeRef } from './graph.ts'

const bit = { exceptions: 1, sql: 2, annotations: 4, metadata: 8, http: 16, parentMissing: 32, links: 64 } as const

const filled = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length > 0

function hasBits({ wire, parentMissing }: TreeEntity): number {
  const { cause } = wire
  return (
    (cause !== undefined && (typeof cause === 'string' || filled(cause)) ? bit.exceptions : 0) |
    (filled(wire.sql) ? bit.sql : 0) |
    (filled(wire.annotations) ? bit.annotations : 0) |
    (filled(wire.metadata) ? bit.metadata : 0) |
    (filled(wire.http) ? bit.http : 0) |
    (parentMissing ? bit.parentMissing : 0) |
    (Array.isArray(wire.links) && wire.links.length > 0 ? bit.links : 0)
  )
}

/** Ids of the rows. Some tracers give caller and callee one id: the later row then carries a number. */
export function rowIds(tree: TraceTree): string[] {
  const seen = new Map<string, number>()
  return tree.entities.map(({ id }) => {
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    return times === 1 ? id : `${id}~${times}`
  })
}

/** Nodes of a trace, each once, with their place. */
class NodeTable {
  readonly refs: NodeRef[] = []
  readonly #places = new Map<string, number>()
  placeOf(key: NodeKey): number {
    const id = nodeId(key)
    const known = this.#places.get(id)
    if (known !== undefined) return known
    this.#places.set(id, this.refs.length)
    return this.refs.push(nodeRef(key)) - 1
  }
}

function criticalRows(trace: SourceTrace, tree: TraceTree): [number, number][] {
  const rows = new Map<string, number>()
  tree.entities.forEach((entity, row) => {
    for (const key of [`${entity.id} ${entity.name} ${entity.node.name}`, entity.id]) {
      if (!rows.has(key)) rows.set(key, row)
    }
  })
  const parts = criticalPathOf(trace.documents)?.parts ?? []
  return parts.flatMap((part): [number, number][] => {
    const row = rows.get(`${part.id} ${part.name} ${part.service}`) ?? rows.get(part.id)
    return row === undefined ? [] : [[row, part.exclusiveUs]]
  })
}

export function traceReply(trace: SourceTrace, ownAccount?: string): TraceReply {
  const tree = buildTree(trace.documents, ownAccount)
  const { entities, startUs, endUs } = tree
  const nodes = new NodeTable()
  const ids = rowIds(tree)
  const reply = {
    id: trace.traceId,
    start: startUs / 1e6,
    duration: endUs === null ? null : (endUs - startUs) / 1e6,
    partial: tree.orphans.length > 0 || entities.some((entity) => entity.parentMissing || entity.unanswered),
    limitExceeded: trace.limitExceeded,
    entities: {
      id: ids,
      parent: entities.map((entity) => entity.parent),
      depth: entities.map((entity) => entity.depth),
      size: entities.map((entity) => entity.below + 1),
      name: entities.map((entity) => entity.name),
      segment: entities.map((entity) => entity.kind === 'segment'),
      node: entities.map((entity) => nodes.placeOf(entity.node)),
      callee: entities.map((entity) =>
        entity.kind === 'subsegment' && entity.inferred && entity.callee ? nodes.placeOf(entity.callee) : -1,
      ),
      namespace: entities.map((entity) => entity.namespace),
      start: entities.map((entity) => entity.startUs - startUs),
      duration: entities.map((entity) => entity.durationUs ?? -1),
      class: entities.map((entity) => entity.responseClass),
      has: entities.map(hasBits),
    },
    nodes: nodes.refs,
    criticalPath: criticalRows(trace, tree),
    links: entities.flatMap((entity, row) =>
      linksOf(entity).map((link) => ({ entity: ids[row] ?? entity.id, ...link })),
    ),
    users: [...new Set(entities.flatMap(({ wire }) => (typeof wire.user === 'string' ? [wire.user] : [])))].sort(),
  }
  return { ...reply, failure: failureOf(reply, tree) }
}

/** A message may be as long as a document: a headline shows its beginning, the details all of it. */
const mostOfMessage = 500

function failureOf(reply: Pick<TraceReply, 'entities'>, tree: TraceTree): TraceReply['failure'] {
  for (const row of failedRows(reply)) {
    const [exception] = tree.causes(row).exceptions
    const { type = null, message = null } = exception ?? {}
    if (type !== null || message !== null)
      return { entity: reply.entities.id[row] ?? '', type, message: message?.slice(0, mostOfMessage) ?? null }
  }
  return null
}

export function linksOf({ wire }: Pick<TreeEntity, 'wire'>): { traceId: string; id: string }[] {
  if (!Array.isArray(wire.links)) return []
  return wire.links.flatMap((link) =>
    typeof link?.trace_id === 'string' && typeof link.id === 'string' ? [{ traceId: link.trace_id, id: link.id }] : [],
  )
}
