/** Rows of the trace list, and users, as the contract has them; in an order that does not depend on the source. */
import { nodeId, type TraceRow, type UserRowShape } from '@roentgen/contract'
import type { UserRow } from '@roentgen/store'
import type { ListedTrace } from '../source/port.ts'
import { nodeRef, secondsOf } from './graph.ts'

const orNull = (us: number | null): number | null => (us === null ? null : secondsOf(us))

export function traceRow(trace: ListedTrace): TraceRow {
  return {
    id: trace.traceId,
    // The X-Ray API's clients read times to the millisecond.
    start: Math.round(trace.startUs / 1000) / 1000,
    duration: orNull(trace.durationUs),
    responseTime: orNull(trace.responseTimeUs),
    class: trace.rootClass,
    partial: trace.partial,
    method: trace.http?.method ?? null,
    url: trace.http?.url ?? null,
    status: trace.http?.status ?? null,
    clientIp: trace.http?.clientIp ?? null,
    users: [...new Set(trace.users)].sort(),
    annotations: trace.annotations
      .map(([key, value]): TraceRow['annotations'][number] => [key, value])
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    entry: trace.entryPoint ? nodeRef(trace.entryPoint) : null,
    nodes: trace.nodes.map(nodeRef).sort((a, b) => (nodeId(a) < nodeId(b) ? -1 : 1)),
  }
}

export const userRow = (row: UserRow): UserRowShape => ({
  user: row.user,
  traces: row.traces,
  ok: row.ok,
  error: row.error,
  throttle: row.throttle,
  fault: row.fault,
  lastSeen: Math.round(row.lastUs / 1000) / 1000,
})
