/** What one can group by, and what a node's group is then. */
import { type Family, familyOf } from '../kind-family.ts'
import { regionOf } from '../names.ts'
import type { PictureNode } from '../picture.ts'

export const groupings = ['kind', 'domain', 'team', 'owner', 'account', 'region', 'group'] as const
export type Grouping = (typeof groupings)[number]

/** By node id, the X-Ray group it counts to. */
export type Membership = ReadonlyMap<string, string>

/** Text of folds; the package itself knows no language. */
export type GroupWords = {
  readonly families: Readonly<Record<Family, string>>
  /** Nodes of which nobody said where they belong. */
  readonly none: (by: Grouping) => string
  /** What is left when the largest parts of a group stand for themselves. */
  readonly rest: (of: string | null) => string
}

/** `key` is the group's name as it stands in its id. */
export type Group = { readonly key: string; readonly label: string }

/** Keys of our own begin with a plus sign, which `encodeURIComponent` writes as `%2B`: no name is taken for one. */
export const own = (key: string): string => `+${key}`

export function groupOf(by: Grouping, node: PictureNode, words: GroupWords, membership: Membership): Group {
  const named = nameOf(by, node, membership)
  if (named) return { key: encodeURIComponent(named), label: named }
  const family = familyOf(node.type)
  if (by === 'kind') return { key: family, label: words.families[family] }
  // Everything is in some account and in some region; but a database is nobody's domain unless somebody says so.
  if (by === 'account' || by === 'region') return { key: own('none'), label: words.none(by) }
  return { key: own(family), label: words.families[family] }
}

function nameOf(by: Grouping, node: PictureNode, membership: Membership): string | null {
  switch (by) {
    case 'kind':
      return null
    case 'domain':
    case 'team':
    case 'owner':
      return node.label?.[by] ?? null
    case 'account':
      return node.account
    case 'region':
      return regionOf(node)
    case 'group':
      return membership.get(node.id) ?? null
  }
}
