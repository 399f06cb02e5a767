import type { GraphEdgeShape, GraphReply } from '@roentgen/contract'
import { describe, expect, it } from 'vitest'
import { edge, graph, node } from './testing.ts'
import { withoutProbe } from './without-probe.ts'

const graphOf = (names: readonly string[], edges: readonly GraphEdgeShape[]) =>
  graph(
    names.map((name) => node(name)),
    edges,
  )
const names = ({ nodes }: GraphReply) => nodes.map((one) => one.name)

const probed = graphOf(
  ['people', 'web', 'tester', 'roentgen-doctor'],
  [edge('people', 'web'), edge('tester', 'roentgen-doctor')],
)

describe('the probe of the doctor', () => {
  it('is hidden with its client', () => {
    const seen = withoutProbe(probed, {})
    expect(names(seen)).toEqual(['people', 'web'])
    expect(seen.edges.map((one) => one.id)).toEqual(['people>web'])
  })

  it('leaves a client that calls others too', () => {
    const given = graphOf(
      ['people', 'web', 'roentgen-doctor'],
      [edge('people', 'roentgen-doctor'), edge('people', 'web')],
    )
    expect(names(withoutProbe(given, {}))).toEqual(['people', 'web'])
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
    const given = graphOf(['tester', 'roentgen-doctor'], [edge('tester', 'roentgen-doctor')])
    expect(withoutProbe(given, {})).toBe(given)
  })
})
