/** The pictures on a node: its glyph, the share that went wrong (upper left) and its objective (upper right). */
import type { ResponseClass } from '@roentgen/trace'
import { glyphImage, svgImage } from '../../ui/glyphs.ts'
import type { NodeKind } from '../../ui/node-kind.ts'
import { classShapes } from '../../ui/response-class.ts'

export type BadgePaint = Readonly<Record<'ink' | 'surface' | ResponseClass | 'okText' | 'faultText', string>>

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const pill = (width: number, stroke: string, paint: BadgePaint, inside: string): string =>
  svgImage(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * 2}" height="36" viewBox="0 0 ${width} 18"><rect x=".75" y=".75" width="${width - 1.5}" height="16.5" rx="8.2" fill="${paint.surface}" stroke="${stroke}" stroke-width="1.5"/>${inside}</svg>`,
  )

/** Every badge has the same box, so that the stylesheet can place it. */
export const badgeSize = { width: 58, height: 18 } as const

const words = (text: string, x: number, paint: BadgePaint): string =>
  `<text x="${x}" y="12.8" font-family="sans-serif" font-size="10.5" font-weight="600" fill="${paint.ink}">${escaped(text)}</text>`

export function classBadge(worst: Exclude<ResponseClass, 'ok'>, share: string, paint: BadgePaint): string {
  const shape = `<g transform="translate(6 4.2) scale(.8)" fill="${paint[worst]}">${classShapes[worst]}</g>`
  return pill(badgeSize.width, paint[worst], paint, shape + words(share, 18, paint))
}

export function sloBadge(met: boolean, text: string, paint: BadgePaint): string {
  const color = met ? paint.ok : paint.fault
  const sign = met ? '<path d="M6.5 9.200l2.600 2.800 4.600-6"/>' : '<path d="M7 5.500l6 7M13 5.500l-6 7"/>'
  const drawn = `<g fill="none" stroke="${color}" stroke-width="2" stroke-linecap="round">${sign}</g>`
  return pill(badgeSize.width, color, paint, drawn + words(text, 18, paint))
}

/** Always three, in the order the stylesheet places them; absent ones are empty pictures. */
export function nodeImages(kind: NodeKind, left: string | null, right: string | null, paint: BadgePaint): string[] {
  return [glyphImage(kind, paint.ink), left ?? empty, right ?? empty]
}

const empty = svgImage('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>')
