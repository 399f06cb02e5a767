import { expect, it } from 'vitest'
import { box } from '../../layout/graph.ts'
import { layout } from '../../layout/layout.ts'
import { flowFor, oriented, placeOf } from './orientation.ts'

it('runs downward on a telephone', () => {
  expect(flowFor({ width: 390, height: 420 })).toBe('down')
  expect(flowFor({ width: 1440, height: 750 })).toBe('right')
  expect(flowFor({ width: 1000, height: 750 })).toBe('right')
})

const edges = ['b', 'c', 'd', 'e'].map((to) => ({ from: 'a', to }))
const places = layout({ nodes: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })), edges }, { previous: null })

it('overlaps nothing downward either, and callers stand above callees', () => {
  const at = oriented(places, 'down')
  for (const { to } of edges) expect(at[to]!.y - at.a!.y).toBeGreaterThan(box.height)
  const xs = ['b', 'c', 'd', 'e'].map((id) => at[id]!.x).sort((p, q) => p - q)
  for (const [i, x] of xs.entries()) if (i > 0) expect(x - xs[i - 1]!).toBeGreaterThanOrEqual(box.width)
})

it.each(['right', 'down'] as const)('a place comes back from a sheet whose calls run %s', (flow) => {
  for (const [id, at] of Object.entries(oriented(places, flow))) expect(placeOf(at, flow)).toEqual(places[id])
})
