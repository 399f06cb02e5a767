/** Crowds: hosts that nobody named and nobody asks for one by one are one node. */
import { type FoldInto, fold } from './fold.ts'
import type { Picture, PictureNode } from './picture.ts'

/** `rule` is the same for all that go into one crowd. */
export type Crowd = { readonly rule: string; readonly label: string }
export type CrowdOf = (node: PictureNode) => Crowd | null

export const crowdId = (rule: string): string => `crowd:${encodeURIComponent(rule)}`

export function foldCrowds(picture: Picture, crowdOf: CrowdOf, open: ReadonlySet<string>): Picture {
  const into = new Map<string, FoldInto>()
  for (const node of picture.nodes) {
    const crowd = crowdOf(node)
    if (!crowd) continue
    const id = crowdId(crowd.rule)
    if (!open.has(id)) into.set(node.id, { id, type: 'crowd', label: crowd.label })
  }
  return fold(picture, into)
}
