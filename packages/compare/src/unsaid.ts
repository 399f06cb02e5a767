/** What was seen well in one window and hardly in the other: nothing is told of it, and that is not to say that nothing changed. */
import { fisher } from './exact.ts'
import { limits } from './limits.ts'
import type { Unsaid } from './model.ts'
import { type Pair, type Steps, totalOf } from './pair.ts'

/** Fewer steps with traffic tell little of what is usual: no test is sure then. */
const fewSteps = 10
/** By plain counts, as if no two requests shared a fate. */
const seemsSure = 0.001
const most = 5

/** Services, those that seem to fail more now first, then the busiest. `told`: ids of what changed for certain. */
export function unsaidOf(pairs: readonly Pair[], told: ReadonlySet<string>): Unsaid[] {
  return pairs
    .flatMap((pair): Unsaid[] => {
      const few = pair.subject === 'node' && !told.has(pair.id) ? fewIn(pair) : null
      if (few === null) return []
      return [{ id: pair.id, ...few, before: seen(pair.before), after: seen(pair.after) }]
    })
    .sort((a, b) => worse(b) - worse(a) || b.after.total - a.after.total || (a.id < b.id ? -1 : 1))
    .slice(0, most)
}

function fewIn(pair: Pair): Pick<Unsaid, 'side' | 'few'> | null {
  const [n0, n1] = [totalOf(pair.before), totalOf(pair.after)]
  if (Math.max(n0, n1) < limits.leastRequests) return null
  if (Math.min(n0, n1) < limits.leastRequests) return { side: n0 < n1 ? 'before' : 'after', few: 'requests' }
  const [s0, s1] = [stepsWithTraffic(pair.stepsBefore), stepsWithTraffic(pair.stepsAfter)]
  if (Math.min(s0, s1) >= fewSteps || !seemsChanged(pair)) return null
  return { side: s0 <= s1 ? 'before' : 'after', few: 'steps' }
}

const stepsWithTraffic = (steps: Steps | null): number =>
  steps === null ? Number.POSITIVE_INFINITY : steps.filter((step) => step !== null && totalOf(step) > 0).length

function seemsChanged({ before, after }: Pair): boolean {
  const [a, b] = [seen(before), seen(after)]
  return (
    Math.abs(b.failed - a.failed) >= limits.largeFailures &&
    fisher(Math.round(a.failed * a.total), a.total, Math.round(b.failed * b.total), b.total) < seemsSure
  )
}

/** Share of faults and throttles. */
function seen({ counts }: Pair['before']): Unsaid['before'] {
  const total = totalOf({ counts })
  return { total, failed: total === 0 ? 0 : (counts.fault + counts.throttle) / total }
}

/** Requests that fail beyond what failed before: one of one is less than a quarter of hundreds. */
const worse = ({ before, after }: Unsaid): number => {
  const by = after.failed - before.failed
  return by >= limits.largeFailures ? by * after.total : 0
}
