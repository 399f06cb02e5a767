/** Graphs for tests, drawn by hand or by chance. */
import type { GraphEdgeShape, GraphNodeShape, GraphReply, Label } from '@roentgen/contract'
import { bucketOf, bucketValue } from '@roentgen/trace'
import * as fc from 'fast-check'
import type { GroupWords } from './grouping/groupings.ts'
import { families } from './kind-family.ts'
import type { PictureNode } from './picture.ts'
import { latencyOf } from './sums.ts'

export const words: GroupWords = {
  families: Object.fromEntries(families.map((family) => [family, family.toUpperCase()])) as GroupWords['families'],
  none: (by) => `no ${by}`,
  rest: (of) => (of === null ? 'rest' : `rest of ${of}`),
}

export function figures(ok: number, bad: Partial<GraphNodeShape['counts']> = {}, seconds = 0.1) {
  const counts = { ok, error: 0, throttle: 0, fault: 0, totalTime: 0, ...bad, total: 0 }
  counts.total = counts.ok + counts.error + counts.throttle + counts.fault
  counts.totalTime = counts.total * seconds
  const histogram: [number, number][] = counts.total > 0 ? [[bucketValue(bucketOf(seconds)), counts.total]] : []
  return { counts, histogram, latency: latencyOf(histogram), rate: counts.total / 15 }
}

export const label = (said: Partial<Label>): { label: Label } => ({
  label: { name: null, owner: null, team: null, domain: null, contact: null, locked: [], ...said },
})

export const node = (name: string, more: Partial<PictureNode> = {}): PictureNode => ({
  id: name,
  name,
  type: null,
  account: null,
  state: 'active',
  root: false,
  slos: [],
  ...figures(100),
  ...more,
})

export const edge = (from: string, to: string, more: Partial<GraphEdgeShape> = {}): GraphEdgeShape => ({
  id: `${from}>${to}`,
  from,
  to,
  kind: 'call',
  aliases: [],
  ...figures(100),
  ...more,
})

export const graph = (nodes: readonly PictureNode[], edges: readonly GraphEdgeShape[] = []): GraphReply => ({
  source: 'own',
  window: { from: 0, to: 900 },
  asOf: 900,
  exactness: { kind: 'exact' },
  nodes: [...nodes],
  edges: [...edges],
  ratesFrom: null,
  sampleHistory: null,
})

const types = [null, 'AWS::ECS::Container', 'Database::SQL', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'remote', 'client']
const someLabel: fc.Arbitrary<Partial<Label> | undefined> = fc.option(
  fc.record({
    owner: fc.constantFrom(null, 'ann', 'bob'),
    team: fc.constantFrom(null, 'red', 'blue'),
    domain: fc.constantFrom(null, 'shop', 'bank', 'constructor'),
  }),
  { nil: undefined },
)
const someCounts = fc.record({
  ok: fc.nat(1000),
  error: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(50)),
  throttle: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(50)),
  fault: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(50)),
})
const seconds = fc.double({ min: 0.001, max: 10, noNaN: true })
const someFigures = fc.tuple(someCounts, seconds).map(([counts, at]) => figures(counts.ok, counts, at))

/** Names of a few words, so that many begin alike. */
const nameOf = (i: number, words: readonly string[]): string => `${words.join('-')}-${i}`

/** Any graph: names alike and not, calls to and fro, to itself, doubled sources. */
export const anyGraph = (most: number): fc.Arbitrary<GraphReply> =>
  fc
    .array(
      fc.record({
        words: fc.array(fc.constantFrom('pay', 'cart', 'user', 'x'), { minLength: 0, maxLength: 3 }),
        type: fc.constantFrom(...types),
        account: fc.constantFrom(null, '111111111111', '222222222222'),
        label: someLabel,
        figures: someFigures,
        root: fc.boolean(),
        state: fc.constantFrom('active' as const, 'unknown' as const),
      }),
      { minLength: 1, maxLength: most },
    )
    .chain((drawn) => {
      const nodes = drawn.map(({ words: parts, label: said, figures: its, ...more }, i) =>
        node(nameOf(i, parts), { ...more, ...its, ...(said ? label(said) : {}) }),
      )
      const index = fc.nat(nodes.length - 1)
      return fc
        .uniqueArray(fc.tuple(index, index, someFigures), {
          maxLength: most * 3,
          selector: ([from, to]) => `${from}>${to}`,
        })
        .map((calls) =>
          graph(
            nodes,
            calls.map(([from, to, its]) => edge(nodes[from]?.id ?? '', nodes[to]?.id ?? '', its)),
          ),
        )
    })
