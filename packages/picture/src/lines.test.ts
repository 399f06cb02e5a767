import { expect, it } from 'vitest'
import { fewestChosen, linesOf, mostLines } from './lines.ts'
import { edge, figures, graph, node } from './testing.ts'

const names = Array.from({ length: 40 }, (_, i) => `n${i}`)
const nodes = names.map((name) => node(name))
/** Everybody calls everybody, some more than others. */
const edges = names.flatMap((from, i) =>
  names.flatMap((to, j) => (i === j ? [] : [edge(from, to, figures(1 + ((i * 31 + j * 17) % 97)))])),
)

it('draws everything while it is little', () => {
  expect(linesOf(graph(nodes, edges.slice(0, mostLines)))).toBeNull()
})

it('draws two a node of many calls, and leaves nobody alone', () => {
  const lines = linesOf(graph(nodes, edges))
  const drawn = edges.filter(({ id }) => lines?.has(id))
  expect(drawn.length).toBeLessThanOrEqual(2 * nodes.length)
  expect(new Set(drawn.map(({ from }) => from)).size).toBe(nodes.length)
  expect(new Set(drawn.map(({ to }) => to)).size).toBe(nodes.length)
})

it('draws what fails, however quiet it is', () => {
  const failing = edges.map((one) => (one.id === 'n7>n30' ? edge('n7', 'n30', figures(1, { fault: 1 })) : one))
  expect(linesOf(graph(nodes, failing))?.has('n7>n30')).toBe(true)
  expect(linesOf(graph(nodes, [...failing].reverse()))).toEqual(linesOf(graph(nodes, failing)))
})

it('draws a call to itself that fails, and none that does not', () => {
  const itself = [edge('n7', 'n7', figures(1, { fault: 1 })), edge('n8', 'n8', figures(9_000))]
  const lines = linesOf(graph(nodes, [...edges, ...itself]))
  expect(itself.map(({ id }) => lines?.has(id))).toEqual([true, false])
})

it('once chosen, stays chosen until there are clearly fewer', () => {
  const between = graph(nodes, edges.slice(0, (fewestChosen + mostLines) / 2))
  expect(linesOf(between)).toBeNull()
  expect(linesOf(between, true)).not.toBeNull()
  expect(linesOf(graph(nodes, edges.slice(0, fewestChosen)), true)).toBeNull()
})
