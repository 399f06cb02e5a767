/** The columns of the bff's reply as the waterfall draws them. */
import type { TraceReply } from '@roentgen/contract'
import { duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { serviceColor } from '../../ui/service-color.ts'
import type { WaterfallRows } from '../../ui/waterfall/types.ts'

/** Bits of `entities.has`. */
export const has = { exceptions: 1, sql: 2, annotations: 4, metadata: 8, http: 16, orphan: 32, links: 64 } as const

export const micros = (us: number): string => duration(us / 1e6)

export function serviceOf(trace: TraceReply, row: number): string {
  const own = trace.nodes[trace.entities.node[row] ?? -1]?.name ?? ''
  const callee = trace.nodes[trace.entities.callee[row] ?? -1]?.name
  return callee === undefined ? own : t('trace.grid.call', { from: own, to: callee })
}

export const isOrphan = (trace: TraceReply, row: number): boolean => ((trace.entities.has[row] ?? 0) & has.orphan) !== 0

export function waterfallRows(trace: TraceReply): WaterfallRows {
  const { entities, nodes } = trace
  const colors = nodes.map((node) => serviceColor(node.name))
  return {
    id: entities.id,
    parent: entities.parent,
    depth: entities.depth,
    size: entities.size,
    start: entities.start,
    duration: entities.duration,
    name: entities.name,
    outcome: entities.class,
    service: (row) => serviceOf(trace, row),
    color: (row) => colors[entities.node[row] ?? -1] ?? 'var(--none)',
    remark: (row) => (isOrphan(trace, row) ? t('trace.row.orphan') : null),
  }
}

/** A row in one sentence, for its bar. */
export function rowSentence(trace: TraceReply, row: number, criticalUs: number | undefined): string {
  const { entities } = trace
  const took = entities.duration[row] ?? 0
  const sentence = t(took < 0 ? 'trace.row.running' : 'trace.row', {
    name: entities.name[row] ?? '',
    service: serviceOf(trace, row),
    outcome: t(`trace.outcome.${entities.class[row] ?? 'ok'}`),
    start: micros(entities.start[row] ?? 0),
    duration: micros(took),
  })
  return criticalUs === undefined ? sentence : t('trace.row.critical', { row: sentence, time: micros(criticalUs) })
}

/** Why the trace is not whole, in plain sentences; empty when it is. */
export function partialReasons(trace: TraceReply): string[] {
  if (!trace.partial) return []
  const rows = trace.entities.id.map((_, row) => row)
  const running = rows.filter((row) => (trace.entities.duration[row] ?? 0) < 0).length
  const orphans = rows.filter((row) => isOrphan(trace, row)).length
  const reasons = [
    ...(running > 0 ? [t('trace.partial.running', { count: running })] : []),
    ...(orphans > 0 ? [t('trace.partial.orphans', { count: orphans })] : []),
  ]
  return reasons.length > 0 ? reasons : [t('trace.partial.unanswered')]
}
