import { describe, expect, it } from 'vitest'
import {
  allot,
  Boosts,
  defaultRule,
  explain,
  hiddenBehind,
  mismatch,
  Reservoir,
  ruleFor,
  Statistics,
  tracesPerMinute,
} from './index.ts'

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

describe('why a rule is not asked', () => {
  const orders = { ...defaultRule, name: 'orders', priority: 1, urlPath: '/orders/*', httpMethod: 'POST' }
  const gold = { ...defaultRule, name: 'gold', priority: 2, attributes: { 'X-Tier': 'gold' } }
  const stage = { ...defaultRule, name: 'stage', priority: 3, resourceArn: 'arn:aws:apigateway:*' }

  it('names the first thing that differs, rule by rule', () => {
    const { rule, passed } = explain([defaultRule, stage, gold, orders], { urlPath: '/orders/7', httpMethod: 'GET' })
    expect(rule?.name).toBe('Default')
    expect(passed.map(({ rule, because }) => [rule.name, because])).toEqual([
      ['orders', { kind: 'field', field: 'httpMethod', pattern: 'POST', given: 'GET' }],
      ['gold', { kind: 'attribute', key: 'X-Tier', pattern: 'gold', given: null }],
      ['stage', { kind: 'resource', pattern: 'arn:aws:apigateway:*', given: null }],
    ])
  })

  it('lets API Gateway compare headers and its own resource, and nobody else', () => {
    const gateway = { resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/a/stages/b' }
    expect(mismatch(gold, { ...gateway, attributes: { 'x-tier': 'Gold' } })).toBeNull()
    expect(mismatch(gold, { attributes: { 'x-tier': 'Gold' } })).toMatchObject({ kind: 'attribute' })
    expect(mismatch(stage, gateway)).toBeNull()
  })

  it('sees a rule that can never decide', () => {
    const all = { ...defaultRule, name: 'all', priority: 5 }
    const late = { ...orders, name: 'late', priority: 9 }
    expect(hiddenBehind([orders, all, late], late)?.name).toBe('orders')
    expect(hiddenBehind([all, late], late)?.name).toBe('all')
    expect(hiddenBehind([orders, all, late], orders)).toBeNull()
    expect(hiddenBehind([gold, late], late)).toBeNull()
  })
})

describe('units by demand', () => {
  const heavy = (perSecond: number, most = 1000) => ({ perSecond, most })
  it.each([
    [10, [heavy(200), heavy(200), heavy(200)], [4, 3, 3]],
    [10, [heavy(1000), heavy(1)], [9, 1]],
    [10, [heavy(200), heavy(100)], [6, 4]],
    [1, [heavy(5), heavy(50)], [0, 1]],
    [0, [heavy(5)], [0]],
    [10, [heavy(200, 1), heavy(200)], [1, 9]],
    [10, [heavy(200, 1), heavy(200, 2)], [1, 2]],
    [10, [], []],
    [2_000_000_000, [heavy(3), heavy(1)], [1_500_000_000, 500_000_000]],
    [5, [heavy(0), heavy(0)], [3, 2]],
  ])('%d among %j', (total, demands, expected) => {
    const wide = demands.map((one) => ({ ...one, most: one.most === 1000 ? Math.max(total, 1000) : one.most }))
    expect(allot(total, wide)).toEqual(expected)
  })
})

describe('the reservoir', () => {
  const report = (client: string, nowS: number, requests = 2000, borrowed = 0) => ({
    client,
    nowS,
    sentS: nowS,
    requests,
    borrowed,
    sampled: 0,
  })

  it('gives a newcomer nothing until what the others hold has ended', () => {
    const reservoir = new Reservoir()
    expect(reservoir.report(report('a', 100), 10)).toEqual({ perSecond: 10, untilS: 112 })
    expect(reservoir.report(report('b', 101), 10)).toEqual({ perSecond: 0, untilS: 113 })
    expect(reservoir.report(report('a', 110), 10)).toEqual({ perSecond: 5, untilS: 135 })
    // The promise of 10 ends with second 112, on a clock that may be one second behind.
    expect(reservoir.report(report('b', 113), 10).perSecond).toBe(0)
    expect(reservoir.report(report('b', 114), 10).perSecond).toBe(5)
  })

  it('keeps what a vanished client was promised until its end, then gives it to who stays', () => {
    const reservoir = new Reservoir()
    reservoir.report(report('a', 90), 10)
    reservoir.report(report('a', 100), 10)
    const b = [101, 111, 121, 131].map((at) => reservoir.report(report('b', at), 10).perSecond)
    // From 126 on the promise is over, and 30 seconds of silence count as gone.
    expect(b).toEqual([0, 0, 0, 10])
  })

  it('leaves one a second to a client that borrows whatever it is promised', () => {
    const reservoir = new Reservoir()
    for (const at of [100, 110, 120, 130, 140]) {
      reservoir.report(report('node', at, 2000, 10), 10)
      reservoir.report(report('other', at + 1), 10)
    }
    expect(reservoir.report(report('node', 150, 2000, 10), 10).perSecond).toBe(1)
    expect(reservoir.report(report('other', 151), 10).perSecond).toBe(9)
  })

  it('takes no more when the rule is made smaller, and forgets nobody who holds something', () => {
    const reservoir = new Reservoir()
    reservoir.report(report('a', 100), 10)
    expect(reservoir.report(report('b', 101), 2).perSecond).toBe(0)
    expect(reservoir.report(report('a', 110), 2).perSecond).toBe(1)
    expect(reservoir.report(report('b', 114), 2).perSecond).toBe(1)
  })
})

describe('statistics', () => {
  it('adds what clients report to windows of ten seconds, and forgets after three hours', () => {
    const statistics = new Statistics()
    statistics.add('r', 1009, { requests: 5, sampled: 2, borrowed: 1 }, 1010)
    statistics.add('r', 1001, { requests: 1, sampled: 0, borrowed: 0 }, 1010)
    statistics.add('q', 1012, { requests: 3, sampled: 0, borrowed: 0 }, 1012)
    expect(statistics.windows(1020)).toEqual([
      { rule: 'q', startS: 1010, requests: 3, sampled: 0, borrowed: 0 },
      { rule: 'r', startS: 1000, requests: 6, sampled: 2, borrowed: 1 },
    ])
    statistics.add('r', 12_000, { requests: 1, sampled: 0, borrowed: 0 }, 12_000)
    expect(statistics.windows(12_000).map(({ rule }) => rule)).toEqual(['r'])
    statistics.forget('r')
    expect(statistics.windows(12_000)).toEqual([])
  })
})

describe('a boost', () => {
  const rule = { ...defaultRule, name: 'r', boost: { maxRate: 0.5, cooldownMinutes: 2 } }
  it('begins with missed anomalies, ends within a minute, and rests', () => {
    const boosts = new Boosts()
    boosts.report(rule, { nowS: 100, anomalies: 3, sampledAnomalies: 3 })
    expect(boosts.of(rule, 100)).toBeNull()
    boosts.report(rule, { nowS: 101, anomalies: 40, sampledAnomalies: 2 })
    expect(boosts.of(rule, 101)).toEqual({ rate: 10 / 43, untilS: 161 })
    expect(boosts.of(rule, 161)).not.toBeNull()
    expect(boosts.of(rule, 162)).toBeNull()
    boosts.report(rule, { nowS: 200, anomalies: 1, sampledAnomalies: 0 })
    expect(boosts.of(rule, 200)).toBeNull()
    boosts.report(rule, { nowS: 282, anomalies: 1, sampledAnomalies: 0 })
    expect(boosts.of(rule, 282)).toEqual({ rate: 0.5, untilS: 342 })
    expect(boosts.of({ ...rule, boost: null }, 282)).toBeNull()
    expect(boosts.of({ ...rule, boost: { maxRate: 0.1, cooldownMinutes: 0 } }, 282)?.rate).toBe(0.1)
  })
})

describe('traces a minute', () => {
  it.each([
    // 200 a second: 10 of them from the reservoir, 5 % of the other 190.
    [[2000, 2000, 2000], 30, { reservoirSize: 10, fixedRate: 0.05, perMinute: null }, 600 + 570],
    [[5], 10, { reservoirSize: 1, fixedRate: 0, perMinute: null }, 30],
    [[60, 60, 60, 60, 60, 60], 60, { reservoirSize: 0, fixedRate: 0, perMinute: 5 }, 5],
    [[], 900, { reservoirSize: 1, fixedRate: 1, perMinute: null }, 0],
  ])('of %j', (requests, spanS, figures, expected) => {
    expect(tracesPerMinute(requests, spanS, figures)).toBeCloseTo(expected)
  })
})
