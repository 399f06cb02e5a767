import { edgeId, nodeId } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import { caller } from './called.ts'

const key = (name: string, type: string | null = null) => ({ name, type, account: null })
const nodes = [key('pay'), key('pay', 'remote'), key('orders'), key('fault')]
const labels: Readonly<Record<string, string>> = {
  pay: 'Payments',
  'pay~remote': 'The bank',
  orders: 'pay',
  fault: 'Blame',
}
const called = caller(nodes, (node) => ({ name: labels[nodeId(node)] ?? null }))
const evidence = (ids: readonly string[], edges: readonly string[] = []) => ({ evidence: { nodes: ids, edges } })

describe('names in sentences', () => {
  it('are those of the node that the sentence is about, not of another of its name', () => {
    expect(called({ node: 'pay' }, evidence(['pay~remote']))).toEqual({ node: 'The bank' })
    expect(called({ node: 'pay' }, evidence(['pay']))).toEqual({ node: 'Payments' })
    const edge = edgeId(key('orders'), key('pay', 'remote'))
    expect(called({ from: 'orders', node: 'pay' }, evidence([], [edge]))).toEqual({ from: 'pay', node: 'The bank' })
  })

  it('are left alone where it is not known who is meant', () => {
    expect(called({ node: 'pay' }, evidence([]))).toEqual({ node: 'pay' })
    expect(called({ entry: 'orders' }, evidence([]))).toEqual({ entry: 'pay' })
    expect(called({ node: 'unknown' }, evidence(['%E0%A4%A']))).toEqual({ node: 'unknown' })
  })

  it('are replaced nowhere else', () => {
    expect(called({ class: 'fault', version: 'pay', times: 2 }, evidence(['fault', 'pay']))).toEqual({
      class: 'fault',
      version: 'pay',
      times: 2,
    })
  })
})
