/** Services that failed in the window although nothing stands out: by the window's sums, whenever in it that was. */
import { enough } from '../figures.ts'
import type { Course } from './course.ts'
import { lowerShare } from './wilson.ts'

export type Inside = {
  readonly worst: { readonly id: string; readonly name: string; readonly failed: number; readonly requests: number }
  /** Ids of the other failing services, those that fail most first. */
  readonly others: readonly string[]
  /** Nobody who entered met more failures than are tolerated. */
  readonly unnoticed: boolean
}

/** A share of failures up to here is nobody's promise broken, unless an objective says so. */
export const tolerated = 0.01

/** How many may fail of what `node` is asked. */
export function limitOf({ promises }: Pick<Course, 'promises'>, node: string): number {
  const promise = promises.find((one) => one.node === node)
  return promise ? Math.max(0.0001, 1 - promise.target) : tolerated
}

/** `worst`: with most failures that no call of its own explains; equals by name. Null: nobody fails more than is tolerated. */
export function insideOf(course: Pick<Course, 'promises' | 'whole'>): Inside | null {
  const explained = new Map<string, number>()
  for (const { from, failed } of course.whole.calls) explained.set(from, (explained.get(from) ?? 0) + failed)
  const [worst, ...others] = course.whole.services
    .filter(
      ({ id, failed, requests }) =>
        failed >= 5 && requests >= enough && lowerShare(failed, requests) > limitOf(course, id),
    )
    .map((service) => ({ service, own: Math.max(0, service.failed - (explained.get(service.id) ?? 0)) }))
    .sort((a, b) => b.own - a.own || b.service.failed - a.service.failed || (a.service.name < b.service.name ? -1 : 1))
    .map(({ service }) => service)
  if (!worst) return null
  // A service that stops reporting lives on as its callers' remote node of the same name: one service all the same.
  const byName = new Map(others.filter(({ name }) => name !== worst.name).map(({ name, id }) => [name, id]))
  // However few they are: what is said of those outside must hold for each of them.
  const unnoticed = course.whole.entered.every(({ to, failed, requests }) => failed <= requests * limitOf(course, to))
  return { worst, others: [...byName.values()], unnoticed }
}
