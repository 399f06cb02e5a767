/**
 * Links: a message picked up in a trace of its own names the call that sent it (facts 2.1 `links`, 3.4). The map draws queue -> consumer
 * from it, with the age of the message on the edge.
 */
import type { Entity, TraceDocument } from './entities.ts'
import { parseDocumentTraceId, parseEntityId } from './ids.ts'
import type { AssembledTrace, Micros, NodeKey, TraceId } from './model.ts'
import type { WireEntity } from './wire.ts'

/** Where a linked call went: the queue's node, and when the sender was done. */
export type LinkedCall = { readonly node: NodeKey; readonly endUs: Micros }
export type LinkTarget = { readonly traceId: TraceId; readonly id: string }

const LINKS_PER_SEGMENT = 20
const LINKS_PER_TRACE = 100

export function linkKey(target: LinkTarget): string {
  return `${target.traceId}:${target.id}`
}

/**
 * The links of a segment that make edges. Lambda repeats the service segment's links on the function's own; only the former count.
 */
export function linksOf(segment: WireEntity): LinkTarget[] {
  if (!Array.isArray(segment.links)) return []
  if (segment.origin === 'AWS::Lambda::Function' && typeof segment.parent_id === 'string') return []
  const targets = new Map<string, LinkTarget>()
  for (const link of segment.links.slice(0, LINKS_PER_SEGMENT)) {
    const traceId = parseDocumentTraceId(link?.trace_id)
    const id = parseEntityId(link?.id)
    if (traceId !== null && id !== null) targets.set(`${traceId}:${id}`, { traceId, id })
  }
  return [...targets.values()]
}

/** Every call in other traces that this trace's segments link to, and that assembly must be told about (`options.linked`). */
export function linkTargets(docs: readonly Pick<TraceDocument, 'document'>[]): LinkTarget[] {
  const targets = new Map<string, LinkTarget>()
  for (const { document } of docs) {
    if (document.type === 'subsegment') continue
    for (const target of linksOf(document)) {
      if (target.traceId !== parseDocumentTraceId(document.trace_id)) targets.set(linkKey(target), target)
    }
  }
  return [...targets.values()].slice(0, LINKS_PER_TRACE)
}

/** What a link to this entity means: where the call went; for a segment, its own node. Null when the trace does not (yet) know it. */
export function linkedCall(trace: Pick<AssembledTrace, 'served' | 'called'>, id: string): LinkedCall | null {
  const call = trace.called.find((row) => row.entityId === id && row.kind === 'call')
  if (call !== undefined) return { node: call.to, endUs: call.endUs }
  const segment = trace.served.find((row) => row.entityId === id && !row.inferred)
  return segment === undefined ? null : { node: segment.node, endUs: segment.endUs }
}

export type ResolvedLink = { readonly segment: Entity; readonly origin: LinkedCall }
