/** The address of this view for somebody else: a window that moves with the clock is pinned, so that they see the same minutes. Pure. */
import { formatTime } from '@roentgen/contract'
import type { CommonSearch } from '../search.ts'
import { parseSearch, stringifySearch } from '../search-text.ts'
import { rangeOf } from './window.ts'

export function linkToThis(
  search: CommonSearch,
  address: string,
  now: number,
  asIs = false,
): { readonly href: string; readonly pinned: boolean } {
  const range = rangeOf(search, now)
  const url = new URL(address)
  if (!range.ok || !range.relative || asIs) return { href: url.href, pinned: false }
  const ends = { from: formatTime(Math.floor(range.from)), to: formatTime(Math.floor(range.to)) }
  url.search = stringifySearch({ ...parseSearch(url.search), ...ends })
  return { href: url.href, pinned: true }
}
