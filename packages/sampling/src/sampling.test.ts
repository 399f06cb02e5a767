import { describe, expect, it } from 'vitest'
import { defaultRule, evenShare, matchesPattern, ReservoirShares, ruleFor } from './index.ts'

describe('patterns', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['/ping/*', '/ping/a', true],
    ['/ping/*', '/pong', false],
    ['/a?c', '/ABC', true],
    ['/a?c', '/ac', false],
    ['*x*y', 'aaxbbyxy', true],
    ['*x*y', 'aaxbbyx', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s against %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected)
  })

  it('does not explode on many stars', () => {
    expect(matchesPattern(`${'*a'.repeat(40)}b`, 'a'.repeat(5_000))).toBe(false)
  })
})

describe('the rule of a request', () => {
  const orders = { ...defaultRule, name: 'orders', priority: 100, urlPath: '/orders/*' }
  const posts = { ...defaultRule, name: 'posts', priority: 100, httpMethod: 'POST' }
  it('goes by priority, then by name; what is unknown matches', () => {
    expect(ruleFor([defaultRule, posts, orders], { urlPath: '/orders/1', httpMethod: 'POST' })?.name).toBe('orders')
    expect(ruleFor([defaultRule, posts, orders], { urlPath: '/cart', httpMethod: 'POST' })?.name).toBe('posts')
    expect(ruleFor([defaultRule, posts, orders], { urlPath: '/cart', httpMethod: 'GET' })?.name).toBe('Default')
    expect(ruleFor([defaultRule, posts, orders], {})?.name).toBe('orders')
  })
})

describe('shares of the reservoir', () => {
  it('never exceed it', () => {
    for (const [total, count] of [
      [1, 1],
      [1, 3],
      [10, 3],
      [0, 2],
    ] as const) {
      const shares = Array.from({ length: count }, (_, position) => evenShare(total, count, position))
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
    }
  })

  it('go to the clients that reported lately', () => {
    const shares = new ReservoirShares()
    const rule = { name: 'r', reservoirSize: 10 }
    expect(shares.report(rule, 'a', 100).perSecond).toBe(10)
    expect(shares.report(rule, 'b', 101).perSecond).toBe(5)
    expect(shares.report(rule, 'a', 110)).toEqual({ perSecond: 5, untilS: 410 })
    expect(shares.report(rule, 'a', 140).perSecond).toBe(10)
  })
})
