import type { PictureNode } from '@roentgen/picture'
import { expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

const node = (id: string, fault: number, total: number, more: Partial<PictureNode> = {}): PictureNode => ({
  id,
  name: id,
  type: null,
  account: null,
  state: 'active',
  root: false,
  rate: total / 15,
  counts: { ok: total - fault, error: 0, throttle: 0, fault, total, totalTime: 1 },
  latency: null,
  histogram: [],
  slos: [],
  ...more,
})

it('shows the most unwell first, then the busiest, and those who only ask last', () => {
  const nodes = [
    node('asker', 50, 900, { type: 'client' }),
    node('quiet', 0, 10),
    node('busy', 0, 900),
    node('ill', 12, 100),
  ]
  expect(inOrder(nodes).map(({ id }) => id)).toEqual(['ill', 'busy', 'quiet', 'asker'])
})

it('a group stands where its worst member does, however well the others are', () => {
  const worst = { id: 'sick', name: 'sick', class: 'fault' as const, share: 1, requests: 10 }
  const group = node('group:kind:service', 10, 10_000, {
    type: 'group',
    group: { label: 'Services', members: ['sick', 'well'], unwell: 1, worst },
  })
  expect(inOrder([node('half', 20, 100), group]).map(({ id }) => id)).toEqual(['group:kind:service', 'half'])
})
