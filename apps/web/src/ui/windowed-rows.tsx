/** Rows of a real table of which only those in the window's sight are in the document; spacers keep the scroll bar honest. */
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

export type WindowedRows = {
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly indexes: readonly number[]
  /** Heights of what is left out, px. */
  readonly above: number
  readonly below: number
  readonly measure: (element: HTMLTableRowElement | null) => void
}

export function useWindowedRows(count: number, rowHeight: number, keyOf: (index: number) => string): WindowedRows {
  const body = useRef<HTMLTableSectionElement>(null)
  const [offset, setOffset] = useState(0)
  // What stands above the table comes and goes; so its place is asked for after every render.
  useLayoutEffect(() => {
    const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY
    setOffset((before) => (Math.abs(before - top) > 1 ? top : before))
  })
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: offset,
    getItemKey: keyOf,
  })
  const items = virtual.getVirtualItems()
  return {
    body,
    indexes: items.map((item) => item.index),
    above: (items[0]?.start ?? offset) - offset,
    below: Math.max(0, virtual.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset)),
    measure: virtual.measureElement,
  }
}

/** One cell and no colSpan: spanning columns that a narrow page hides would bring them back, empty. */
export function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a plain table takes no focus
    <tr aria-hidden="true">
      <td style={{ height, padding: 0 }} />
    </tr>
  )
}
