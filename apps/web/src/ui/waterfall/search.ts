/** Search inside one trace: every word must occur in the row's text, wherever. 100,000 rows take some 20 ms. */
export type Searchable = {
  readonly name: readonly string[]
  /** Per row: what else it may be found by (service, callee, namespace, class). */
  readonly also: (row: number) => string
}

/** Rows in order that match; empty for an empty query. */
export function matchingRows(columns: Searchable, query: string): number[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: number[] = []
  for (let row = 0; row < columns.name.length; row += 1) {
    const text = `${columns.name[row]} ${columns.also(row)}`.toLowerCase()
    if (words.every((word) => text.includes(word))) found.push(row)
  }
  return found
}

/** The match after (or before) the row, around the end; null when there is none. */
export function nextMatch(matches: readonly number[], from: number, step: 1 | -1): number | null {
  if (matches.length === 0) return null
  if (step === 1) return matches.find((row) => row > from) ?? matches[0] ?? null
  return matches.findLast((row) => row < from) ?? matches.at(-1) ?? null
}
