import type { Objective } from '@roentgen/slo'
import { bucketOf, type GraphNode, noCounts } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { courseOf } from './reading.ts'

const node = (name: string, counts: Partial<GraphNode['counts']>, seconds = 0.1): GraphNode => {
  const all = { ...noCounts(), ...counts }
  const histogram = new Map([[bucketOf(seconds), all.ok + all.error + all.throttle + all.fault]])
  const key = { name, type: null, account: null }
  return { key, root: false, state: 'active', counts: all, histogram, firstUs: 0, lastUs: 0 }
}
const objective = (name: string, target: number, latency: number | null): Objective => ({
  ...{ name: `${name} keeps`, node: { name }, target, latency },
})

/** The rule of the map, whose button counts the same services. */
it('marks what the map marks, and for what', () => {
  const nodes = [
    node('well', { ok: 1000, fault: 9 }),
    node('failing', { ok: 990, fault: 10 }),
    node('throttled', { ok: 3, throttle: 1 }),
    node('refusing', { ok: 95, error: 5 }),
    node('new', { ok: 9, error: 1 }),
    node('slow', { ok: 1000 }, 0.5),
    node('kept', { ok: 1000, fault: 1 }),
    node('idle', {}),
  ]
  const { whole } = courseOf({
    look: { fromUs: 0, toUs: 3600e6 },
    windowFromUs: 0,
    minutes: { stepSeconds: 60, nodes: [], edges: [], leftOut: { nodes: 0, edges: 0 }, exactness: { kind: 'exact' } },
    graph: { nodes, edges: [] },
    objectives: [objective('slow', 0.99, 0.3), objective('kept', 0.99, null), objective('idle', 0.99, null)],
    deployments: [],
    nameOf: ({ name }) => name,
  })
  expect(Object.fromEntries(whole.services.map(({ id, mark }) => [id, mark]))).toEqual({
    well: null,
    failing: 'failures',
    throttled: 'failures',
    refusing: 'refusals',
    new: null,
    slow: 'objective',
    kept: null,
    idle: null,
  })
})
