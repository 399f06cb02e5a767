/** The map as two tables: the same nodes and edges with every figure, sortable, for eyes and ears alike. */
import { type Picture, technicalName } from '@roentgen/picture'
import { useCallback, useMemo, useRef, useState } from 'react'
import { count, duration, percent, rate } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { useWords } from '../../shell/use-words.ts'
import { kindWords } from '../../ui/kind-words.ts'
import { type ClassCounts, classes } from '../../ui/response-class.ts'
import type { Marks } from './compare/marks.ts'
import { type Column, FigureTable, figureColumns } from './FigureTable.tsx'
import type { Selection } from './MapView.tsx'
import { nodeName } from './node-name.ts'
import { membersWords } from './picture/group-words.ts'
import type { Cell, Row, Sort } from './table-rows.ts'

const nodeColumns: readonly Column[] = ['name', 'kind', ...figureColumns, 'objective']
const edgeColumns: readonly Column[] = ['from', 'to', ...figureColumns]
const mostRequests: Sort = { column: 2, descending: true }

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
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const words = useWords()
  const select = useRef(onSelect)
  select.current = onSelect
  // The same for ever, or every row would be drawn again with whatever else changes on the page.
  const onNode = useCallback((node: string) => select.current({ node }), [])
  const onEdge = useCallback((edge: string) => select.current({ edge }), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cells are worded by it
  const nodes = useMemo(() => markRows(nodeRows(graph), marks, 0), [graph, marks, words])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cells are worded by it
  const edges = useMemo(() => markRows(edgeRows(graph), marks, 1), [graph, marks, words])
  return (
    <div ref={setScroller} className="min-h-0 flex-1 overflow-auto p-3">
      <FigureTable
        caption={t('map.table.nodes')}
        columns={nodeColumns}
        rows={nodes}
        firstSort={mostRequests}
        selected={selection.node}
        onSelect={onNode}
        scroller={scroller}
      />
      <FigureTable
        caption={t('map.table.edges')}
        columns={edgeColumns}
        rows={edges}
        firstSort={mostRequests}
        selected={selection.edge}
        onSelect={onEdge}
        scroller={scroller}
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
