/** How wide a column must be for all of its rows: those out of sight have no say in a table of which only a part is there. */
import type { Row } from './table-rows.ts'

/** Room for the sort arrow beside a heading, in figures. */
const arrow = 3

/**
 * CSS widths, one a column. `ch` is the width of a figure; hardly a text is wider than as many of them. Names are cut off,
 * and what stands under them is broken, as the cells have it (rem).
 */
export function columnWidths(rows: readonly Row[], titles: readonly string[]): string[] {
  return titles.map((title, column) => {
    let text = title.length + arrow
    let also = 0
    for (const { cells } of rows) {
      const cell = cells[column]
      text = Math.max(text, cell?.text.length ?? 0)
      also = Math.max(also, cell?.also?.length ?? 0)
    }
    const name = column === 0 ? `min(${text}ch, 16rem)` : `${text}ch`
    return `calc(${also > 0 ? `max(${name}, min(${also}ch, 24rem))` : name} + 1rem)`
  })
}
