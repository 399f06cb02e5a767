import type { Comparison, Side } from '@roentgen/compare'
import { type GraphNode, noCounts } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { compareReply } from './reply.ts'
import type { ReadSide } from './sides.ts'

const orders = { name: 'orders', type: null, account: null }
const unsaid = {
  id: 'orders',
  side: 'before',
  few: 'requests',
  before: { total: 12, failed: 0 },
  after: { total: 480, failed: 0.25 },
} as const

function readSide(): ReadSide {
  const counts = { ...noCounts(), ok: 12 }
  const histogram = new Map<number, number>()
  const node: GraphNode = { key: orders, root: true, state: 'active', counts, histogram, firstUs: 0, lastUs: 0 }
  const side: Side = { seconds: 900, nodes: [{ id: 'orders', figures: { counts, histogram } }], edges: [] }
  return { side, read: { graph: { nodes: [node], edges: [] }, asOfUs: 0, exactness: { kind: 'exact' } } }
}

const replyOf = (more: Partial<Comparison>) =>
  compareReply(
    {
      ...{ changes: [], compared: { nodes: 1, edges: 0 }, tooFew: { nodes: 0, edges: 0 }, unsaid: [], tests: 2 },
      dispersion: 'measured',
      ...more,
    },
    {
      source: 'own',
      labelOf: () => undefined,
      window: { fromUs: 900e6, toUs: 1800e6 },
      before: { fromUs: 0, toUs: 900e6 },
      against: 'day',
      since: null,
      sides: { before: readSide(), after: readSide() },
    },
  )

it.each<[string, Partial<Comparison>, string]>([
  ['compared, and alike', {}, 'same'],
  ['compared in part', { unsaid: [unsaid] }, 'partly'],
  ['not compared at all', { compared: { nodes: 0, edges: 0 }, unsaid: [unsaid] }, 'too-little'],
])('%s', (_, comparison, verdict) => {
  expect(replyOf(comparison).verdict).toBe(verdict)
})

it('names whom too little is known of', () => {
  expect(replyOf({ unsaid: [unsaid] }).unsaid).toEqual([{ ...unsaid, node: { id: 'orders', ...orders } }])
})
