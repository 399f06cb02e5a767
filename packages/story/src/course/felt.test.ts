import { addToHistogram, bucketOf, type Histogram } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { feltOf } from './felt.ts'

const of = (seconds: readonly number[]): Histogram => {
  const histogram: Histogram = new Map()
  for (const one of seconds) addToHistogram(histogram, bucketOf(one))
  return histogram
}
const usual = Array.from({ length: 1000 }, (_, i) => 0.1 + (i / 1000) * 0.2)

it.each([0.1, 0.25, 0.5, 0.9])('a share of %s that takes much longer is found, and parted from the others', (share) => {
  const now = usual.map((seconds, i) => (i % 100 < share * 100 ? seconds + 1 : seconds))
  const { share: felt, beyond } = feltOf(of(now), of(usual))
  expect(felt).toBeGreaterThan(share - 0.02)
  expect(felt).toBeLessThan(share + 0.02)
  expect(now.filter((seconds) => seconds > beyond).length / 1000).toBeCloseTo(share, 1)
})

it('nobody is slower than usual where nothing changed', () => {
  expect(feltOf(of(usual), of(usual)).share).toBe(0)
})

it('where there was nothing before, nothing is said', () => {
  expect(feltOf(of(usual), of([])).share).toBe(0)
  expect(feltOf(of([]), of(usual))).toEqual({ share: 0, beyond: 0 })
})
