import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { CommonSearch } from '../search.ts'

/** The members every page shares, wherever one is. */
export function useCommonSearch(): CommonSearch {
  return useSearch({ strict: false }) as CommonSearch
}

/** Changes some of them on the page one is on; `replace` while typing or brushing, a history entry otherwise. */
export function useChangeSearch(): (change: CommonSearch, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (change, options) => {
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, ...change }),
        replace: options?.replace ?? false,
        resetScroll: false,
      } as Parameters<typeof navigate>[0])
    },
    [navigate],
  )
}
