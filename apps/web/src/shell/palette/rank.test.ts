import { describe, expect, it } from 'vitest'
import { ranked, score } from './rank.ts'
import { recentIds, remember } from './recent.ts'

const order = (query: string, names: readonly string[]): string[] =>
  ranked(
    query,
    names.map((name) => ({ names: [name] })),
  ).map(({ entry }) => entry.names[0] ?? '')

describe('ranking', () => {
  it.each([
    ['orders', ['orders', 'orders-api', 'shop-orders', 'reorders', 'outdoor-rides']],
    ['api', ['api', 'api-gateway', 'orders-api', 'rapid']],
    ['pay', ['Payments', 'Order payments', 'repay']],
    ['db', ['db', 'orders-db', 'mydbx']],
  ])('for %j puts the beginning before the word before the inside before the letters', (query, names) => {
    expect(order(query, [...names].reverse())).toEqual(names.filter((name) => score(query, name) !== null))
  })

  it('finds letters in order from the beginning of a word, not scattered ones', () => {
    expect(order('ordapi', ['orders-api', 'api-orders'])).toEqual(['orders-api'])
    expect(order('oapi', ['ordersApi'])).toEqual(['ordersApi'])
    expect(order('oz', [`o${'-filler'.repeat(20)}-z`])).toEqual([])
    expect(order('rdi', ['orders-api'])).toEqual([])
  })

  it('does not mind case, accents, spaces around or the order of words', () => {
    expect(order('  DEBUT ', ['Début'])).toEqual(['Début'])
    expect(order('api orders', ['orders-api', 'api'])).toEqual(['orders-api'])
    expect(order('Api', ['orderApi'])).toEqual(['orderApi'])
  })

  it('likes the shorter of two and keeps the order of equals', () => {
    expect(order('ord', ['orders-worker', 'orders'])).toEqual(['orders', 'orders-worker'])
    expect(order('a', ['ab', 'ac'])).toEqual(['ab', 'ac'])
  })

  it('finds by the technical name too, a little behind', () => {
    const entries = [{ names: ['Warehouse', 'checkout-svc'] }, { names: ['checkout-svc'] }]
    expect(ranked('checkout', entries).map(({ entry }) => entry.names[0])).toEqual(['checkout-svc', 'Warehouse'])
  })

  it('finds nothing for what is not there', () => {
    expect(order('zzz', ['orders'])).toEqual([])
    expect(order('', ['orders', 'stock'])).toEqual(['orders', 'stock'])
  })
})

it('remembers the last choices, the newest first, once each', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  for (const id of ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g']) remember(id, storage)
  expect(recentIds(storage)).toEqual(['g', 'f', 'e', 'd', 'c', 'a'])
  kept.set('roentgen.palette', '{"not": "a list"}')
  expect(recentIds(storage)).toEqual([])
  kept.set('roentgen.palette', '[1, "x"')
  expect(recentIds(storage)).toEqual([])
})
