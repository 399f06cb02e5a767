import { describe, expect, it } from 'vitest'
import { bins, countBetween } from './bins.ts'

const total = (histogram: readonly (readonly [number, number])[]) =>
  histogram.reduce((sum, [, count]) => sum + count, 0)

describe('bins', () => {
  it.each([
    [[[0.1, 5]]],
    [[[0, 3]]],
    [
      [
        [0, 3],
        [0.25, 4],
      ],
    ],
    [
      [
        [0.000001, 1],
        [1, 1],
        [4000, 7],
      ],
    ],
    [Array.from({ length: 300 }, (_, i) => [0.01 * 1.02 ** i, i + 1])],
  ] as [number, number][][][])('lose and invent nothing: %#', (histogram) => {
    const bars = bins(histogram)
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(total(histogram))
    for (const [i, bar] of bars.entries()) {
      expect(bar.to).toBeGreaterThan(bar.from)
      if (i > 0) expect(bar.from).toBe(bars[i - 1]?.to)
    }
    expect(bars.length).toBeLessThanOrEqual(36)
  })

  it('are empty for nothing', () => expect(bins([])).toEqual([]))

  it('count what a brush holds, either end open', () => {
    const histogram: [number, number][] = [
      [0.1, 1],
      [0.2, 2],
      [0.3, 4],
    ]
    expect(countBetween(histogram, 0.2, 0.3)).toBe(6)
    expect(countBetween(histogram, undefined, 0.2)).toBe(3)
    expect(countBetween(histogram, 0.25, undefined)).toBe(4)
  })
})
