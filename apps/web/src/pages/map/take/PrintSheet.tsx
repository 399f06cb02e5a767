import { svg } from '@roentgen/export'
import { useMemo, useState } from 'react'
import { t } from '../../../messages/index.ts'
import { edgeRows, markRows, nodeRows } from '../MapTable.tsx'
import { palette } from '../map-style.ts'
import { type Row, sorted } from '../table-rows.ts'
import { drawingOf } from './drawing.ts'
import { aboutOf, subjectOf, type Taken } from './subject.ts'

const figures = ['requests', 'rate', 'ok', 'error', 'throttle', 'fault', 'p50', 'p95', 'p99'] as const

/** The headline, the map as a drawing with its legend, and every figure. Always light: paper is. */
export function PrintSheet(taken: Taken) {
  // The sheet is made when printing begins: a replay does not play on paper.
  const [subject] = useState(() => subjectOf(taken))
  const drawing = useMemo(() => drawingOf(subject, { ...inLight(palette), bg: '#ffffff' }), [subject])
  const markup = useMemo(() => drawing && { __html: svg(drawing).text }, [drawing])
  return (
    <div className="print-sheet">
      <h1 className="sr-only">{aboutOf(subject).title}</h1>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by packages/export, which escapes every name */}
      {markup && <div className="print-map" dangerouslySetInnerHTML={markup} />}
      <PrintTable
        caption={t('map.table.nodes')}
        columns={['name', 'kind', ...figures, 'objective']}
        rows={markRows(nodeRows(subject.picture), subject.marks, 0)}
      />
      <PrintTable
        caption={t('map.table.edges')}
        columns={['from', 'to', ...figures]}
        rows={markRows(edgeRows(subject.picture), subject.marks, 1)}
      />
    </div>
  )
}

function PrintTable({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: readonly ((typeof figures)[number] | 'name' | 'kind' | 'objective' | 'from' | 'to')[]
  rows: readonly Row[]
}) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={figures.some((one) => one === column) ? 'num' : ''}>
              {t(`map.table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted(rows, { column: 2, descending: true }).map((row) => (
          <tr key={row.id}>
            {row.cells.map((cell, i) => (
              <td key={columns[i]} className={typeof cell.sort === 'number' ? 'num' : ''}>
                {cell.text}
                {cell.also && <small> {cell.also}</small>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The colours of the light theme are read in it; nothing is painted in between. */
function inLight<T>(read: () => T): T {
  const { dataset } = document.documentElement
  const theme = dataset.theme
  dataset.theme = 'light'
  try {
    return read()
  } finally {
    if (theme === undefined) delete dataset.theme
    else dataset.theme = theme
  }
}
