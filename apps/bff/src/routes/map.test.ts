import { noCounts } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { filledPoints, overlapping, stepFor } from './map.ts'

const window = (seconds: number) => ({ fromUs: 0, toUs: seconds * 1e6 })

describe('stepFor', () => {
  it.each([
    [900, 60],
    [3600, 60],
    [6 * 3600, 300],
    [86_400, 3600],
    [30 * 86_400, 86_400],
    [366 * 86_400, 86_400],
  ])('%i s: steps of %i s', (seconds, step) => {
    expect(stepFor(window(seconds), undefined)).toBe(step)
  })
  it('takes what is asked for, within reason', () => {
    expect(stepFor(window(3600), 300)).toBe(300)
    expect(() => stepFor(window(3600), 61)).toThrow('step')
    expect(() => stepFor(window(90 * 86_400), 60)).toThrow('3000')
  })
})

it('fills every step of the window, ragged ends included', () => {
  const points = filledPoints(
    [{ startUs: 120e6, counts: { ...noCounts(), ok: 2, totalTimeUs: 3e6 }, histogram: new Map([[0, 2]]) }],
    { fromUs: 61e6, toUs: 200e6 },
    60,
  )
  expect(points.map((point) => [point.t, point.total])).toEqual([
    [60, 0],
    [120, 2],
    [180, 0],
  ])
  expect(points[0]?.p95).toBeNull()
  expect(points[1]?.p95).toBeCloseTo(1, 1)
})

it('the part of a window that is sample history', () => {
  expect(overlapping({ from: 10, to: 20 }, window(15))).toEqual({ from: 10, to: 15 })
  expect(overlapping({ from: 10, to: 20 }, window(10))).toBeNull()
  expect(overlapping(null, window(10))).toBeNull()
})
