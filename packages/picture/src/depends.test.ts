import type { GraphEdgeShape } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import { dependsOn } from './depends.ts'
import type { Picture } from './picture.ts'

const counts = (ok: number, fault: number) => ({ ok, fault, error: 0, throttle: 0, total: ok + fault, totalTime: 1 })

function drawn(
  nodes: Readonly<Record<string, readonly [ok: number, fault: number]>>,
  edges: Readonly<Record<string, readonly [ok: number, fault: number]>>,
): Pick<Picture, 'nodes' | 'edges'> {
  return {
    nodes: Object.entries(nodes).map(([id, [ok, fault]]) => ({
      id,
      name: id,
      type: id === 'client' ? 'client' : null,
      account: null,
      state: 'active',
      root: false,
      counts: counts(ok, fault),
      latency: null,
      histogram: [],
      rate: (ok + fault) / 10,
      slos: [],
    })),
    edges: Object.entries(edges).map(([id, [ok, fault]]): GraphEdgeShape => {
      const [from = '', to = ''] = id.split('>')
      return {
        id,
        from,
        to,
        kind: 'call',
        counts: counts(ok, fault),
        latency: null,
        histogram: [],
        rate: (ok + fault) / 10,
        aliases: [],
      }
    }),
  }
}

describe('what depends on a node', () => {
  const shop = drawn(
    {
      client: [0, 0],
      web: [990, 10],
      cart: [450, 50],
      search: [300, 0],
      stock: [700, 100],
      db: [800, 0],
      lonely: [10, 0],
    },
    {
      'client>web': [990, 10],
      'web>cart': [450, 50],
      'web>search': [300, 0],
      'cart>stock': [450, 50],
      'search>stock': [250, 50],
      'stock>db': [800, 0],
    },
  )

  it('reaches against the calls and along them, clients apart', () => {
    const found = dependsOn(shop, 'stock')
    expect(found.callers).toEqual(['cart', 'search', 'web'])
    expect(found.clients).toEqual(['client'])
    expect(found.callees).toEqual(['db'])
    expect(found.perHour).toBe(4800)
  })

  it('tells who absorbs its failures from who passes them on', () => {
    expect(
      dependsOn(shop, 'stock').direct.map(({ id, verdict, absorbedAtLeast }) => [id, verdict, absorbedAtLeast]),
    ).toEqual([
      ['cart', 'passes-on', 0],
      ['search', 'absorbs', 1],
    ])
    // 50 of web's calls to cart failed, and 10 of its own requests did: four in five were absorbed at least.
    expect(dependsOn(shop, 'cart').direct[0]).toMatchObject({ id: 'web', verdict: 'absorbs', absorbedAtLeast: 0.8 })
  })

  it('says nothing where nothing failed, and stands circles and strangers', () => {
    expect(dependsOn(shop, 'db').direct[0]).toMatchObject({ id: 'stock', verdict: 'unknown', absorbedAtLeast: null })
    expect(dependsOn(shop, 'lonely')).toMatchObject({ callers: [], callees: [], direct: [] })
    expect(dependsOn(shop, 'nobody')).toMatchObject({ callers: [], perHour: 0 })
    const circle = drawn({ a: [1, 0], b: [1, 0] }, { 'a>b': [1, 0], 'b>a': [1, 0], 'a>a': [1, 0] })
    expect(dependsOn(circle, 'a')).toMatchObject({ callers: ['b'], callees: ['b'] })
  })
})
