/** The list itself: a real table, of whose rows only those in sight are in the document. */
import type { TraceRow } from '@roentgen/contract'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { t } from '../../messages/index.ts'
import { Spacer, useWindowedRows } from '../../ui/windowed-rows.tsx'
import type { Order, SortKey } from './sort.ts'
import { TraceTableRow } from './TraceTableRow.tsx'

type Column = { readonly name: SortKey | 'annotations'; readonly wide: string; readonly right?: boolean }

/** From 768 px on the table is wide; below, a row says the rest in two lines. */
const columns: readonly Column[] = [
  { name: 'start', wide: 'max-md:hidden md:w-60' },
  { name: 'class', wide: 'w-9 md:w-28' },
  { name: 'url', wide: '' },
  { name: 'status', wide: 'w-16 max-md:hidden', right: true },
  { name: 'response', wide: 'w-24 md:w-32', right: true },
  { name: 'duration', wide: 'w-28 max-lg:hidden', right: true },
  { name: 'entry', wide: 'w-36 max-lg:hidden' },
  { name: 'users', wide: 'w-28 max-md:hidden' },
  { name: 'annotations', wide: 'w-44 max-xl:hidden' },
]

type TraceTableProps = {
  readonly rows: readonly TraceRow[]
  readonly tz: string | undefined
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

export function TraceTable({ rows, tz, order, onOrder }: TraceTableProps) {
  const { body, indexes, above, below, measure } = useWindowedRows(
    rows.length,
    40,
    (index) => rows[index]?.id ?? String(index),
  )
  return (
    <div className="card overflow-clip">
      <table className="w-full table-fixed text-left text-sm" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{t('traces.table', { count: rows.length })}</caption>
        <thead className="sticky top-0 z-10 bg-surface text-xs text-ink-soft shadow-[0_1px_0_var(--line)]">
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Heading key={column.name} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer height={above} />
          {indexes.map((index) => {
            const row = rows[index]
            return row && <TraceTableRow key={row.id} row={row} index={index} tz={tz} measure={measure} />
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}

type HeadingProps = { readonly column: Column; readonly order: Order; readonly onOrder: (order: Order) => void }

function Heading({ column, order, onOrder }: HeadingProps) {
  const { name, wide, right } = column
  const label = t(`traces.column.${name}`)
  const place = `${wide} p-2 font-normal ${right ? 'text-right' : ''}`
  if (name === 'annotations') {
    return (
      <th scope="col" className={place}>
        {label}
      </th>
    )
  }
  const active = order.key === name
  const Arrow = order.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      className={place}
      aria-sort={active ? (order.direction === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        className={`inline-flex items-center gap-1 ${active ? 'font-semibold text-ink' : ''}`}
        onClick={() => onOrder({ key: name, direction: active && order.direction === 'desc' ? 'asc' : 'desc' })}
      >
        <span className={name === 'class' ? 'max-md:sr-only' : ''}>{label}</span>
        {active && <Arrow aria-hidden size={12} />}
      </button>
    </th>
  )
}
