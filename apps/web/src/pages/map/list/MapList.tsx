import { friendlyName, type Picture } from '@roentgen/picture'
import { outOf, percent } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { ClassMark } from '../../../ui/ClassMark.tsx'
import { kindWords } from '../../../ui/kind-words.ts'
import { nodeKind } from '../../../ui/node-kind.ts'
import { badShare, worstClass } from '../../../ui/response-class.ts'
import type { Marks } from '../compare/marks.ts'
import { nodeFigures, ringShares } from '../elements.ts'
import type { Selection } from '../MapView.tsx'
import { nodeName } from '../node-name.ts'
import { membersWords, worstWords } from '../picture/group-words.ts'
import { inOrder } from './in-order.ts'
import { Ring } from './Ring.tsx'

/** Every node of the map with its ring and its figures, for a screen that is too narrow for the map. */
export function MapList({
  graph,
  selection,
  onSelect,
  marks,
}: {
  graph: Picture
  /** What changed since an earlier window. */
  marks?: Marks | null
  selection: Selection
  onSelect: (what: Selection) => void
}) {
  return (
    <ul
      aria-label={t('map.list', { nodes: graph.nodes.length })}
      className="divide-y divide-line"
      data-testid="map-list"
    >
      {inOrder(graph.nodes).map((node) => {
        const kind = nodeKind(node.type)
        const worst = kind === 'client' ? null : worstClass(node.counts)
        const share = badShare(node.counts)
        const broken = node.slos.some((slo) => slo.met === false)
        return (
          <li key={node.id}>
            <button
              type="button"
              aria-pressed={node.id === selection.node}
              className="flex w-full items-center gap-3 px-4 py-2 text-left aria-pressed:bg-accent-soft"
              onClick={() => onSelect({ node: node.id })}
            >
              <Ring
                shares={ringShares(node.counts)}
                kind={kind}
                inferred={node.state !== 'active' && kind !== 'client'}
              />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold break-words">
                  {kind === 'client' ? nodeName(node, node.id) : friendlyName(node)}
                </span>
                <span className="num block text-xs text-ink-soft">
                  {node.group ? membersWords(node.group) : kindWords(node.type)} · {nodeFigures(node, graph)}
                </span>
                {worst && (
                  <span className="num flex items-center gap-1 text-xs">
                    <ClassMark of={worst} /> {t(`map.share.${worst}`, { share: percent(share), of: outOf(share) })}
                  </span>
                )}
                {node.group?.worst && (
                  <span className="num flex items-center gap-1 text-xs">
                    <ClassMark of={node.group.worst.class} /> {worstWords(node.group)}
                  </span>
                )}
                {marks?.has(node.id) && (
                  <span className="num block text-xs font-semibold">{marks.get(node.id)?.says}</span>
                )}
                {broken && <span className="block text-xs text-fault-text">{t('map.say.broken')}</span>}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
