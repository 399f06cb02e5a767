import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { beforeAll, describe, expect, it } from 'vitest'
import { mermaid, mermaidDrawsIt } from './mermaid.ts'
import { inOrder } from './picture.ts'
import { edgeOf, hostileName, hostileNames, nodeOf, pictureArbitrary, runs, wordsOfNames } from './testing.ts'
import { oneLine } from './text.ts'

type Vertex = { readonly text?: string; readonly classes: readonly string[] }
type Arc = { readonly start: string; readonly end: string; readonly text: string; readonly stroke: string }
type Read = { readonly title: string; readonly vertices: readonly Vertex[]; readonly arcs: readonly Arc[] }

let read: (text: string) => Promise<Read>

beforeAll(async () => {
  // Mermaid cleans labels with DOMPurify, which needs a document even to parse.
  const { window } = new JSDOM()
  Object.assign(globalThis, { window, document: window.document })
  const { default: library } = await import('mermaid')
  read = async (text) => {
    await library.parse(text)
    const { db } = await library.mermaidAPI.getDiagramFromText(text)
    // The diagram's own model; Mermaid types it as nothing in particular.
    const flow = db as unknown as {
      getDiagramTitle: () => string
      getVertices: () => ReadonlyMap<string, Vertex>
      getEdges: () => readonly Arc[]
    }
    return { title: flow.getDiagramTitle(), vertices: [...flow.getVertices().values()], arcs: flow.getEdges() }
  }
})

/** Entity codes as Mermaid keeps them between parsing and drawing. */
const shown = (label: string): string =>
  label
    .split(/<br\/?>/)
    .map((line) => line.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code))))
    .join('\n')

const about = {
  title: 'Checkout fails for about 1 in 12 orders: "payments" times out.',
  window: '22 Nov, 14:03 – 14:18 UTC',
}

describe('Mermaid', () => {
  it('is a flowchart that people can read, too', () => {
    const text = mermaid(
      {
        nodes: [
          nodeOf('client', 'storefront', { type: 'client' }),
          nodeOf('orders-api', 'orders-api'),
          nodeOf('table', 'carts', { type: 'AWS::DynamoDB::Table', state: 'unknown' }),
        ],
        edges: [edgeOf('client', 'orders-api', { kind: 'client' }), edgeOf('orders-api', 'table', { kind: 'link' })],
      },
      { node: (node) => [node.name, '12/min'], edge: () => ['p95 420 ms'] },
      about,
    )
    expect(text).toContain('flowchart LR\n')
    expect(text).toContain('n0(["storefront<br/>12/min"])')
    expect(text).toContain('n1["orders-api<br/>12/min"]')
    expect(text).toContain('n2[("carts<br/>12/min")]')
    expect(text).toContain('n1 -.->|"p95 420 ms"| n2')
    expect(text).toContain('class n2 inferred')
    expect(text).toContain(String.raw`times out. \u00b7 22 Nov, 14\u003a03`)
  })

  it('lets stand back what stands back on the page', async () => {
    const picture = { nodes: [nodeOf('a', 'a'), nodeOf('b', 'b')], edges: [edgeOf('a', 'b'), edgeOf('b', 'a')] }
    const text = mermaid(picture, { ...wordsOfNames, faded: (id) => id === 'b' || id === 'b>a' }, about)
    const { vertices } = await read(text)
    expect(vertices.map(({ classes }) => classes.includes('faded'))).toEqual([false, true])
    expect(text).toContain('linkStyle 1 opacity:0.4')
  })

  it('is parsed by Mermaid with every name in its place, whatever the names are', async () => {
    await fc.assert(
      fc.asyncProperty(pictureArbitrary, hostileName, async (picture, title) => {
        const diagram = await read(mermaid(picture, wordsOfNames, { title, window: title }))
        const { nodes, edges } = inOrder(picture)
        expect(diagram.vertices.map((vertex) => shown(vertex.text ?? ''))).toEqual(
          nodes.map((node) =>
            wordsOfNames
              .node(node)
              .map((line) => oneLine(line) || ' ')
              .join('\n'),
          ),
        )
        expect(diagram.arcs.map(({ start, end }) => [start, end])).toEqual(
          edges.map(({ from, to }) => [`n${from}`, `n${to}`]),
        )
        expect(diagram.arcs.map(({ stroke }) => stroke)).toEqual(
          edges.map(({ kind }) => (kind === 'link' ? 'dotted' : 'normal')),
        )
      }),
      { numRuns: runs },
    )
  }, 180_000)

  it.each(hostileNames)('leaves %j nothing but letters', async (name) => {
    const picture = { nodes: [nodeOf('0', name)], edges: [edgeOf('0', '0')] }
    const text = mermaid(picture, { node: () => [name], edge: () => [name] }, { title: name, window: name })
    const diagram = await read(text)
    expect(diagram.vertices).toHaveLength(1)
    expect(shown(diagram.vertices[0]?.text ?? '')).toBe(oneLine(name) || ' ')
    expect(shown(diagram.arcs[0]?.text ?? '')).toBe(oneLine(name) || ' ')
    expect(diagram.title.replace(/ﬂ°°(\d+)¶ß/g, '')).not.toMatch(/[<>]script/)
    expect(text).not.toMatch(/[\u202a-\u202e]/)
  })

  it('knows what Mermaid refuses to draw', () => {
    const many = { nodes: [nodeOf('0', 'a')], edges: Array.from({ length: 501 }, () => edgeOf('0', '0')) }
    expect(mermaidDrawsIt({ ...many, edges: many.edges.slice(1) }, '')).toBe(true)
    expect(mermaidDrawsIt(many, '')).toBe(false)
    expect(mermaidDrawsIt({ nodes: [], edges: [] }, 'x'.repeat(50_001))).toBe(false)
  })
})
