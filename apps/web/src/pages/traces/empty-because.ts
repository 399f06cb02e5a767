export type EmptyBecause = 'filtered' | 'grouped' | 'window' | 'nothing' | 'arriving'

type Known = {
  readonly filter: string
  /** The chosen group; null: all traces. */
  readonly group?: string | null
  /** null: the source does not say (AWS). */
  readonly stored: { readonly segments: number; readonly traces: number } | null
}

export function emptyBecause({ filter, group = null, stored }: Known): EmptyBecause {
  if (stored && stored.segments === 0) return 'nothing'
  if (stored && stored.traces === 0) return 'arriving'
  if (filter.trim() !== '') return 'filtered'
  return group === null ? 'window' : 'grouped'
}
