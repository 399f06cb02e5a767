import { expect, it } from 'vitest'
import { partsOf, withFocused } from './scrolled-rows.tsx'

const item = (index: number) => ({ index, start: 100 + index * 30, end: 130 + index * 30 })

it('what is left out above, between and below keeps its height', () => {
  const parts = partsOf([item(2), item(7), item(8)], 100, 300)
  expect(parts).toEqual([
    { after: -1, height: 60 },
    { index: 2 },
    { after: 2, height: 120 },
    { index: 7 },
    { index: 8 },
    { after: 8, height: 30 },
  ])
})

it('nothing is left out of what is all in sight', () => {
  expect(partsOf([item(0), item(1)], 100, 60)).toEqual([{ index: 0 }, { index: 1 }])
  expect(partsOf([], 100, 90)).toEqual([{ after: -1, height: 90 }])
})

it('the focused row and its neighbours stay, wherever one scrolls to', () => {
  expect(withFocused([50, 51], 7, 100)).toEqual([6, 7, 8, 50, 51])
  expect(withFocused([50, 51], 51, 100)).toEqual([50, 51, 52])
  expect(withFocused([0, 1], 99, 100)).toEqual([0, 1, 98, 99])
  expect(withFocused([3, 4], 0, 100)).toEqual([0, 1, 3, 4])
  expect(withFocused([3, 4], -1, 100)).toEqual([3, 4])
})
