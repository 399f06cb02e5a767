export const traces = {
  'traces.title': 'Traces',
} as const
