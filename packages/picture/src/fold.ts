/** Many nodes as one, and the calls between them as the calls between the folds. */
import type { GraphEdgeShape, NodeRef } from '@roentgen/contract'
import type { Picture, PictureNode } from './picture.ts'
import { sumFigures } from './sums.ts'
import { healthOf } from './unwell.ts'

export type FoldInto = {
  readonly id: string
  readonly type: 'group' | 'crowd'
  readonly label: string
}

/**
 * `into`: by node id, what it goes into; a node that is not named there stays itself. A fold of one is that one.
 * Calls inside of a fold vanish: they neither come from outside nor lead there.
 */
export function fold(picture: Picture, into: ReadonlyMap<string, FoldInto>): Picture {
  const folds = new Map<string, { readonly as: FoldInto; readonly members: PictureNode[] }>()
  for (const node of picture.nodes) {
    const as = into.get(node.id)
    if (!as) continue
    const known = folds.get(as.id)
    if (known) known.members.push(node)
    else folds.set(as.id, { as, members: [node] })
  }
  const place = new Map<string, string>()
  for (const [id, { members }] of folds) {
    if (members.length > 1) for (const member of members) place.set(member.id, id)
  }
  if (place.size === 0) return picture
  const nodes: PictureNode[] = []
  const drawn = new Set<string>()
  // A fold stands where its first member stood, so that the order of the picture is that of the graph.
  for (const node of picture.nodes) {
    const at = place.get(node.id)
    if (at === undefined) nodes.push(node)
    else if (!drawn.has(at)) {
      drawn.add(at)
      const found = folds.get(at)
      if (found) nodes.push(foldedNode(found.as, found.members))
    }
  }
  return { ...picture, nodes, edges: foldedEdges(picture.edges, place) }
}

const busiestFirst = (a: PictureNode, b: PictureNode): number =>
  b.counts.total - a.counts.total || (a.id < b.id ? -1 : 1)

function foldedNode(as: FoldInto, members: readonly PictureNode[]): PictureNode {
  const ordered = [...members].sort(busiestFirst)
  const accounts = new Set(members.map((member) => member.account))
  const [account = null] = accounts
  return {
    id: as.id,
    name: as.label,
    type: as.type,
    account: accounts.size === 1 ? account : null,
    state: members.some((member) => member.state === 'active') ? 'active' : (members[0]?.state ?? 'unknown'),
    root: members.some((member) => member.root),
    ...sumFigures(members),
    slos: ordered.flatMap((member) => member.slos),
    group: {
      label: as.label,
      members: ordered.flatMap((member) => member.group?.members ?? [member.id]),
      ...healthOf(members),
    },
  }
}

function foldedEdges(edges: readonly GraphEdgeShape[], place: ReadonlyMap<string, string>): GraphEdgeShape[] {
  const bundles = new Map<string, GraphEdgeShape[]>()
  const kept: GraphEdgeShape[] = []
  for (const edge of edges) {
    const from = place.get(edge.from)
    const to = place.get(edge.to)
    if (from === undefined && to === undefined) {
      kept.push(edge)
      continue
    }
    if (from === to) continue
    const id = `${from ?? edge.from}>${to ?? edge.to}`
    const bundle = bundles.get(id)
    if (bundle) bundle.push(edge)
    else bundles.set(id, [edge])
  }
  for (const [id, bundle] of bundles) {
    const [first] = bundle
    if (first) kept.push(bundled(id, bundle, place.get(first.from) ?? first.from, place.get(first.to) ?? first.to))
  }
  return kept
}

function bundled(id: string, edges: readonly GraphEdgeShape[], from: string, to: string): GraphEdgeShape {
  const [first] = edges
  const kinds = new Set(edges.map((edge) => edge.kind))
  return {
    id,
    from,
    to,
    // Calls among messages: the wait of the messages is not what the figure is of.
    kind: kinds.size === 1 && first ? first.kind : 'call',
    ...sumFigures(edges),
    aliases: aliasesOf(edges),
  }
}

function aliasesOf(edges: readonly GraphEdgeShape[]): NodeRef[] {
  const found = new Map<string, NodeRef>()
  for (const edge of edges) for (const alias of edge.aliases) found.set(alias.id, alias)
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
