/** The members of the opened link that could not be read. They can only come with the first load: later links are made here. */
import { useSyncExternalStore } from 'react'
import { badParameters } from '../search.ts'
import { parseSearch } from '../search-text.ts'

let bad: readonly string[] = []
const listeners = new Set<() => void>()

export function noteBadParameters(location: { readonly pathname: string; readonly search: string }): void {
  bad = badParameters(location.pathname, parseSearch(location.search))
}

export function dismissBadParameters(): void {
  bad = []
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useBadParameters = (): readonly string[] => useSyncExternalStore(subscribe, () => bad)
