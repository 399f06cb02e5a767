import { isTechnical, t } from '../messages/index.ts'
import { nodeKind } from './node-kind.ts'

/** Types that no sender names. */
const ours: ReadonlySet<string> = new Set(['client', 'group', 'crowd'])

/** The plain name of a node's kind, the official one in brackets: `Queue (SQS)`. A type nobody knows is told as it is; in technical words every type is: `AWS::SQS::Queue`. */
export function kindWords(type: string | null): string {
  const kind = nodeKind(type)
  if (isTechnical() && type && !ours.has(type)) return type
  if (kind !== 'unknown') return t(`map.kind.${kind}`)
  const [vendor = '', service] = (type ?? '').split('::')
  if (vendor.toLowerCase() === 'aws' && service) return t('map.kind.aws', { service })
  return t('map.kind.unknown', { type: type ?? '' })
}
