/** Short forms that figures carry; see `format.ts`. */
export const units = {
  'unit.days': '{value} d',
  'unit.thousands': '{value}k',
  'unit.millions': '{value}M',
  'unit.per-minute': '{value}/min',
  'unit.just-now': 'just now',
  'unit.ago': '{length} ago',
} as const
