export type EmptyBecause = 'filtered' | 'window' | 'nothing' | 'arriving'

type Known = {
  readonly filter: string
  /** null: the source does not say (AWS). */
  readonly stored: { readonly segments: number; readonly traces: number } | null
}

export function emptyBecause({ filter, stored }: Known): EmptyBecause {
  if (stored && stored.segments === 0) return 'nothing'
  if (stored && stored.traces === 0) return 'arriving'
  return filter.trim() === '' ? 'window' : 'filtered'
}
