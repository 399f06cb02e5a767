/** Short forms that figures carry; see `format.ts`. */
export const units = {
  'unit.days': '{value} d',
  'unit.thousands': '{value}k',
  'unit.millions': '{value}M',
  'unit.per-minute': '{value}/min',
  'unit.of': '{n} in {of}',
  'unit.of.fewer': 'under 1 in 1,000',
  'unit.of.all': 'all',
  'unit.of.nearly-all': 'almost all',
  'unit.of.none': 'none',
  'unit.colon': '{a}: {b}',
  'unit.just-now': 'just now',
  'unit.ago': '{length} ago',
} as const
