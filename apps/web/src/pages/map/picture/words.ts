/** The texts of folds in the reader's language. */
import { type Family, families, type GroupWords, type WordsOfKeys } from '@roentgen/picture'
import { t } from '../../../messages/index.ts'

export function groupWords(): GroupWords {
  return {
    families: Object.fromEntries(families.map((family) => [family, t(`picture.family.${family}`)])) as Record<
      Family,
      string
    >,
    none: (by) => t(by === 'account' || by === 'region' ? `picture.none.${by}` : 'picture.none.other'),
    rest: (of) => (of === null ? t('picture.rest') : t('picture.rest.of', { group: of })),
  }
}

export const keyWords = (): WordsOfKeys => ({
  ...groupWords(),
  hosts: (count) => t('picture.crowd.external', { count }),
})
