import type { GraphNode, ServiceGraph } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { scaledUp } from './scaled.ts'

const node = (ok: number, fault: number): GraphNode => ({
  key: { name: 'orders', type: null, account: null },
  root: true,
  state: 'active',
  counts: { ok, error: 0, throttle: 0, fault, totalTimeUs: 1_000 * ok },
  histogram: new Map([[3, ok + fault]]),
  firstUs: 1,
  lastUs: 2,
})

it('says of a sample what it stands for', () => {
  const graph: ServiceGraph = { nodes: [node(10, 2)], edges: [] }
  expect(scaledUp(graph, { kind: 'sampled', scanned: 500_000, total: 2_000_000 })).toEqual({
    nodes: [{ ...node(40, 8), histogram: new Map([[3, 48]]) }],
    edges: [],
  })
  expect(scaledUp(graph, { kind: 'exact' })).toBe(graph)
})
