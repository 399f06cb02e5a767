import type { UserRowShape } from '@roentgen/contract'
import type { ResponseClass } from '@roentgen/trace'
import { Link } from '@tanstack/react-router'
import { ArrowDown } from 'lucide-react'
import { count, dateTime, percent } from '../../format.ts'
import { t } from '../../messages/index.ts'
import type { SearchOf } from '../../search.ts'
import { ClassMark } from '../../ui/ClassMark.tsx'
import { Spacer, useWindowedRows } from '../../ui/windowed-rows.tsx'
import { badShareOf, type UserSortKey } from './order.ts'
import { tracesFilter } from './traces-filter.ts'

type Column = {
  readonly name: UserSortKey
  readonly wide: string
  readonly mark?: ResponseClass
  readonly left?: boolean
}

const columns: readonly Column[] = [
  { name: 'user', wide: '', left: true },
  { name: 'fault', wide: 'w-18 md:w-28', mark: 'fault' },
  { name: 'error', wide: 'w-18 md:w-28', mark: 'error' },
  { name: 'throttle', wide: 'w-28 max-md:hidden', mark: 'throttle' },
  { name: 'traces', wide: 'w-18 md:w-28' },
  { name: 'share', wide: 'w-32 max-md:hidden' },
  { name: 'last', wide: 'w-60 max-md:hidden' },
]

type UserTableProps = {
  readonly rows: readonly UserRowShape[]
  readonly search: SearchOf<'/users'>
  readonly onSort: (key: UserSortKey) => void
}

export function UserTable({ rows, search, onSort }: UserTableProps) {
  const { body, indexes, above, below, measure } = useWindowedRows(
    rows.length,
    37,
    (index) => rows[index]?.user ?? String(index),
  )
  const sort = columns.find((column) => column.name === search.sort)?.name ?? 'fault'
  return (
    <div className="card overflow-clip">
      <table className="w-full table-fixed text-left text-sm" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{t('users.table', { count: rows.length })}</caption>
        <thead className="sticky top-0 z-10 bg-surface text-xs text-ink-soft shadow-[0_1px_0_var(--line)]">
          <tr aria-rowindex={1}>
            {columns.map(({ name, wide, mark, left }) => (
              <th
                key={name}
                scope="col"
                className={`${wide} p-2 font-normal ${left ? '' : 'text-right'}`}
                aria-sort={sort === name ? (name === 'user' ? 'ascending' : 'descending') : 'none'}
              >
                <button
                  type="button"
                  className={`inline-flex items-center gap-1 ${sort === name ? 'font-semibold text-ink' : ''}`}
                  onClick={() => onSort(name)}
                >
                  {mark && <ClassMark of={mark} />}
                  {t(`users.column.${name}`)}
                  {sort === name && <ArrowDown aria-hidden size={12} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer height={above} />
          {indexes.map((index) => {
            const row = rows[index]
            return row && <UserRow key={row.user} row={row} index={index} search={search} measure={measure} />
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}

type UserRowProps = {
  readonly row: UserRowShape
  readonly index: number
  readonly search: SearchOf<'/users'>
  readonly measure: (element: HTMLTableRowElement | null) => void
}

function UserRow({ row, index, search, measure }: UserRowProps) {
  // A zero in full ink would hide who was hit.
  const figure = (value: number) => (
    <td className={`num p-2 text-right ${value === 0 ? 'text-ink-soft' : 'font-semibold'}`}>{count(value)}</td>
  )
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className="relative border-t border-line hover:bg-accent-soft/60"
    >
      <th scope="row" className="truncate p-2 font-normal">
        <Link
          to="/traces"
          search={{ filter: tracesFilter(row.user, search) }}
          title={t('users.traces-of', { user: row.user })}
          className="after:absolute after:inset-0"
        >
          {row.user}
        </Link>
      </th>
      {figure(row.fault)}
      {figure(row.error)}
      <td className={`num p-2 text-right max-md:hidden ${row.throttle === 0 ? 'text-ink-soft' : 'font-semibold'}`}>
        {count(row.throttle)}
      </td>
      <td className="num p-2 text-right">{count(row.traces)}</td>
      <td className="num p-2 text-right max-md:hidden">{percent(badShareOf(row))}</td>
      <td className="num truncate p-2 text-right max-md:hidden">{dateTime(row.lastSeen, search.tz)}</td>
    </tr>
  )
}
