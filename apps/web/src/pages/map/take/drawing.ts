/** The map on the page as a drawing for `packages/export`: the same labels, rings, widths and colours as on the canvas. */
import type { GraphNodeShape } from '@roentgen/contract'
import {
  type Badge,
  type Drawing,
  type DrawnEdge,
  type DrawnNode,
  type Emphasis,
  type LegendEntry,
  routes,
  widthOf,
} from '@roentgen/export'
import { percent } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { language } from '../../../messages/language.ts'
import { glyphs } from '../../../ui/glyphs.ts'
import { nodeKind } from '../../../ui/node-kind.ts'
import { badShare, classes, classShapes, worstClass } from '../../../ui/response-class.ts'
import { cameOrWent, isNewOrGone, type Mark, markElements } from '../compare/marks.ts'
import { glowOf, opacities } from '../compare/style.ts'
import { type Box, placeLabels } from '../edge-labels.ts'
import { type EdgeData, type NodeData, toElements } from '../elements.ts'
import { stepWords } from '../encodings/step-words.ts'
import type { Palette } from '../map-style.ts'
import { drawnLines } from '../picture/drawn-lines.ts'
import { markedOnMap } from '../picture/selected.ts'
import { aboutOf, type Subject } from './subject.ts'

const tick = '<path d="M1 6.200l3.200 3.400 5.800-7.600"/>'
const cross = '<path d="M1.500 1.500l9 9M10.500 1.500l-9 9"/>'

function classBadge(node: GraphNodeShape, paint: Palette): Badge | null {
  const worst = worstClass(node.counts)
  return (
    worst && { mark: classShapes[worst], stroked: false, text: percent(badShare(node.counts)), color: paint[worst] }
  )
}

function sloBadge(node: GraphNodeShape, paint: Palette): Badge | null {
  if (node.slos.some((slo) => slo.met === false))
    return { mark: cross, stroked: true, text: t('map.slo.broken-short'), color: paint.fault }
  if (!node.slos.some((slo) => slo.met === true)) return null
  return { mark: tick, stroked: true, text: t('map.slo.kept-short'), color: paint.ok }
}

function drawnNode(
  node: GraphNodeShape,
  { data, classes: names }: { readonly data: NodeData; readonly classes: string },
  at: { readonly x: number; readonly y: number },
  paint: Palette,
  mark: Mark | undefined,
): DrawnNode {
  const has = names.split(' ')
  const own = emphasis(has, opacities.unchangedNode, mark, paint)
  return {
    ...own,
    id: node.id,
    at,
    radius: data.size / 2,
    fill: data.fill,
    lines: data.label.split('\n'),
    ring: [...classes, 'none' as const].map((name) => ({ color: paint[name], share: data[name] })),
    glyph: glyphs[nodeKind(node.type)],
    dashed: has.includes('inferred') || isNewOrGone(mark),
    left: classBadge(node, paint),
    right: sloBadge(node, paint),
  }
}

/** As the stylesheet of the canvas does it; what comes later there wins here, too. */
function emphasis(names: readonly string[], unchanged: number, mark: Mark | undefined, paint: Palette): Emphasis {
  const gone = mark?.kind === 'gone' && !mark.inside
  const opacity = names.includes('missed')
    ? opacities.missed
    : names.includes('unchanged')
      ? unchanged
      : gone
        ? opacities.gone
        : 1
  const tone = mark && glowOf(mark)
  return {
    ...(opacity < 1 ? { opacity } : {}),
    ...(mark ? { bold: true } : {}),
    ...(tone ? { glow: paint[tone] } : {}),
  }
}

function dashOf(kind: string, mark: Mark | undefined): { readonly dash?: string } {
  if (mark?.kind === 'gone' && !mark.inside) return { dash: '1 3' }
  if (mark?.kind === 'new' && !mark.inside) return { dash: '10 5' }
  return kind === 'link' ? { dash: '7 5' } : {}
}

const drawnEdge = (
  { data, classes: names }: { readonly data: EdgeData; readonly classes: string },
  kind: string,
  paint: Palette,
  mark: Mark | undefined,
): DrawnEdge => ({
  ...emphasis(names.split(' '), opacities.unchangedEdge, mark, paint),
  ...dashOf(kind, mark),
  id: data.id,
  from: data.source,
  to: data.target,
  lines: data.label.split('\n').filter((line) => line !== ''),
  color: data.line ?? (data.tone === 'none' ? paint.line : paint[data.tone]),
  width: data.width,
})

const letters = { size: 10.5, line: 12.5, padding: 10 } as const

/** What failed chooses its place first, then the busiest, as on the canvas. */
function withLabelPlaces(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): DrawnEdge[] {
  const ways = routes(nodes, edges)
  const obstacles = nodes.map(({ at, radius, lines }): Box => {
    const half = Math.max(radius, ...lines.map((line) => widthOf(line, 12) / 2))
    return { x1: at.x - half, y1: at.y - radius, x2: at.x + half, y2: at.y + radius + 8 + 15 * lines.length }
  })
  const first = [...edges].sort((a, b) => b.lines.length - a.lines.length || b.width - a.width)
  const labelled = first.flatMap((edge) => {
    const way = ways.get(edge.id)
    if (!way) return []
    const width = Math.max(...edge.lines.map((line) => widthOf(line, letters.size))) + letters.padding
    const height = edge.lines.length * letters.line + letters.padding
    return [{ edge, way, label: { id: edge.id, from: way.from, to: way.to, control: way.control, width, height } }]
  })
  const shifts = placeLabels(
    labelled.map(({ label }) => label),
    obstacles,
  )
  return labelled.map(({ edge, way }, i) => {
    const shift = shifts[i] ?? { x: 0, y: 0 }
    return { ...edge, labelAt: { x: way.middle.x + shift.x, y: way.middle.y + shift.y } }
  })
}

/** What is dashed, and so has to be explained. */
type Dashes = Readonly<Record<'inferred' | 'links' | 'nodes' | 'edges', boolean>>

function legendOf(
  nodes: readonly DrawnNode[],
  dashes: Dashes,
  paint: Palette,
  { search: { color = 'health', size = 'none' }, marks, shown }: Subject,
): LegendEntry[] {
  const entry = (kind: 'line' | 'dashed-line' | 'dashed-ring' | 'none', text: string): LegendEntry => ({
    sign: { kind },
    text,
  })
  return [
    ...classes.map(
      (name): LegendEntry => ({
        sign: { kind: 'shape', mark: classShapes[name], color: paint[name] },
        text: t(`map.class.${name}`),
      }),
    ),
    ...(nodes.some(({ left }) => left) ? [entry('none', t('map.legend.percent'))] : []),
    ...(nodes.some(({ right }) => right) ? [entry('none', t('map.legend.slo'))] : []),
    ...(dashes.inferred ? [entry('dashed-ring', t('map.legend.inferred'))] : []),
    ...(dashes.nodes ? [entry('dashed-ring', t('compare.legend.nodes'))] : []),
    ...(dashes.links ? [entry('dashed-line', t('map.legend.link'))] : []),
    ...(dashes.edges ? [entry('dashed-line', t('compare.legend.edges'))] : []),
    entry('line', t('map.legend.width')),
    ...(nodes.length > 0 && shown.picture.nodes.some(({ group }) => group) ? [entry('none', t('picture.legend'))] : []),
    ...(marks ? [entry('none', t('compare.legend'))] : []),
    ...(shown.found ? [entry('none', t('picture.find.legend'))] : []),
    ...(size === 'none' ? [] : [entry('none', t(`encodings.legend.size.${size}`))]),
    ...(color === 'health'
      ? []
      : stepWords(color).map(
          (text, step): LegendEntry => ({
            sign: { kind: 'shape', mark: classShapes.ok, color: paint.scale.line[step] ?? paint.line },
            text: `${t(`encodings.scale.${color}`)} ${text}`,
          }),
        )),
  ]
}

/** Null where the layout is not there yet. */
export function drawingOf(subject: Subject, paint: Palette): Drawing | null {
  const { picture, positions } = subject
  if (!positions) return null
  const { color, size } = subject.search
  const { frame, marks, shown } = subject
  // The calls that the map draws: a file with all of eight hundred would be grey.
  const { found } = shown
  const on = markedOnMap(subject.search, shown.holder)
  const lines = drawnLines(shown.withFound, picture, { selected: on.node ?? on.edge, marks })
  const asked = { paint, color, size, scale: paint.scale, busiest: frame?.busiest, found: found?.ids, lines }
  const elements = markElements(toElements(picture, asked), marks)
  const shapes = new Map(picture.nodes.map((node) => [node.id, node]))
  const kinds = new Map(picture.edges.map((edge) => [edge.id, edge.kind]))
  const nodes = elements.nodes.flatMap((element) => {
    const { id } = element.data
    const node = shapes.get(id)
    const at = positions[id]
    return node && at ? [drawnNode(node, element, at, paint, marks?.get(id))] : []
  })
  const edges = withLabelPlaces(
    nodes,
    elements.edges.map((edge) => drawnEdge(edge, kinds.get(edge.data.id) ?? 'call', paint, marks?.get(edge.data.id))),
  )
  const dashes: Dashes = {
    inferred: elements.nodes.some(({ classes: names }) => names.split(' ').includes('inferred')),
    links: edges.some(({ id }) => kinds.get(id) === 'link'),
    ...cameOrWent(marks, { nodes, edges }),
  }
  const about = aboutOf(subject)
  const count = elements.edges.length
  const of = picture.edges.length
  return {
    about: count < of ? { ...about, window: `${about.window} · ${t('picture.lines', { count, of })}` } : about,
    lang: language(),
    description: nodes.map(({ lines }) => lines.join(', ')).join('; '),
    nodes,
    edges,
    legend: { title: t('map.legend'), entries: legendOf(nodes, dashes, paint, subject) },
    paint,
  }
}
