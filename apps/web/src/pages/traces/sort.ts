/** Orders of the list. The source gives newest first; every other order is among the rows loaded so far, and the page says so. */
import type { TraceRow } from '@roentgen/contract'

export const sortKeys = ['start', 'response', 'duration', 'class', 'url', 'status', 'users', 'entry'] as const
export type SortKey = (typeof sortKeys)[number]
export type Order = { readonly key: SortKey; readonly direction: 'asc' | 'desc' }

export const newestFirst: Order = { key: 'start', direction: 'desc' }

const severity = { fault: 4, throttle: 3, error: 2, ok: 1 } as const

const values: Readonly<Record<SortKey, (row: TraceRow) => number | string | null>> = {
  start: (row) => row.start,
  response: (row) => row.responseTime,
  duration: (row) => row.duration,
  class: (row) => (row.class ? severity[row.class] : null),
  url: (row) => row.url,
  status: (row) => row.status,
  users: (row) => row.users[0] ?? null,
  entry: (row) => row.entry?.name ?? null,
}

export function orderOf(sort: string | undefined, direction: 'asc' | 'desc' | undefined): Order {
  const key = sortKeys.find((known) => known === sort)
  return key === undefined ? newestFirst : { key, direction: direction ?? 'desc' }
}

/** What is not known stands last in either direction. */
export function sorted(rows: readonly TraceRow[], order: Order): readonly TraceRow[] {
  if (order.key === 'start' && order.direction === 'desc') return rows
  const value = values[order.key]
  const sign = order.direction === 'asc' ? 1 : -1
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return x === y ? b.start - a.start : x === null ? 1 : -1
    return (x < y ? -1 : x > y ? 1 : 0) * sign || b.start - a.start
  })
}
