/** Which known nodes a new call moves: the callee of a call that would point to the left, when no cycle excuses it. */
import { byText, type LayoutGraph, type Positions } from './graph.ts'

/** Of all nodes: more that would have to move, and all stay. Reading against the arrow is a smaller harm than a map that jumps. */
const mostTurned = 0.05

export function turned(
  graph: LayoutGraph,
  known: Positions,
  pinned: Positions,
  newCalls: LayoutGraph['edges'],
): string[] {
  const wrong = newCalls.filter(({ from, to }) => {
    const a = known[from]
    const b = known[to]
    return from !== to && a && b && !pinned[to] && b.x <= a.x
  })
  const most = Math.max(2, mostTurned * graph.nodes.length)
  if (wrong.length === 0 || new Set(wrong.map(({ to }) => to)).size > most) return []
  const callees = new Map<string, string[]>()
  for (const { from, to } of graph.edges) {
    const list = callees.get(from)
    if (list) list.push(to)
    else callees.set(from, [to])
  }
  const ids = wrong.filter(({ from, to }) => !reaches(callees, to, from)).map(({ to }) => to)
  return [...new Set(ids)].sort(byText)
}

function reaches(callees: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const at of seen) {
    if (at === to) return true
    for (const next of callees.get(at) ?? []) seen.add(next)
  }
  return false
}
