/**
 * As windowed-rows.tsx for a table that scrolls inside of an element, or with the page where that element is as tall as
 * what is in it. The row that has the focus stays in the document with its neighbours, so that scrolling loses no place.
 */
import { defaultRangeExtractor, type Range, useVirtualizer, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** What stands in the document, from the top: a row by its index, or the height (px) of those left out after one (-1: before all). */
export type Part = { readonly index: number } | { readonly after: number; readonly height: number }

export type ScrolledRows = {
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly parts: readonly Part[]
  readonly measure: (element: HTMLTableRowElement | null) => void
  /** As little as it takes to see the row; not at all where it is in sight. Null: it is not known yet what scrolls. */
  readonly scrollTo: ((index: number) => void) | null
}

type Asked = {
  readonly count: number
  /** px, until it is measured. */
  readonly rowHeight: number
  /** Always the same function while the rows are: all are measured by it. */
  readonly keyOf: (index: number) => string
  /** The element itself and no reference to it: that comes only after what is inside. Null: not there yet. */
  readonly scroller: HTMLElement | null
  /** Index of the row that has the focus; below 0: none has. */
  readonly focused: number
}

type Place = { readonly inside: boolean; readonly offset: number }

export function useScrolledRows({ count, rowHeight, keyOf, scroller, focused }: Asked): ScrolledRows {
  const body = useRef<HTMLTableSectionElement>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const { inside, offset } = place ?? { inside: false, offset: 0 }
  // What stands above the rows comes and goes, and so does what scrolls; both are looked for after every render.
  useLayoutEffect(() => {
    if (!scroller || !body.current) return
    const now = placeOf(body.current, scroller)
    setPlace((before) => (before?.inside === now.inside && Math.abs(before.offset - now.offset) <= 1 ? before : now))
  })
  const rangeExtractor = useCallback(
    (range: Range) => withFocused(defaultRangeExtractor(range), focused, count),
    [focused, count],
  )
  const options = {
    ...{ count, rangeExtractor, overscan: 10, scrollMargin: offset },
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
  }
  const ofElement = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    ...options,
    enabled: inside,
    getScrollElement: () => scroller,
  })
  const ofPage = useWindowVirtualizer<HTMLTableRowElement>({ ...options, enabled: !inside })
  const virtual = inside ? ofElement : ofPage
  return {
    body,
    parts: partsOf(virtual.getVirtualItems(), offset, virtual.getTotalSize()),
    measure: virtual.measureElement,
    scrollTo: place && ((index) => virtual.scrollToIndex(index)),
  }
}

/** Where the rows begin in what scrolls, px. */
function placeOf(body: HTMLElement, scroller: HTMLElement): Place {
  const { top } = body.getBoundingClientRect()
  return scroller.scrollHeight > scroller.clientHeight + 1
    ? { inside: true, offset: top - scroller.getBoundingClientRect().top + scroller.scrollTop }
    : { inside: false, offset: top + window.scrollY }
}

/** Rising. With the focused row stand its neighbours, for Tab goes to them. */
export function withFocused(seen: readonly number[], focused: number, count: number): number[] {
  const near = focused < 0 ? [] : [focused - 1, focused, focused + 1].filter((index) => index >= 0 && index < count)
  return [...new Set([...seen, ...near])].sort((a, b) => a - b)
}

type Item = { readonly index: number; readonly start: number; readonly end: number }

/** `offset`: where the first of all rows starts; `total`: the height of all, px. */
export function partsOf(items: readonly Item[], offset: number, total: number): Part[] {
  const parts: Part[] = []
  let at = offset
  let after = -1
  for (const { index, start, end } of items) {
    if (start > at) parts.push({ after, height: start - at })
    parts.push({ index })
    at = end
    after = index
  }
  const below = offset + total - at
  if (below > 0) parts.push({ after, height: below })
  return parts
}
