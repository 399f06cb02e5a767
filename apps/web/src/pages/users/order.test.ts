import type { UserRowShape } from '@roentgen/contract'
import { expect, it } from 'vitest'
import { badShareOf, usersInOrder } from './order.ts'

const row = (user: string, traces: number, fault: number, error: number, lastSeen: number): UserRowShape => ({
  user,
  traces,
  fault,
  error,
  throttle: 0,
  ok: traces - fault - error,
  lastSeen,
})
const rows = [row('ann', 10, 5, 0, 1), row('bob', 4, 2, 2, 9), row('u-10', 50, 0, 1, 5), row('u-9', 2, 0, 0, 3)]
const names = (sort: string | undefined, find = '') =>
  usersInOrder(rows, sort, find)
    .map((r) => r.user)
    .join(' ')

it.each([
  [undefined, '', 'ann bob u-10 u-9'],
  ['nonsense', '', 'ann bob u-10 u-9'],
  ['share', '', 'bob ann u-10 u-9'],
  ['last', '', 'bob u-10 u-9 ann'],
  ['user', '', 'ann bob u-9 u-10'], // numbers as people count them
  [undefined, ' U-1', 'u-10'],
])('%s %s', (sort, find, expected) => {
  expect(names(sort, find)).toBe(expected)
})

it('a user without traces has no share', () => {
  expect(badShareOf(row('x', 0, 0, 0, 0))).toBe(0)
})
