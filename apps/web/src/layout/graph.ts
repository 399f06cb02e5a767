/** What the layout works on: no names, no counts, only who calls whom. */
export type Point = { readonly x: number; readonly y: number }
export type Positions = Readonly<Record<string, Point>>

export type LayoutNode = {
  readonly id: string
  /** Clients stand at the left edge whatever they call. */
  readonly first?: boolean
  /** The id of the opened group it came out of: its members stand together, near where the group stood. */
  readonly within?: string
}
export type LayoutEdge = { readonly from: string; readonly to: string }
export type LayoutGraph = {
  readonly nodes: readonly LayoutNode[]
  readonly edges: readonly LayoutEdge[]
  /** Its edges are a choice of many: it stands as close together as names allow, callers to the left where that can be. */
  readonly compact?: boolean
}

/** A node's ring with the lines of text below it, and the air between nodes, in pixels at zoom 1. */
export const box = { width: 150, height: 128, gap: 22, rankGap: 120, componentGap: 60 } as const
export const columnStep = box.width + box.rankGap

/** A connected part with nodes as numbers, in an order that does not depend on how the input was sorted. */
export type Component = {
  readonly ids: readonly string[]
  readonly first: readonly boolean[]
  /** Distinct arcs without self loops. */
  readonly out: readonly (readonly number[])[]
  readonly in: readonly (readonly number[])[]
}

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Weakly connected components, the largest first. */
export function components(graph: LayoutGraph): Component[] {
  const nodes = [...graph.nodes].sort(
    (a, b) => Number(b.first ?? false) - Number(a.first ?? false) || byText(a.id, b.id),
  )
  const index = new Map(nodes.map((node, i) => [node.id, i]))
  const out = nodes.map(() => new Set<number>())
  const into = nodes.map(() => new Set<number>())
  for (const edge of graph.edges) {
    const from = index.get(edge.from)
    const to = index.get(edge.to)
    if (from === undefined || to === undefined || from === to) continue
    out[from]?.add(to)
    into[to]?.add(from)
  }
  const seen = new Set<number>()
  const found: number[][] = []
  for (let start = 0; start < nodes.length; start++) {
    if (seen.has(start)) continue
    seen.add(start)
    const members = [start]
    for (const at of members) {
      for (const next of [...(out[at] ?? []), ...(into[at] ?? [])]) {
        if (seen.has(next)) continue
        seen.add(next)
        members.push(next)
      }
    }
    found.push(members.sort((a, b) => a - b))
  }
  found.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
  return found.map((members) => {
    const local = new Map(members.map((member, i) => [member, i]))
    const here = (set: Set<number> | undefined) => [...(set ?? [])].map((n) => local.get(n) ?? -1).sort((a, b) => a - b)
    return {
      ids: members.map((member) => nodes[member]?.id ?? ''),
      first: members.map((member) => nodes[member]?.first ?? false),
      out: members.map((member) => here(out[member])),
      in: members.map((member) => here(into[member])),
    }
  })
}
