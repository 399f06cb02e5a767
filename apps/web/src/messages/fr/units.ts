import type { units as english } from '../en/units.ts'
import type { Translated } from '../index.ts'

export const units: Translated<typeof english> = {
  'unit.days': '{value} j',
  'unit.thousands': '{value} k',
  'unit.millions': '{value} M',
  'unit.per-minute': '{value}/min',
  'unit.just-now': 'à l’instant',
  'unit.ago': 'il y a {length}',
}
