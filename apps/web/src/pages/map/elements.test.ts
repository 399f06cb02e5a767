import type { GraphReply } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import { speakTechnically } from '../../messages/index.ts'
import { shortName } from '../../ui/node-kind.ts'
import type { BadgePaint } from './badges.ts'
import { describeNode } from './describe-node.ts'
import { edgeLabel, edgeTone, edgeWidth, ringShares, toElements } from './elements.ts'
import { edgeTraces, nodeTraces } from './filters.ts'
import { edgeRows, nodeRows } from './MapTable.tsx'
import { sorted } from './table-rows.ts'
import { walk } from './walk.ts'

const paint: BadgePaint = {
  ink: '#111',
  surface: '#fff',
  ok: 'green',
  error: 'yellow',
  throttle: 'purple',
  fault: 'red',
  okText: 'green',
  faultText: 'red',
}

const counts = (ok: number, error = 0, throttle = 0, fault = 0) => ({
  ok,
  error,
  throttle,
  fault,
  total: ok + error + throttle + fault,
  totalTime: 1,
})

type Node = GraphReply['nodes'][number]
const node = (id: string, more: Partial<Node> = {}): Node => ({
  id,
  name: id,
  type: null,
  account: null,
  state: 'active',
  root: false,
  counts: counts(95, 0, 0, 5),
  latency: { p50: 0.1, p95: 0.34, p99: 1 },
  histogram: [[0.1, 100]],
  rate: 42,
  slos: [],
  ...more,
})
const edge = (from: string, to: string, more: Partial<GraphReply['edges'][number]> = {}) => ({
  id: `${from}>${to}`,
  from,
  to,
  kind: 'call' as const,
  counts: counts(100),
  latency: { p50: 0.1, p95: 0.2, p99: 0.3 },
  histogram: [],
  rate: 10,
  aliases: [],
  ...more,
})
const slo = (met: boolean | null) => ({
  objective: 'fast',
  node: 'web',
  target: 0.99,
  latency: null,
  actual: 0.9,
  met,
  good: 90,
  total: 100,
  budgetLeft: -9,
})

//   client ──▶ web ──▶ orders ┄┄▶ table
const graph: GraphReply = {
  source: 'own',
  window: { from: 0, to: 900 },
  asOf: 900,
  exactness: { kind: 'exact' },
  nodes: [
    node('client', { name: 'web', type: 'client', state: 'unknown', counts: counts(0), latency: null, rate: 0 }),
    node('web', { slos: [slo(true), slo(false)] }),
    node('orders', { counts: counts(100) }),
    node('table', { type: 'AWS::DynamoDB::Table', state: 'unknown', counts: counts(90, 0, 10) }),
  ],
  edges: [
    edge('client', 'web', { kind: 'client', rate: 42 }),
    edge('web', 'orders', { counts: counts(90, 0, 0, 10) }),
    edge('orders', 'table', { kind: 'link', latency: { p50: 1, p95: 4, p99: 9 } }),
    edge('orders', 'gone'),
  ],
  ratesFrom: null,
  sampleHistory: null,
}
const elements = toElements(graph, { paint })
const drawn = (id: string) => elements.nodes.find((one) => one.data.id === id)!
const line = (id: string) => elements.edges.find((one) => one.data.id === id)!
const picture = (uri: string | undefined) => decodeURIComponent(uri ?? '')

describe('elements', () => {
  it('draw name, kind, rate and p95', () => {
    expect(drawn('web').data.label).toBe('web\nService\n42/min · 95 % in 340 ms')
    expect(drawn('client').data.label).toBe('web\nClient\n42/min')
  })

  it('may break a long name where it has a dot or a dash', () => {
    const name = 'blog@blog-db.cq1example.eu-west-1.rds.amazonaws.com'
    const label = toElements({ ...graph, nodes: [node('db', { name })] }, { paint }).nodes[0]?.data.label ?? ''
    expect(label.split('\n')[0]).toContain('cq1example.\u200beu-\u200bwest')
    expect(label.split('\n')[0]?.replaceAll('\u200b', '')).toBe(name)
    expect(drawn('web').data.label).not.toContain('\u200b')
  })

  it('say the share that went wrong, and by which class', () => {
    expect(picture(drawn('web').data.image[1])).toContain('>5 %<')
    expect(picture(drawn('web').data.image[1])).toContain('red')
    expect(picture(drawn('table').data.image[1])).toContain('purple')
    expect(picture(drawn('orders').data.image[1])).not.toContain('<text')
  })

  it('show one broken objective even beside a kept one', () => {
    expect(picture(drawn('web').data.image[2])).toContain('red')
    expect(
      picture(
        toElements({ ...graph, nodes: [node('web', { slos: [slo(true), slo(null)] })] }, { paint }).nodes[0]?.data
          .image[2],
      ),
    ).toContain('green')
    expect(picture(drawn('orders').data.image[2])).not.toContain('<text')
  })

  it('dash what did not report itself, and links', () => {
    expect(drawn('table').classes).toContain('inferred')
    expect(drawn('client').classes).not.toContain('inferred')
    expect(line('orders>table').classes).toBe('link')
  })

  it('say of a link how long messages wait', () => {
    expect(line('orders>table').data.label).toBe('10/min\nmessages wait\n95 % up to 4 s')
  })

  it('leave out edges whose ends are not on the map', () => {
    expect(elements.edges.map((one) => one.data.id)).toEqual(['client>web', 'web>orders', 'orders>table'])
  })

  it('label an edge with its share once it matters', () => {
    expect(line('web>orders').data.label).toBe('10/min\n95 % in 200 ms\n10 in 100 failed')
    expect(line('client>web').data.label).toBe('42/min\n95 % in 200 ms')
  })

  it('say in a frame of a replay the one percentile there is, in the words asked for, and that messages wait', () => {
    const latency = { p50: 0.2, p95: 0.2, p99: 0.2 }
    const [edge] = graph.edges
    const labels = (kind: 'call' | 'link') => edge && edgeLabel({ ...edge, kind, rate: 7, latency }, true)
    expect([labels('call'), labels('link')]).toEqual([
      '7/min\n95 % in 200 ms',
      '7/min\nmessages wait\n95 % up to 200 ms',
    ])
    speakTechnically(true)
    const technical = [labels('call'), labels('link')]
    speakTechnically(false)
    expect(technical).toEqual(['7/min · p95 200 ms', '7/min · wait p95 200 ms'])
  })

  it('speak technically when asked to', () => {
    speakTechnically(true)
    const { nodes, edges } = toElements(graph, { paint })
    speakTechnically(false)
    expect(nodes.find((one) => one.data.id === 'table')?.data.label).toContain('AWS::DynamoDB::Table')
    expect(nodes.find((one) => one.data.id === 'web')?.data.label).toContain('42/min · p95 340 ms')
    expect(edges.find((one) => one.data.id === 'web>orders')?.data.label).toBe(
      '10/min · p50 100 ms\np95 200 ms · p99 300 ms\n10 % faults',
    )
  })

  it.each([
    [counts(0), 'none'],
    [counts(999, 0, 0, 1), 'none'],
    [counts(991, 9), 'none'],
    [counts(99, 0, 0, 1), 'fault'],
    [counts(969, 20, 0, 11), 'error'],
    [counts(97, 0, 2, 1), 'throttle'],
    [counts(98, 2), 'error'],
    [counts(90, 10), 'error'],
  ])('%j colours a line %s', (some, tone) => expect(edgeTone(some)).toBe(tone))

  it('widens with traffic, by the logarithm', () => {
    expect(edgeWidth(0, 100)).toBe(1.5)
    expect(edgeWidth(100, 100)).toBe(7)
    expect(edgeWidth(10, 100)).toBeGreaterThan(edgeWidth(1, 100))
  })
})

describe('rings', () => {
  it.each([[counts(100)], [counts(1_000_000, 1, 1, 1)], [counts(0, 0, 0, 3)], [counts(25, 25, 25, 25)]])(
    '%j add up to a hundred',
    (some) => {
      const { ok, error, throttle, fault, none } = ringShares(some)
      expect(ok + error + throttle + fault + none).toBeCloseTo(100)
    },
  )

  it('show one in a million', () => expect(ringShares(counts(1_000_000, 0, 0, 1)).fault).toBeGreaterThanOrEqual(3))

  it('are grey without traffic, never green', () => expect(ringShares(counts(0))).toMatchObject({ none: 100, ok: 0 }))
})

describe('names', () => {
  it.each([
    ['https://sqs.eu-west-1.amazonaws.com/123456789012/orders', 'orders'],
    ['arn:aws:sns:eu-west-1:123456789012:topic', 'topic'],
    ['arn:aws:lambda:eu-west-1:1:function:f', 'f'],
    ['arn:aws:lambda:eu-west-1:1:function:f:live', 'f'],
    ['https://bank.example.com/', 'bank.example.com'],
    ['payments.example.com', 'payments.example.com'],
  ])('%s is called %s', (name, short) => expect(shortName(name)).toBe(short))
})

describe('walking', () => {
  const at = { client: { x: 0, y: 0 }, web: { x: 270, y: 0 }, orders: { x: 540, y: 0 }, table: { x: 540, y: 150 } }
  it.each([
    [null, 'right', 'client'],
    ['client', 'right', 'web'],
    ['web', 'left', 'client'],
    ['client', 'left', null],
    ['orders', 'down', 'table'],
    ['table', 'up', 'orders'],
    ['table', 'home', 'client'],
    ['client', 'end', 'table'],
  ] as const)('from %s %s to %s', (from, step, to) => expect(walk(graph, at, from, step)).toBe(to))

  it('says where one is', () => {
    expect(describeNode(graph.nodes[1]!, graph)).toBe(
      'web, Service. 42/min · 95 % in 340 ms. 95 % ok, 5 % failed. Objective broken. Calls 1, called by 1.',
    )
  })
})

describe('filters', () => {
  it('ask for the node, the band and what was asked already', () => {
    expect(nodeTraces(graph.nodes[3]!, graph, { lo: 0.1, hi: 0.3 }, 'fault')).toBe(
      '(fault) AND (service(id(name: "table", type: "AWS::DynamoDB::Table")) { responsetime >= 0.1 AND responsetime <= 0.3 })',
    )
  })

  it('take a client for the call it makes', () => {
    expect(nodeTraces(graph.nodes[0]!, graph)).toBe(edgeTraces(graph.edges[0]!, graph))
  })
})

describe('the table', () => {
  it('has every node and edge', () => {
    expect(nodeRows(graph)).toHaveLength(4)
    expect(edgeRows(graph)).toHaveLength(4)
    expect(nodeRows(graph)[1]?.cells.map((cell) => cell.text)).toEqual([
      'web',
      'Service',
      '100',
      '42/min',
      '95 %',
      '0 %',
      '0 %',
      '5 %',
      '100 ms',
      '340 ms',
      '1 s',
      'broken',
    ])
  })

  it('sorts numbers as numbers, and puts what is absent last both ways', () => {
    const rows = nodeRows(graph)
    const ids = (descending: boolean) => sorted(rows, { column: 9, descending }).map((row) => row.id)
    expect(ids(true).at(-1)).toBe('client')
    expect(ids(false).at(-1)).toBe('client')
  })
})

describe('what people call a service', () => {
  const label = (name: string | null) => ({ name, owner: null, team: null, domain: null, contact: null, locked: [] })
  const [, orders] = graph.nodes
  const called = (name: string | null, more: Partial<Node> = {}): GraphReply => ({
    ...graph,
    nodes: graph.nodes.map((one) => (one.id === orders?.id ? { ...one, ...more, label: label(name) } : one)),
  })
  const lines = (of: GraphReply): string[] =>
    toElements(of, { paint })
      .nodes.find(({ data }) => data.id === orders?.id)
      ?.data.label.split('\n') ?? []

  it('stands first, and in technical words the technical name beside it', () => {
    const [plainName = '', kind = '', figures = ''] = lines(graph)
    expect(lines(called('Order taking'))).toEqual(['Order taking', kind, figures])
    speakTechnically(true)
    const [, beside] = lines(called('Order taking'))
    speakTechnically(false)
    expect(beside).toBe(`${plainName} · ${kind}`)
    const row = nodeRows(called('Order taking')).find(({ id }) => id === orders?.id)
    expect(row?.cells[0]).toMatchObject({ text: 'Order taking', also: plainName })
    expect(edgeRows(called('Order taking')).flatMap(({ cells }) => cells.map(({ text }) => text))).toContain(
      'Order taking',
    )
  })

  it('is said once where it is the same, and of no effect where only the owner is known', () => {
    expect(lines(called((orders?.name ?? '').toUpperCase()))[1]).toBe(lines(graph)[1])
    expect(lines(called(null))).toEqual(lines(graph))
  })

  it('is a client’s too, who says whose client', () => {
    const row = nodeRows(called('Shop', { type: 'client' })).find(({ id }) => id === orders?.id)
    expect(row?.cells[0]?.text).toBe('Shop (client)')
  })
})
