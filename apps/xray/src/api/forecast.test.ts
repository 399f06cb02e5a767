import { noCounts } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { forecastOf } from './forecast.ts'

const counts = (ok: number, fault: number) => ({ ...noCounts(), ok, fault })
const hours = (ok: number, fault: number) =>
  Array.from({ length: 60 }, (_, i) => ({ startUs: i * 60e6, counts: counts(ok, fault), histogram: new Map() }))

it('expects the share of the past, with what chance does to it once in a thousand', () => {
  const forecast = forecastOf(hours(90, 10))
  // 10 % of 400 are 40, and the deviation is 6; the share itself is known to within one point.
  expect(forecast(counts(400, 0))).toEqual({ FaultCountLow: 23, FaultCountHigh: 64 })
  expect(forecast(counts(0, 400))).toEqual({ FaultCountLow: 23, FaultCountHigh: 64 })
})

it('stays within what there was', () => {
  expect(forecastOf(hours(90, 10))(counts(2, 0))).toEqual({ FaultCountLow: 0, FaultCountHigh: 2 })
  expect(forecastOf(hours(100, 0))(counts(3, 1)).FaultCountHigh).toBeLessThanOrEqual(1)
})

it('calls nothing unexpected without enough of a past', () => {
  expect(forecastOf([])(counts(3, 1))).toEqual({ FaultCountLow: 0, FaultCountHigh: 4 })
  expect(forecastOf(hours(9, 1).slice(0, 5))(counts(3, 1))).toEqual({ FaultCountLow: 0, FaultCountHigh: 4 })
})
