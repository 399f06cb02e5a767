import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeClient } from '../../apps/bff/src/source/aws/client.ts'
import { awsSource } from '../../apps/bff/src/source/aws/source.ts'
import { ownSource } from '../../apps/bff/src/source/own/source.ts'
import type { SourceFilter, SourceGroup, TraceSource } from '../../apps/bff/src/source/port.ts'
import { edgeId, nodeId, type Query, type Reply, type RouteName, routes } from '../../packages/contract/src/index.ts'
import { parse } from '../../packages/filter/src/index.ts'
import { scaled } from '../../packages/store/src/testing/index.ts'
import { countOf, histogramTotal } from '../../packages/trace/src/index.ts'
import { type Installation, install, type Loaded, load, samplesWindow } from './installation.ts'

vi.setConfig({ testTimeout: 120_000 })

let at: Installation
let data: Loaded

beforeAll(async () => {
  at = await install()
  data = await load(at.xray.url, at.store)
}, 120_000)
afterAll(() => at?.close())

async function ask<N extends RouteName>(
  source: string,
  name: N,
  query: Query<N>,
  params: Record<string, string> = {},
): Promise<Reply<N>> {
  const path = routes[name].path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const search = new URLSearchParams(
    Object.entries({ ...query, source }).map(([key, value]): [string, string] => [key, String(value)]),
  )
  const reply = await fetch(`${at.bff.url}${path}?${search}`)
  const body = (await reply.json()) as Reply<N>
  if (!reply.ok) throw new Error(`${name} of ${source}: ${reply.status} ${JSON.stringify(body)}`)
  return body
}

/** The same question to both; what names the source or the moment is left out. */
async function both<N extends RouteName>(
  name: N,
  query: Query<N>,
  params: Record<string, string> = {},
): Promise<[own: Reply<N>, viaApi: Reply<N>]> {
  const [own, viaApi] = await Promise.all([ask('own', name, query, params), ask(at.viaApi, name, query, params)])
  const plain = (reply: Reply<N>): Reply<N> => {
    const { source: _, asOf: __, ...rest } = reply as Record<string, unknown>
    return rest as Reply<N>
  }
  return [plain(own), plain(viaApi)]
}

async function alike<N extends RouteName>(
  name: N,
  query: Query<N>,
  params: Record<string, string> = {},
): Promise<Reply<N>> {
  const [own, viaApi] = await both(name, query, params)
  expect(viaApi).toEqual(own)
  return own
}

/** Windows: whole, longer than the API allows; ragged; short; of the samples; empty. */
const windows = (): { [name: string]: { from: string; to: string } } => ({
  'nine hours': { from: String(data.from), to: String(data.to) },
  'ragged hours': { from: String(data.from + 4217.137), to: String(data.to - 1234.5) },
  'half an hour': { from: String(data.to - 1800), to: String(data.to) },
  samples: { from: String(samplesWindow.from), to: String(samplesWindow.to) },
  nothing: { from: '1500000000', to: '1500003600' },
})
const windowNames = ['nine hours', 'ragged hours', 'half an hour', 'samples', 'nothing'] as const
const window = (name: (typeof windowNames)[number]) => windows()[name] as { from: string; to: string }

describe('graph', () => {
  it.each(windowNames)('%s', async (name) => {
    const graph = await alike('graph', window(name))
    if (name === 'nothing') expect(graph.nodes).toEqual([])
    else expect(graph.nodes.length).toBeGreaterThan(5)
  })

  it('counts what the recording says', async () => {
    const graph = await ask('own', 'graph', window('nine hours'))
    // `frontend` is in two of the recordings: only the others can be told apart.
    const services = data.boutique.expected.services.filter((service) => service.name !== 'frontend')
    expect(services.length).toBeGreaterThan(8)
    for (const service of services) {
      const type = service.type === 'sql' ? 'Database::SQL' : (service.type ?? null)
      const node = graph.nodes.find((n) => n.name === service.name && n.type === type)
      expect(node?.counts.total, `${service.name} / ${type}`).toBe(service.count)
      expect(node?.counts.fault, `${service.name} / ${type}`).toBe(service.fault)
    }
  })

  it('carries the objectives of the configuration', async () => {
    const graph = await alike('graph', window('nine hours'))
    const frontend = graph.nodes.find((node) => node.name === 'frontend' && node.type !== 'client')
    expect(frontend?.slos).toHaveLength(1)
    expect(frontend?.slos[0]).toMatchObject({ objective: 'Frontend answers', total: frontend?.counts.total })
    const { slos } = await alike('slos', window('nine hours'))
    expect(slos).toHaveLength(1)
    expect(slos[0]).toMatchObject({ locked: true, met: frontend?.slos[0]?.met })
  })

  const filters = [
    'service("frontend")',
    'service("frontend") { fault OR responsetime > 0.5 }',
    'fault',
    'duration > 0.2 AND !fault',
    'user = "nobody"',
  ]
  it.each(filters)('filtered by %s', async (filter) => {
    const graph = await alike('graph', { ...window('nine hours'), filter })
    if (filter.startsWith('user')) expect(graph.nodes).toEqual([])
    else expect(graph.nodes.length).toBeGreaterThan(0)
  })

  it('filtered, with link edges between traces', async () => {
    const graph = await alike('graph', { ...window('samples'), filter: 'duration >= 0' })
    expect(graph.edges.filter((edge) => edge.kind === 'link').length).toBeGreaterThan(0)
  })
})

describe('a group', () => {
  const frontend = 'service("frontend")'
  const create = async (GroupName: string, FilterExpression: string) => {
    const body = JSON.stringify({ GroupName, FilterExpression })
    const reply = await fetch(`${at.xray.url}/CreateGroup`, { method: 'POST', body })
    if (!reply.ok) throw new Error(await reply.text())
  }
  beforeAll(async () => {
    await create('frontend', frontend)
    await create('faulty', 'service() { fault }')
  })

  it('is listed', async () => {
    const { groups } = await alike('groups', {})
    expect(groups).toEqual([
      { name: 'Default', arn: 'arn:aws:xray:us-east-1:000000000000:group/Default', filter: null, insights: false },
      { name: 'frontend', arn: expect.any(String), filter: frontend, insights: false },
      { name: 'faulty', arn: expect.any(String), filter: 'service() { fault }', insights: false },
    ])
  })

  it.each(['ragged hours', 'half an hour', 'samples'] as const)(
    'graph, traces and users are those of its filter: %s',
    async (name) => {
      const within = { ...window(name), group: 'frontend' }
      const filtered = { ...window(name), filter: frontend }
      for (const route of ['graph', 'traces', 'users'] as const) {
        const [[own, viaApi], [byFilter]] = await Promise.all([both(route, within), both(route, filtered)])
        const kept = (reply: object) => (route === 'traces' ? { ...reply, next: null, scanned: 0, reached: 0 } : reply)
        expect(kept(viaApi), route).toEqual(kept(own))
        expect(kept(own), route).toEqual(kept(byFilter))
      }
    },
  )

  it('holds beside a filter', async () => {
    const query = { ...window('nine hours'), filter: 'service() { fault }' }
    const graph = await alike('graph', { ...query, group: 'frontend' })
    expect(graph).toEqual(await alike('graph', { ...window('nine hours'), filter: frontend, group: 'faulty' }))
    const all = await alike('graph', query)
    expect(graph.nodes.length).toBeGreaterThan(0)
    expect(graph.nodes.length).toBeLessThan(all.nodes.length)
  })

  it('is what group.name of a filter stands for', async () => {
    for (const route of ['graph', 'users'] as const) {
      const named = await alike(route, { ...window('nine hours'), filter: 'group.name = "frontend" AND fault' })
      const spelled = await alike(route, { ...window('nine hours'), filter: `${frontend} AND fault` })
      expect(named, route).toEqual(spelled)
    }
    const { edges } = await ask('own', 'graph', window('half an hour'))
    const edge = edges.find((one) => one.kind === 'call')?.id ?? ''
    await alike('users', { ...window('half an hour'), edge, filter: 'group.name != "faulty"', group: 'frontend' })
    for (const source of ['own', at.viaApi])
      await expect(ask(source, 'graph', { filter: 'group.name = "nobody"' })).rejects.toThrow('BAD_FILTER')
  })

  it('series: of all traffic, of a node, of an edge', async () => {
    const within = { ...window('ragged hours'), group: 'frontend' }
    const sum = (series: Reply<'series'>) => series.points.reduce((total, point) => total + point.total, 0)
    const all = sum(await alike('series', { ...window('ragged hours'), step: 300 }))
    const some = sum(await alike('series', { ...within, step: 300 }))
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(all)
    const { nodes, edges } = await ask('own', 'graph', within)
    for (const node of nodes.filter((one) => one.type !== 'client').slice(0, scaled(4, 2)))
      expect(sum(await alike('series', { ...within, node: node.id, step: 60 }))).toBeGreaterThan(0)
    for (const edge of edges.slice(0, scaled(4, 2)))
      expect(sum(await alike('series', { ...within, edge: edge.id, step: 3600 }))).toBeGreaterThan(0)
  })

  it('of everything is no group, and one that is not there is refused', async () => {
    const graph = await alike('graph', { ...window('half an hour'), group: 'Default' })
    const { source: _, asOf: __, ...plain } = await ask('own', 'graph', window('half an hour'))
    expect(graph).toEqual(plain)
    for (const source of ['own', at.viaApi])
      await expect(ask(source, 'graph', { ...window('half an hour'), group: 'nobody' })).rejects.toThrow('BAD_REQUEST')
  })
})

describe('series', () => {
  it.each([undefined, 60, 300, 3600] as const)('of everything, step %s', async (step) => {
    const series = await alike('series', { ...window('nine hours'), ...(step ? { step } : {}) })
    expect(series.points.reduce((sum, point) => sum + point.total, 0)).toBeGreaterThan(0)
  })

  it('of nodes and edges adds up to the map', async () => {
    const graph = await ask('own', 'graph', window('ragged hours'))
    for (const node of graph.nodes.filter((n) => n.type !== 'client').slice(0, scaled(14, 4))) {
      const series = await alike('series', { ...window('ragged hours'), node: node.id, step: 300 })
      expect(
        series.points.reduce((sum, point) => sum + point.total, 0),
        node.id,
      ).toBe(node.counts.total)
    }
    for (const edge of graph.edges.slice(0, scaled(8, 3))) {
      const series = await alike('series', { ...window('ragged hours'), edge: edge.id, step: 3600 })
      expect(
        series.points.reduce((sum, point) => sum + point.total, 0),
        edge.id,
      ).toBe(edge.counts.total)
    }
  })
})

describe('minutes', () => {
  let own: TraceSource
  let viaApi: TraceSource
  beforeAll(() => {
    own = ownSource({ store: at.store, xrayUrl: at.xray.url })
    viaApi = awsSource({
      id: 'api',
      kind: 'xray',
      label: 'api',
      client: makeClient({ kind: 'xray', url: at.xray.url }),
    })
  })
  afterAll(async () => {
    await own?.close()
    await viaApi?.close()
  })
  const between = (from: number, to: number) => ({ fromUs: Math.round(from * 1e6), toUs: Math.round(to * 1e6) })
  const same = async (...question: Parameters<TraceSource['minutes']>) => {
    const [a, b] = await Promise.all([own.minutes(...question), viaApi.minutes(...question)])
    expect(b).toEqual(a)
    return a
  }

  it.each([
    ['a quarter of an hour', 60, () => between(data.to - 900, data.to)],
    ['the samples', 300, () => between(samplesWindow.from, samplesWindow.to)],
    ['ragged hours', 3600, () => between(data.from + 4217.137, data.to - 1234.5)],
    ['nine hours', 86_400, () => between(data.from, data.to)],
  ] as const)('%s in steps of %i s are the graph, cut', async (_, step, windowOf) => {
    const window = windowOf()
    const minutes = await same(window, step, 1000)
    expect(minutes).toMatchObject({ stepSeconds: step, exactness: { kind: 'exact' }, leftOut: { nodes: 0, edges: 0 } })
    const { graph } = await own.graph(window, null)
    const total = (points: (typeof minutes.nodes)[number]['points']) =>
      points.reduce((sum, { counts }) => sum + countOf(counts), 0)
    const counted = graph.nodes.filter((node) => countOf(node.counts) > 0)
    expect(new Map(minutes.nodes.map(({ node, points }) => [nodeId(node), total(points)]))).toEqual(
      new Map(counted.map((node) => [nodeId(node.key), countOf(node.counts)])),
    )
    expect(new Set(minutes.edges.map(({ from, to }) => edgeId(from, to)))).toEqual(
      new Set(graph.edges.map(({ from, to }) => edgeId(from, to))),
    )
    for (const { points } of [...minutes.nodes, ...minutes.edges])
      for (const { startUs, counts, histogram } of points) {
        expect(startUs % (step * 1e6)).toBe(0)
        expect(histogramTotal(histogram)).toBe(countOf(counts))
      }
  })

  it('more steps than an X-Ray API is asked for: a coarser one, which the answer tells', async () => {
    const window = between(data.from, data.to)
    const [fine, coarse] = await Promise.all([own.minutes(window, 60, 10), viaApi.minutes(window, 60, 10)])
    expect([fine.stepSeconds, coarse.stepSeconds]).toEqual([60, 3600])
    expect(coarse).toEqual(await own.minutes(window, 3600, 10))
  })

  it('the busiest, and how many were left out', async () => {
    const window = between(data.to - 1800, data.to)
    const all = await same(window, 3600, 1000)
    const few = await same(window, 3600, 3)
    expect(few.nodes).toEqual(all.nodes.slice(0, 3))
    expect(few.leftOut).toEqual({ nodes: all.nodes.length - 3, edges: all.edges.length - 3 })
  })

  it('of a filter, of a group, of nothing', async () => {
    const text = 'service("frontend")'
    const parsed = parse(text)
    if (!parsed.ok) throw new Error(parsed.error.message)
    const filter: SourceFilter = { text, expression: parsed.expression }
    const group: SourceGroup = { name: 'frontend', arn: 'arn', filter, insights: false }
    const some = await same(between(data.to - 1200, data.to), 300, 1000, filter)
    expect(some.nodes.length).toBeGreaterThan(3)
    expect(some.nodes.length).toBeLessThan((await same(between(data.to - 1200, data.to), 3600, 1000)).nodes.length)
    expect(await same(between(data.to - 1200, data.to), 300, 1000, null, group)).toEqual(some)
    expect((await same(between(1_500_000_000, 1_500_003_600), 60, 1000)).nodes).toEqual([])
  })
})

describe('changes', () => {
  it('a rule that was made is told by both; an X-Ray API says what it does not know', async () => {
    const from = String(Date.now() / 1000 - 5)
    const SamplingRule = {
      ...{ RuleName: 'told', Priority: 9, FixedRate: 0.5, ReservoirSize: 1, Version: 1 },
      ...{ ServiceName: '*', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*', ResourceARN: '*' },
    }
    const body = JSON.stringify({ SamplingRule })
    const reply = await fetch(`${at.xray.url}/CreateSamplingRule`, { method: 'POST', body })
    expect(reply.ok, await reply.text()).toBe(true)
    const query = { from, to: String(Date.now() / 1000 + 5) }
    for (const source of ['own', at.viaApi]) {
      const { changes } = await ask(source, 'changes', query)
      const rules = changes.filter((change) => change.kind === 'sampling-rule')
      expect(rules, source).toMatchObject([{ did: 'created', subject: 'told', version: null }])
    }
    expect((await ask('own', 'changes', query)).unknown).toEqual([])
    expect((await ask(at.viaApi, 'changes', query)).unknown).toContain('deployment')
  })
})

/** All pages of a list, as lists of ids. */
async function pagesOf(source: string, query: Query<'traces'>): Promise<string[][]> {
  const pages: string[][] = []
  let after: string | undefined
  do {
    const page: Reply<'traces'> = await ask(source, 'traces', { ...query, ...(after ? { after } : {}) })
    if (page.traces.length > 0) pages.push(page.traces.map((trace) => trace.id))
    after = page.next ?? undefined
  } while (after)
  return pages
}

describe('traces', () => {
  it.each(windowNames)('first page: %s', async (name) => {
    const [own, viaApi] = await both('traces', window(name))
    expect(viaApi.traces).toEqual(own.traces)
  })

  it.each([
    ['', 37],
    ['', 250],
    ['service("frontend")', 40],
    ['fault OR service() { fault }', 5],
    ['responsetime < 0.1', 100],
  ])('pages of %j by %i', async (filter, limit) => {
    const query = { ...window('nine hours'), limit, ...(filter ? { filter } : {}) }
    const [own, viaApi] = await Promise.all([pagesOf('own', query), pagesOf(at.viaApi, query)])
    expect(viaApi).toEqual(own)
    const ids = own.flat()
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(0)
  })

  it('a page lost is a page asked again, and a made-up place is refused', async () => {
    const query = { ...window('nine hours'), limit: 20 }
    for (const source of ['own', at.viaApi]) {
      const first = await ask(source, 'traces', query)
      const second = { ...query, after: first.next ?? '' }
      expect((await ask(source, 'traces', second)).traces).toEqual((await ask(source, 'traces', second)).traces)
      await expect(ask(source, 'traces', { ...query, after: 'made-up' })).rejects.toThrow('BAD_REQUEST')
    }
  })
})

describe('one trace', () => {
  const some = async (): Promise<string[]> => {
    const [recorded, sampled] = await Promise.all([
      ask('own', 'traces', { ...window('half an hour'), limit: 20 }),
      ask('own', 'traces', window('samples')),
    ])
    const serviTraces = await ask('own', 'traces', {
      from: String(data.to - 3700),
      to: String(data.to - 2900),
      limit: 20,
    })
    return [...recorded.traces, ...sampled.traces, ...serviTraces.traces].map((trace) => trace.id)
  }

  it('columns, documents and its own map', async () => {
    const ids = await some()
    expect(ids.length).toBeGreaterThan(15)
    for (const id of ids) {
      const trace = await alike('trace', {}, { id })
      const { entities } = trace
      expect(new Set(entities.id).size).toBe(entities.id.length)
      const root = entities.parent.indexOf(-1)
      const onPath = trace.criticalPath.reduce((sum, [, us]) => sum + us, 0)
      if (trace.criticalPath.length > 0) expect(onPath).toBe(entities.duration[root])
      await alike('rawTrace', {}, { id })
      const map = await alike('traceGraph', {}, { id })
      expect(map.nodes.length).toBeGreaterThan(0)
    }
  })

  it('every entity of some of them', async () => {
    for (const id of (await some()).slice(-12)) {
      const { entities } = await ask('own', 'trace', {}, { id })
      for (const entity of entities.id.slice(0, 8)) await alike('entity', {}, { id, entity })
    }
  })

  it('is not found alike', async () => {
    const id = '1-00000001-000000000000000000000001'
    for (const source of ['own', at.viaApi]) {
      await expect(ask(source, 'trace', {}, { id })).rejects.toThrow('NOT_FOUND')
      await expect(ask(source, 'trace', {}, { id: 'x' })).rejects.toThrow('BAD_REQUEST')
    }
  })
})

describe('users', () => {
  it.each(windowNames)('%s', async (name) => {
    const { users } = await alike('users', window(name))
    if (name === 'nine hours') expect(users.length).toBeGreaterThan(30)
  })

  it('filtered, affected only, cut', async () => {
    await alike('users', { ...window('nine hours'), affected: '1' })
    const all = await alike('users', window('nine hours'))
    const part = (all.users[0]?.user ?? '').slice(1, 4).toUpperCase()
    const found = await alike('users', { ...window('nine hours'), q: part })
    expect(found.users).toEqual(all.users.filter(({ user }) => user.toUpperCase().includes(part)))
    expect([found.total, found.affected]).toEqual([all.total, all.affected])
    const none = await alike('users', { ...window('nine hours'), q: 'nobody is called that' })
    expect([none.users, none.total, none.affected]).toEqual([[], all.total, all.affected])
    await alike('users', { ...window('nine hours'), limit: 3 })
    await alike('users', { ...window('nine hours'), filter: 'service() { fault }' })
  })

  it('of nodes', async () => {
    const graph = await ask('own', 'graph', window('nine hours'))
    const names = new Map<string, number>()
    for (const node of graph.nodes) names.set(node.name, (names.get(node.name) ?? 0) + 1)
    let seen = 0
    // X-Ray has no way to say "of no type": one that shares its name with others cannot be asked for alone.
    const alone = graph.nodes.filter(
      ({ name, type }) => type !== 'client' && !(type === null && (names.get(name) ?? 0) > 2),
    )
    // The busiest: those that users met.
    const busiest = alone.sort((a, b) => b.counts.total - a.counts.total).slice(0, scaled(12, 4))
    for (const node of busiest) {
      const { users } = await alike('users', { ...window('nine hours'), node: node.id })
      seen += users.length
    }
    expect(seen).toBeGreaterThan(0)
  })

  it('of edges', async () => {
    const graph = await ask('own', 'graph', window('nine hours'))
    let seen = 0
    for (const [asked, edge] of graph.edges
      .filter((e) => e.kind === 'call')
      .slice(0, 6)
      .entries()) {
      // Not every call is of a user's: at a small scale until one was.
      if (seen > 0 && asked >= scaled(6, 2)) break
      const { users } = await alike('users', { ...window('nine hours'), edge: edge.id })
      seen += users.length
    }
    expect(seen).toBeGreaterThan(0)
  })
})

it('a bad filter and a bad window are refused alike, with the place', async () => {
  for (const source of ['own', at.viaApi]) {
    const search = new URLSearchParams({ source, filter: 'fault AND nonsense(' })
    const reply = await fetch(`${at.bff.url}/api/graph?${search}`)
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ error: { code: 'BAD_FILTER', at: { start: expect.any(Number) } } })
    await expect(ask(source, 'graph', { from: 'now', to: 'now-1h' })).rejects.toThrow('BAD_WINDOW')
  }
})

it('ids of nodes and edges in a reply are those of the contract', async () => {
  const graph = await ask('own', 'graph', window('nine hours'))
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  for (const node of graph.nodes) expect(node.id).toBe(nodeId(node))
  for (const edge of graph.edges) {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
    expect(from && to && edge.id === edgeId(from, to)).toBe(true)
  }
})
