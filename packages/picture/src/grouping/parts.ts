/** A group too large to read, in parts: by the word in which the names of its members begin to differ. */
import { friendlyName } from '../names.ts'
import type { PictureNode } from '../picture.ts'
import { isUnwell } from '../unwell.ts'
import { own } from './groupings.ts'

export type Cluster = {
  readonly id: string
  readonly label: string
  readonly members: readonly PictureNode[]
  /** Words of its members' names that its own name has used up. */
  readonly words: number
  /** It is what others left: its label says so, its parts are not called after it. */
  readonly isRest: boolean
}
/** A node alone, or several. */
export type Part = PictureNode | Cluster
export const isCluster = (part: Part): part is Cluster => 'members' in part

/** `payments-api_v2`, `paymentsApi2`: payments, api, v, 2. */
const joint = /[\s\-_./:@]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})/u

export const wordsOf = (name: string): string[] => name.split(joint).filter((word) => word !== '')

/** All members alone where they are at most `most`; else at most so many parts. */
export function partsOf(cluster: Cluster, most: number, rest: (of: string | null) => string): Part[] {
  if (cluster.members.length <= most) return [...cluster.members]
  return leading(byWord(cluster), most, `${cluster.id}/`, () => rest(cluster.isRest ? null : cluster.label))
}

function byWord(cluster: Cluster): Part[] {
  const split = cluster.members.map((node) => ({ node, words: wordsOf(friendlyName(node)) }))
  const longest = Math.max(...split.map(({ words }) => words.length))
  for (let at = cluster.words; at < longest; at++) {
    const found = new Map<string, PictureNode[]>()
    for (const { node, words } of split) {
      const word = (words[at] ?? '').toLowerCase()
      const known = found.get(word)
      if (known) known.push(node)
      else found.set(word, [node])
    }
    if (found.size === 1) continue
    return [...found].flatMap(([word, members]): Part[] => {
      const [first] = members
      if (members.length === 1 && first) return [first]
      // Those whose names end here have nothing in common but that.
      if (word === '') return members
      const label = first
        ? wordsOf(friendlyName(first))
            .slice(0, at + 1)
            .join(' ')
        : word
      return [{ id: `${cluster.id}/${encodeURIComponent(word)}`, label, members, words: at + 1, isRest: false }]
    })
  }
  return [...cluster.members]
}

/**
 * The parts that matter most, and one more for all the others: whoever is unwell, then whoever has most traffic. Traffic counts in steps of a
 * fifth, then the name decides: so a refresh sends hardly anybody in or out.
 */
export function leading(parts: readonly Part[], most: number, prefix: string, restLabel: () => string): Part[] {
  if (parts.length <= most) return [...parts]
  const ranked = parts.map((part) => ({ part, weight: weightOf(part), name: isCluster(part) ? part.id : part.id }))
  ranked.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
  const shown = ranked.slice(0, most - 1).map(({ part }) => part)
  const others = ranked.slice(most - 1).flatMap(({ part }) => (isCluster(part) ? part.members : [part]))
  const words = Math.min(...ranked.slice(most - 1).map(({ part }) => (isCluster(part) ? part.words - 1 : 0)))
  return [
    ...shown,
    { id: `${prefix}${own('')}`, label: restLabel(), members: others, words: Math.max(0, words), isRest: true },
  ]
}

function weightOf(part: Part): number {
  const members = isCluster(part) ? part.members : [part]
  const requests = members.reduce((sum, node) => sum + node.counts.total, 0)
  return (members.some(isUnwell) ? 1000 : 0) + Math.floor(4 * Math.log2(requests + 1))
}
