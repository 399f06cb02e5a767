/** Counts step by step. */
import type { Course } from '../dispersion.ts'
import { random } from './random.ts'

export const courseSeeds = Array.from({ length: 40 }, (_, i) => 77_000 + 2 * i)

/** `restless`: standard deviation of the logarithm of a step's mean. */
export function poissonCourse(seed: number, mean: number, steps: number, restless = 0): Course {
  const { poisson, normal } = random(seed)
  return {
    values: Array.from({ length: steps }, () => poisson(mean * Math.exp(restless * normal()))),
    weights: Array.from({ length: steps }, () => 1),
  }
}
