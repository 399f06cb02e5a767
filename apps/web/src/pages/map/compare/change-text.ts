/** A change in words: short on the map, as a sentence in the list and for ears. */
import type { CompareReply, GraphChange } from '@roentgen/contract'
import { duration, percent, rate, small } from '../../../format.ts'
import { type MessageKey, t } from '../../../messages/index.ts'
import { nodeName } from '../node-name.ts'

export type Kind = GraphChange['kind']

/** Most welcome last: what got worse is not hidden by what got better beside it. */
export const kinds = [
  'more-errors',
  'gone',
  'slower',
  'less-traffic',
  'new',
  'more-traffic',
  'faster',
  'fewer-errors',
] as const satisfies readonly Kind[]

/** A sign of its own for each kind, beside the words. */
export const signs: Readonly<Record<Kind, string>> = {
  new: '+',
  gone: '×',
  slower: '▲',
  faster: '▼',
  'more-errors': '!',
  'fewer-errors': '✓',
  'more-traffic': '↑',
  'less-traffic': '↓',
}

/** `30 %` up to twice as much, `2.4` times from there on. */
const size = (ratio: number): { times: string; share: string } =>
  ratio >= 2
    ? { times: small(Math.round(ratio * 10) / 10), share: '' }
    : { times: 'none', share: percent(Math.abs(ratio - 1)) }

export function subjectName({ nodes, id, subject }: GraphChange): string {
  const [from, to] = nodes
  if (subject === 'node' || !from || !to) return nodeName(from, id)
  return t('map.panel.edge', { from: nodeName(from, id), to: nodeName(to, id) })
}

/** `▲ 30 % slower` */
export function badgeText(change: GraphChange): string {
  const words = t(`compare.badge.${change.kind}` satisfies MessageKey, {
    ...size(change.effect ?? 1),
    share: change.kind.endsWith('errors') ? percent(Math.abs(change.effect ?? 0)) : size(change.effect ?? 1).share,
    class: change.class ?? 'none',
  })
  return `${signs[change.kind]} ${words}`
}

/** `95 of 100 calls took up to 420 ms, before 320 ms: 30 % slower.` */
export function changeSentence(change: GraphChange): string {
  const { kind, before, after, effect, quantile, subject } = change
  const what = { subject, class: change.class ?? 'none' }
  if (kind === 'slower' || kind === 'faster') {
    const at = quantile === 50 ? 'p50' : 'p95'
    const values = { before: duration(before[at]), after: duration(after[at]), quantile: String(quantile) }
    return t(`compare.say.${kind}`, { ...what, ...values, ...size(effect ?? 1) })
  }
  if (kind === 'more-errors' || kind === 'fewer-errors') {
    const share = (of: GraphChange['before']): string => percent(change.class ? of[change.class] : 0)
    return t('compare.say.errors', { ...what, before: share(before), after: share(after) })
  }
  const rates = { before: rate(before.perMinute), after: rate(after.perMinute) }
  return t(`compare.say.${kind}`, { ...what, ...rates, ...size(effect ?? 1) })
}

type Unsaid = CompareReply['unsaid'][number]

/** So many points more fail now that it is worth a word, though it cannot be compared. */
export const seemsWorse = ({ before, after }: Unsaid): boolean =>
  after.failed - before.failed >= 0.05 && after.failed * after.total >= fewestFailed
/** One failed request of one is no verdict. */
const fewestFailed = 5

/** `The earlier time has only 12 requests of it: too few to compare. Now 25 % fail.` */
export function unsaidSentence(one: Unsaid): string {
  const { side, few, before, after } = one
  return t(`compare.unsaid.${few}`, {
    side,
    count: side === 'before' ? before.total : after.total,
    failed: seemsWorse(one) ? percent(after.failed) : 'none',
  })
}
