import { expect, it } from 'vitest'
import type { SourceGraph, SourceMinutes } from '../source/port.ts'
import { sideOf } from './sides.ts'

const window = { fromUs: 0, toUs: 3600e6 }
const graph: SourceGraph = { graph: { nodes: [], edges: [] }, asOfUs: 3600e6, exactness: { kind: 'exact' } }
const minutes: SourceMinutes = {
  stepSeconds: 60,
  nodes: [],
  edges: [],
  leftOut: { nodes: 0, edges: 0 },
  exactness: { kind: 'exact' },
}

it('a window that was answered from a sample says so to whom compares it', () => {
  const sampled: SourceGraph = {
    ...graph,
    exactness: { kind: 'sampled', scanned: 10, total: 1000, because: 'a budget' },
  }
  expect(sideOf(graph, minutes, window, true).sampled).toBe(false)
  expect(sideOf(sampled, minutes, window, true).sampled).toBe(true)
})
