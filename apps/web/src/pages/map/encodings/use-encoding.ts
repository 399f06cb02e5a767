import { useSearch } from '@tanstack/react-router'
import type { Coloring } from './scale.ts'
import type { Sizing } from './size.ts'

/** What the address says colours and sizes tell. Only the map's address knows; elsewhere it is health and nothing. */
export function useEncoding(): { readonly color: Coloring; readonly size: Sizing } {
  const search = useSearch({ from: '/map', shouldThrow: false })
  return { color: search?.color ?? 'health', size: search?.size ?? 'none' }
}
