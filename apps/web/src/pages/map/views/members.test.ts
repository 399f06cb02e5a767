import { expect, it } from 'vitest'
import { isSilent, isViewId, membersOf, placesFrom, positionsOf, searchOfView } from './members.ts'

const id = 'v0123456789'

it('keeps how one looks, not when nor what is selected', () => {
  expect(
    membersOf({
      by: 'domain',
      hops: 2,
      lines: 'all',
      from: 'now-1h',
      node: 'a',
      at: 3,
      pins: 'x',
      view: id,
      lang: 'de',
      hide: '',
    }),
  ).toEqual({ by: 'domain', hops: '2', lines: 'all' })
})

it('an address that is silent gets the view, one that speaks keeps its own words', () => {
  expect(isSilent({ view: id, from: 'now-1h', node: 'a' })).toBe(true)
  expect(isSilent({ view: id, source: 'aws' })).toBe(true)
  expect(isSilent({ view: id, by: 'kind' })).toBe(false)
  expect(isSilent({ view: id, pins: 'abc.1.2' })).toBe(false)
})

it('a view replaces the members of another, and window and selection stay', () => {
  const from = { by: 'kind', hide: 'x', source: 'own', from: 'now-1h', node: 'a', view: 'v9999999999', pins: 'abc' }
  expect(searchOfView(from, id, { by: 'domain', flow: 'down', evil: '1' })).toEqual({
    source: 'own',
    from: 'now-1h',
    node: 'a',
    by: 'domain',
    flow: 'down',
    view: id,
    pins: undefined,
  })
})

it('tells ids from the words of older links', () => {
  expect([id, 'map', 'table', undefined].map(isViewId)).toEqual([true, false, false, false])
})

it('places come back as they went in, and too many are none', () => {
  const positions = { a: { x: 1, y: -2 }, 'group:domain:pay': { x: 0, y: 9 } }
  expect(positionsOf(placesFrom(positions))).toEqual(positions)
  expect(placesFrom(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`n${i}`, { x: i, y: 0 }])))).toEqual([])
})
