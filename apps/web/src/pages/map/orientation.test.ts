import { expect, it } from 'vitest'
import { box } from '../../layout/graph.ts'
import { layout } from '../../layout/layout.ts'
import { orientationFor, oriented } from './orientation.ts'

it('stands upright on a telephone', () => {
  expect(orientationFor({ width: 390, height: 420 })).toBe('tall')
  expect(orientationFor({ width: 1440, height: 750 })).toBe('wide')
  expect(orientationFor({ width: 1000, height: 750 })).toBe('wide')
})

it('overlaps nothing upright either, and callers stand above callees', () => {
  const edges = ['b', 'c', 'd', 'e'].map((to) => ({ from: 'a', to }))
  const nodes = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
  const at = oriented(layout({ nodes, edges }, { aspect: 2, previous: null }), 'tall')
  for (const { to } of edges) expect(at[to]!.y - at.a!.y).toBeGreaterThan(box.height)
  const xs = ['b', 'c', 'd', 'e'].map((id) => at[id]!.x).sort((p, q) => p - q)
  for (const [i, x] of xs.entries()) if (i > 0) expect(x - xs[i - 1]!).toBeGreaterThanOrEqual(box.width)
})
