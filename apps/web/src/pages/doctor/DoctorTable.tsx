import type { ReactNode } from 'react'

type DoctorTableProps = {
  readonly title: string
  readonly note?: string
  /** Said when there are no rows; an empty text leaves the table out. */
  readonly empty: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

export function DoctorTable({ title, note, empty, columns, rows }: DoctorTableProps) {
  if (rows.length === 0 && empty === '') return null
  return (
    <section>
      <h2 className="mb-2 text-lg font-semibold">{title}</h2>
      {note && <p className="mb-2 text-sm">{note}</p>}
      {rows.length === 0 ? (
        <p className="max-w-prose text-sm text-ink-soft">{empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and keys must reach it
        <section aria-label={title} tabIndex={0} className="card overflow-x-auto">
          <table className="w-full text-left text-sm">
            <thead className="text-xs text-ink-soft">
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className="p-2 font-normal whitespace-nowrap">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key} className="border-t border-line align-top">
                  {row.cells.map((cell, index) => (
                    <td key={columns[index]} className="num p-2">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
