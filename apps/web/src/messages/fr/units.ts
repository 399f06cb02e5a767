import type { units as english } from '../en/units.ts'
import type { Translated } from '../index.ts'

export const units: Translated<typeof english> = {
  'unit.days': '{value} j',
  'unit.thousands': '{value} k',
  'unit.millions': '{value} M',
  'unit.per-minute': '{value}/min',
  'unit.of': '{n} sur {of}',
  'unit.of.fewer': 'moins de 1 sur 1 000',
  'unit.of.all': 'toutes',
  'unit.of.nearly-all': 'presque toutes',
  'unit.of.none': 'aucune',
  'unit.colon': '{a} : {b}',
  'unit.just-now': 'à l’instant',
  'unit.ago': 'il y a {length}',
}
