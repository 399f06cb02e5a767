/** A service's course as the list draws it: requests by step, and what of them went wrong. */

/** As `/api/minutes` has it: trailing steps without traffic are left off, `error` and the like are pairs of step and count. */
type Course = {
  readonly id: string
  readonly total: readonly number[]
  readonly error: readonly number[]
  readonly throttle: readonly number[]
  readonly fault: readonly number[]
}

export type Trend = {
  readonly total: readonly number[]
  readonly bad: readonly number[]
  readonly most: number
  readonly failed: number
}

export function trendOf(course: Course, steps: number): Trend {
  const total = Array.from({ length: steps }, (_, step) => course.total[step] ?? 0)
  const bad = new Array<number>(steps).fill(0)
  for (const pairs of [course.error, course.throttle, course.fault]) {
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const step = pairs[i] ?? -1
      if (step >= 0 && step < steps) bad[step] = (bad[step] ?? 0) + (pairs[i + 1] ?? 0)
    }
  }
  return { total, bad, most: Math.max(0, ...total), failed: bad.reduce((sum, one) => sum + one, 0) }
}

const lengths = [60, 300, 3600, 86_400] as const

/** Seconds a step, for about thirty of them: more than that are not told apart in so small a picture. */
export function trendStep(windowSeconds: number): number {
  return lengths.find((seconds) => windowSeconds / seconds <= 60) ?? 86_400
}
