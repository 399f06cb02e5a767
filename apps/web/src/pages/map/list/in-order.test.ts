import { expect, it } from 'vitest'
import { worstFirst } from './in-order.ts'

const node = (id: string, fault: number, rate: number, type: string | null = null) => ({
  id,
  type,
  rate,
  counts: { ok: 100 - fault, error: 0, throttle: 0, fault, total: 100, totalTime: 1 },
})

it('shows the most unwell first, then the busiest, and those who only ask last', () => {
  const nodes = [node('asker', 50, 9, 'client'), node('quiet', 0, 1), node('busy', 0, 9), node('ill', 12, 1)]
  expect(worstFirst(nodes).map(({ id }) => id)).toEqual(['ill', 'busy', 'quiet', 'asker'])
})
