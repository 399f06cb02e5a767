/** A fold in words: on the map, in the panel and for screen readers. */
import type { Folded } from '@roentgen/picture'
import { outOf, percent } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { shortName } from '../../../ui/node-kind.ts'

/** `14 services, 3 unwell`. */
export const membersWords = ({ members, unwell }: Folded): string =>
  t('picture.members', { count: members.length, unwell })

/** `pay-7: 100 % faults`; null while nobody is unwell: what fails now and then is no news. */
export function worstWords({ worst, unwell }: Folded): string | null {
  if (!worst || unwell === 0) return null
  const name = shortName(worst.name)
  if (worst.class === 'ok') return t('picture.worst.objective', { name })
  return t('picture.worst', {
    name,
    share: t(`map.share.${worst.class}`, { share: percent(worst.share), of: outOf(worst.share) }),
  })
}

/** The same without figures, for the map. */
export const worstName = ({ worst, unwell }: Folded): string | null =>
  worst && unwell > 0 ? t('picture.worst.name', { name: shortName(worst.name) }) : null

export function groupSentence(group: Folded): string {
  const { members, unwell } = group
  const worst = worstWords(group)
  const said = t('picture.sentence', { count: members.length, unwell })
  return worst === null ? said : `${said} ${t('picture.sentence.worst', { worst })}`
}
