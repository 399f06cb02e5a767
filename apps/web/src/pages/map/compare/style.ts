/** How changes are drawn: the words say what, the line says it again. */
import type { StylesheetJson } from 'cytoscape'
import { type Kind, kinds } from './change-text.ts'
import type { Mark } from './marks.ts'

type Tone = 'accent' | 'ok' | 'error' | 'fault'
type Colors = Readonly<Record<'ink' | 'inkSoft' | Tone, string>>

/** What stands back, and how far: what did not change, what is gone, what was not looked for. */
export const opacities = { unchangedNode: 0.55, unchangedEdge: 0.4, gone: 0.6, missed: 0.22 } as const

/** The colour under what changed. What is gone has nothing to glow; a fold that lost one has. */
const glows: Readonly<Record<Kind, Tone>> = {
  'more-errors': 'fault',
  gone: 'fault',
  slower: 'error',
  'less-traffic': 'error',
  'more-traffic': 'error',
  new: 'accent',
  faster: 'ok',
  'fewer-errors': 'ok',
}
export const glowOf = ({ kind, inside }: Pick<Mark, 'kind' | 'inside'>): Tone | null =>
  kind === 'gone' && !inside ? null : glows[kind]

export function changeStyle(colors: Colors): StylesheetJson {
  const glow = (kind: Kind, inside?: true): StylesheetJson => {
    const tone = glowOf(inside ? { kind, inside } : { kind })
    if (tone === null) return []
    const style = {
      'underlay-color': colors[tone],
      'underlay-opacity': 0.35,
      'underlay-padding': 6,
      'underlay-shape': 'ellipse' as const,
    }
    return [{ selector: `.change-${kind}${inside ? '-inside' : ''}`, style }]
  }
  return [
    { selector: 'node.unchanged', style: { opacity: opacities.unchangedNode } },
    { selector: 'edge.unchanged', style: { opacity: opacities.unchangedEdge } },
    { selector: '.changed', style: { color: colors.ink, 'font-weight': 'bold' } },
    ...kinds.flatMap((kind) => [...glow(kind), ...glow(kind, true)]),
    { selector: 'edge.change-new', style: { 'line-style': 'dashed', 'line-dash-pattern': [10, 5] } },
    { selector: 'edge.change-gone', style: { 'line-style': 'dotted', opacity: opacities.gone, width: 2 } },
    { selector: 'node.change-gone', style: { 'background-opacity': 0.2, opacity: opacities.gone } },
    {
      selector: 'node.change-new, node.change-gone',
      style: { 'border-width': 3, 'border-style': 'dashed', 'border-color': colors.inkSoft },
    },
  ]
}
