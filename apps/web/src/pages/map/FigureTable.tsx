/** A sortable table of names and figures; of a long one only the rows in sight are in the document. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type MessageKey, t } from '../../messages/index.ts'
import { useScrolledRows } from '../../ui/scrolled-rows.tsx'
import { walkRows } from '../../ui/walk-rows.ts'
import { Spacer } from '../../ui/windowed-rows.tsx'
import { columnWidths } from './column-widths.ts'
import { type Row, type Sort, sorted } from './table-rows.ts'

export const figureColumns = ['requests', 'rate', 'ok', 'error', 'throttle', 'fault', 'p50', 'p95', 'p99'] as const
export type Column = (typeof figureColumns)[number] | 'name' | 'kind' | 'objective' | 'from' | 'to'
const textColumns: readonly Column[] = ['name', 'kind', 'from', 'to', 'objective']

/** Up to so many rows are all in the document: find in page finds them. */
export const mostWhole = 200
/** px, of a row with one line. */
const rowHeight = 29

type Props = {
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly firstSort: Sort
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  /** What scrolls, where it is not the page; null: not there yet. */
  readonly scroller: HTMLElement | null
}

export function FigureTable({ caption, columns, rows, firstSort, selected, onSelect, scroller }: Props) {
  const [sort, setSort] = useState<Sort>(firstSort)
  const lines = useMemo(() => sorted(rows, sort), [rows, sort])
  const windowed = lines.length > mostWhole
  const widths = useMemo(() => (windowed ? columnWidths(rows, columns.map(titleOf)) : null), [windowed, rows, columns])
  const body = { columns, lines, selected, onSelect }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, which keys must reach too
    <section aria-label={caption} tabIndex={0} className="card mb-4 overflow-x-auto">
      <table
        className="num w-full border-collapse text-sm"
        {...(windowed ? { 'aria-rowcount': lines.length + 1 } : {})}
      >
        <caption className="px-3 py-2 text-left font-semibold">{caption}</caption>
        {widths && (
          <colgroup>
            {columns.map((column, i) => (
              <col key={column} style={{ width: widths[i] }} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr className="border-y border-line bg-bg text-left" {...(windowed ? { 'aria-rowindex': 1 } : {})}>
            {columns.map((column, i) => (
              <Heading key={column} column={column} at={i} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        {windowed ? <InSight {...body} scroller={scroller} /> : <Whole {...body} />}
      </table>
    </section>
  )
}

const titleOf = (column: Column): string => t(`map.table.${column}` satisfies MessageKey)

type HeadingProps = {
  readonly column: Column
  readonly at: number
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

function Heading({ column, at, sort, onSort }: HeadingProps) {
  const title = titleOf(column)
  const active = sort.column === at
  const isText = textColumns.includes(column)
  return (
    <th
      scope="col"
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={`px-2 py-1 whitespace-nowrap ${isText ? '' : 'text-right'}`}
    >
      <button
        type="button"
        className="inline-flex items-center gap-1 rounded font-semibold"
        title={t('map.table.sort', { column: title })}
        onClick={() => onSort({ column: at, descending: active ? !sort.descending : !isText })}
      >
        {title}
        {active && (sort.descending ? <ArrowDown aria-hidden size={13} /> : <ArrowUp aria-hidden size={13} />)}
      </button>
    </th>
  )
}

type BodyProps = Pick<Props, 'columns' | 'selected' | 'onSelect'> & { readonly lines: readonly Row[] }

function Whole({ columns, lines, selected, onSelect }: BodyProps) {
  return (
    <tbody onKeyDown={walkRows}>
      {lines.map((row) => (
        <Line key={row.id} row={row} columns={columns} pressed={row.id === selected} onSelect={onSelect} />
      ))}
    </tbody>
  )
}

function InSight({ columns, lines, selected, onSelect, scroller }: BodyProps & Pick<Props, 'scroller'>) {
  const [focused, setFocused] = useState<string | null>(null)
  const places = useMemo(() => new Map(lines.map(({ id }, index) => [id, index])), [lines])
  const placeOf = (id: string | null | undefined): number => places.get(id ?? '') ?? -1
  const { body, parts, measure, scrollTo } = useScrolledRows({
    ...{ count: lines.length, rowHeight, scroller },
    keyOf: useCallback((index) => lines[index]?.id ?? String(index), [lines]),
    focused: placeOf(focused),
  })
  // Once for each that is selected: figures that come in later move rows, and nobody asked to go after them.
  const gone = useRef<string | undefined>(undefined)
  const at = placeOf(selected)
  useEffect(() => {
    if (!scrollTo || gone.current === selected || (selected !== undefined && at < 0)) return
    gone.current = selected
    if (at >= 0) scrollTo(at)
  })
  return (
    <tbody
      ref={body}
      onKeyDown={walkRows}
      onFocus={({ target }) => {
        const { index } = target.closest('tr')?.dataset ?? {}
        setFocused(lines[Number(index)]?.id ?? null)
      }}
    >
      {parts.map((part) => {
        if ('after' in part) return <Spacer key={`after ${part.after}`} height={part.height} />
        const row = lines[part.index]
        return (
          row && (
            <Line
              key={row.id}
              row={row}
              columns={columns}
              pressed={row.id === selected}
              onSelect={onSelect}
              index={part.index}
              measure={measure}
            />
          )
        )
      })}
    </tbody>
  )
}

type LineProps = Pick<Props, 'columns' | 'onSelect'> & {
  readonly row: Row
  readonly pressed: boolean
  /** Of all rows, where some are left out. */
  readonly index?: number
  readonly measure?: (element: HTMLTableRowElement | null) => void
}

const Line = memo(function Line({ row, columns, pressed, onSelect, index, measure }: LineProps) {
  return (
    <tr
      {...(index === undefined ? {} : { ref: measure, 'data-index': index, 'aria-rowindex': index + 2 })}
      className={`border-b border-line last:border-0 ${pressed ? 'bg-accent-soft' : ''}`}
    >
      {row.cells.map((cell, i) => {
        const column = columns[i] ?? 'name'
        const place = `px-2 py-1 whitespace-nowrap ${textColumns.includes(column) ? '' : 'text-right'}`
        return i === 0 ? (
          <th key={column} scope="row" className={`${place} text-left font-normal`}>
            <button
              type="button"
              className="max-w-64 truncate rounded text-accent underline-offset-2 hover:underline"
              aria-pressed={pressed}
              onClick={() => onSelect(row.id)}
            >
              {cell.text}
            </button>
            {cell.also && <span className="block max-w-96 text-xs whitespace-normal text-ink-soft">{cell.also}</span>}
          </th>
        ) : (
          <td key={column} className={place}>
            {cell.text}
            {cell.also && (
              <span className="block max-w-96 text-left text-xs whitespace-normal text-ink-soft">{cell.also}</span>
            )}
          </td>
        )
      })}
    </tr>
  )
})
