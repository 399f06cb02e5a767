import { parse } from '@roentgen/filter'
import { expect, it } from 'vitest'
import { tracesFilter } from './traces-filter.ts'

it.each([
  ['u-1', {}, 'user = "u-1"'],
  ['o"brien', {}, 'user = "o\\"brien"'],
  ['u-1', { node: 'orders' }, '(service("orders")) AND (user = "u-1")'],
  ['u-1', { edge: 'a>b', filter: 'fault' }, '(fault) AND (edge("a", "b")) AND (user = "u-1")'],
])('%s %j', (user, subject, filter) => {
  expect(tracesFilter(user, subject)).toBe(filter)
  expect(parse(filter).ok).toBe(true)
})
