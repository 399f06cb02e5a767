import { expect, it } from 'vitest'
import { barOf, clamp, extent, fitted, panned, rangeFrom, rangeText, ticks, zoomed } from './axis.ts'

const whole = { from: 0, to: 1000 }

it.each([
  [{ from: 0, to: 1000 }, 5, [0, 200, 400, 600, 800, 1000]],
  [{ from: -30, to: 70 }, 4, [0, 50]],
  [{ from: 0, to: 240_000_000 }, 5, [0, 60e6, 120e6, 180e6, 240e6]], // four minutes are counted in minutes
  [{ from: 0, to: 3 }, 5, [0, 1, 2, 3]], // nothing finer than a microsecond
])('ticks stand on round moments', (range, most, expected) => {
  expect(ticks(range, most)).toEqual(expected)
})

it('the extent holds what starts before the trace does', () => {
  expect(extent({ start: [0, -20, 50], duration: [100, 30, -1] })).toEqual({ from: -20, to: 100 })
  expect(extent({ start: [], duration: [] })).toEqual({ from: 0, to: 10 })
})

it('bars are cut at the edges of the view and called out when outside', () => {
  expect(barOf(250, 500, whole, whole)).toEqual({ left: 0.25, width: 0.5, outside: null })
  expect(barOf(0, 1000, { from: 400, to: 600 }, whole)).toEqual({ left: 0, width: 1, outside: null })
  expect(barOf(0, 100, { from: 400, to: 600 }, whole).outside).toBe('before')
  expect(barOf(700, 100, { from: 400, to: 600 }, whole).outside).toBe('after')
})

it('what still runs is drawn to the end', () => {
  expect(barOf(500, -1, whole, whole)).toEqual({ left: 0.5, width: 0.5, outside: null })
})

it('zooming keeps the anchor in place and stops at both limits', () => {
  expect(zoomed(whole, 0.5, 250, whole)).toEqual({ from: 125, to: 625 })
  expect(zoomed({ from: 125, to: 625 }, 8, 300, whole)).toEqual(whole)
  const closest = zoomed({ from: 500, to: 512 }, 0.1, 505, whole)
  expect(closest.to - closest.from).toBe(10)
})

it('panning stops at the end', () => {
  expect(panned({ from: 700, to: 900 }, 1, whole)).toEqual({ from: 800, to: 1000 })
})

it('fits an entity with air', () => {
  expect(fitted(200, 100, whole)).toEqual({ from: 195, to: 305 })
})

it.each(['', 'x', '5~2', undefined])('a bad zoom in the URL shows everything', (text) => {
  expect(rangeFrom(text, whole)).toEqual(whole)
})

it('the zoom goes through the URL and back', () => {
  const view = clamp({ from: 10, to: 60 }, whole)
  expect(rangeFrom(rangeText(view, whole), whole)).toEqual(view)
  expect(rangeText(whole, whole)).toBeUndefined()
})
