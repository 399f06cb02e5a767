import { expect, it } from 'vitest'
import { isDrag, moved, partOf } from './brush.ts'

const axis = { from: 1010, to: 1900, step: 60 }

it('takes whole steps, within the window, either way round', () => {
  expect(partOf(axis, 1100, 1230)).toEqual({ from: 1080, to: 1260 })
  expect(partOf(axis, 1230, 1100)).toEqual({ from: 1080, to: 1260 })
  expect(partOf(axis, 1081, 1081)).toEqual({ from: 1080, to: 1140 })
  expect(partOf(axis, 900, 1100)).toEqual({ from: 1010, to: 1140 })
  expect(partOf(axis, 0, 5000)).toBeNull()
})

it('a handle moves by steps and never past the other', () => {
  const part = { from: 1080, to: 1260 }
  expect(moved(axis, part, 'from', 1)).toEqual({ from: 1140, to: 1260 })
  expect(moved(axis, part, 'from', 9)).toEqual({ from: 1200, to: 1260 })
  expect(moved(axis, part, 'from', -9)).toEqual({ from: 1010, to: 1260 })
  expect(moved(axis, part, 'to', 99)).toEqual({ from: 1080, to: 1900 })
  expect(moved(axis, part, 'to', -99)).toEqual({ from: 1080, to: 1140 })
})

it('a click with a pixel of jitter is no drag, either way', () => {
  expect([100, 101, 104, 96].map((to) => isDrag(100, to))).toEqual([false, false, false, false])
  expect([105, 95].map((to) => isDrag(100, to))).toEqual([true, true])
})
