/** Made-up pictures for tests: hostile names everywhere a name may stand. */
import type { GraphEdgeShape, GraphNodeShape } from '@roentgen/contract'
import fc from 'fast-check'
import type { Picture, Words } from './picture.ts'

export const runs = Math.max(20, Math.round(200 * Number(process.env.ROENTGEN_TEST_SCALE ?? 0.05)))

const counts = (ok: number, fault: number) => ({ ok, error: 0, throttle: 0, fault, total: ok + fault, totalTime: 1 })

export const nodeOf = (id: string, name: string, more: Partial<GraphNodeShape> = {}): GraphNodeShape => ({
  id,
  name,
  type: null,
  account: null,
  state: 'active',
  root: false,
  counts: counts(90, 10),
  latency: { p50: 0.0123, p95: 0.42, p99: 1.5 },
  histogram: [],
  rate: 6.6666666667,
  slos: [],
  ...more,
})

export const edgeOf = (from: string, to: string, more: Partial<GraphEdgeShape> = {}): GraphEdgeShape => ({
  id: `${from}>${to}`,
  from,
  to,
  kind: 'call',
  counts: counts(100, 0),
  latency: null,
  histogram: [],
  rate: 1e-7,
  aliases: [],
  ...more,
})

export const hostileNames = [
  'orders',
  '',
  ' ',
  'a"b',
  "a'b",
  'a\\"b\\',
  'a\nb\r\nc\u2028d',
  '"]; click n0 "javascript:alert(1)"',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  ']]>&amp;&#34;&lt;',
  '%%{init: {"securityLevel": "loose"}}%%',
  '---\ntitle: x\n---',
  'end',
  'style:"#fff;',
  'classDef x fill:"#;',
  '`a` **b** _c_ ~~d~~',
  '[a](javascript:alert(1)) ![b](http://evil.example/x.png) <http://evil.example>',
  'http://evil.example/?a=1&b=2',
  'www.evil.example',
  '@everyone and #12 and a@b.example',
  '1. one',
  '- one',
  '# one',
  'a | b || c',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\u202egnp.exe',
  'שלום עולם',
  'مرحبا',
  '注文サービス',
  '👩‍👩‍👧 family',
  '\ud800 half',
  '\u0000\u0007\u001b[31m',
  '\ufffe\uffff',
  '{a} #{c} #35; #quot;',
  'fa:fa-car mdi:x',
  '\\N \\G \\L \\n',
  'x'.repeat(400),
]

export const hostileName = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'"\'`\\[](){}<>|&;#%:=-+@_*~.,/ \n\t\raA1'), maxLength: 20 }),
)

/** Nodes `0`, `1`, ... named by hostile names, and calls between them, loops and pairs among them. */
export const pictureArbitrary: fc.Arbitrary<Picture> = fc
  .array(fc.record({ name: hostileName, type: fc.option(hostileName), inferred: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((nodes) =>
    fc
      .uniqueArray(fc.record({ from: fc.nat(nodes.length - 1), to: fc.nat(nodes.length - 1), link: fc.boolean() }), {
        maxLength: 8,
        selector: ({ from, to }) => `${from}>${to}`,
      })
      .map((edges) => ({
        nodes: nodes.map(({ name, type, inferred }, i) =>
          nodeOf(String(i), name, { type, state: inferred ? 'unknown' : 'active' }),
        ),
        edges: edges.map(({ from, to, link }) => edgeOf(String(from), String(to), { kind: link ? 'link' : 'call' })),
      })),
  )

export const wordsOfNames: Words = {
  node: (node) => [node.name, node.type ?? 'Service'],
  edge: (edge) => [edge.kind, `<${edge.rate.toFixed(1)}/min`],
}
