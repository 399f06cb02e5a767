/** Changes as marks on nodes, edges and groups, and marks as lines of labels and classes of the drawing. */
import type { CompareReply, GraphChange } from '@roentgen/contract'
import type { Picture } from '@roentgen/picture'
import { t } from '../../../messages/index.ts'
import type { MapElements } from '../elements.ts'
import { badgeText, changeSentence, type Kind, kinds, subjectName } from './change-text.ts'

export type Mark = {
  /** Of the gravest change: it chooses the colour. */
  readonly kind: Kind
  /** It is a member's: the fold itself is neither new nor gone. */
  readonly inside?: true
  /** Lines on the map, the gravest first. */
  readonly badge: string
  /** For tables and ears. */
  readonly says: string
}
export type Marks = ReadonlyMap<string, Mark>

/** What got worse first. The order of the list stays among changes of one kind. */
const byGravity = (changes: readonly GraphChange[]): GraphChange[] =>
  [...changes].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))

function gathered(changes: readonly GraphChange[], idOf: (change: GraphChange) => string | undefined) {
  const by = new Map<string, GraphChange[]>()
  for (const change of changes) {
    const id = idOf(change)
    if (id === undefined) continue
    const known = by.get(id)
    if (known) known.push(change)
    else by.set(id, [change])
  }
  return by
}

/** What matters most speaks on the map; all of it speaks in words. */
export function marksOf(reply: Pick<CompareReply, 'changes'> | undefined): Marks {
  const by = gathered(reply?.changes ?? [], ({ id }) => id)
  return new Map(
    [...by].flatMap(([id, some]): [string, Mark][] => {
      const changes = byGravity(some)
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

/** The rest of a fold is told by its number. */
const mostSaid = 4

/**
 * A fold, and a bundle of calls between folds, bears the mark of its gravest member with that member's name, and says how many more there are.
 * `holder`: by id of a node of the graph, the node of the picture that it is in.
 */
export function marksOfPicture(
  marks: Marks,
  { changes }: Pick<CompareReply, 'changes'>,
  holder: ReadonlyMap<string, string>,
): Marks {
  const by = gathered(changes, (change) => {
    const at = heldBy(change, holder)
    return at === change.id ? undefined : at
  })
  const all = new Map(marks)
  for (const [id, inside] of by) {
    const [first, ...more] = byGravity(inside)
    if (!first) continue
    const named = (change: GraphChange, text: string) =>
      t('compare.inside', { name: subjectName(change), change: text })
    const rest = (count: number): string[] => (count > 0 ? [t('compare.inside.more', { count })] : [])
    const said = [first, ...more].slice(0, mostSaid)
    all.set(id, {
      kind: first.kind,
      inside: true,
      badge: [named(first, badgeText(first)), ...rest(more.length)].join('\n'),
      says: [...said.map((change) => named(change, changeSentence(change))), ...rest(inside.length - said.length)].join(
        ' ',
      ),
    })
  }
  return all
}

/** Null where nothing that is shown changed: nothing would stand out, so nothing need stand back. */
export function marksSeen(marks: Marks, { nodes, edges }: Pick<Picture, 'nodes' | 'edges'>): Marks | null {
  return [...nodes, ...edges].some(({ id }) => marks.has(id)) ? marks : null
}

/** What of the picture the change is seen on; undefined: on nothing, it is hidden. A call inside of a fold is seen on the fold. */
function heldBy({ id, subject, nodes }: GraphChange, holder: ReadonlyMap<string, string>): string | undefined {
  if (subject === 'node') return holder.get(id)
  const [from, to] = nodes
  const a = from && holder.get(from.id)
  const b = to && holder.get(to.id)
  if (a === undefined || b === undefined) return undefined
  if (a === from?.id && b === to?.id) return id
  return a === b ? a : `${a}>${b}`
}

const isGone = (mark: Mark | undefined): boolean => mark?.kind === 'gone' && !mark.inside

/** Itself, not a member of it. */
export const isNewOrGone = (mark: Mark | undefined): boolean =>
  mark !== undefined && !mark.inside && (mark.kind === 'new' || mark.kind === 'gone')

type Ids = readonly { readonly id: string }[]

/** Whether there is one of each that is drawn with dashes for it, which a legend then explains. */
export function cameOrWent(marks: Marks | null, of: { readonly nodes: Ids; readonly edges: Ids }) {
  const some = (ids: Ids): boolean => ids.some(({ id }) => isNewOrGone(marks?.get(id)))
  return { nodes: some(of.nodes), edges: some(of.edges) }
}

/** Of the drawing: `change-new`, `change-new-inside`. */
export const changeClass = ({ kind, inside }: Mark): string => `change-${kind}${inside ? '-inside' : ''}`

export function markElements(elements: MapElements, marks: Marks | null): MapElements {
  if (marks === null) return elements
  const marked = <D extends { readonly id: string; readonly label: string }>(
    element: { readonly data: D; readonly classes: string },
    isEdge: boolean,
  ) => {
    const mark = marks.get(element.data.id)
    if (!mark) return { ...element, classes: `${element.classes} unchanged`.trim() }
    return {
      data: { ...element.data, label: markedLabel(element.data.label, mark, isEdge) },
      classes: `${element.classes} changed ${changeClass(mark)}`.trim(),
    }
  }
  return {
    nodes: elements.nodes.map((node) => marked(node, false)),
    edges: elements.edges.map((edge) => marked(edge, true)),
  }
}

/** A ghost has no figures, a node of them has its name; what it had is in the list. */
export function markedLabel(label: string, mark: Mark | undefined, isEdge: boolean): string {
  if (!mark) return label
  const own = isGone(mark) ? (isEdge ? '' : (label.split('\n')[0] ?? '')) : label
  return [own, mark.badge].filter((line) => line !== '').join('\n')
}
