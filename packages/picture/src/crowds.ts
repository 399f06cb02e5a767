/** Crowds: hosts that nobody named and nobody asks for one by one are one node. */
import { type FoldInto, fold } from './fold.ts'
import type { Picture, PictureNode } from './picture.ts'

/** `rule` is the same for all that go into one crowd. */
export type Crowd = { readonly rule: string; readonly label: string }
export type CrowdOf = (node: PictureNode) => Crowd | null

export const crowdId = (rule: string): string => `crowd:${encodeURIComponent(rule)}`

export type Crowded = {
  readonly picture: Picture
  /** Crowds that one took apart. */
  readonly opened: readonly { readonly id: string; readonly label: string; readonly members: number }[]
  /** By id of a host, the one of these that it came out of. */
  readonly within: ReadonlyMap<string, string>
}

export function foldCrowds(picture: Picture, crowdOf: CrowdOf, open: ReadonlySet<string>): Crowded {
  const into = new Map<string, FoldInto>()
  const within = new Map<string, string>()
  const apart = new Map<string, { readonly label: string; members: number }>()
  for (const node of picture.nodes) {
    const crowd = crowdOf(node)
    if (!crowd) continue
    const id = crowdId(crowd.rule)
    if (!open.has(id)) {
      into.set(node.id, { id, type: 'crowd', label: crowd.label })
      continue
    }
    within.set(node.id, id)
    const known = apart.get(id)
    if (known) known.members++
    else apart.set(id, { label: crowd.label, members: 1 })
  }
  return { picture: fold(picture, into), opened: [...apart].map(([id, one]) => ({ id, ...one })), within }
}
