/**
 * Texts of folds for whoever folds without knowing the reader's language: keys now, words where they are read.
 *
 *     rest of the group family database   ▶   "Databases: all others"
 */
import { type Family, families } from '../kind-family.ts'
import type { Picture } from '../picture.ts'
import type { Grouping, GroupWords } from './groupings.ts'

/** A control character: nobody calls a team so. */
const mark = '\u0001'

export const wordKeys: GroupWords = {
  families: Object.fromEntries(families.map((family) => [family, `${mark}family ${family}`])) as Record<Family, string>,
  none: (by) => `${mark}none ${by}`,
  rest: (of) => (of === null ? `${mark}rest` : `${mark}rest ${of}`),
}

export const hostsKey = (hosts: number): string => `${mark}hosts ${hosts}`

/** `hosts`: "12 external hosts". */
export type WordsOfKeys = GroupWords & { readonly hosts: (count: number) => string }

export function wordOf(label: string, words: WordsOfKeys): string {
  if (!label.startsWith(mark)) return label
  const at = label.indexOf(' ')
  const of = at < 0 ? null : label.slice(at + 1)
  switch (label.slice(mark.length, at < 0 ? undefined : at)) {
    case 'family':
      return words.families[of as Family] ?? label
    case 'none':
      return words.none(of as Grouping)
    case 'rest':
      return words.rest(of === null ? null : wordOf(of, words))
    case 'hosts':
      return words.hosts(Number(of))
    default:
      return label
  }
}

export function inWords(picture: Picture, words: WordsOfKeys): Picture {
  return {
    ...picture,
    nodes: picture.nodes.map((node) => {
      if (!node.group) return node
      const label = wordOf(node.group.label, words)
      return label === node.group.label ? node : { ...node, name: label, group: { ...node.group, label } }
    }),
  }
}
