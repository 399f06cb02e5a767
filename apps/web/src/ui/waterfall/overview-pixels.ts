/**
 * The whole trace as a small picture: x is time, y is the row's place in the trace. Painted into cells first, so that
 * 100,000 entities cost their cells and not a rectangle each.
 */
import type { Range, TimeColumns } from './axis.ts'

/** One cell: 0 nothing, else 1 + what `tone` gave. A larger tone wins, so faults are not painted over. */
export function overviewCells(
  times: TimeColumns,
  whole: Range,
  size: { readonly width: number; readonly height: number },
  tone: (row: number) => number,
): Uint8Array {
  const { width, height } = size
  const cells = new Uint8Array(width * height)
  const count = times.start.length
  const perUs = width / (whole.to - whole.from)
  for (let row = 0; row < count; row += 1) {
    const start = times.start[row] ?? 0
    const duration = times.duration[row] ?? 0
    const end = duration < 0 ? whole.to : start + duration
    // Few rows get a lane of several pixels, many rows share one.
    const top = Math.floor((row * height) / count)
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / count))
    const left = Math.min(width - 1, Math.max(0, Math.floor((start - whole.from) * perUs)))
    const right = Math.min(width, Math.max(left + 1, Math.ceil((end - whole.from) * perUs)))
    const value = 1 + tone(row)
    for (let y = top; y < bottom; y += 1) {
      for (let at = y * width + left; at < y * width + right; at += 1) {
        if ((cells[at] ?? 0) < value) cells[at] = value
      }
    }
  }
  return cells
}
