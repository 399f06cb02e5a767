// biome-ignore-all lint/a11y/useSemanticElements: see Waterfall
// biome-ignore-all lint/a11y/useFocusableInteractive: cells are read; the row has the focus
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all rows
import { ChevronDown, ChevronRight } from 'lucide-react'
import { barOf, type Range } from './axis.ts'
import { hasChildren } from './rows.ts'
import { rowHeight, type WaterfallLabels, type WaterfallRows } from './types.ts'

/** Name, service (from 768 px), duration, timeline: the header and every row share it. */
export const columnsClass =
  'grid grid-cols-[minmax(0,45%)_4.5rem_minmax(0,1fr)] items-center md:grid-cols-[minmax(0,38%)_minmax(0,14%)_5.5rem_minmax(0,1fr)]'

/** Deeper rows keep this indent, so that a name never leaves its column. */
const deepestIndent = 16

export type WaterfallRowProps = {
  readonly row: number
  readonly index: number
  readonly top: number
  readonly rows: WaterfallRows
  readonly folded: boolean
  readonly whole: Range
  readonly view: Range
  readonly active: boolean
  readonly selected: boolean
  readonly matched: boolean
  /** null: not on the critical path, or not shown. */
  readonly criticalUs: number | null
  readonly labels: WaterfallLabels
  readonly onPick: () => void
  readonly onFold: (folded: boolean) => void
}

const outlines = { ok: '', error: 'ring-2 ring-error', throttle: 'ring-2 ring-throttle', fault: 'ring-2 ring-fault' }

export function WaterfallRow(props: WaterfallRowProps) {
  const { row, rows, labels } = props
  const parent = hasChildren(rows, row)
  const depth = rows.depth[row] ?? 0
  const duration = rows.duration[row] ?? 0
  const outcome = rows.outcome[row] ?? 'ok'
  const bar = barOf(rows.start[row] ?? 0, duration, props.view, props.whole)
  const remark = rows.remark(row)
  const sentence = labels.row(row)
  const background = props.selected ? 'bg-accent-soft' : props.matched ? 'bg-notice' : 'hover:bg-accent-soft/60'
  const Chevron = props.folded ? ChevronRight : ChevronDown
  return (
    <div
      role="row"
      data-row={row}
      tabIndex={props.active ? 0 : -1}
      aria-rowindex={props.index + 2}
      aria-level={depth + 1}
      aria-expanded={parent ? !props.folded : undefined}
      aria-selected={props.selected}
      className={`${columnsClass} absolute inset-x-0 cursor-default -outline-offset-2 ${background}`}
      style={{ transform: `translateY(${props.top}px)`, height: rowHeight }}
      onClick={props.onPick}
    >
      <div role="gridcell" className="flex min-w-0 items-center gap-1 pr-2 pl-1">
        <span
          aria-hidden="true"
          className="flex-none"
          style={{ width: `${Math.min(depth, deepestIndent) * 0.7}rem` }}
        />
        {/* Pointer only: with keys one folds by the arrows. */}
        <span
          aria-hidden="true"
          data-testid="fold"
          className="flex size-4 flex-none items-center justify-center text-ink-soft"
          onClick={(event) => {
            if (!parent) return
            event.stopPropagation()
            props.onFold(!props.folded)
          }}
        >
          {parent && <Chevron size={14} />}
        </span>
        <span
          aria-hidden="true"
          className="swatch size-2.5 flex-none rounded-sm"
          style={{ background: rows.color(row) }}
        />
        {labels.mark(row)}
        <span className="truncate" title={rows.name[row]}>
          {rows.name[row]}
        </span>
        {props.folded && (
          <span className="num flex-none rounded bg-bg px-1 text-xs text-ink-soft">+{(rows.size[row] ?? 1) - 1}</span>
        )}
        {remark && <span className="flex-none text-xs text-ink-soft italic">{remark}</span>}
      </div>
      <div role="gridcell" className="hidden truncate pr-2 text-ink-soft md:block">
        {rows.service(row)}
      </div>
      <div role="gridcell" className="num pr-2 text-right whitespace-nowrap">
        {duration < 0 ? '…' : labels.time(duration)}
      </div>
      <div role="gridcell" aria-label={sentence} title={sentence} className="relative h-full overflow-hidden">
        {bar.outside ? (
          <span
            aria-hidden="true"
            className={`absolute inset-y-0 flex items-center text-xs text-ink-soft ${bar.outside === 'before' ? 'left-0.5' : 'right-0.5'}`}
          >
            {bar.outside === 'before' ? '‹' : '›'}
          </span>
        ) : (
          <span
            aria-hidden="true"
            className={`swatch absolute inset-y-[7px] min-w-[3px] rounded-xs ${outlines[outcome]} ${duration < 0 ? 'opacity-50' : ''}`}
            style={{
              left: `min(${bar.left * 100}%, 100% - 3px)`,
              width: `${bar.width * 100}%`,
              background: rows.color(row),
            }}
          />
        )}
        {props.criticalUs !== null && !bar.outside && (
          <span
            aria-hidden="true"
            data-critical="true"
            className="swatch absolute bottom-0.5 h-[3px] min-w-[3px] bg-ink"
            style={{ left: `min(${bar.left * 100}%, 100% - 3px)`, width: `${bar.width * 100}%` }}
          />
        )}
      </div>
    </div>
  )
}
