import type { UserRowShape } from '@roentgen/contract'
import { compareTexts } from '../../format.ts'

export const userSortKeys = ['fault', 'error', 'throttle', 'traces', 'share', 'last', 'user'] as const
export type UserSortKey = (typeof userSortKeys)[number]

/** The share of a user's traces that went wrong. */
export const badShareOf = (row: UserRowShape): number => (row.traces > 0 ? (row.traces - row.ok) / row.traces : 0)

const values: Readonly<Record<Exclude<UserSortKey, 'user'>, (row: UserRowShape) => number>> = {
  fault: (row) => row.fault,
  error: (row) => row.error,
  throttle: (row) => row.throttle,
  traces: (row) => row.traces,
  share: badShareOf,
  last: (row) => row.lastSeen,
}

/** The server's order (most faults, then errors, throttles, traces) decides among equals. */
export function usersInOrder(rows: readonly UserRowShape[], sort: string | undefined, find: string): UserRowShape[] {
  const wanted = find.trim().toLowerCase()
  const found = rows.filter((row) => row.user.toLowerCase().includes(wanted))
  const key = userSortKeys.find((known) => known === sort)
  if (key === undefined) return found
  if (key === 'user') return found.sort((a, b) => compareTexts(a.user, b.user))
  const value = values[key]
  return found.sort((a, b) => value(b) - value(a))
}
