import { expect, it } from 'vitest'
import { emptyBecause } from './empty-because.ts'

it.each([
  ['', { segments: 0, traces: 0 }, 'nothing'],
  ['fault', { segments: 0, traces: 0 }, 'nothing'], // clearing the filter would not help
  ['', { segments: 3, traces: 0 }, 'arriving'],
  ['', { segments: 3, traces: 2 }, 'window'],
  ['fault', { segments: 3, traces: 2 }, 'filtered'],
  ['', null, 'window'],
  ['fault', null, 'filtered'],
] as const)('%s %j: %s', (filter, stored, because) => {
  expect(emptyBecause({ filter, stored })).toBe(because)
})

it('a group that leaves all out is said, unless a filter may be the reason', () => {
  const stored = { segments: 3, traces: 2 }
  expect(emptyBecause({ filter: '', group: 'orders', stored })).toBe('grouped')
  expect(emptyBecause({ filter: 'fault', group: 'orders', stored })).toBe('filtered')
  expect(emptyBecause({ filter: '', group: 'orders', stored: { segments: 0, traces: 0 } })).toBe('nothing')
})
