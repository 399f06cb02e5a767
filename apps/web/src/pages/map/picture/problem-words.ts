/** What is wrong with an expression, in the reader's language. */
import type { Problem } from '@roentgen/picture'
import { t } from '../../../messages/index.ts'
import type { Problem as Said } from '../../../ui/filter/FilterProblem.tsx'

export const problemWords = ({ code, values, at, expected }: Problem): Said => ({
  message:
    code === 'unit' && values.unit === '' ? t('picture.wrong.unit.none', values) : t(`picture.wrong.${code}`, values),
  at,
  expected,
})
