/** Cytoscape's stylesheet in the colours of the theme. The canvas cannot read CSS variables, so they are read here. */
import type { EdgeSingular, NodeSingular, StylesheetJson } from 'cytoscape'
import { svgImage } from '../../ui/glyphs.ts'
import { type BadgePaint, badgeSize } from './badges.ts'
import { changeStyle, opacities } from './compare/style.ts'
import type { Scale } from './elements.ts'
import { usualSize } from './encodings/size.ts'

export type Palette = BadgePaint &
  Readonly<Record<'bg' | 'inkSoft' | 'line' | 'none' | 'accent', string>> & {
    /** Of the insides of nodes and of lines, from little to much. */
    readonly scale: Scale
  }

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: read('ink'),
    inkSoft: read('ink-soft'),
    surface: read('surface'),
    bg: read('bg'),
    line: read('line-strong'),
    accent: read('accent'),
    ok: read('ok'),
    error: read('error'),
    throttle: read('throttle'),
    fault: read('fault'),
    none: read('none'),
    okText: read('ok-text'),
    faultText: read('fault-text'),
    scale: { fill: steps.map((step) => read(`scale-${step}`)), line: steps.map((step) => read(`scale-line-${step}`)) },
  }
}

const steps = [1, 2, 3, 4, 5] as const

/** Beside the three of every node: the sign of one that stands where a hand has put it. */
const pinImage = (colors: Palette): string =>
  svgImage(
    `<svg xmlns="http://www.w3.org/2000/svg" width="44" height="44" viewBox="0 0 22 22"><circle cx="11" cy="11" r="10" fill="${colors.surface}" stroke="${colors.line}" stroke-width="1.5"/><path d="M8 5h6l-.8 4.600 2.300 2.400v1.500h-3.700v4l-.8 1.500-.8-1.500v-4H6.500V12l2.300-2.400z" fill="${colors.ink}"/></svg>`,
  )

const images = {
  width: ['30px', `${badgeSize.width}px`, `${badgeSize.width}px`],
  height: ['30px', `${badgeSize.height}px`, `${badgeSize.height}px`],
  y: ['50%', '-12px', '-12px'],
  fit: ['none', 'none', 'none'],
  clip: ['none', 'none', 'none'],
  containment: ['inside', 'over', 'over'],
} as const

const sizeOf = (node: NodeSingular): number => Number(node.data('size') ?? usualSize)
/** The glyph in the middle, the badges over the two upper edges whatever the size. */
const imagesX = (node: NodeSingular): string[] => ['50%', '-42px', `${sizeOf(node) - 16}px`]

const fonts = 'Inter, "Segoe UI", system-ui, "Liberation Sans", Arial, sans-serif'

const share = (name: string) => (node: NodeSingular) => Number(node.data(name))

export function mapStyle(colors: Palette): StylesheetJson {
  const pin = pinImage(colors)
  return [
    {
      selector: 'node',
      style: {
        width: sizeOf,
        height: sizeOf,
        shape: 'ellipse',
        'background-color': colors.surface,
        'pie-size': '100%',
        'pie-hole': '80%',
        'pie-start-angle': '0deg',
        'pie-1-background-color': colors.ok,
        'pie-1-background-size': share('ok'),
        'pie-2-background-color': colors.error,
        'pie-2-background-size': share('error'),
        'pie-3-background-color': colors.throttle,
        'pie-3-background-size': share('throttle'),
        'pie-4-background-color': colors.fault,
        'pie-4-background-size': share('fault'),
        'pie-5-background-color': colors.none,
        'pie-5-background-size': share('none'),
        'background-image': (node: NodeSingular) => node.data('image'),
        'background-width': images.width,
        'background-height': images.height,
        'background-position-x': imagesX,
        'background-position-y': images.y,
        'background-fit': images.fit,
        'background-clip': images.clip,
        'background-image-containment': images.containment,
        'bounds-expansion': [12, 46, 46, 46],
        label: 'data(label)',
        color: colors.ink,
        'text-valign': 'bottom',
        'text-margin-y': 5,
        'text-wrap': 'wrap',
        'text-max-width': '180px',
        'font-size': 12,
        'line-height': 1.25,
        'font-family': fonts,
        'min-zoomed-font-size': 6,
        'text-background-color': colors.bg,
        'text-background-opacity': 0.85,
        'text-background-padding': '2px',
        'overlay-opacity': 0,
      } as never,
    },
    { selector: 'node[fill]', style: { 'background-color': 'data(fill)' } },
    {
      selector: 'node.inferred',
      style: {
        'outline-width': 2,
        'outline-style': 'dashed',
        'outline-color': colors.inkSoft,
        'outline-offset': 3,
      } as never,
    },
    {
      selector: 'node.fold',
      // A second ring: there is more behind this one.
      style: {
        'outline-width': 3,
        'outline-style': 'solid',
        'outline-color': colors.line,
        'outline-offset': 4,
      } as never,
    },
    // What the sum hides: somebody in there is unwell.
    { selector: 'node.fold.unwell', style: { 'outline-color': colors.fault } as never },
    {
      selector: 'node.pinned',
      style: {
        'background-image': (node: NodeSingular) => [...node.data('image'), pin],
        'background-width': [...images.width, '22px'],
        'background-height': [...images.height, '22px'],
        'background-position-x': (node: NodeSingular) => [...imagesX(node), `${sizeOf(node) - 18}px`],
        'background-position-y': (node: NodeSingular) => [...images.y, `${sizeOf(node) - 20}px`],
        'background-fit': [...images.fit, 'none'],
        'background-clip': [...images.clip, 'none'],
        'background-image-containment': [...images.containment, 'over'],
      } as never,
    },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'curve-style': 'bezier',
        'line-color': colors.line,
        'target-arrow-color': colors.line,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 1.1,
        label: 'data(label)',
        color: colors.inkSoft,
        'font-size': 10.5,
        'font-family': fonts,
        'text-wrap': 'wrap',
        'text-margin-x': (edge: EdgeSingular) => edge.data('labelX') ?? 0,
        'text-margin-y': (edge: EdgeSingular) => edge.data('labelY') ?? 0,
        'min-zoomed-font-size': 7,
        'text-background-color': colors.bg,
        'text-background-opacity': 0.9,
        'text-background-padding': '2px',
        'overlay-opacity': 0,
      },
    },
    { selector: 'edge.unplaced', style: { 'text-opacity': 0, 'text-background-opacity': 0 } },
    { selector: 'edge.crowded', style: { 'curve-style': 'straight', opacity: 0.55 } },
    { selector: 'edge.crowded[tone="none"]', style: { label: '', opacity: 0.3 } },
    // A choice of many calls: names are what one reads, lines only lead from one to the next, and say something where they fail.
    { selector: 'node.few', style: { 'font-size': 16, 'text-max-width': '190px' } },
    { selector: 'edge.few', style: { 'curve-style': 'straight', opacity: 0.75 } },
    { selector: 'edge.few[tone="none"]', style: { label: '', opacity: 0.45 } },
    { selector: 'edge.link', style: { 'line-style': 'dashed' } },
    ...(['error', 'throttle', 'fault'] as const).map((tone) => ({
      selector: `edge[tone="${tone}"]`,
      style: { 'line-color': colors[tone], 'target-arrow-color': colors[tone] },
    })),
    { selector: 'edge[line]', style: { 'line-color': 'data(line)', 'target-arrow-color': 'data(line)' } },
    ...changeStyle(colors),
    { selector: '.dim, .missed', style: { opacity: opacities.missed } },
    {
      selector: 'node.focused',
      // Under the node, and wider than its ring: over it, the tint would hide the ring's colours.
      style: {
        'underlay-color': colors.accent,
        'underlay-opacity': 0.3,
        'underlay-padding': 8,
        'underlay-shape': 'ellipse',
      },
    },
    {
      selector: 'node.selected',
      style: {
        'underlay-color': colors.accent,
        'underlay-opacity': 0.6,
        'underlay-padding': 9,
        'underlay-shape': 'ellipse',
        'font-weight': 'bold',
      },
    },
    {
      selector: 'edge.selected',
      style: { 'overlay-color': colors.accent, 'overlay-opacity': 0.3, 'overlay-padding': 6, 'font-weight': 'bold' },
    },
  ]
}
