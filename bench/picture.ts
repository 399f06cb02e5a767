import type { GraphEdgeShape, GraphNodeShape, GraphReply } from '@roentgen/contract'
import { draw, families, type GroupWords, type PictureAsk } from '@roentgen/picture'
import { bucketOf, bucketValue } from '@roentgen/trace'

/** Park and Miller's generator: the same graph in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const areas = ['pay', 'cart', 'catalog', 'search', 'login', 'ship', 'mail', 'report', 'price', 'stock']
const types = [
  'AWS::ECS::Container',
  'AWS::ECS::Container',
  'AWS::Lambda',
  'Database::SQL',
  'AWS::SQS::Queue',
  'remote',
]

function bigGraph(services: number, calls: number): GraphReply {
  const next = chance(7)
  const below = (n: number) => Math.floor(next() * n)
  const figures = () => {
    const bars = new Map<number, number>()
    for (let i = 0; i < 30; i++) bars.set(bucketOf(0.01 * (1 + 40 * next())), 1 + below(40))
    const histogram = [...bars].sort(([a], [b]) => a - b).map(([at, n]): [number, number] => [bucketValue(at), n])
    const total = histogram.reduce((sum, [, n]) => sum + n, 0)
    const fault = below(20) === 0 ? below(total) : 0
    const counts = { ok: total - fault, error: 0, throttle: 0, fault, total, totalTime: total * 0.2 }
    return { counts, histogram, latency: { p50: 0.2, p95: 0.4, p99: 0.41 }, rate: total / 15 }
  }
  const nodes = Array.from({ length: services }, (_, i): GraphNodeShape => {
    const name = `${areas[i % areas.length]}-${['api', 'worker', 'sync'][i % 3]}-${i}`
    const type = types[i % types.length] ?? null
    return { id: name, name, type, account: null, state: 'active', root: i < 10, slos: [], ...figures() }
  })
  const edges = new Map<string, GraphEdgeShape>()
  while (edges.size < calls) {
    const from = nodes[below(services)]?.id ?? ''
    const to = nodes[below(services)]?.id ?? ''
    const id = `${from}>${to}`
    if (!edges.has(id)) edges.set(id, { id, from, to, kind: 'call', aliases: [], ...figures() })
  }
  return {
    source: 'own',
    window: { from: 0, to: 900 },
    asOf: 900,
    exactness: { kind: 'exact' },
    nodes,
    edges: [...edges.values()],
    ratesFrom: null,
    sampleHistory: null,
  }
}

function fastest(runs: number, work: () => unknown): { readonly best: number; readonly middle: number } {
  const took = Array.from({ length: runs }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  }).sort((a, b) => a - b)
  return { best: took[0] ?? Number.NaN, middle: took[Math.floor(runs / 2)] ?? Number.NaN }
}

const words: GroupWords = {
  families: Object.fromEntries(families.map((family) => [family, family])) as GroupWords['families'],
  none: (by) => by,
  rest: () => 'rest',
}

/** Graph to picture with 2,000 services and 6,000 calls, against reading the same reply from its JSON. */
export async function picture(): Promise<void> {
  const graph = bigGraph(2000, 6000)
  const json = JSON.stringify(graph)
  const base: PictureAsk = { words, crowdOf: () => null }
  const middle = graph.nodes[1000]?.id
  const asks: Record<string, PictureAsk> = {
    'opens grouped': base,
    'by kind': { ...base, by: 'kind' },
    'a group open': { ...base, by: 'kind', open: ['group:kind:service', 'group:kind:service/pay'] },
    'not grouped': { ...base, by: 'none' },
    'hide and find': { ...base, hide: 'rate < 20/min or kind = queue', find: 'p95 > 300ms and name ~ pay*' },
    'hops and focus': { ...base, hide: `not hops(${middle}) <= 3`, focus: middle, hops: 3 },
    'only unwell': { ...base, only: 'unwell' },
  }
  const floor = fastest(30, () => JSON.parse(json))
  process.stdout.write(
    `floor           JSON.parse of ${(json.length / 1e6).toFixed(1)} MB: ${floor.best.toFixed(1)} ms at best, ${floor.middle.toFixed(1)} ms in the middle\n`,
  )
  for (const [name, ask] of Object.entries(asks)) {
    const { best, middle: half } = fastest(30, () => draw(graph, ask))
    const seen = draw(graph, ask).picture
    process.stdout.write(
      `${name.padEnd(15)} ${best.toFixed(1)} ms at best, ${half.toFixed(1)} ms in the middle, ${(best / floor.best).toFixed(2)} x floor; ${seen.nodes.length} nodes, ${seen.edges.length} edges\n`,
    )
  }
}
