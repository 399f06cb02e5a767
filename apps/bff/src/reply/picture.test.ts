import type { GraphReply } from '@roentgen/contract'
import { draw, linesOf } from '@roentgen/picture'
import { describe, expect, it } from 'vitest'
import { drawnReply } from './picture.ts'

type Node = GraphReply['nodes'][number]
type Edge = GraphReply['edges'][number]
const figures = (total: number) => ({
  counts: { ok: total, error: 0, throttle: 0, fault: 0, total, totalTime: total / 10 },
  latency: { p50: 0.1, p95: 0.1, p99: 0.1 },
  histogram: [[0.1, total]] as [number, number][],
  rate: total / 15,
})
const nodeOf = (name: string, type: string | null = null): Node => ({
  ...{ id: name, name, type, account: null, state: 'active', root: false, slos: [] },
  ...figures(10),
})
const edgeOf = (from: string, to: string, total: number): Edge => ({
  ...{ id: `${from}>${to}`, from, to, kind: 'call', aliases: [] },
  ...figures(total),
})
const graphOf = (nodes: Node[], edges: Edge[]): GraphReply => ({
  ...{ source: 'own', window: { from: 0, to: 900 }, asOf: 900, exactness: { kind: 'exact' } },
  ...{ nodes, edges, ratesFrom: null, sampleHistory: null },
})

const areas = [
  'pay',
  'cart',
  'stock',
  'mail',
  'login',
  'search',
  'admin',
  'report',
  'tax',
  'geo',
  'ads',
  'chat',
  'feed',
]
const services = Array.from({ length: 1301 }, (_, i) => nodeOf(`${areas[i % areas.length]}-${i}`))
const calls = Array.from({ length: 4000 }, (_, i) =>
  edgeOf(services[(i * 7) % 1301]?.id ?? '', services[(i * i * 31 + i) % 1301]?.id ?? '', 1 + (i % 50)),
)
const large = graphOf([...services, nodeOf('roentgen-doctor')], calls)

describe('what a map opens with', () => {
  it('is what the page draws of the graph, without histograms and with the calls that say most', () => {
    const { picture, chosenOf, hidden, by } = drawnReply(large, { rules: [] })
    const without = { ...large, nodes: services }
    const whole = draw(without, {
      crowdOf: () => null,
      words: { families: {} as never, none: () => '', rest: () => '' },
    }).picture
    const lines = linesOf(whole)
    expect(by).toBe('kind')
    expect(picture.nodes).toEqual(whole.nodes.map((node) => ({ ...node, histogram: [] })))
    expect(picture.nodes.length).toBeLessThanOrEqual(60)
    expect(picture.nodes.flatMap(({ id, group }) => group?.members ?? [id]).sort()).toEqual(
      services.map(({ id }) => id).sort(),
    )
    expect(new Set(picture.edges.map(({ id }) => id))).toEqual(lines)
    expect(chosenOf).toBe(whole.edges.length)
    expect(chosenOf).toBeGreaterThan(picture.edges.length)
    expect(hidden).toEqual({ nodes: 0, of: 1301 })
  })

  it('opens groups, and is much smaller than the graph', () => {
    const { picture, opened, within } = drawnReply(large, { by: 'kind', open: 'group:kind:service/pay', rules: [] })
    expect(opened.map(({ id }) => id)).toEqual(['group:kind:service', 'group:kind:service/pay'])
    expect(within.length).toBeGreaterThan(0)
    expect(JSON.stringify(picture).length * 5).toBeLessThan(JSON.stringify(large).length)
  })

  it('leaves out what is hidden by rules of its own: hosts that were named, all but what is unwell', () => {
    const hosts = Array.from({ length: 5 }, (_, i) => nodeOf(`api-${i}.bank.example`, 'remote'))
    const withHosts = graphOf([...services, ...hosts], calls)
    const named = drawnReply(withHosts, { by: 'team', rules: [{ match: '*.bank.example', name: 'Bank' }] })
    expect(named.picture.nodes.flatMap(({ group }) => group?.members.length ?? [])).toContain(1301)
    const only = drawnReply(withHosts, { only: 'unwell', rules: [] })
    expect(only.picture.nodes).toEqual([])
    expect(only.hidden).toEqual({ nodes: 1306, of: 1306 })
  })
})
