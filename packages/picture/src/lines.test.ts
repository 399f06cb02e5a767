import { describe, expect, it } from 'vitest'
import { fewestChosen, foundLines, linesOf, mostLines } from './lines.ts'
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

describe('what was looked for', () => {
  const chosen = linesOf(graph(nodes, edges)) ?? new Set()
  const sought = (...ids: string[]) => foundLines(graph(nodes, edges), new Set(ids), chosen)

  it('is drawn while it is little, and nodes are no calls', () => {
    const quiet = edges.filter(({ id }) => !chosen.has(id)).slice(0, 30)
    const ids = quiet.map(({ id }) => id)
    expect(sought('n1', ...ids)).toEqual({ ids: new Set(ids), of: 30 })
  })

  it('is bounded where it is much: those that say most, with those that are drawn anyway', () => {
    const { ids, of } = sought(...edges.map(({ id }) => id))
    expect([ids.size, of]).toEqual([mostLines, edges.length])
    expect([...chosen].filter((id) => !ids.has(id))).toEqual([])
  })

  it('draws the busiest of it first, and what fails before them', () => {
    const some = edges.filter(({ id }) => !chosen.has(id)).slice(0, mostLines + 50)
    const failing = edge('n38', 'n0', figures(1, { fault: 1 }))
    const picture = graph(nodes, [...some, failing])
    const { ids, of } = foundLines(picture, new Set(picture.edges.map(({ id }) => id)), new Set())
    const least = [...some].sort((a, b) => a.counts.total - b.counts.total)[0]
    expect([ids.size, of]).toEqual([mostLines, mostLines + 51])
    expect(ids.has(failing.id)).toBe(true)
    expect(ids.has(least?.id ?? '')).toBe(false)
  })

  it('what is drawn anyway stays, though it be more than the limit', () => {
    const all = new Set(edges.slice(0, mostLines + 20).map(({ id }) => id))
    expect(foundLines(graph(nodes, edges), all, all).ids).toEqual(all)
  })
})
