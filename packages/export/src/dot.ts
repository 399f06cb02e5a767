/** The picture as a digraph in DOT, for Graphviz and whatever else lays out graphs. https://graphviz.org/doc/info/lang.html */
import { type About, inOrder, isClient, isInferred, type Picture, type Tone, toneOf, type Words } from './picture.ts'
import { oneLine } from './text.ts'

/** A quoted string: a backslash begins an escape (`\N` is the node's name) and an ampersand an entity, so neither stays. */
const quoted = (text: string): string =>
  `"${oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;')}"`

/** Lines of a label; each is escaped by itself. Empty ones are left out: Graphviz reads freed memory where a label begins with one. */
const label = (lines: readonly string[]): string =>
  `"${lines.flatMap((line) => quoted(line).slice(1, -1) || []).join('\\n')}"`

/** Of what stands back: on white, still read. */
const pale = '"#9a9a9a"'

const colors: Readonly<Record<Tone, string>> = { fault: '#c62828', throttle: '#7b2fa6', error: '#b07c00' }

export function dot(picture: Picture, words: Words, about: About): string {
  const { nodes, edges } = inOrder(picture)
  const names = new Map(nodes.map((node, i) => [node.id, `n${i}`]))
  const attributes = (pairs: readonly (readonly [string, string] | false)[]): string =>
    pairs.flatMap((pair) => (pair ? [pair.join('=')] : [])).join(', ')
  return [
    'digraph roentgen {',
    '  charset="UTF-8";',
    '  rankdir=LR;',
    `  label=${label([about.title, about.window])};`,
    '  labelloc=t;',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...nodes.map((node, i) => {
      const tone = toneOf(node.counts)
      const list = attributes([
        ['label', label(words.node(node))],
        isClient(node) && ['shape', 'oval'],
        isInferred(node) && ['style', '"rounded,dashed"'],
        tone !== null && ['color', `"${colors[tone]}"`],
        tone !== null && ['penwidth', '2.5'],
        words.faded?.(node.id) === true && ['fontcolor', pale],
        words.faded?.(node.id) === true && tone === null && ['color', pale],
      ])
      return `  n${i} [${list}];`
    }),
    ...edges.map((edge) => {
      const tone = toneOf(edge.counts)
      const list = attributes([
        ['label', label(words.edge(edge))],
        edge.kind === 'link' && ['style', 'dashed'],
        tone !== null && ['color', `"${colors[tone]}"`],
        words.faded?.(edge.id) === true && ['fontcolor', pale],
        words.faded?.(edge.id) === true && tone === null && ['color', pale],
      ])
      return `  ${names.get(edge.from)} -> ${names.get(edge.to)} [${list}];`
    }),
    '}',
    '',
  ].join('\n')
}
