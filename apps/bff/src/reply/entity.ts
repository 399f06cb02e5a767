/** All about one entity of a trace. Documents come from anyone: members of the wrong type are left out, not passed on. */
import type { EntityReply } from '@roentgen/contract'
import type { AnnotationValue, TraceTree, WireEntity, WireHttp } from '@roentgen/trace'
import { linksOf, rowIds } from './trace.ts'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function httpReply(http: WireHttp | undefined): EntityReply['http'] {
  if (typeof http !== 'object' || http === null) return null
  const request = record(http.request)
  const response = record(http.response)
  return {
    method: text(request.method),
    url: text(request.url),
    status: number(response.status),
    userAgent: text(request.user_agent),
    clientIp: text(request.client_ip),
    contentLength: number(response.content_length),
  }
}

const isAnnotation = (value: unknown): value is AnnotationValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function sqlReply(sql: WireEntity['sql']): EntityReply['sql'] {
  const pairs = Object.entries(record(sql)).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return pairs.length > 0 ? Object.fromEntries(pairs) : null
}

/** Null when the trace has no such row. */
export function entityReply(tree: TraceTree, rowId: string): EntityReply | null {
  const ids = rowIds(tree)
  const row = ids.indexOf(rowId)
  const entity = tree.entities[row]
  if (!entity) return null
  const { wire } = entity
  let segment = row
  while (tree.entities[segment]?.kind !== 'segment' && (tree.entities[segment]?.parent ?? -1) >= 0) {
    segment = tree.entities[segment]?.parent ?? -1
  }
  const { subsegments: _, ...raw } = wire
  return {
    id: rowId,
    name: entity.name,
    segment: entity.kind === 'segment',
    segmentId: ids[segment] ?? rowId,
    namespace: entity.namespace,
    start: entity.startUs / 1e6,
    end: entity.endUs === null ? null : entity.endUs / 1e6,
    class: entity.responseClass,
    flags: { error: wire.error === true, throttle: wire.throttle === true, fault: wire.fault === true },
    http: httpReply(wire.http),
    sql: sqlReply(wire.sql),
    user: text(wire.user),
    origin: text(wire.origin),
    resourceArn: text(wire.resource_arn),
    annotations: Object.entries(record(wire.annotations)).filter((pair): pair is [string, AnnotationValue] =>
      isAnnotation(pair[1]),
    ),
    metadata: record(wire.metadata),
    aws: record(wire.aws),
    service: record(wire.service),
    exceptions: tree.causes(row).exceptions.map((exception) => ({
      id: exception.id,
      type: exception.type,
      message: exception.message,
      remote: exception.remote,
      entity: exception.recordedBy.id === entity.id ? null : exception.recordedBy.id,
      stack: exception.stack.map((frame) => ({ ...frame })),
      truncated: exception.truncated,
    })),
    links: linksOf(entity),
    raw,
  }
}
