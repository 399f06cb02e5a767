import { describe, expect, it } from 'vitest'
import { evaluate, matchesNode, type Objective, parseObjectives } from './index.ts'

const counts = (ok: number, error = 0, throttle = 0, fault = 0) => ({ ok, error, throttle, fault })

describe('evaluate', () => {
  it('says nothing without traffic', () => {
    expect(evaluate({ target: 0.99, latency: null }, counts(0), [])).toEqual({
      good: 0,
      goodAtMost: 0,
      total: 0,
      actual: null,
      met: null,
      budgetLeft: null,
    })
  })

  it('counts faults and throttles as bad, the caller’s 4xx as good', () => {
    const result = evaluate({ target: 0.9, latency: null }, counts(80, 10, 4, 6), [])
    expect(result).toMatchObject({ good: 90, goodAtMost: 90, total: 100, actual: 0.9, met: true })
    expect(result.budgetLeft).toBeCloseTo(0)
  })

  it('999 of 1000 meets 0.999 exactly', () => {
    expect(evaluate({ target: 0.999, latency: null }, counts(999, 0, 0, 1), []).met).toBe(true)
    expect(evaluate({ target: 0.999, latency: null }, counts(998, 0, 0, 2), []).met).toBe(false)
  })

  it('counts slow requests, and says how far it can be off when some of them may be the failed ones', () => {
    const result = evaluate({ target: 0.9, latency: 0.5 }, counts(95, 0, 0, 5), [
      [0.1, 90],
      [0.5, 2],
      [1, 8],
    ])
    expect(result).toMatchObject({ good: 87, goodAtMost: 92, total: 100, met: false })
    expect(result.budgetLeft).toBeCloseTo(-0.3)
  })

  it('never counts below zero', () => {
    expect(evaluate({ target: 0.5, latency: 0.1 }, counts(0, 0, 0, 10), [[1, 10]])).toMatchObject({
      good: 0,
      goodAtMost: 0,
    })
  })

  it('has no budget at a target of 1', () => {
    expect(evaluate({ target: 1, latency: null }, counts(10), [])).toMatchObject({ met: true, budgetLeft: 1 })
    expect(evaluate({ target: 1, latency: null }, counts(10, 0, 0, 1), [])).toMatchObject({
      met: false,
      budgetLeft: -1,
    })
  })
})

describe('parseObjectives', () => {
  it('reads shares, percentages and lengths of time', () => {
    const parsed = parseObjectives([
      { name: 'Orders answer', node: 'orders', target: 0.995 },
      { node: 'pay', type: 'AWS::Lambda', target: '99.9%', latency: '300ms' },
      { name: 'c', node: 'c', target: 95, latency: 2 },
    ])
    expect(parsed).toEqual({
      ok: true,
      objectives: [
        { name: 'Orders answer', node: { name: 'orders' }, target: 0.995, latency: null },
        { name: 'pay', node: { name: 'pay', type: 'AWS::Lambda' }, target: 0.999, latency: 0.3 },
        { name: 'c', node: { name: 'c' }, target: 0.95, latency: 2 },
      ],
    })
  })

  it('lists every problem with its place', () => {
    const parsed = parseObjectives([
      { target: 2000, latency: 'soon', colour: 'red' },
      'x',
      { node: 'a', target: 1 },
      { node: 'a', target: 1 },
    ])
    if (parsed.ok) throw new Error('expected problems')
    expect(parsed.problems).toEqual([
      'objectives[0]: unknown key "colour" (known: name, node, type, target, latency)',
      'objectives[0].node: expected the name of a node on the map',
      'objectives[0].target: expected a share above 0 and up to 1, such as 0.995 or "99.5%"',
      'objectives[0].latency: expected seconds (0.5) or a text such as "500ms"',
      'objectives[1]: expected a mapping with name, node and target',
      'objectives[3].name: "a" is taken by objectives[2]',
    ])
  })

  it('nothing is no objectives; anything but a list is a problem', () => {
    expect(parseObjectives(undefined)).toEqual({ ok: true, objectives: [] })
    expect(parseObjectives({})).toMatchObject({ ok: false })
  })
})

it('matches by name, and by type where one is given; never a client node by name alone', () => {
  const any: Objective = { name: 'x', node: { name: 'shop' }, target: 1, latency: null }
  expect(matchesNode(any, { name: 'shop', type: null })).toBe(true)
  expect(matchesNode(any, { name: 'shop', type: 'client' })).toBe(false)
  expect(matchesNode(any, { name: 'other', type: null })).toBe(false)
  expect(matchesNode({ ...any, node: { name: 'shop', type: 'AWS::Lambda' } }, { name: 'shop', type: null })).toBe(false)
})
