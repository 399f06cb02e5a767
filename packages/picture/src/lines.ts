/** Which calls of a grouped picture are drawn: beyond a certain number lines are no picture any more, only grey. */
import { failedShare, failsOften } from '@roentgen/slo'
import type { Picture, PictureEdge } from './picture.ts'

/** Up to so many are all drawn. */
export const mostLines = 120
/** Where they were chosen already, all are drawn again once there are no more than these: a picture near the limit does not go to and fro. */
export const fewestChosen = 100
/** Calls that fail often, the most failures first. */
const mostFailing = 24

const busiestFirst = (a: PictureEdge, b: PictureEdge): number =>
  b.counts.total - a.counts.total || (a.id < b.id ? -1 : 1)
const failures = ({ counts }: PictureEdge): number => failedShare(counts) * counts.total

/**
 * Ids of the calls that say most: those that fail, and of every node the busiest that comes in and the busiest that goes out, so that
 * nobody stands alone. At most 2 a node and a few. Null: there are few enough to draw all of them. `chosen`: those of the picture were
 * chosen when it was drawn last.
 */
export function linesOf(picture: Picture, chosen = false): ReadonlySet<string> | null {
  if (picture.edges.length <= (chosen ? fewestChosen : mostLines)) return null
  return mostTelling([...picture.edges].sort(busiestFirst))
}

function mostTelling(ordered: readonly PictureEdge[]): ReadonlySet<string> {
  const into = new Set<string>()
  const out = new Set<string>()
  const chosen = new Set(
    ordered
      .filter(({ counts }) => failsOften(counts))
      .sort((a, b) => failures(b) - failures(a) || busiestFirst(a, b))
      .slice(0, mostFailing)
      .map((edge) => edge.id),
  )
  for (const { id, from, to } of ordered) {
    // Who calls but itself stands alone all the same.
    if (from === to) continue
    if (into.has(to) && out.has(from)) continue
    into.add(to)
    out.add(from)
    chosen.add(id)
  }
  return chosen
}

/**
 * Ids of the calls that were looked for and are drawn beside `lines`, which are those that say most. All of them while they are few;
 * of many those that say most, with what `lines` has of them no more than `mostLines`. `of`: how many of the picture's calls were found.
 */
export function foundLines(
  { edges }: Pick<Picture, 'edges'>,
  found: ReadonlySet<string>,
  lines: ReadonlySet<string>,
): { readonly ids: ReadonlySet<string>; readonly of: number } {
  const ordered = edges.filter(({ id }) => found.has(id)).sort(busiestFirst)
  const telling = [...new Set([...mostTelling(ordered), ...ordered.map(({ id }) => id)])]
  const already = telling.filter((id) => lines.has(id))
  const more = telling.filter((id) => !lines.has(id)).slice(0, Math.max(0, mostLines - already.length))
  return { ids: new Set([...already, ...more]), of: ordered.length }
}
