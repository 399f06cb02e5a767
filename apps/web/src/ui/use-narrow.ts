import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 639px)')

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** A phone, or a page at 400 %: too narrow to read a map on. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
