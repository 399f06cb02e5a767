import type { Course, GraphEdgeShape, GraphNodeShape, GraphReply, MinutesReply } from '@roentgen/contract'
import { draw } from '@roentgen/picture'
import { expect, it } from 'vitest'
import { groupWords } from '../picture/words.ts'
import { frameAt, frameGraph, framesOf, spanOf } from './frames.ts'

const figures = { counts: { ok: 9, error: 0, throttle: 0, fault: 0, total: 9, totalTime: 1 }, latency: null }
const node = (id: string, type: string | null = null): GraphNodeShape => ({
  ...figures,
  id,
  name: id,
  type,
  account: null,
  state: 'active',
  root: false,
  histogram: [[0.1, 9]],
  rate: 1,
  slos: [],
})
const edge = (from: string, to: string, kind: GraphEdgeShape['kind'] = 'call'): GraphEdgeShape => ({
  ...figures,
  id: `${from}>${to}`,
  from,
  to,
  kind,
  histogram: [[0.1, 9]],
  rate: 1,
  aliases: [],
})
const graph: GraphReply = {
  source: 'own',
  window: { from: 630, to: 900 },
  asOf: 900,
  exactness: { kind: 'exact' },
  nodes: [node('user~client', 'client'), node('web'), node('orders', 'Database::SQL'), node('users', 'Database::SQL')],
  edges: [edge('user~client', 'web', 'client'), edge('web', 'orders'), edge('web', 'users')],
  ratesFrom: null,
  sampleHistory: null,
}
const course = (id: string, total: number[], fault: number[] = []): Course => ({
  id,
  total,
  error: [],
  throttle: [],
  fault,
  p95: total.map((n) => (n > 0 ? 100 : 0)),
})
const minutes: MinutesReply = {
  source: 'own',
  window: graph.window,
  step: 60,
  start: 600,
  steps: 5,
  exactness: { kind: 'exact' },
  nodes: [course('web', [2, 4]), course('orders', [1, 3], [1, 2]), course('users', [0, 5, 6])],
  edges: [course('user~client>web', [2, 4], [1, 1]), course('web>orders', [1, 3]), course('web>users', [0, 5, 6])],
  leftOut: { nodes: 0, edges: 0 },
}

it('shows each step with the same nodes and edges, and nothing where nothing was asked', () => {
  const frames = framesOf(graph, graph, minutes)
  const ids = (picture: { nodes: { id: string }[]; edges: { id: string }[] }) =>
    [...picture.nodes, ...picture.edges].map((one) => one.id)
  for (let i = 0; i < 5; i++) expect(ids(frameGraph(frames, i))).toEqual(ids(graph))
  const second = frameGraph(frames, 1)
  expect(second.nodes.map(({ counts }) => [counts.total, counts.fault])).toEqual([
    [0, 0],
    [4, 0],
    [3, 2],
    [5, 0],
  ])
  expect(second.nodes[3]?.latency?.p95).toBe(0.1)
  expect(frameGraph(frames, 4).nodes.every(({ counts, latency }) => counts.total === 0 && latency === null)).toBe(true)
})

it('the first and the last step are the part that lies in the window, and rates are of that part', () => {
  const frames = framesOf(graph, graph, minutes)
  expect([spanOf(frames, 0), spanOf(frames, 1), spanOf(frames, 4)]).toEqual([
    { from: 630, to: 660 },
    { from: 660, to: 720 },
    { from: 840, to: 900 },
  ])
  expect(frameGraph(frames, 0).nodes[1]?.rate).toBe(4)
  expect([0, 630, 660, 899, 5000].map((at) => frameAt(frames, at))).toEqual([0, 0, 1, 4, 4])
  expect(frames.busiest).toBe(6)
})

it('folds are the sums of their members in every frame', () => {
  const drawn = draw(graph, { by: 'kind', open: [], crowdOf: () => null, words: groupWords() }).picture
  const folds = drawn.nodes.filter((one) => one.group)
  expect(folds.length).toBeGreaterThan(0)
  const frames = framesOf(graph, drawn, minutes)
  for (let i = 0; i < 5; i++) {
    const frame = frameGraph(frames, i)
    expect(frame.nodes.map((one) => one.id)).toEqual(drawn.nodes.map((one) => one.id))
    expect(frame.edges.map((one) => one.id).sort()).toEqual(drawn.edges.map((one) => one.id).sort())
    for (const fold of folds) {
      const members = fold.group?.members ?? []
      const sum = minutes.nodes.filter((one) => members.includes(one.id)).reduce((n, one) => n + (one.total[i] ?? 0), 0)
      expect(frame.nodes.find((one) => one.id === fold.id)?.counts.total).toBe(sum)
    }
  }
  const fold = frameGraph(frames, 1).nodes.find((one) => one.group?.members.includes('orders'))
  expect(fold?.counts).toMatchObject({ total: 8, fault: 2 })
  expect(fold?.group).toMatchObject({ unwell: expect.any(Number), worst: { id: 'orders' } })
})

it('what the picture hides, no frame shows, nor counts it into a fold', () => {
  const ask = { open: [], crowdOf: () => null, words: groupWords(), hide: 'call.rate > 0/min' }
  for (const by of ['none', 'kind'] as const) {
    const drawn = draw(graph, { ...ask, by })
    expect(drawn.picture.edges).toEqual([])
    const frames = framesOf(graph, drawn.picture, minutes, drawn.left)
    expect(frameGraph(frames, 1).edges).toEqual([])
    expect(frames.busiest).toBe(0)
  }
})

it('of a minute the 95th percentile is known and nothing else: a fold has none', () => {
  const drawn = draw(graph, { by: 'kind', open: [], crowdOf: () => null, words: groupWords() }).picture
  const frame = frameGraph(framesOf(graph, drawn, minutes), 1)
  expect(frame.onlyP95).toBe(true)
  expect(frame.nodes.find((one) => one.group)?.latency).toBeNull()
})
