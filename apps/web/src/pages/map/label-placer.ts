/** Moves the labels on the canvas to where `edge-labels.ts` puts them. */
import type { Core, EdgeSingular } from 'cytoscape'
import { type Box, type LabelledEdge, placeLabels } from './edge-labels.ts'

/** Of the letters in `map-style.ts`: 10.5 px high, lines of 1.15. */
const letterWidth = 5.6
const lineHeight = 12.5
const padding = 10

/** Beyond it the map is zoomed out so far that edges bear no labels. */
const mostEdges = 300

/** Until they have their places. */
export const hideEdgeLabels = (core: Core): void => void core.edges().addClass('unplaced')

export function placeEdgeLabels(core: Core): void {
  const edges = core.edges().toArray()
  if (edges.length > mostEdges) {
    core.edges('.unplaced').removeClass('unplaced')
    return
  }
  const obstacles = core
    .nodes()
    .toArray()
    .map((node): Box => node.boundingBox({ includeLabels: true, includeOverlays: false }))
  // What failed is read first, and the busiest: they choose first.
  const ordered = edges.sort(
    (a, b) =>
      Number(a.data('tone') === 'none') - Number(b.data('tone') === 'none') || b.data('width') - a.data('width'),
  )
  const shifts = placeLabels(ordered.map(labelledEdge), obstacles)
  core.batch(() => {
    for (const [i, edge] of ordered.entries()) edge.data({ labelX: shifts[i]?.x ?? 0, labelY: shifts[i]?.y ?? 0 })
    core.edges('.unplaced').removeClass('unplaced')
  })
}

function labelledEdge(edge: EdgeSingular): LabelledEdge {
  const lines = String(edge.data('label')).split('\n')
  return {
    id: edge.id(),
    from: edge.sourceEndpoint(),
    to: edge.targetEndpoint(),
    control: edge.controlPoints()?.[0] ?? null,
    width: Math.max(...lines.map((line) => line.length)) * letterWidth + padding,
    height: lines.length * lineHeight + padding,
  }
}
