import { expect, it } from 'vitest'
import { markedOnMap } from './selected.ts'

const holder = new Map([
  ['web', 'web'],
  ['pay', 'group:team:red'],
  ['cart', 'group:team:red'],
])

it.each([
  [{ node: 'web' }, { node: 'web' }],
  [{ node: 'pay' }, { node: 'group:team:red' }],
  [{ node: 'gone' }, { node: 'gone' }],
  [{ node: 'group:team:red' }, { node: 'group:team:red' }],
  [{ edge: 'web>pay' }, { edge: 'web>group:team:red' }],
  [{ edge: 'web>web' }, { edge: 'web>web' }],
  [{ edge: 'pay>cart' }, { node: 'group:team:red' }],
  [{}, {}],
])('%j is marked as %j', (selection, marked) => {
  expect(markedOnMap(selection, holder)).toEqual(marked)
})
