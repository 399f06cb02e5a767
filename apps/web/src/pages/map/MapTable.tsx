/** The map as two tables: the same nodes and edges with every figure, sortable, for eyes and ears alike. */
import { type Picture, technicalName } from '@roentgen/picture'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { count, duration, percent, rate } from '../../format.ts'
import { type MessageKey, t } from '../../messages/index.ts'
import { kindWords } from '../../ui/kind-words.ts'
import { type ClassCounts, classes } from '../../ui/response-class.ts'
import type { Marks } from './compare/marks.ts'
import type { Selection } from './MapView.tsx'
import { nodeName } from './node-name.ts'
import { membersWords } from './picture/group-words.ts'
import { type Cell, type Row, type Sort, sorted } from './table-rows.ts'

const figureColumns = ['requests', 'rate', 'ok', 'error', 'throttle', 'fault', 'p50', 'p95', 'p99'] as const

type Figures = {
  readonly counts: ClassCounts
  readonly rate: number
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number } | null
}

const words = (text: string): Cell => ({ sort: text, text })

function figures({ counts, rate: perMinute, latency }: Figures, onlyP95 = false): Cell[] {
  const some = counts.total > 0
  return [
    { sort: counts.total, text: count(counts.total) },
    { sort: perMinute, text: rate(perMinute) },
    ...classes.map((name) => ({
      sort: some ? counts[name] / counts.total : null,
      text: some
        ? t('map.table.share', { count: count(counts[name]), share: percent(counts[name] / counts.total) })
        : '–',
    })),
    ...(['p50', 'p95', 'p99'] as const).map((name) => ({
      sort: latency && (name === 'p95' || !onlyP95) ? latency[name] : null,
      text: name === 'p95' || !onlyP95 ? duration(latency?.[name]) : '–',
    })),
  ]
}

export function nodeRows(graph: Picture): Row[] {
  return graph.nodes.map((node) => {
    const slo = node.slos.find((one) => one.met === false) ?? node.slos[0]
    const state = slo ? t(slo.met === null ? 'map.slo.unknown' : slo.met ? 'map.slo.kept' : 'map.slo.broken') : null
    return {
      id: node.id,
      cells: [
        { ...words(nodeName(node, node.id)), also: technicalName(node) },
        words(node.group ? membersWords(node.group) : kindWords(node.type)),
        ...figures(node, graph.onlyP95),
        { sort: state, text: state ?? '–' },
      ],
    }
  })
}

export function edgeRows(graph: Picture): Row[] {
  const names = new Map(graph.nodes.map((node) => [node.id, nodeName(node, node.id)]))
  return graph.edges.map((edge) => ({
    id: edge.id,
    cells: [
      words(names.get(edge.from) ?? edge.from),
      words(names.get(edge.to) ?? edge.to),
      ...figures(edge, graph.onlyP95),
    ],
  }))
}

export function MapTable({
  graph,
  selection,
  onSelect,
  marks,
}: {
  graph: Picture
  /** What changed since an earlier window. */
  marks?: Marks | null
  selection: Selection
  onSelect: (what: Selection) => void
}) {
  return (
    <div className="min-h-0 flex-1 overflow-auto p-3">
      <Table
        caption={t('map.table.nodes')}
        columns={['name', 'kind', ...figureColumns, 'objective']}
        rows={markRows(nodeRows(graph), marks, 0)}
        firstSort={{ column: 2, descending: true }}
        selected={selection.node}
        onSelect={(node) => onSelect({ node })}
      />
      <Table
        caption={t('map.table.edges')}
        columns={['from', 'to', ...figureColumns]}
        rows={markRows(edgeRows(graph), marks, 1)}
        firstSort={{ column: 2, descending: true }}
        selected={selection.edge}
        onSelect={(edge) => onSelect({ edge })}
      />
    </div>
  )
}

/** Beside the name (of a connection, of its end) stands what changed. */
export const markRows = (rows: Row[], marks: Marks | null | undefined, column: number): Row[] =>
  marks
    ? rows.map((row) => {
        const says = marks.get(row.id)?.says
        return says
          ? {
              ...row,
              cells: row.cells.map((cell, i) =>
                i === column ? { ...cell, also: [cell.also, says].filter(Boolean).join(' · ') } : cell,
              ),
            }
          : row
      })
    : rows

type Column = (typeof figureColumns)[number] | 'name' | 'kind' | 'objective' | 'from' | 'to'
const textColumns: readonly Column[] = ['name', 'kind', 'from', 'to', 'objective']

function Table({
  caption,
  columns,
  rows,
  firstSort,
  selected,
  onSelect,
}: {
  caption: string
  columns: readonly Column[]
  rows: readonly Row[]
  firstSort: Sort
  selected: string | undefined
  onSelect: (id: string) => void
}) {
  const [sort, setSort] = useState<Sort>(firstSort)
  const title = (column: Column): string => t(`map.table.${column}` satisfies MessageKey)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, which keys must reach too
    <section aria-label={caption} tabIndex={0} className="card mb-4 overflow-x-auto">
      <table className="num w-full border-collapse text-sm">
        <caption className="px-3 py-2 text-left font-semibold">{caption}</caption>
        <thead>
          <tr className="border-y border-line bg-bg text-left">
            {columns.map((column, i) => (
              <th
                key={column}
                scope="col"
                aria-sort={sort.column === i ? (sort.descending ? 'descending' : 'ascending') : 'none'}
                className={`px-2 py-1 whitespace-nowrap ${textColumns.includes(column) ? '' : 'text-right'}`}
              >
                <button
                  type="button"
                  className="inline-flex items-center gap-1 rounded font-semibold"
                  title={t('map.table.sort', { column: title(column) })}
                  onClick={() =>
                    setSort({
                      column: i,
                      descending: sort.column === i ? !sort.descending : !textColumns.includes(column),
                    })
                  }
                >
                  {title(column)}
                  {sort.column === i &&
                    (sort.descending ? <ArrowDown aria-hidden size={13} /> : <ArrowUp aria-hidden size={13} />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, sort).map((row) => (
            <tr
              key={row.id}
              className={`border-b border-line last:border-0 ${row.id === selected ? 'bg-accent-soft' : ''}`}
            >
              {row.cells.map((cell, i) => {
                const column = columns[i] ?? 'name'
                const place = `px-2 py-1 whitespace-nowrap ${textColumns.includes(column) ? '' : 'text-right'}`
                return i === 0 ? (
                  <th key={column} scope="row" className={`${place} text-left font-normal`}>
                    <button
                      type="button"
                      className="max-w-64 truncate rounded text-accent underline-offset-2 hover:underline"
                      aria-pressed={row.id === selected}
                      onClick={() => onSelect(row.id)}
                    >
                      {cell.text}
                    </button>
                    {cell.also && (
                      <span className="block max-w-96 text-xs whitespace-normal text-ink-soft">{cell.also}</span>
                    )}
                  </th>
                ) : (
                  <td key={column} className={place}>
                    {cell.text}
                    {cell.also && (
                      <span className="block max-w-96 text-left text-xs whitespace-normal text-ink-soft">
                        {cell.also}
                      </span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
