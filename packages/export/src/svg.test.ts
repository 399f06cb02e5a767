import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Drawing } from './drawing.ts'
import { svg } from './svg.ts'
import { hostileName, pictureArbitrary, runs } from './testing.ts'
import { oneLine } from './text.ts'

const paint = { bg: '#fff', surface: '#fff', ink: '#111', inkSoft: '#555', line: '#888' }

function drawingOf(names: readonly string[], edges: readonly (readonly [number, number])[], title: string): Drawing {
  return {
    about: { title, window: '22 Nov, 14:03 – 14:18 UTC+1' },
    lang: 'en',
    description: names.join(', '),
    nodes: names.map((name, i) => ({
      id: String(i),
      at: { x: (i % 3) * 260, y: Math.floor(i / 3) * 170 },
      radius: 32,
      lines: [name, 'Service', '12/min'],
      ring: [
        { color: '#2e7d32', share: 90 },
        { color: '#c62828', share: 10 },
      ],
      glyph: '<circle cx="12" cy="12" r="5"/>',
      dashed: i % 2 === 1,
      left: { mark: '<rect x="1" y="1" width="10" height="10"/>', stroked: false, text: name, color: '#c62828' },
      right: null,
    })),
    edges: edges.map(([from, to], i) => ({
      id: `e${i}`,
      from: String(from),
      to: String(to),
      lines: [title, '12/min'],
      color: '#888',
      width: 2,
      ...(i % 2 === 1 ? { dash: '7 5', opacity: 0.4, glow: '#c62828', bold: true } : {}),
    })),
    legend: {
      title: 'Legend',
      entries: [
        { sign: { kind: 'shape', mark: '<circle cx="6" cy="6" r="5"/>', color: '#2e7d32' }, text: 'ok' },
        { sign: { kind: 'dashed-ring' }, text: title },
      ],
    },
    paint,
  }
}

type Found = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; text: string }

/** Strict: an undefined entity, a stray `<` or a character XML does not know throws. */
function parsed(text: string): Found[] {
  const found: Found[] = []
  const open: Found[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, { value }]) => [name, value]))
    const element = { name: tag.name, attributes, text: '' }
    found.push(element)
    open.push(element)
  })
  parser.on('text', (part) => {
    const last = open.at(-1)
    if (last) last.text += part
  })
  parser.on('closetag', () => open.pop())
  parser.write(text).close()
  return found
}

const elements = new Set(['svg', 'title', 'desc', 'rect', 'g', 'path', 'circle', 'text'])

describe('SVG', () => {
  it('is strict XML of known elements and real text, whatever the names are', () => {
    fc.assert(
      fc.property(pictureArbitrary, hostileName, (picture, title) => {
        const names = picture.nodes.map((node) => node.name)
        const drawn = svg(
          drawingOf(
            names,
            picture.edges.map((edge) => [Number(edge.from), Number(edge.to)]),
            title,
          ),
        )
        const found = parsed(drawn.text)
        expect(found.filter(({ name }) => !elements.has(name))).toEqual([])
        // Nothing runs and nothing is fetched.
        const attributes = new Set(found.flatMap((element) => Object.keys(element.attributes)))
        expect([...attributes].filter((name) => /^on|href|style|src/i.test(name))).toEqual([])
        expect(found.find(({ name }) => name === 'title')?.text).toBe(oneLine(title))
        const words = found.filter(({ name }) => name === 'text').map(({ text }) => text)
        // A long name is wrapped: its pieces stand one after another.
        const all = words.join('').replaceAll(' ', '')
        for (const name of names) expect(all).toContain(oneLine(name).replaceAll(' ', ''))
        expect(drawn.text).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: runs },
    )
  }, 180_000)

  it('says what it is, in which window and zone, with its legend', () => {
    const { text, width, height } = svg(
      drawingOf(
        ['orders', 'stock'],
        [
          [0, 1],
          [1, 0],
        ],
        'All is well.',
      ),
    )
    const [root] = parsed(text)
    expect(root?.attributes).toMatchObject({
      role: 'img',
      'aria-labelledby': 'roentgen-title roentgen-desc',
      'font-family': 'sans-serif',
      viewBox: `0 0 ${width} ${height}`,
    })
    expect(text).toContain('>22 Nov, 14:03 – 14:18 UTC+1</text>')
    expect(text).toContain('>Legend:</text>')
    expect(text).toContain('stroke-dasharray="6 4"')
    expect(text.match(/https?:/g)).toEqual(['http:'])
  })

  it('holds everything it draws', () => {
    const { text, width, height } = svg(
      drawingOf(
        ['a', 'b', 'c', 'd', 'e'],
        [
          [0, 4],
          [4, 0],
          [2, 2],
        ],
        'All is well.',
      ),
    )
    const [, x, y] = (/^<g transform="translate\((-?[\d.]+) (-?[\d.]+)\)">$/m.exec(text) ?? []).map(Number)
    for (const { attributes } of parsed(text).filter(({ name }) => name === 'circle')) {
      if (attributes.r !== '32') continue
      expect(Number(attributes.cx) + (x ?? 0)).toBeGreaterThan(32)
      expect(Number(attributes.cx) + (x ?? 0)).toBeLessThan(width - 32)
      expect(Number(attributes.cy) + (y ?? 0)).toBeGreaterThan(32)
      expect(Number(attributes.cy) + (y ?? 0)).toBeLessThan(height - 32)
    }
  })

  it('draws nothing as an empty sheet', () => {
    expect(parsed(svg(drawingOf([], [], '')).text).length).toBeGreaterThan(3)
  })
})
