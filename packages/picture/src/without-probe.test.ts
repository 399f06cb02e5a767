import type { GraphReply } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import { withoutProbe } from './without-probe.ts'

type Node = GraphReply['nodes'][number]
type Edge = GraphReply['edges'][number]
const counts = { ok: 1, error: 0, throttle: 0, fault: 0, total: 1, totalTime: 1 }
const node = (name: string): Node => ({
  id: name,
  name,
  type: null,
  account: null,
  state: 'active',
  root: false,
  counts,
  latency: null,
  histogram: [],
  rate: 1,
  slos: [],
})
const edge = (from: string, to: string): Edge => ({
  id: `${from}>${to}`,
  from,
  to,
  kind: 'call',
  counts,
  latency: null,
  histogram: [],
  rate: 1,
  aliases: [],
})
const graphOf = (nodes: readonly string[], edges: readonly Edge[]): GraphReply => ({
  source: 'own',
  nodes: nodes.map(node),
  edges: [...edges],
  window: { from: 0, to: 1 },
  asOf: 0,
  exactness: { kind: 'exact' },
  ratesFrom: null,
  sampleHistory: null,
})
const names = (graph: GraphReply) => graph.nodes.map((one) => one.name)

const probed = graphOf(
  ['people', 'web', 'tester', 'roentgen-doctor'],
  [edge('people', 'web'), edge('tester', 'roentgen-doctor')],
)

describe('the probe of the doctor', () => {
  it('is hidden with its client', () => {
    const graph = withoutProbe(probed, {})
    expect(names(graph)).toEqual(['people', 'web'])
    expect(graph.edges.map((one) => one.id)).toEqual(['people>web'])
  })

  it('leaves a client that calls others too', () => {
    const graph = graphOf(
      ['people', 'web', 'roentgen-doctor'],
      [edge('people', 'roentgen-doctor'), edge('people', 'web')],
    )
    expect(names(withoutProbe(graph, {}))).toEqual(['people', 'web'])
  })

  it.each([
    { node: 'roentgen-doctor' },
    { node: 'tester' },
    { edge: 'tester>roentgen-doctor' },
    { filter: 'service("roentgen-doctor")' },
  ])('is shown when asked for: %j', (asked) => expect(withoutProbe(probed, asked)).toBe(probed))

  it('is hidden while others are selected', () => {
    expect(names(withoutProbe(probed, { node: 'web', filter: 'fault' }))).toEqual(['people', 'web'])
  })

  it('is shown when there is nothing else', () => {
    const graph = graphOf(['tester', 'roentgen-doctor'], [edge('tester', 'roentgen-doctor')])
    expect(withoutProbe(graph, {})).toBe(graph)
  })
})
