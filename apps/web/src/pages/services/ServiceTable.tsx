import { allOf, serviceFilter } from '@roentgen/filter'
import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, ListTree } from 'lucide-react'
import { duration, percent, rate } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { walkRows } from '../../ui/walk-rows.ts'
import { Spacer, useWindowedRows } from '../../ui/windowed-rows.tsx'
import { HealthMark, healthWords } from './HealthWords.tsx'
import { type Direction, isIll, type ListLine, type ServiceRow, type SortKey } from './rows.ts'
import { TrendLine } from './TrendLine.tsx'
import type { Trend } from './trend.ts'

type Column = { readonly key: SortKey | 'trend' | 'traces'; readonly wide: string; readonly left?: boolean }

/** Narrow pages have the name, the slowest and the failures; the rest of it stands under the name. */
const columns: readonly Column[] = [
  { key: 'name', wide: '', left: true },
  { key: 'health', wide: 'w-44 xl:w-52 max-md:hidden', left: true },
  { key: 'objective', wide: 'w-32 max-xl:hidden', left: true },
  { key: 'rate', wide: 'w-24 max-md:hidden' },
  { key: 'p50', wide: 'w-22 max-xl:hidden' },
  { key: 'p95', wide: 'w-22' },
  { key: 'p99', wide: 'w-22 max-xl:hidden' },
  { key: 'errors', wide: 'w-20' },
  { key: 'trend', wide: 'w-36 max-lg:hidden', left: true },
  { key: 'owner', wide: 'w-40 max-lg:hidden', left: true },
  { key: 'traces', wide: 'w-11 max-md:hidden' },
]

type ServiceTableProps = {
  readonly lines: readonly ListLine[]
  readonly sort: SortKey
  readonly direction: Direction
  readonly onSort: (key: SortKey) => void
  /** Null: not known (yet). */
  readonly trends: { readonly of: ReadonlyMap<string, Trend>; readonly step: number } | null
  readonly filter: string | undefined
}

export function ServiceTable({ lines, sort, direction, onSort, trends, filter }: ServiceTableProps) {
  const { body, indexes, above, below, measure } = useWindowedRows(
    lines.length,
    53,
    (index) => lines[index]?.id ?? String(index),
  )
  return (
    <div className="card overflow-clip">
      <table className="w-full table-fixed text-left text-sm" aria-rowcount={lines.length + 1}>
        <caption className="sr-only">{t('services.table', { count: lines.length })}</caption>
        <thead className="sticky top-0 z-10 bg-surface text-xs text-ink-soft shadow-[0_1px_0_var(--line)]">
          <tr aria-rowindex={1}>
            {columns.map(({ key, wide, left }) => (
              <th
                key={key}
                scope="col"
                className={`${wide} p-2 font-normal ${left ? '' : 'text-right'}`}
                {...(key === 'trend' || key === 'traces'
                  ? {}
                  : { 'aria-sort': sort !== key ? 'none' : direction === 'asc' ? 'ascending' : 'descending' })}
              >
                {key === 'trend' || key === 'traces' ? (
                  <span className={key === 'traces' ? 'sr-only' : ''}>{t(`services.column.${key}`)}</span>
                ) : (
                  <button
                    type="button"
                    className={`inline-flex items-center gap-1 ${sort === key ? 'font-semibold text-ink' : ''}`}
                    title={t('services.sort', { column: t(`services.column.${key}`) })}
                    onClick={() => onSort(key)}
                  >
                    {t(`services.column.${key}`)}
                    {sort === key &&
                      (direction === 'asc' ? <ArrowUp aria-hidden size={12} /> : <ArrowDown aria-hidden size={12} />)}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={walkRows}>
          <Spacer height={above} />
          {indexes.map((index) => {
            const line = lines[index]
            const place = { index, measure }
            if (!line) return null
            return line.kind === 'group' ? (
              <GroupRow key={line.id} line={line} {...place} />
            ) : (
              <Row
                key={line.id}
                row={line.row}
                trend={trends?.of.get(line.id) ?? null}
                step={trends?.step ?? 0}
                filter={filter}
                {...place}
              />
            )
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}

type Place = { readonly index: number; readonly measure: (element: HTMLTableRowElement | null) => void }

function GroupRow({ line, index, measure }: { line: Extract<ListLine, { kind: 'group' }> } & Place) {
  const unwell = t('services.group.ill', { ill: line.ill, of: line.of })
  const tone = line.ill > 0 ? 'text-fault-text' : 'text-ink-soft'
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="border-t border-line bg-bg">
      <th scope="rowgroup" className="p-2 font-semibold">
        <span className="block truncate">{line.label}</span>
        <span className={`block text-xs font-normal md:hidden ${tone}`}>{unwell}</span>
      </th>
      <td className={`p-2 max-md:hidden ${tone}`}>{unwell}</td>
      {columns.slice(2).map(({ key, wide }) => (
        <td key={key} className={wide} />
      ))}
    </tr>
  )
}

type RowProps = Place & {
  readonly row: ServiceRow
  readonly trend: Trend | null
  readonly step: number
  readonly filter: string | undefined
}

function Row({ row, trend, step, filter, index, measure }: RowProps) {
  const { node, name, technical, kind, health, errors, owner } = row
  const words = healthWords(health)
  const figure = 'num p-2 text-right whitespace-nowrap'
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className="relative border-t border-line hover:bg-accent-soft/60"
    >
      <th scope="row" className="p-2 font-normal">
        <span className="flex min-w-0 items-center gap-2">
          <HealthMark health={health} />
          <span className="min-w-0">
            <Link
              to="/map"
              search={{ node: row.id }}
              title={t('services.on-map', { name })}
              className="block truncate after:absolute after:inset-0"
            >
              {name}
            </Link>
            <span className="block truncate text-xs text-ink-soft">
              {[technical, kind].filter((part) => part !== null).join(' · ')}
            </span>
            <span className={`block truncate text-xs md:hidden ${isIll(row) ? 'text-fault-text' : 'text-ink-soft'}`}>
              {[words, owner].filter((part) => part !== null).join(' · ')}
            </span>
          </span>
        </span>
      </th>
      <td className={`p-2 max-md:hidden ${isIll(row) ? 'font-semibold text-fault-text' : 'text-ink-soft'}`}>{words}</td>
      <td className="p-2 max-xl:hidden">
        <Objective row={row} />
      </td>
      <td className={`${figure} max-md:hidden`}>{rate(node.rate)}</td>
      <td className={`${figure} max-xl:hidden`}>{duration(node.latency?.p50)}</td>
      <td className={figure}>{duration(node.latency?.p95)}</td>
      <td className={`${figure} max-xl:hidden`}>{duration(node.latency?.p99)}</td>
      <td className={`${figure} ${errors ? 'font-semibold' : 'text-ink-soft'}`}>
        {errors === null ? '–' : percent(errors)}
      </td>
      <td className="p-2 max-lg:hidden">{trend && <TrendLine trend={trend} step={step} />}</td>
      <td className="truncate p-2 max-lg:hidden">{owner ?? <span className="text-ink-soft">–</span>}</td>
      <td className="relative z-1 p-1 max-md:hidden">
        <Link
          to="/traces"
          search={{ filter: allOf(filter ?? '', serviceFilter(node)) }}
          className="btn px-1.5"
          aria-label={t('services.traces-of', { name })}
          title={t('services.traces-of', { name })}
        >
          <ListTree aria-hidden size={15} />
        </Link>
      </td>
    </tr>
  )
}

function Objective({ row: { objective } }: { row: ServiceRow }) {
  if (!objective) return <span className="text-ink-soft">–</span>
  const { actual, met, target, objective: name } = objective
  return (
    <span title={name}>
      <span className={`num block truncate ${met === false ? 'font-semibold text-fault-text' : ''}`}>
        {actual === null ? t('map.slo.unknown') : percent(actual)}
      </span>
      <span className="block truncate text-xs text-ink-soft">
        {t(met === null ? 'services.objective.of' : met ? 'services.objective.kept' : 'services.objective.broken', {
          target: percent(target),
        })}
      </span>
    </span>
  )
}
