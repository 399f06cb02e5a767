/** Graph to picture: crowds, hide, focus, only what is unwell, groups, in this order. What went on the way is told. */
import type { GraphReply } from '@roentgen/contract'
import { type CrowdOf, foldCrowds } from './crowds.ts'
import { type Matches, matches } from './expression/evaluate.ts'
import { parse } from './expression/parse.ts'
import type { Expression, Problem, Span } from './expression/tree.ts'
import { type Grouped, group } from './grouping/group.ts'
import type { Grouping, GroupWords, Membership } from './grouping/groupings.ts'
import { focusOn, keepOnly, onlyUnwell } from './keep.ts'
import type { Picture } from './picture.ts'
import type { Way } from './reach.ts'

export type PictureAsk = {
  readonly by?: Grouping | 'none' | undefined
  readonly open?: readonly string[]
  readonly hide?: string | undefined
  readonly find?: string | undefined
  /** Id of a node; `hops` (1 by default) and `way` belong to it. */
  readonly focus?: string | undefined
  readonly hops?: number | undefined
  readonly way?: Way | undefined
  readonly only?: 'unwell' | undefined
  readonly crowdOf: CrowdOf
  readonly membership?: Membership
  readonly words: GroupWords
}

/** What was made of an expression; `unknown`: names it speaks of that nothing on the map has. */
export type Asked =
  | { readonly ok: true; readonly unknown: readonly { readonly name: string; readonly at: Span }[] }
  | { readonly ok: false; readonly problem: Problem }

export type Drawn = {
  readonly picture: Picture
  /** After crowds and before groups: what expressions speak of. */
  readonly whole: Picture
  /** What is left of it before groups. */
  readonly left: Picture
  readonly by: Grouping | 'none'
  readonly opened: Grouped['opened']
  /** By id of a node of the picture, the innermost of the opened that it came out of. */
  readonly within: ReadonlyMap<string, string>
  /** Nodes of the graph that no node of the picture stands for, and of how many. */
  readonly hidden: { readonly nodes: number; readonly of: number }
  /** Ids of the picture that are or hold what was looked for; null: nothing was. `count`: how many services and calls that is. */
  readonly found: { readonly ids: ReadonlySet<string>; readonly nodes: number; readonly edges: number } | null
  readonly hide: Asked | null
  readonly find: Asked | null
  /** The node in focus is not (or no more) on the map: everything is shown. */
  readonly focusMissing: boolean
  /** By id of a node of the graph, the node of the picture that it is in. */
  readonly holder: ReadonlyMap<string, string>
}

const nobody: Membership = new Map()

export function draw(graph: GraphReply, ask: PictureAsk): Drawn {
  const open = new Set(ask.open)
  const crowds = foldCrowds(graph, ask.crowdOf, open)
  const whole = crowds.picture
  const hide = asked(ask.hide)
  const hidden = hide.tree && matches(hide.tree, whole)
  let left = hidden ? without(whole, hidden) : whole
  let focusMissing = false
  if (ask.focus !== undefined) {
    const focused = focusOn(left, holderOf(left, ask.focus), ask.hops ?? 1, ask.way ?? 'both')
    focusMissing = focused === null
    left = focused ?? left
  }
  if (ask.only === 'unwell') left = onlyUnwell(left)
  const grouped = group(left, {
    by: ask.by ?? 'auto',
    open,
    words: ask.words,
    membership: ask.membership ?? nobody,
  })
  const holder = holders(grouped.picture)
  const find = asked(ask.find)
  const matched = find.tree && matches(find.tree, left)
  return {
    picture: grouped.picture,
    whole,
    left,
    by: grouped.by,
    opened: [...crowds.opened, ...grouped.opened],
    within: new Map([...crowds.within, ...grouped.within]),
    hidden: { nodes: graph.nodes.length - holder.size, of: graph.nodes.length },
    found: matched && foundIn(matched, left, holder),
    hide: hide.state(hidden),
    find: find.state(matched),
    focusMissing,
    holder,
  }
}

function asked(text: string | undefined): {
  readonly tree: Expression | null
  readonly state: (matched: Matches | null) => Asked | null
} {
  const parsed = text === undefined ? null : parse(text)
  if (parsed === null) return { tree: null, state: () => null }
  if (!parsed.ok) return { tree: null, state: () => ({ ok: false, problem: parsed.problem }) }
  return {
    tree: parsed.tree,
    state: (matched) => (parsed.tree === null ? null : { ok: true, unknown: matched?.unknown ?? [] }),
  }
}

const without = (picture: Picture, { nodes, edges }: Matches): Picture =>
  keepOnly(
    picture,
    (node) => !nodes.has(node.id),
    (edge) => !edges.has(edge.id),
  )

/** A node, or the crowd that it went into. */
const holderOf = (picture: Picture, id: string): string => holders(picture).get(id) ?? id

function holders(picture: Picture): Map<string, string> {
  const found = new Map<string, string>()
  for (const node of picture.nodes) {
    if (node.group) for (const member of node.group.members) found.set(member, node.id)
    else found.set(node.id, node.id)
  }
  return found
}

function foundIn(matched: Matches, before: Picture, holder: ReadonlyMap<string, string>): NonNullable<Drawn['found']> {
  const ids = new Set<string>()
  const at = new Map<string, string>()
  for (const node of before.nodes) {
    const id = holder.get(node.group?.members[0] ?? node.id) ?? node.id
    at.set(node.id, id)
    if (matched.nodes.has(node.id)) ids.add(id)
  }
  for (const edge of before.edges) {
    if (!matched.edges.has(edge.id)) continue
    const from = at.get(edge.from) ?? edge.from
    const to = at.get(edge.to) ?? edge.to
    // A call inside of a group is found by the group.
    ids.add(from === to && from !== edge.from ? from : from === edge.from && to === edge.to ? edge.id : `${from}>${to}`)
  }
  return { ids, nodes: matched.nodes.size, edges: matched.edges.size }
}
