// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot be placed by a virtualiser
// biome-ignore-all lint/a11y/useFocusableInteractive: the header row is read, not visited
/** The tree grid: one row an entity, one focus that roves, only the rows in sight in the document. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { fitted, panned, type Range, ticks, zoomed } from './axis.ts'
import { commandOf, type GridCommand } from './keys.ts'
import { type Folding, hasChildren, isFolded, positionOf, shownInPlaceOf } from './rows.ts'
import { type PathMode, rowHeight, type WaterfallLabels, type WaterfallRows } from './types.ts'
import { columnsClass, WaterfallRow } from './WaterfallRow.tsx'

export type WaterfallProps = {
  readonly rows: WaterfallRows
  readonly visible: Int32Array
  readonly folding: Folding
  readonly whole: Range
  readonly view: Range
  readonly selected: number | null
  readonly matches: ReadonlySet<number>
  /** Row -> microseconds it spends on the critical path. */
  readonly critical: ReadonlyMap<number, number>
  readonly path: PathMode
  readonly labels: WaterfallLabels
  /** With the key the details take the focus; with the pointer it stays. */
  readonly onSelect: (row: number, how: 'key' | 'pointer') => void
  readonly onLeave: () => void
  readonly onFold: (row: number, folded: boolean) => void
  readonly onFoldAll: (folded: boolean) => void
  readonly onView: (view: Range) => void
}

/** Room for a moment on the axis. */
const labelWidth = 88

const clampTo = (value: number, length: number) => Math.min(length - 1, Math.max(0, value))

export function Waterfall(props: WaterfallProps) {
  const { rows, visible, folding, whole, view, selected, labels } = props
  const scroller = useRef<HTMLDivElement>(null)
  const axis = useRef<HTMLDivElement>(null)
  const [axisWidth, setAxisWidth] = useState(5 * labelWidth)
  const takeFocus = useRef(false)
  const [active, setActive] = useState<number>(() => selected ?? visible[0] ?? 0)
  const shown = positionOf(visible, active) >= 0 ? active : shownInPlaceOf(rows, folding, active)
  const position = Math.max(0, positionOf(visible, shown))

  const virtual = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The row with the focus stays in the document wherever one scrolls.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const to = Math.min(count - 1, endIndex + overscan)
      const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
      if (position < from) indexes.unshift(position)
      if (position > to && position < count) indexes.push(position)
      return indexes
    },
  })

  useLayoutEffect(() => {
    const element = axis.current
    if (!element) return
    const observer = new ResizeObserver(() => setAxisWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  // A row chosen elsewhere (search, a link, the critical path) comes into sight.
  const scrollTo = virtual.scrollToIndex
  useLayoutEffect(() => {
    if (selected === null) return
    setActive(selected)
    const at = positionOf(visible, selected)
    if (at >= 0) scrollTo(at, { align: 'auto' })
  }, [selected, visible, scrollTo])

  useEffect(() => {
    if (!takeFocus.current) return
    takeFocus.current = false
    scroller.current?.querySelector<HTMLElement>(`[data-row="${shown}"]`)?.focus({ preventScroll: true })
  })

  const moveTo = (at: number) => {
    const next = clampTo(at, visible.length)
    takeFocus.current = true
    scrollTo(next, { align: 'auto' })
    setActive(visible[next] ?? 0)
  }
  const pageRows = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 1)
  const middle = (view.from + view.to) / 2
  const start = rows.start[shown] ?? 0

  const toCritical = (step: 1 | -1) => {
    for (let at = position + step; at >= 0 && at < visible.length; at += step) {
      if (props.critical.has(visible[at] ?? -1)) return moveTo(at)
    }
  }

  const actions: Record<GridCommand, () => void> = {
    next: () => moveTo(position + 1),
    previous: () => moveTo(position - 1),
    first: () => moveTo(0),
    last: () => moveTo(visible.length - 1),
    'page-up': () => moveTo(position - pageRows()),
    'page-down': () => moveTo(position + pageRows()),
    inwards: () => {
      if (!hasChildren(rows, shown)) return
      if (isFolded(rows, folding, shown)) props.onFold(shown, false)
      else moveTo(position + 1)
    },
    outwards: () => {
      if (hasChildren(rows, shown) && !isFolded(rows, folding, shown)) return props.onFold(shown, true)
      const parent = rows.parent[shown] ?? -1
      const at = parent < 0 ? -1 : positionOf(visible, parent)
      if (at >= 0) moveTo(at)
    },
    open: () => props.onSelect(shown, 'key'),
    leave: props.onLeave,
    'fold-all': () => props.onFoldAll(true),
    'unfold-all': () => props.onFoldAll(false),
    fit: () => props.onView(fitted(start, rows.duration[shown] ?? 0, whole)),
    // Towards the focused bar when it is in sight, else towards the middle.
    'zoom-in': () => props.onView(zoomed(view, 0.6, start >= view.from && start <= view.to ? start : middle, whole)),
    'zoom-out': () => props.onView(zoomed(view, 1 / 0.6, middle, whole)),
    whole: () => props.onView(whole),
    earlier: () => props.onView(panned(view, -0.25, whole)),
    later: () => props.onView(panned(view, 0.25, whole)),
    'next-critical': () => toCritical(1),
    'previous-critical': () => toCritical(-1),
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event)
    if (!command || visible.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    // Folding may take the focused row away: whatever stands in its place gets the focus.
    if (command.includes('fold') || command.endsWith('wards')) takeFocus.current = true
    actions[command]()
  }

  const marks = useMemo(() => ticks(view, Math.max(1, Math.floor(axisWidth / labelWidth))), [view, axisWidth])
  const share = (at: number) => `${((at - view.from) / (view.to - view.from)) * 100}%`
  const items = virtual.getVirtualItems()

  return (
    <div
      role="treegrid"
      aria-label={labels.grid}
      aria-rowcount={visible.length + 1}
      aria-colcount={4}
      className="flex min-h-0 flex-1 flex-col text-sm"
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="overflow-hidden border-b border-line [scrollbar-gutter:stable]">
        <div role="row" aria-rowindex={1} className={`${columnsClass} h-7 text-xs text-ink-soft`}>
          <div role="columnheader" className="pl-2">
            {labels.name}
          </div>
          <div role="columnheader" className="hidden md:block">
            {labels.service}
          </div>
          <div role="columnheader" className="pr-2 text-right">
            {labels.duration}
          </div>
          <div ref={axis} role="columnheader" className="relative h-full overflow-hidden">
            <span className="sr-only">{labels.timeline}</span>
            {marks.map((at) => (
              <span
                key={at}
                aria-hidden="true"
                className="num absolute inset-y-0 flex items-center border-l border-line pl-1 whitespace-nowrap"
                style={{ left: share(at) }}
              >
                {labels.time(at)}
              </span>
            ))}
          </div>
        </div>
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto [scrollbar-gutter:stable]"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          <div aria-hidden="true" className={`${columnsClass} pointer-events-none absolute inset-0`}>
            <div />
            <div className="hidden md:block" />
            <div />
            <div className="relative h-full overflow-hidden">
              {marks.map((at) => (
                <span key={at} className="absolute inset-y-0 border-l border-line/60" style={{ left: share(at) }} />
              ))}
            </div>
          </div>
          {items.map((item) => {
            const row = visible[item.index] ?? 0
            return (
              <WaterfallRow
                key={row}
                row={row}
                index={item.index}
                top={item.start}
                rows={rows}
                folded={isFolded(rows, folding, row)}
                whole={whole}
                view={view}
                active={row === shown}
                selected={row === selected}
                matched={props.matches.has(row)}
                criticalUs={props.path === 'off' ? null : (props.critical.get(row) ?? null)}
                labels={labels}
                onPick={() => {
                  takeFocus.current = true
                  setActive(row)
                  props.onSelect(row, 'pointer')
                }}
                onFold={(folded) => {
                  takeFocus.current = true
                  setActive(row)
                  props.onFold(row, folded)
                }}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
