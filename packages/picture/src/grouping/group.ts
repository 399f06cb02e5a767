/** A picture grouped: which groups stand as one node and which are open. */
import { type FoldInto, fold } from '../fold.ts'
import { isService } from '../kind-family.ts'
import type { Picture, PictureNode } from '../picture.ts'
import { type Group, type Grouping, type GroupWords, groupOf, type Membership } from './groupings.ts'
import { type Cluster, isCluster, leading, type Part, partsOf } from './parts.ts'

/** More nodes than that and a map opens grouped; and it never opens with more. */
export const mostVisible = 60
/** Of a group that is opened. */
const mostInside = 40

export type GroupAsk = {
  /** `auto`: nothing while few are visible, else what fits. */
  readonly by: Grouping | 'none' | 'auto'
  /** Ids of groups that stand open, and with them those they are in. */
  readonly open: ReadonlySet<string>
  readonly words: GroupWords
  readonly membership: Membership
}

export type Grouped = {
  readonly picture: Picture
  readonly by: Grouping | 'none'
  /** Those that one opened, the outer ones first. */
  readonly opened: readonly { readonly id: string; readonly label: string; readonly members: number }[]
  /** By id of a node of the picture, the innermost of these that it came out of. */
  readonly within: ReadonlyMap<string, string>
}

export function group(picture: Picture, ask: GroupAsk): Grouped {
  const by = ask.by === 'auto' ? automatic(picture) : ask.by
  if (by === 'none') return { picture, by, opened: [], within: new Map() }
  const open = withAncestors(ask.open)
  const top = topParts(picture, by, ask)
  const spread = ask.by === 'auto' && by === 'kind' ? spreadServices(top, ask.words) : top
  const opened: Grouped['opened'][number][] = []
  const into = new Map<string, FoldInto>()
  const within = new Map<string, string>()
  const place = (part: Part, outer: string | null) => {
    if (isCluster(part) && open.has(part.id)) {
      const { id, label, members } = part
      opened.push({ id, label, members: members.length })
      for (const inner of partsOf(part, mostInside, ask.words.rest)) place(inner, id)
      return
    }
    if (outer !== null) within.set(part.id, outer)
    if (!isCluster(part)) return
    const { id, label, members } = part
    for (const member of members) into.set(member.id, { id, type: 'group', label })
  }
  for (const part of spread) place(part, null)
  return { picture: fold(picture, into), by, opened, within }
}

/** The way to a group inside of groups is in its id. */
function withAncestors(open: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(open)
  for (const id of open) {
    for (let at = id.indexOf('/'); at >= 0; at = id.indexOf('/', at + 1)) all.add(id.slice(0, at))
  }
  return all
}

/** By domain or team where at least half of the services have one, and not all the same; else by kind. */
function automatic(picture: Picture): Grouping | 'none' {
  if (picture.nodes.length <= mostVisible) return 'none'
  const services = picture.nodes.filter((node) => isService(node.type))
  for (const by of ['domain', 'team'] as const) {
    const named = services.flatMap((node) => node.label?.[by] ?? [])
    if (named.length * 2 >= services.length && new Set(named).size > 1) return by
  }
  return 'kind'
}

function topParts(picture: Picture, by: Grouping, { words, membership }: GroupAsk): Part[] {
  const found = new Map<string, { readonly group: Group; readonly members: PictureNode[] }>()
  for (const node of picture.nodes) {
    const to = groupOf(by, node, words, membership)
    const known = found.get(to.key)
    if (known) known.members.push(node)
    else found.set(to.key, { group: to, members: [node] })
  }
  const parts = [...found.values()].map(({ group: { key, label }, members }): Part => {
    const [first] = members
    if (members.length === 1 && first) return first
    return { id: `group:${by}:${key}`, label, members, words: 0, isRest: false }
  })
  return leading(parts, mostVisible, `group:${by}:`, () => words.rest(null))
}

/** Kinds alone say little of a system: its services stand for themselves, or by the first words of their names, as far as there is room. */
function spreadServices(top: readonly Part[], words: GroupWords): Part[] {
  const isOfServices = (part: Part): part is Cluster =>
    isCluster(part) && part.members.every((member) => isService(member.type))
  const spread = top.filter(isOfServices).sort((a, b) => b.members.length - a.members.length)
  let room = mostVisible - top.length
  const parts = new Map<Part, readonly Part[]>()
  for (const cluster of spread) {
    const inner = partsOf(cluster, room + 1, words.rest)
    parts.set(cluster, inner)
    room -= inner.length - 1
  }
  return top.flatMap((part) => parts.get(part) ?? [part])
}
