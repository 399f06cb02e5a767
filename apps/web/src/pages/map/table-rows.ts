/** The map's figures as rows that can be sorted. Absent figures go last whichever way one sorts. */
import { compareTexts } from '../../format.ts'

/** `also`: the technical name beside the friendly one. */
export type Cell = { readonly sort: string | number | null; readonly text: string; readonly also?: string | null }
export type Row = { readonly id: string; readonly cells: readonly Cell[] }
export type Sort = { readonly column: number; readonly descending: boolean }

export function sorted(rows: readonly Row[], sort: Sort | null): Row[] {
  if (!sort) return [...rows]
  const sign = sort.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const x = a.cells[sort.column]?.sort ?? null
    const y = b.cells[sort.column]?.sort ?? null
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y) || (a.id < b.id ? -1 : 1)
    return sign * compareTexts(String(x), String(y)) || (a.id < b.id ? -1 : 1)
  })
}
