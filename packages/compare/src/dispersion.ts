/**
 * How restless things are by themselves. Requests of one minute have more in common than chance allows (a garbage collection, a burst, a lock), so
 * sums of a window vary more than a binomial: by the factor phi. It grows with the requests of a block, phi = 1 + rho x requests, so rho is what
 * things have in common; README.md tells the rest.
 */
import { chiSquaredPerDf } from './tails.ts'

/** One side, step by step: how much was counted of how many. For traffic `weights` is time: 1 a step. */
export type Course = { readonly values: readonly number[]; readonly weights: readonly number[] }

type SideSpread = { readonly chi2: number; readonly df: number }
/** Pearson's chi-squared of blocks of so many steps around the mean of their own side. */
export type Spread = {
  readonly blockSteps: number
  readonly sides: readonly [SideSpread, SideSpread]
  /** Mean number of requests in a block. */
  readonly size: number
}

export type Dispersion = { readonly phi: number; readonly df: number }

/** Restlessness need not end with the minute: what lasts for several is seen in longer blocks. */
const blockLengths = [1, 2, 4, 8] as const
const leastDf = 4
/** To be taken by itself a thing must be known well. */
const leastDfAlone = 8
/** Weight of what all have in common, in degrees of freedom, as one of so many tests has it. */
const priorDf = { most: 40, each: 1 } as const
/** Degrees of freedom of what is taken from others. */
const borrowedDf = 30
const z98 = 2.054

/** `variance`: of one trial, the same for both sides. `requests`: how many trials a weight of 1 stands for. */
export function spreadsOf(sides: readonly [Course, Course], variance: number, requests: number): Spread[] {
  if (!(variance > 0)) return []
  const spreads: Spread[] = []
  for (const blockSteps of blockLengths) {
    const [a, b] = [blocksOf(sides[0], blockSteps), blocksOf(sides[1], blockSteps)]
    const spread: Spread = {
      blockSteps,
      sides: [sideSpread(a, variance), sideSpread(b, variance)],
      size: (requests * (weightOf(a) + weightOf(b))) / Math.max(1, a.weights.length + b.weights.length),
    }
    if (spread.sides[0].df + spread.sides[1].df < leastDf) break
    spreads.push(spread)
  }
  return spreads
}

/** Whole blocks, without empty ones. */
function blocksOf({ values, weights }: Course, blockSteps: number): Course {
  const blocks: { values: number[]; weights: number[] } = { values: [], weights: [] }
  for (let i = 0; i + blockSteps <= weights.length; i += blockSteps) {
    let value = 0
    let weight = 0
    for (let j = i; j < i + blockSteps; j++) {
      value += values[j] ?? 0
      weight += weights[j] ?? 0
    }
    if (weight === 0) continue
    blocks.values.push(value)
    blocks.weights.push(weight)
  }
  return blocks
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0)
const weightOf = ({ weights }: Course): number => sumOf(weights)

function sideSpread({ values, weights }: Course, variance: number): SideSpread {
  if (weights.length < 2) return { chi2: 0, df: 0 }
  const mean = sumOf(values) / sumOf(weights)
  let chi2 = 0
  for (const [i, weight] of weights.entries()) chi2 += ((values[i] ?? 0) - weight * mean) ** 2 / (weight * variance)
  return { chi2, df: weights.length - 1 }
}

/** What the tests of one family have in common: rho for each length of block, of both windows and of the calmer one. */
export type Pool = {
  readonly rho: ReadonlyMap<number, number>
  readonly calmRho: ReadonlyMap<number, number>
  readonly df: number
}

function phiOf({ sides: [a, b] }: Spread, calmer: boolean): Dispersion {
  const alone = ({ chi2, df }: SideSpread): Dispersion => ({ phi: df === 0 ? 0 : chi2 / df, df })
  if (!calmer) return alone({ chi2: a.chi2 + b.chi2, df: a.df + b.df })
  const [phiA, phiB] = [alone(a), alone(b)]
  return a.df === 0 || (b.df > 0 && phiB.phi < phiA.phi) ? phiB : phiA
}

/** `assumedRho`: where no steps are known at all. */
export function poolOf(all: readonly (readonly Spread[])[], assumedRho: number): Pool {
  const rho = new Map<number, number>()
  const calmRho = new Map<number, number>()
  let most = 0
  for (const blockSteps of blockLengths) {
    const known = all.flatMap((spreads) => spreads.filter((spread) => spread.blockSteps === blockSteps))
    if (known.length === 0) continue
    // In a quiet thing's blocks chance hides what they have in common: the busier half tells.
    const middle = medianOf(known.map((spread) => spread.size))
    const busy = known.filter((spread) => spread.size >= middle && spread.size > 0)
    most = Math.max(most, busy.length)
    const common = (calmer: boolean): number =>
      Math.max(0, medianOf(busy.map((spread) => (typical(phiOf(spread, calmer)) - 1) / spread.size)))
    rho.set(blockSteps, common(false))
    calmRho.set(blockSteps, common(true))
  }
  if (rho.size > 0) return { rho, calmRho, df: Math.min(priorDf.most, priorDf.each * most) }
  const assumed = new Map([[1, assumedRho]])
  return { rho: assumed, calmRho: assumed, df: borrowedDf }
}

/** The median of chi-squared lies below its mean: without that, the median of many would be too calm. */
const typical = ({ phi, df }: Dispersion): number => (df === 0 ? 0 : phi / chiSquaredPerDf(df, 0))

/** The lower one of two. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? 0
}

/**
 * A thing's own dispersion at the length of block that shows most of it, drawn towards what all have in common; one that stands out from the others
 * is taken as it is.
 * `calmer`: of the calmer window alone. `stepSize`: requests in a step, for a thing whose steps are not known.
 */
export function dispersionOf(spreads: readonly Spread[], pool: Pool, calmer: boolean, stepSize: number): Dispersion {
  const rho = calmer ? pool.calmRho : pool.rho
  const common = (blockSteps: number, size: number): number => 1 + (rho.get(blockSteps) ?? 0) * size
  if (spreads.length === 0) {
    const phis = [...rho.keys()].map((blockSteps) => common(blockSteps, stepSize * blockSteps))
    return { phi: Math.max(1, ...phis), df: borrowedDf }
  }
  let most: Dispersion = { phi: 0, df: 0 }
  for (const spread of spreads) {
    const alone = phiOf(spread, calmer)
    const usual = common(spread.blockSteps, spread.size)
    const df = pool.df + alone.df
    const isApart = alone.df >= leastDfAlone && alone.phi > usual * chiSquaredPerDf(alone.df, z98)
    const drawn = isApart ? alone : { phi: (pool.df * usual + alone.df * alone.phi) / df, df }
    if (drawn.phi > most.phi || most.df === 0) most = drawn
  }
  return { phi: Math.max(1, most.phi), df: most.df }
}
