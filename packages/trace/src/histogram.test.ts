import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketOf, bucketValue, histogramEntries, mergeHistogram, percentile, ZERO_BUCKET } from './histogram.ts'

/** From a nanosecond to three hundred years: more than anything measured in microseconds can need. */
const USED = { from: bucketOf(1e-9), to: bucketOf(1e10) }

describe('buckets', () => {
  it('a value bucketed again is itself, for every bucket in use', () => {
    expect(USED.to - USED.from).toBeGreaterThan(2000)
    for (let bucket = USED.from; bucket <= USED.to; bucket++) expect(bucketOf(bucketValue(bucket))).toBe(bucket)
    expect(bucketOf(bucketValue(ZERO_BUCKET))).toBe(ZERO_BUCKET)
  })

  it('fit an Int16, whatever comes', () => {
    for (const seconds of [0, -1, Number.NaN, 1e-300, 1e300, Number.POSITIVE_INFINITY, Number.MIN_VALUE]) {
      expect(bucketOf(seconds)).toBeGreaterThanOrEqual(-32_768)
      expect(bucketOf(seconds)).toBeLessThanOrEqual(32_767)
    }
    expect([bucketOf(0), bucketOf(-0.5), bucketOf(Number.NaN)]).toEqual([ZERO_BUCKET, ZERO_BUCKET, ZERO_BUCKET])
  })

  it('are at most 1 % wrong, and do not decrease', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        (s, factor) => {
          expect(Math.abs(bucketValue(bucketOf(s)) - s) / s).toBeLessThanOrEqual(0.01 + 1e-6)
          expect(bucketOf(s * factor)).toBeGreaterThanOrEqual(bucketOf(s))
        },
      ),
    )
  })
})

describe('percentile', () => {
  it('is the nearest rank, within 1 %', () => {
    const histogram = new Map<number, number>()
    for (let i = 1; i <= 100; i++) histogram.set(bucketOf(i), (histogram.get(bucketOf(i)) ?? 0) + 1)
    for (const [p, value] of [
      [0, 1],
      [0.5, 50],
      [0.95, 95],
      [1, 100],
    ] as const) {
      expect(Math.abs(percentile(histogram, p)! / value - 1)).toBeLessThan(0.011)
    }
  })

  it('of nothing is null, of zeros zero', () => {
    expect(percentile(new Map(), 0.5)).toBeNull()
    expect(percentile(new Map([[ZERO_BUCKET, 3]]), 0.99)).toBe(0)
  })
})

it('merges and lists fastest first', () => {
  const merged = mergeHistogram(
    new Map([[5, 1]]),
    new Map([
      [5, 2],
      [-3, 1],
      [ZERO_BUCKET, 4],
    ]),
  )
  expect(histogramEntries(merged)).toEqual([
    { bucket: ZERO_BUCKET, valueSeconds: 0, count: 4 },
    { bucket: -3, valueSeconds: bucketValue(-3), count: 1 },
    { bucket: 5, valueSeconds: bucketValue(5), count: 3 },
  ])
})
