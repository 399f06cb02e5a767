/** Members of a group that opens come out of where it stood, so that the eye knows where they belong. */
import type { Core } from 'cytoscape'
import type { Point } from '../../../layout/graph.ts'

const milliseconds = 280

/** What is on the canvas now; `groups` learns where those stand that may open next. */
export function standing(core: Core, groups: Map<string, Point>): ReadonlySet<string> {
  for (const group of core.nodes('.fold').toArray()) groups.set(group.id(), { ...group.position() })
  return new Set(core.nodes().map((node) => node.id()))
}

/** Nodes are where they belong already; those that came since start once more from their group. */
export function comeOut(
  core: Core,
  before: ReadonlySet<string>,
  groups: ReadonlyMap<string, Point>,
  withinOf: (node: string) => string | undefined,
): void {
  if (before.size === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  for (const node of core.nodes().toArray()) {
    if (before.has(node.id())) continue
    const from = groups.get(withinOf(node.id()) ?? '')
    if (!from) continue
    const to = { ...node.position() }
    node.position(from)
    node.animate({ position: to }, { duration: milliseconds, easing: 'ease-out', complete: () => node.position(to) })
  }
}
