import { describe, expect, it } from 'vitest'
import { dispersionOf, poolOf, spreadsOf } from './dispersion.ts'
import { fisher, splitInTime } from './exact.ts'
import { held } from './many.ts'
import { atLeast, chiSquaredPerDf, twoSidedT } from './tails.ts'
import { courseSeeds, poissonCourse } from './testing/courses.ts'

describe('tails, against published tables', () => {
  it.each([
    [2.228, 10, 0.05],
    [4.587, 10, 0.001],
    [12.706, 1, 0.05],
    [1.984, 100, 0.05],
    [1.96, 1e6, 0.05],
  ])('P(|T| >= %f) with %i degrees of freedom', (t, df, p) => {
    expect(twoSidedT(t, df) / p).toBeCloseTo(1, 2)
  })
  it('the binomial', () => {
    expect(atLeast(9, 10, 0.5)).toBeCloseTo(11 / 1024, 10)
    expect(atLeast(0, 10, 0.5)).toBe(1)
    expect(atLeast(11, 10, 0.5)).toBe(0)
  })
  it.each([
    [10, 18.307],
    [28, 41.337],
    [100, 124.342],
  ])('95 %% of chi-squared with %i degrees of freedom', (df, value) => {
    expect((chiSquaredPerDf(df, 1.645) * df) / value).toBeCloseTo(1, 2)
  })
})

describe('exact tests', () => {
  it('a lady tasting tea', () => {
    // Four cups of each, three told right: one-sided 17/70.
    expect(fisher(1, 4, 3, 4)).toBeCloseTo((2 * 17) / 70, 10)
    expect(fisher(0, 4, 4, 4)).toBeCloseTo(2 / 70, 10)
  })
  it('is the same from either side, and not asked where events are many', () => {
    expect(fisher(2, 500, 9, 700)).toBeCloseTo(fisher(9, 700, 2, 500), 12)
    expect(fisher(300, 1000, 350, 1000)).toBe(0)
  })
  it('events over time', () => {
    expect(splitInTime(0, 20, 0.5)).toBeCloseTo(2 * 0.5 ** 20, 15)
    expect(splitInTime(10, 10, 0.5)).toBe(1)
  })
})

it('Benjamini and Hochberg’s own example', () => {
  const ps = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ]
  // Their table of 1995: at 5 % the first four are told.
  expect(held(ps).filter((q) => q <= 0.05)).toHaveLength(4)
  expect(held([0.5, 0.01])).toEqual([0.5, 0.02])
  expect(held([])).toEqual([])
})

describe('dispersion', () => {
  const pool = { rho: new Map([[1, 0]]), calmRho: new Map([[1, 0]]), df: 40 }

  it('of a Poisson course is one', () => {
    const phis = courseSeeds.map((seed) => {
      const spreads = spreadsOf([poissonCourse(seed, 40, 60), poissonCourse(seed + 1, 40, 60)], 40, 40)
      return dispersionOf(spreads, pool, false, 40).phi
    })
    const mean = phis.reduce((sum, phi) => sum + phi, 0) / phis.length
    expect(mean).toBeGreaterThanOrEqual(1)
    expect(mean).toBeLessThan(1.15)
  })

  it('of minutes that remember each other is seen in longer blocks', () => {
    const values = Array.from({ length: 64 }, (_, i) => ((i >> 2) % 2 === 0 ? 50 : 30))
    const spreads = spreadsOf(
      [
        { values, weights: values.map(() => 1) },
        { values, weights: values.map(() => 1) },
      ],
      40,
      40,
    )
    const [first] = spreads
    const one = first ? (first.sides[0].chi2 + first.sides[1].chi2) / (first.sides[0].df + first.sides[1].df) : 0
    expect(dispersionOf(spreads, pool, false, 40).phi).toBeGreaterThan(2 * one)
  })

  it('is taken from the others where a thing’s own steps are not known, and grows with its traffic', () => {
    const restless = poolOf(
      [1, 3, 5, 7, 9].map((seed) =>
        spreadsOf([poissonCourse(seed, 40, 60, 0.5), poissonCourse(seed + 1, 40, 60, 0.5)], 40, 40),
      ),
      0,
    )
    const few = dispersionOf([], restless, false, 10).phi
    const many = dispersionOf([], restless, false, 1000).phi
    expect(few).toBeGreaterThan(1.5)
    expect(many).toBeGreaterThan(20 * few)
  })
})
