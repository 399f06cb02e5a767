import { expect, it } from 'vitest'
import { overviewCells } from './overview-pixels.ts'

const picture = (cells: Uint8Array, width: number) =>
  Array.from({ length: cells.length / width }, (_, y) => [...cells.subarray(y * width, (y + 1) * width)].join(''))

it('paints rows downwards and time to the right', () => {
  const times = { start: [0, 2, 8], duration: [10, 4, -1] }
  const cells = overviewCells(times, { from: 0, to: 10 }, { width: 10, height: 3 }, (row) => (row === 1 ? 3 : 0))
  expect(picture(cells, 10)).toEqual(['1111111111', '0044440000', '0000000011'])
})

it('lets the worst class win where rows share a lane, whatever the order', () => {
  const times = { start: [0, 0], duration: [10, 10] }
  const cells = overviewCells(times, { from: 0, to: 10 }, { width: 2, height: 1 }, (row) => (row === 0 ? 3 : 0))
  expect(picture(cells, 2)).toEqual(['44'])
})

it('shows the shortest entity as one pixel', () => {
  const cells = overviewCells(
    { start: [9999], duration: [0] },
    { from: 0, to: 10_000 },
    { width: 5, height: 1 },
    () => 0,
  )
  expect(picture(cells, 5)).toEqual(['00001'])
})
