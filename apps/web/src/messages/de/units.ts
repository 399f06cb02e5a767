import type { units as english } from '../en/units.ts'
import type { Translated } from '../index.ts'

export const units: Translated<typeof english> = {
  'unit.days': '{value} Tg.',
  'unit.thousands': '{value} Tsd.',
  'unit.millions': '{value} Mio.',
  'unit.per-minute': '{value}/min',
  'unit.just-now': 'gerade eben',
  'unit.ago': 'vor {length}',
}
