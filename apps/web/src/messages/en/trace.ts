export const trace = {
  'trace.title': 'Trace',
} as const
