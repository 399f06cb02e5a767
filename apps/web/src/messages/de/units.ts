import type { units as english } from '../en/units.ts'
import type { Translated } from '../index.ts'

export const units: Translated<typeof english> = {
  'unit.days': '{value} Tg.',
  'unit.thousands': '{value} Tsd.',
  'unit.millions': '{value} Mio.',
  'unit.per-minute': '{value}/min',
  'unit.of': '{n} von {of}',
  'unit.of.fewer': 'unter 1 von 1.000',
  'unit.of.all': 'alle',
  'unit.of.nearly-all': 'fast alle',
  'unit.of.none': 'keine',
  'unit.colon': '{a}: {b}',
  'unit.just-now': 'gerade eben',
  'unit.ago': 'vor {length}',
}
