import { noCounts } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { forecastOf } from './forecast.ts'

const counts = (ok: number, fault: number) => ({ ...noCounts(), ok, fault })
const point = (ok: number, fault: number) => ({ startUs: 0, counts: counts(ok, fault), histogram: new Map() })

it('expects the share of the past, give or take three standard deviations', () => {
  // 10 % of 400 are 40; the deviation is sqrt(400 * 0.1 * 0.9) = 6.
  const forecast = forecastOf([point(800, 100), point(100, 0)])
  expect(forecast(counts(400, 0))).toEqual({ FaultCountLow: 22, FaultCountHigh: 58 })
  expect(forecast(counts(0, 400))).toEqual({ FaultCountLow: 22, FaultCountHigh: 58 })
})

it('stays within what there was', () => {
  expect(forecastOf([point(0, 5)])(counts(1, 1))).toEqual({ FaultCountLow: 2, FaultCountHigh: 2 })
  expect(forecastOf([point(9, 1)])(counts(2, 0))).toEqual({ FaultCountLow: 0, FaultCountHigh: 2 })
  expect(forecastOf([point(5, 0)])(counts(3, 1))).toEqual({ FaultCountLow: 0, FaultCountHigh: 0 })
  expect(forecastOf([])(counts(3, 1))).toEqual({ FaultCountLow: 0, FaultCountHigh: 4 })
})
