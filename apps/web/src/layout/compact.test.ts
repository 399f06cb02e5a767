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

const tangled = (n: number): LayoutGraph => ({
  nodes: Array.from({ length: n }, (_, i) => ({ id: `n${i}` })),
  edges: Array.from({ length: n * 3 }, (_, i) => ({ from: `n${(i * 7) % n}`, to: `n${(i * 13 + 1) % n}` })),
  compact: true,
})

it.each([200, 500, 2000])('%i nodes: as wide as a window, nobody on another, in whatever order they come', (n) => {
  const graph = tangled(n)
  const at = layout(graph, { previous: null })
  const points = Object.values(at)
  const extent = (side: 'x' | 'y') => Math.max(...points.map((p) => p[side])) - Math.min(...points.map((p) => p[side]))
  expect(extent('x') / extent('y')).toBeGreaterThan(1.2)
  expect(extent('x') / extent('y')).toBeLessThan(5)
  expect(new Set(points.map(({ x, y }) => `${x} ${y}`)).size).toBe(n)
  const other = { ...graph, nodes: [...graph.nodes].reverse(), edges: [...graph.edges].reverse() }
  expect(layout(other, { previous: null })).toEqual(at)
})

it('five nodes that join 200 move nobody', () => {
  const graph = tangled(200)
  const at = layout(graph, { previous: null })
  const joined = {
    ...graph,
    nodes: [...graph.nodes, ...[1, 2, 3, 4, 5].map((i) => ({ id: `new${i}` }))],
    edges: [...graph.edges, ...[1, 2, 3, 4, 5].map((i) => ({ from: `n${i}`, to: `new${i}` }))],
  }
  expect(layout(joined, { previous: at })).toMatchObject(at)
})

it('many small systems stand as each would alone', () => {
  const systems = Array.from({ length: 60 }, (_, i) => [`a${i}`, `b${i}`, `c${i}`] as const)
  const at = layout(
    {
      nodes: systems.flat().map((id) => ({ id })),
      edges: systems.flatMap(([a, b, c]) => [
        { from: a, to: b },
        { from: a, to: c },
      ]),
    },
    { previous: null },
  )
  for (const [a, b, c] of systems) {
    expect(at[b]?.x).toBe(at[c]?.x)
    expect(at[a]?.x).toBeLessThan(at[b]?.x ?? 0)
  }
})
