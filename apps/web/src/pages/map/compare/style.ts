/** How changes are drawn: the words say what, the line says it again. */
import type { StylesheetJson } from 'cytoscape'

type Colors = Readonly<Record<'ink' | 'inkSoft' | 'accent' | 'ok' | 'error' | 'fault', string>>

export function changeStyle(colors: Colors): StylesheetJson {
  const glow = (kinds: readonly string[], color: string): StylesheetJson =>
    kinds.map((kind) => ({
      selector: `.change-${kind}`,
      style: { 'underlay-color': color, 'underlay-opacity': 0.35, 'underlay-padding': 6 },
    }))
  return [
    { selector: 'node.unchanged', style: { opacity: 0.55 } },
    { selector: 'edge.unchanged', style: { opacity: 0.4 } },
    { selector: '.changed', style: { color: colors.ink, 'font-weight': 'bold' } },
    ...glow(['slower', 'more-traffic', 'less-traffic', 'inside'], colors.error),
    ...glow(['more-errors'], colors.fault),
    ...glow(['faster', 'fewer-errors'], colors.ok),
    ...glow(['new'], colors.accent),
    { selector: 'edge.change-new', style: { 'line-style': 'dashed', 'line-dash-pattern': [10, 5] } },
    { selector: 'edge.change-gone', style: { 'line-style': 'dotted', opacity: 0.6, width: 2 } },
    { selector: 'node.change-gone', style: { 'background-opacity': 0.2, opacity: 0.6 } },
    {
      selector: 'node.change-new, node.change-gone',
      style: { 'border-width': 3, 'border-style': 'dashed', 'border-color': colors.inkSoft },
    },
  ]
}
