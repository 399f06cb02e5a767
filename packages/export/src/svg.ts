/**
 * A drawing as one SVG that stands by itself: real text in whatever sans-serif the reader has, nothing fetched, no style sheet and
 * no script, so that it also stands inside a page with a strict policy.
 *
 *     sentence                   the headline, wrapped
 *     window and zone
 *     +----------------------+
 *     |  edges, nodes, words |   moved so that everything is inside
 *     +----------------------+
 *     legend
 */
import type { Badge, Drawing, DrawnEdge, DrawnNode, Emphasis, LegendEntry, Paint } from './drawing.ts'
import { type Point, type Route, routes, xy } from './routes.ts'
import { widthOf, wrapped, xmlText } from './text.ts'

export type Svg = { readonly text: string; readonly width: number; readonly height: number }

const margin = 24
const leastWidth = 640
const title = { size: 18, line: 25 } as const
const small = { size: 12, line: 17 } as const
const nodeText = { size: 12, line: 15, width: 180 } as const
const edgeText = { size: 10.5, line: 12.5 } as const
const badge = { width: 58, height: 18 } as const

type Box = { x1: number; y1: number; x2: number; y2: number }

const round = (value: number): number => Math.round(value * 10) / 10

/** A line of text; each its own element, so that a name written from right to left turns nothing but itself. */
function words(
  text: string,
  at: Point,
  size: number,
  fill: string,
  more: { readonly anchor?: 'middle'; readonly weight?: number } = {},
): string {
  const anchor = more.anchor ? ` text-anchor="${more.anchor}"` : ''
  const weight = more.weight ? ` font-weight="${more.weight}"` : ''
  return `<text x="${round(at.x)}" y="${round(at.y)}" font-size="${size}" fill="${xmlText(fill)}"${anchor}${weight}>${xmlText(text)}</text>`
}

/** Lines below each other around a middle, on a ground that keeps what runs behind them from their letters. */
function label(
  lines: readonly string[],
  middle: number,
  first: number,
  { size, line: height }: { readonly size: number; readonly line: number },
  fill: string,
  paint: Paint,
  weight?: number,
): string {
  if (lines.length === 0) return ''
  const wide = Math.max(...lines.map((line) => widthOf(line, size))) + 6
  const ground = `<rect x="${round(middle - wide / 2)}" y="${round(first - size)}" width="${round(wide)}" height="${round(lines.length * height + 1)}" rx="2" fill="${xmlText(paint.bg)}" fill-opacity=".88"/>`
  const texts = lines.map((line, i) =>
    words(line, { x: middle, y: first + i * height }, size, fill, { anchor: 'middle', ...(weight ? { weight } : {}) }),
  )
  return ground + texts.join('')
}

/** A point of the ring, `share` percent of the way round from the top. */
const onRing = (at: Point, radius: number, share: number): Point => ({
  x: at.x + radius * Math.sin((share / 100) * 2 * Math.PI),
  y: at.y - radius * Math.cos((share / 100) * 2 * Math.PI),
})

function ring({ at, radius, ring: parts }: DrawnNode): string {
  const width = radius * 0.2
  const middle = radius - width / 2
  let share = 0
  return parts
    .filter((part) => part.share > 0)
    .map((part) => {
      const stroke = `fill="none" stroke="${xmlText(part.color)}" stroke-width="${round(width)}"`
      if (part.share >= 99.99) return `<circle cx="${round(at.x)}" cy="${round(at.y)}" r="${round(middle)}" ${stroke}/>`
      const from = onRing(at, middle, share)
      share += part.share
      const to = onRing(at, middle, share)
      const far = part.share > 50 ? 1 : 0
      return `<path d="M${xy(from)} A${round(middle)} ${round(middle)} 0 ${far} 1 ${xy(to)}" ${stroke}/>`
    })
    .join('')
}

function pill(given: Badge, x: number, y: number, paint: Paint): string {
  const color = xmlText(given.color)
  const drawn = given.stroked
    ? `fill="none" stroke="${color}" stroke-width="2" stroke-linecap="round"`
    : `fill="${color}"`
  return `<g transform="translate(${xy({ x, y })})"><rect x=".75" y=".75" width="${badge.width - 1.5}" height="${badge.height - 1.5}" rx="8.2" fill="${xmlText(paint.surface)}" stroke="${color}" stroke-width="1.5"/><g transform="translate(6 4.2) scale(.8)" ${drawn}>${given.mark}</g>${words(given.text, { x: 18, y: 12.8 }, 10.5, paint.ink, { weight: 600 })}</g>`
}

const labelOf = (node: DrawnNode): string[] =>
  node.lines.flatMap((line) => wrapped(line, nodeText.size, nodeText.width))

const group = ({ opacity }: Emphasis): string =>
  opacity === undefined || opacity >= 1 ? '<g>' : `<g opacity="${opacity}">`

const bold = (it: Emphasis): number | undefined => (it.bold ? 700 : undefined)

function drawnNode(node: DrawnNode, paint: Paint): string {
  const { at, radius } = node
  const glyph = radius * 0.94
  return [
    group(node),
    node.glow
      ? `<circle cx="${round(at.x)}" cy="${round(at.y)}" r="${radius + 8}" fill="${xmlText(node.glow)}" fill-opacity=".35"/>`
      : '',
    `<circle cx="${round(at.x)}" cy="${round(at.y)}" r="${radius}" fill="${xmlText(node.fill ?? paint.surface)}"/>`,
    ring(node),
    node.dashed
      ? `<circle cx="${round(at.x)}" cy="${round(at.y)}" r="${radius + 4}" fill="none" stroke="${xmlText(paint.inkSoft)}" stroke-width="2" stroke-dasharray="6 4"/>`
      : '',
    `<g transform="translate(${xy({ x: at.x - glyph / 2, y: at.y - glyph / 2 })}) scale(${round((glyph / 24) * 100) / 100})" fill="none" stroke="${xmlText(paint.ink)}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${node.glyph}</g>`,
    node.left ? pill(node.left, at.x - radius - 42, at.y - radius - 12, paint) : '',
    node.right ? pill(node.right, at.x + radius - 16, at.y - radius - 12, paint) : '',
    label(labelOf(node), at.x, at.y + radius + 17, nodeText, paint.ink, paint, bold(node)),
    '</g>',
  ].join('')
}

function drawnLine(edge: DrawnEdge, route: Route): string {
  const color = xmlText(edge.color)
  return [
    group(edge),
    edge.glow
      ? `<path d="${route.path}" fill="none" stroke="${xmlText(edge.glow)}" stroke-opacity=".35" stroke-width="${round(edge.width + 12)}"/>`
      : '',
    `<path d="${route.path}" fill="none" stroke="${color}" stroke-width="${round(edge.width)}"${edge.dash ? ` stroke-dasharray="${xmlText(edge.dash)}"` : ''}/>`,
    `<path d="M${route.arrow} Z" fill="${color}"/>`,
    '</g>',
  ].join('')
}

function drawnLabel(edge: DrawnEdge, route: Route, paint: Paint): string {
  const at = edge.labelAt ?? route.middle
  const top = at.y - ((edge.lines.length - 1) * edgeText.line) / 2 + edgeText.size * 0.36
  const text = label(edge.lines, at.x, top, edgeText, edge.bold ? paint.ink : paint.inkSoft, paint, bold(edge))
  return text === '' ? '' : `${group(edge)}${text}</g>`
}

function extent(drawing: Drawing, ways: ReadonlyMap<string, Route>): Box {
  const box: Box = { x1: 0, y1: 0, x2: 0, y2: 0 }
  let some = false
  const holds = (x1: number, y1: number, x2: number, y2: number): void => {
    box.x1 = some ? Math.min(box.x1, x1) : x1
    box.y1 = some ? Math.min(box.y1, y1) : y1
    box.x2 = some ? Math.max(box.x2, x2) : x2
    box.y2 = some ? Math.max(box.y2, y2) : y2
    some = true
  }
  for (const node of drawing.nodes) {
    const { at, radius } = node
    const lines = labelOf(node)
    const half = Math.max(radius + 46, ...lines.map((line) => widthOf(line, nodeText.size) / 2 + 4))
    holds(at.x - half, at.y - radius - 16, at.x + half, at.y + radius + 22 + lines.length * nodeText.line)
  }
  for (const edge of drawing.edges) {
    const route = ways.get(edge.id)
    if (!route) continue
    const at = edge.labelAt ?? route.middle
    const half = Math.max(0, ...edge.lines.map((line) => widthOf(line, edgeText.size) / 2 + 4))
    const tall = (edge.lines.length * edgeText.line) / 2 + 4
    holds(at.x - half, at.y - tall, at.x + half, at.y + tall)
    holds(route.middle.x, route.middle.y, route.middle.x, route.middle.y)
  }
  return box
}

function sign({ sign: given }: LegendEntry, paint: Paint): string {
  const soft = `fill="none" stroke="${xmlText(paint.inkSoft)}" stroke-width="2"`
  switch (given.kind) {
    case 'shape':
      return `<g fill="${xmlText(given.color)}">${given.mark}</g>`
    case 'line':
      return `<path d="M0 6h12" ${soft}/>`
    case 'dashed-line':
      return `<path d="M0 6h12" ${soft} stroke-dasharray="4 3"/>`
    case 'dashed-ring':
      return `<circle cx="6" cy="6" r="5" ${soft} stroke-dasharray="3 2"/>`
    default:
      return ''
  }
}

/** Entries one after another, on as many lines as they need. */
function legend(drawing: Drawing, y: number, width: number): { readonly text: string; readonly height: number } {
  const { paint } = drawing
  const gap = 18
  const heading = `${drawing.legend.title}:`
  const out = [words(heading, { x: margin, y: y + 12 }, small.size, paint.ink, { weight: 600 })]
  let x = margin + widthOf(heading, small.size) * 1.1 + 10
  let line = 0
  for (const entry of drawing.legend.entries) {
    const indent = entry.sign.kind === 'none' ? 0 : 17
    const parts = wrapped(entry.text, small.size, width - 2 * margin - indent)
    for (const [i, part] of parts.entries()) {
      const wide = indent + widthOf(part, small.size)
      if (x > margin && (i > 0 || x + wide > width - margin)) {
        line += 1
        x = margin
      }
      const top = y + line * small.line
      if (i === 0) out.push(`<g transform="translate(${xy({ x, y: top + 2 })})">${sign(entry, paint)}</g>`)
      out.push(words(part, { x: x + indent, y: top + 12 }, small.size, paint.inkSoft))
      x += wide + gap
    }
  }
  return { text: out.join('\n'), height: (line + 1) * small.line }
}

/** `scale`: so much larger on paper or canvas, drawn in the same units. */
export function svg(drawing: Drawing, scale = 1): Svg {
  const { paint, about } = drawing
  const ways = routes(drawing.nodes, drawing.edges)
  const box = extent(drawing, ways)
  const width = Math.ceil(Math.max(leastWidth, box.x2 - box.x1 + 2 * margin))
  const headline = wrapped(about.title, title.size, width - 2 * margin)
  const window = wrapped(about.window, small.size, width - 2 * margin)
  const top = margin + headline.length * title.line + window.length * small.line + 12
  const mapHeight = box.y2 - box.y1
  const foot = legend(drawing, top + mapHeight + 18, width)
  const height = Math.ceil(top + mapHeight + 18 + foot.height + margin / 2)
  const shift = { x: (width - (box.x2 - box.x1)) / 2 - box.x1, y: top - box.y1 }
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width * scale)}" height="${round(height * scale)}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="roentgen-title roentgen-desc" xml:lang="${xmlText(drawing.lang)}" font-family="sans-serif">`,
    `<title id="roentgen-title">${xmlText(about.title)}</title>`,
    `<desc id="roentgen-desc">${xmlText(`${about.window}. ${drawing.description}`)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${xmlText(paint.bg)}"/>`,
    ...headline.map((line, i) =>
      words(line, { x: margin, y: margin + title.size + i * title.line - 4 }, title.size, paint.ink, { weight: 600 }),
    ),
    ...window.map((line, i) =>
      words(
        line,
        { x: margin, y: margin + headline.length * title.line + small.size + i * small.line },
        small.size,
        paint.inkSoft,
      ),
    ),
    `<g transform="translate(${xy(shift)})">`,
    ...drawing.edges.flatMap((edge) => {
      const route = ways.get(edge.id)
      return route ? [drawnLine(edge, route)] : []
    }),
    ...drawing.nodes.map((node) => drawnNode(node, paint)),
    ...drawing.edges.flatMap((edge) => {
      const route = ways.get(edge.id)
      return route ? [drawnLabel(edge, route, paint)] : []
    }),
    '</g>',
    foot.text,
    '</svg>',
    '',
  ].join('\n')
  return { text, width, height }
}
