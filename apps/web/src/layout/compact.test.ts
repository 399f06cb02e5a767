import { expect, it } from 'vitest'
import type { LayoutGraph } from './graph.ts'
import { layout } from './layout.ts'

const ids = Array.from({ length: 45 }, (_, i) => `n${i}`)
const edges = ids.flatMap((from, i) => [1, 7].map((step) => ({ from, to: `n${(i * step + step) % 45}` })))
const graph: LayoutGraph = { nodes: ids.map((id) => ({ id })), edges, compact: true }

it('stands close together, nobody on another, whichever order it is given in', () => {
  const at = layout(graph, { previous: null })
  const points = Object.values(at)
  const width = Math.max(...points.map((p) => p.x)) - Math.min(...points.map((p) => p.x))
  const height = Math.max(...points.map((p) => p.y)) - Math.min(...points.map((p) => p.y))
  expect(width).toBeLessThan(2600)
  expect(height).toBeLessThan(1000)
  expect(new Set(points.map(({ x, y }) => `${x} ${y}`)).size).toBe(45)
  const other = { ...graph, nodes: [...graph.nodes].reverse(), edges: [...edges].reverse() }
  expect(layout(other, { previous: null })).toEqual(at)
})

it('a call more moves nobody', () => {
  const at = layout(graph, { previous: null })
  const more = { ...graph, edges: [...edges, { from: 'n44', to: 'n0' }, { from: 'n3', to: 'n30' }] }
  expect(layout(more, { previous: at })).toEqual(at)
})
