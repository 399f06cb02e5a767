import { describe, expect, it } from 'vitest'
import { spread } from './coordinates.ts'
import { box, type LayoutGraph, type Point } from './graph.ts'
import { layout } from './layout.ts'
import { crossings, layered, ordered } from './order.ts'
import { pack } from './pack.ts'

const graphOf = (text: string): LayoutGraph => {
  const edges = text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [from = '', targets = ''] = line.trim().split(' -> ')
      return targets === '' ? [] : targets.split(' ').map((to) => ({ from, to }))
    })
  const ids = [
    ...new Set([
      ...edges.flatMap((e) => [e.from, e.to]),
      ...text
        .trim()
        .split('\n')
        .map((l) => l.trim().split(' ')[0] ?? ''),
    ]),
  ]
  return { nodes: ids.map((id) => ({ id, first: id.startsWith('client') })), edges }
}

const shop = graphOf(`
  client -> storefront
  storefront -> orders catalogue
  orders -> payments stock queue orders-db
  catalogue -> catalogue-db
  payments -> bank
  queue -> mailer
`)

/** Seeded, so that a failure can be looked at again. */
function random(seed: number): () => number {
  let s = seed
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}

function tangled(nodes: number, seed: number): LayoutGraph {
  const next = random(seed)
  const edges = []
  for (let i = 1; i < nodes; i++) edges.push({ from: `n${Math.floor(next() * i)}`, to: `n${i}` })
  for (let i = 0; i < nodes * 0.4; i++)
    edges.push({ from: `n${Math.floor(next() * nodes)}`, to: `n${Math.floor(next() * nodes)}` })
  return { nodes: Array.from({ length: nodes }, (_, i) => ({ id: `n${i}` })), edges }
}

const overlaps = (at: Record<string, Point>): string[] => {
  const all = Object.entries(at)
  return all.flatMap(([a, p], i) =>
    all
      .slice(i + 1)
      .flatMap(([b, q]) => (Math.abs(p.x - q.x) < box.width && Math.abs(p.y - q.y) < box.height ? [`${a}/${b}`] : [])),
  )
}

const same = (a: Point | undefined, b: Point | undefined): boolean => a?.x === b?.x && a?.y === b?.y

const fresh = (graph: LayoutGraph) => layout(graph, { previous: null })

describe('layout', () => {
  it('puts callers left of callees and clients leftmost', () => {
    const at = fresh(shop)
    for (const { from, to } of shop.edges) expect(at[from]!.x, `${from} -> ${to}`).toBeLessThan(at[to]!.x)
    expect(Math.min(...Object.values(at).map((p) => p.x))).toBe(at.client!.x)
  })

  it('does not depend on the order of its input', () => {
    const turned = { nodes: [...shop.nodes].reverse(), edges: [...shop.edges].reverse() }
    expect(fresh(turned)).toEqual(fresh(shop))
  })

  it('crosses nothing where nothing must cross', () => {
    const at = fresh(shop)
    const segments = shop.edges.map((e) => [at[e.from]!, at[e.to]!] as const)
    const side = (a: Point, b: Point, c: Point) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
    for (const [a, b] of segments)
      for (const [c, d] of segments) {
        if (a === c || a === d || b === c || b === d) continue
        expect(side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0).toBe(false)
      }
  })

  it.each([1, 2, 3, 4, 5])('overlaps no two nodes and loses none, cycles or not (seed %i)', (seed) => {
    const graph = tangled(80, seed)
    const at = fresh(graph)
    expect(Object.keys(at)).toHaveLength(80)
    expect(overlaps(at)).toEqual([])
  })

  it('draws a thousand tangled nodes without overlaps', () => {
    expect(overlaps(fresh(tangled(1000, 7)))).toEqual([])
  })

  it('survives self loops, mutual calls, strangers in edges and nothing at all', () => {
    const at = layout(
      {
        nodes: [{ id: 'a' }, { id: 'b' }, { id: 'alone' }],
        edges: [
          { from: 'a', to: 'a' },
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
          { from: 'a', to: 'gone' },
        ],
      },
      { previous: null },
    )
    expect(Object.keys(at).sort()).toEqual(['a', 'alone', 'b'])
    expect(overlaps(at)).toEqual([])
    expect(layout({ nodes: [], edges: [] }, { previous: null })).toEqual({})
  })
})

describe('a picture that follows another', () => {
  const before = fresh(shop)
  const plus = (...edges: [string, string][]): LayoutGraph => ({
    nodes: [...new Set([...shop.nodes.map((n) => n.id), ...edges.flat()])].map((id) => ({
      id,
      first: id.startsWith('client'),
    })),
    edges: [...shop.edges, ...edges.map(([from, to]) => ({ from, to }))],
  })

  it('is the same picture for the same graph', () => {
    expect(layout(shop, { previous: before, aspect: 0.5 })).toEqual(before)
  })

  it('leaves everyone in place when one node joins, and puts it right of its caller in a free slot', () => {
    const at = layout(plus(['payments', 'fraud-check']), { previous: before })
    for (const [id, point] of Object.entries(before)) expect(at[id]).toEqual(point)
    expect(at['fraud-check']!.x).toBeGreaterThan(at.payments!.x)
    expect(overlaps(at)).toEqual([])
  })

  it('leaves everyone in place when nodes go', () => {
    const without = {
      nodes: shop.nodes.filter((n) => n.id !== 'mailer'),
      edges: shop.edges.filter((e) => e.to !== 'mailer'),
    }
    const at = layout(without, { previous: before })
    for (const node of without.nodes) expect(at[node.id]).toEqual(before[node.id])
  })

  it('turns the one node that a new call forces to the right, and nobody else', () => {
    const graph = plus(['bank', 'catalogue-db'])
    const newCalls = [{ from: 'bank', to: 'catalogue-db' }]
    const at = layout(graph, { previous: before, newCalls })
    expect(at['catalogue-db']!.x).toBeGreaterThan(at.bank!.x)
    expect(overlaps(at)).toEqual([])
    expect(Object.keys(before).filter((id) => id !== 'catalogue-db' && !same(at[id], before[id]))).toEqual([])
    // And then it rests; where it stood before is where it rests without being told what is new.
    expect(layout(graph, { previous: at, newCalls })).toEqual(at)
    expect(layout(graph, { previous: before })).toEqual(before)
  })

  it('turns nobody for a call that closes a cycle, nor what a hand has put there', () => {
    const back = plus(['mailer', 'orders'])
    expect(layout(back, { previous: before, newCalls: [{ from: 'mailer', to: 'orders' }] })).toEqual(before)
    const pinned = { 'catalogue-db': before['catalogue-db']! }
    const graph = plus(['bank', 'catalogue-db'])
    const newCalls = [{ from: 'bank', to: 'catalogue-db' }]
    expect(layout(graph, { previous: before, newCalls, pinned })).toEqual(before)
  })

  it('puts a stranger below the rest', () => {
    const graph = { nodes: [...shop.nodes, { id: 'stranger' }], edges: shop.edges }
    const at = layout(graph, { previous: before })
    expect(overlaps(at)).toEqual([])
    expect(at.stranger!.y).toBeGreaterThan(Math.max(...Object.values(before).map((p) => p.y)))
  })

  it('draws anew when much has changed', () => {
    const few = { client: before.client!, storefront: before.storefront! }
    expect(layout(shop, { previous: few })).toEqual(before)
  })
})

describe('the parts', () => {
  it('spread keeps gaps and order, and moves nobody that need not move', () => {
    expect(spread([0, 100, 200], [1, 1, 1], [50, 50])).toEqual([0, 100, 200])
    expect(spread([10, 10], [1, 1], [20])).toEqual([0, 20])
    expect(spread([10, 10], [3, 1], [20])).toEqual([5, 25])
  })

  it('ordered finds the order without crossings', () => {
    // a0 - b1, a1 - b0 as given: one crossing, none after a swap.
    const graph = layered(
      [0, 0, 1, 1],
      [
        [0, 3],
        [1, 2],
      ],
    )
    expect(
      crossings(graph, [
        [0, 1],
        [2, 3],
      ]),
    ).toBe(1)
    expect(crossings(graph, ordered(graph))).toBe(0)
  })

  it('pack follows the shape of the sheet', () => {
    const squares = Array.from({ length: 4 }, () => ({ width: 100, height: 100 }))
    expect(new Set(pack(squares, 8, 10).map((c) => c.y)).size).toBe(1)
    expect(new Set(pack(squares, 0.1, 10).map((c) => c.x)).size).toBe(1)
    expect(new Set(pack(squares, 1, 10).map((c) => c.y)).size).toBe(2)
  })
})
