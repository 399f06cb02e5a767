import type { GraphEdgeShape, GraphReply } from '@roentgen/contract'
import { friendlyName } from '@roentgen/picture'
import { count, duration } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { type Gap, gapOf } from './gap.ts'

/** The two sides of a call in sentences: how long it took here and there, what lies between, and what got lost. */
export function EdgeGap({ edge, graph }: { edge: GraphEdgeShape; graph: GraphReply }) {
  const gap = gapOf(edge, graph)
  if (!gap) return null
  const name = (id: string): string => {
    const node = graph.nodes.find((one) => one.id === id)
    return node ? friendlyName(node) : id
  }
  return (
    <section data-testid="edge-gap">
      <h3 className="mb-1 text-sm font-semibold">{t('encodings.gap')}</h3>
      <p className="text-sm">{gapWords(gap, name(edge.from), name(edge.to))}</p>
    </section>
  )
}

export function gapWords(gap: Gap, from: string, to: string): string {
  if (gap.kind === 'one-sided' || gap.kind === 'few') return t(`encodings.gap.${gap.kind}`, { from, to })
  const sides = { from, to, caller: duration(gap.caller), callee: duration(gap.callee) }
  if (gap.kind === 'shared') return t('encodings.gap.shared', sides)
  const way = gap.between === 0 ? 'same' : gap.between > 0 ? 'longer' : 'shorter'
  const sentence = t(`encodings.gap.${way}`, { ...sides, between: duration(Math.abs(gap.between)) })
  return gap.lost === 0
    ? sentence
    : `${sentence} ${t('encodings.gap.lost', { lost: gap.lost, text: count(gap.lost), to })}`
}
