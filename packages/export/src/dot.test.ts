import { Graphviz } from '@hpcc-js/wasm-graphviz'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { dot } from './dot.ts'
import { inOrder } from './picture.ts'
import { hostileName, hostileNames, nodeOf, pictureArbitrary, runs, wordsOfNames } from './testing.ts'
import { oneLine } from './text.ts'

let graphviz: Graphviz
beforeAll(async () => {
  graphviz = await Graphviz.load()
})

type Read = {
  readonly label: string
  readonly objects?: readonly { readonly name: string; readonly label: string; readonly style: string }[]
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly label: string }[]
}
/** What Graphviz itself understood: escapes still in it, entities too. */
const read = (text: string): Read => JSON.parse(graphviz.layout(text, 'dot_json', 'dot')) as Read
const lines = (all: readonly string[]): string =>
  all
    .map(oneLine)
    .filter((line) => line !== '')
    .join('\n')
const shown = (label: string): string =>
  label.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one)).replaceAll('&amp;', '&')

it('is read by Graphviz with every name in its place, whatever the names are', () => {
  fc.assert(
    fc.property(pictureArbitrary, hostileName, (picture, title) => {
      const graph = read(dot(picture, wordsOfNames, { title, window: 'now' }))
      const { nodes, edges } = inOrder(picture)
      expect(shown(graph.label)).toBe(lines([title, 'now']))
      expect(graph.objects?.map(({ label }) => shown(label))).toEqual(
        nodes.map((node) => lines(wordsOfNames.node(node))),
      )
      expect((graph.edges ?? []).map(({ tail, head }) => `${tail}>${head}`)).toEqual(
        edges.map(({ from, to }) => `${from}>${to}`),
      )
    }),
    { numRuns: runs },
  )
}, 180_000)

it('is drawn by Graphviz with the names as they are', () => {
  const nodes = hostileNames.map((name, i) => nodeOf(String(i).padStart(2, '0'), name))
  const words = { node: (node: (typeof nodes)[number]) => [node.name], edge: () => [] }
  const drawn = graphviz.dot(dot({ nodes, edges: [] }, words, { title: 'a & b', window: '"c"' }), 'svg')
  expect(drawn.match(/<g id="node/g)).toHaveLength(nodes.length)
  expect(drawn).toContain('>a &amp; b</text>')
  expect(drawn).toContain('>&lt;script&gt;alert(1)&lt;/script&gt;</text>')
  expect(drawn).not.toContain('<script')
})

it('does not depend on the order it is given', () => {
  fc.assert(
    fc.property(pictureArbitrary, (picture) => {
      const about = { title: 'a', window: 'b' }
      const turned = { nodes: [...picture.nodes].reverse(), edges: [...picture.edges].reverse() }
      expect(dot(turned, wordsOfNames, about)).toBe(dot(picture, wordsOfNames, about))
    }),
    { numRuns: runs },
  )
})
