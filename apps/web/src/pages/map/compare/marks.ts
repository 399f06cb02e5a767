/** Changes as marks on nodes, edges and groups, and marks as lines of labels and classes of the drawing. */
import type { CompareReply, GraphChange } from '@roentgen/contract'
import type { Picture } from '@roentgen/picture'
import { t } from '../../../messages/index.ts'
import type { MapElements } from '../elements.ts'
import { badgeText, changeSentence, type Kind } from './change-text.ts'

export type Mark = {
  readonly kind: Kind | 'inside'
  /** A line on the map. */
  readonly badge: string
  /** For tables and ears. */
  readonly says: string
}
export type Marks = ReadonlyMap<string, Mark>

/** What matters most speaks on the map; all of it speaks in words. */
export function marksOf(reply: CompareReply | undefined): Marks {
  const by = new Map<string, GraphChange[]>()
  for (const change of reply?.changes ?? []) by.set(change.id, [...(by.get(change.id) ?? []), change])
  return new Map(
    [...by].flatMap(([id, changes]): [string, Mark][] => {
      const [first] = changes
      if (!first) return []
      return [
        [
          id,
          { kind: first.kind, badge: changes.map(badgeText).join('\n'), says: changes.map(changeSentence).join(' ') },
        ],
      ]
    }),
  )
}

/** A group bears how much changed in it. */
export function marksOfPicture(marks: Marks, picture: Picture | undefined): Marks {
  if (!picture || marks.size === 0) return marks
  const all = new Map(marks)
  for (const node of picture.nodes) {
    const many = node.group?.members.filter((id) => marks.has(id)).length ?? 0
    if (many === 0) continue
    const text = t('compare.inside', { count: many })
    all.set(node.id, { kind: 'inside', badge: text, says: text })
  }
  return all
}

export function markElements(elements: MapElements, marks: Marks | null): MapElements {
  if (marks === null) return elements
  const marked = <D extends { readonly id: string; readonly label: string }>(element: {
    readonly data: D
    readonly classes: string
  }) => {
    const mark = marks.get(element.data.id)
    if (!mark) return { ...element, classes: `${element.classes} unchanged`.trim() }
    // A ghost has no figures; what it had is in the list.
    const label = mark.kind === 'gone' ? firstLine(element.data.label) : element.data.label
    return {
      data: { ...element.data, label: [label, mark.badge].filter((line) => line !== '').join('\n') },
      classes: `${element.classes} changed change-${mark.kind}`.trim(),
    }
  }
  return {
    nodes: elements.nodes.map((node) => marked(node)),
    edges: elements.edges.map((edge) =>
      marks.get(edge.data.id)?.kind === 'gone' ? marked({ ...edge, data: { ...edge.data, label: '' } }) : marked(edge),
    ),
  }
}

const firstLine = (label: string): string => label.split('\n')[0] ?? ''
