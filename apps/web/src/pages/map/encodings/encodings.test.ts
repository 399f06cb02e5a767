import { describe, expect, it } from 'vitest'
import { gapWords } from './EdgeGap.tsx'
import { gapOf } from './gap.ts'
import { bounds, type Scaled, stepOf } from './scale.ts'
import { nodeSize, usualSize } from './size.ts'

const counts = (ok: number, fault = 0) => ({ ok, error: 0, throttle: 0, fault, total: ok + fault, totalTime: 1 })
const latency = (p50: number) => ({ p50, p95: p50 * 2, p99: p50 * 3 })
const node = (id: string, requests: number, p50: number, more: object = {}) => ({
  id,
  name: id,
  type: null as string | null,
  account: null,
  state: 'active' as 'active' | 'unknown',
  root: false,
  counts: counts(requests),
  latency: latency(p50),
  histogram: [],
  rate: 10,
  slos: [],
  ...more,
})
const edge = (from: string, to: string, calls: number, p50: number, more: object = {}) => ({
  id: `${from}>${to}`,
  from,
  to,
  kind: 'call' as 'call' | 'link' | 'client',
  counts: counts(calls),
  latency: latency(p50),
  histogram: [],
  rate: 10,
  aliases: [],
  ...more,
})

describe('the gap between caller and callee', () => {
  const web = node('web', 100, 0.5)
  const words = (calls: number, waited: number, served: number, took: number) => {
    const call = edge('web', 'orders', calls, waited)
    const gap = gapOf(call, { nodes: [web, node('orders', served, took)], edges: [call] })
    return gap && gapWords(gap, 'web', 'orders')
  }

  it('is network and waiting in line', () => {
    expect(words(100, 0.3, 100, 0.2)).toBe(
      'web waited 300 ms for half of its calls, orders itself took 200 ms. The 100 ms between are the network and waiting in line.',
    )
  })

  it('says what never arrived', () => {
    expect(words(100, 0.2, 97, 0.2)).toBe(
      'Both sides took as long: 200 ms for half of the calls. 3 calls never arrived at orders, or it has not reported them.',
    )
  })

  it('says when the caller did not wait', () => {
    expect(words(100, 0.2, 100, 0.5)).toContain('does not wait')
  })

  it('is not told from few calls, from one side, or of messages', () => {
    expect(words(29, 0.3, 29, 0.2)).toContain('Too few')
    const call = edge('web', 'db', 100, 0.3)
    const nodes = [web, node('db', 100, 0.2, { state: 'unknown' })]
    expect(gapOf(call, { nodes, edges: [call] })).toEqual({ kind: 'one-sided' })
    expect(gapOf({ ...call, kind: 'link' }, { nodes, edges: [call] })).toBeNull()
  })

  it('does not take other callers for this one', () => {
    const call = edge('web', 'orders', 100, 0.3)
    const nodes = [web, node('orders', 150, 0.2), node('jobs', 50, 1)]
    expect(gapOf(call, { nodes, edges: [call, edge('jobs', 'orders', 50, 0.4)] })?.kind).toBe('shared')
  })
})

describe('colours', () => {
  it.each([
    ['latency', { p: 0.049 }, 0],
    ['latency', { p: 0.05 }, 1],
    ['latency', { p: 9 }, 4],
    ['traffic', { rate: 0.2 }, 0],
    ['traffic', { rate: 5000 }, 4],
    ['traffic', { rate: 0 }, null],
    ['errors', { fault: 0 }, 0],
    ['errors', { fault: 1 }, 2],
    ['errors', { fault: 60 }, 4],
  ] as [Scaled, { p?: number; rate?: number; fault?: number }, number | null][])(
    '%s of %o is step %s',
    (by, { p = 1, rate = 1, fault = 0 }, step) =>
      expect(stepOf(by, { counts: counts(99, fault), latency: latency(p), rate })).toBe(step),
  )

  it('climb', () => {
    for (const steps of Object.values(bounds)) expect([...steps].sort((a, b) => a - b)).toEqual([...steps])
  })
})

describe('sizes', () => {
  it('are alike unless asked for', () => expect(nodeSize('none', node('a', 1, 1), 5, 10)).toBe(usualSize))

  it('grow with what is served, and with what went wrong', () => {
    const byTraffic = [0, 1, 10, 100, 1000].map((rate) => nodeSize('traffic', node('a', 1, 1), rate, 1000))
    expect([...byTraffic].sort((a, b) => a - b)).toEqual(byTraffic)
    expect(byTraffic.at(-1)).toBe(88)
    const byHealth = [0, 1, 30, 900].map((fault) => nodeSize('health', { counts: counts(100, fault) }, 1, 1))
    expect(new Set(byHealth).size).toBe(4)
    expect([...byHealth].sort((a, b) => a - b)).toEqual(byHealth)
  })
})
