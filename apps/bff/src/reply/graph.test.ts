import { graphFromTraces, type NodeKey, noCounts } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { graphReply } from './graph.ts'

const minute = 60e6
const web: NodeKey = { name: 'web', type: null, account: null }
const context = {
  source: 'own',
  window: { fromUs: 0, toUs: 15 * minute },
  asOfUs: 0,
  exactness: { kind: 'exact' },
  objectives: [],
  labelOf: () => undefined,
  filtered: false,
  sampleHistory: null,
} as const

/** Ten requests, the first of which began at that minute. */
function replyOf(atMinute: number, more: Partial<typeof context> | { filtered: boolean } = {}) {
  const firstUs = atMinute * minute
  const counts = { ...noCounts(), ok: 10 }
  const node = {
    key: web,
    root: true,
    state: 'active',
    counts,
    histogram: new Map(),
    firstUs,
    lastUs: firstUs,
  } as const
  return graphReply({ ...graphFromTraces([]), nodes: [node] }, { ...context, ...more })
}

describe('rates', () => {
  it('are of the whole window while it is filled from its beginning', () => {
    expect(replyOf(0.9)).toMatchObject({ ratesFrom: null, nodes: [{ rate: 10 / 15 }] })
  })

  it('are since the first minute of traffic when nothing came before, and say so', () => {
    expect(replyOf(10.5)).toMatchObject({ ratesFrom: 600, nodes: [{ rate: 2 }] })
    expect(replyOf(14.9)).toMatchObject({ ratesFrom: 840, nodes: [{ rate: 10 }] })
  })

  it('are of the whole window under a filter: what it found first is not when traffic began', () => {
    expect(replyOf(10.5, { filtered: true })).toMatchObject({ ratesFrom: null, nodes: [{ rate: 10 / 15 }] })
  })
})
