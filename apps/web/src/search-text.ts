/** The query string as a flat record and back: `?filter=service%28%22orders%22%29&from=now-1h`, nothing quoted, nothing nested. */
export type FlatSearch = Record<string, unknown>

export function parseSearch(text: string): FlatSearch {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Absent, null and empty members are left out, so that a default never shows. */
export function stringifySearch(search: FlatSearch): string {
  const out = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue
    out.append(key, String(value))
  }
  const text = out.toString()
  return text === '' ? '' : `?${text}`
}
