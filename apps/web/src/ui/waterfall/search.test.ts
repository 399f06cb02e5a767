import { expect, it } from 'vitest'
import { matchingRows, nextMatch } from './search.ts'

const columns = {
  name: ['storefront', 'SELECT', 'PutItem', 'select'],
  also: (row: number) => ['storefront ok', 'shop@db fault', 'DynamoDB throttle', 'shop@db ok'][row] ?? '',
}

it.each([
  ['select', [1, 3]],
  ['select fault', [1]],
  ['  ', []],
  ['dynamo', [2]],
  ['nothing', []],
])('%s', (query, rows) => {
  expect(matchingRows(columns, query)).toEqual(rows)
})

it('goes round at both ends', () => {
  expect(nextMatch([1, 3], 1, 1)).toBe(3)
  expect(nextMatch([1, 3], 3, 1)).toBe(1)
  expect(nextMatch([1, 3], 1, -1)).toBe(3)
  expect(nextMatch([], 0, 1)).toBeNull()
})
