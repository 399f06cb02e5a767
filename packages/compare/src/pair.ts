/** One thing in both windows; absent from one of them: nothing counted there. */
import type { ClassCounts, EdgeInWindow, Figures, NodeInWindow, Side } from './model.ts'

export type Steps = readonly (Figures | null)[]
export type Pair = {
  readonly id: string
  readonly subject: 'node' | 'edge'
  /** Of an edge; of a node its own id twice. */
  readonly from: string
  readonly to: string
  readonly before: Figures
  readonly after: Figures
  readonly stepsBefore: Steps | null
  readonly stepsAfter: Steps | null
}

const nothing: Figures = { counts: { ok: 0, error: 0, throttle: 0, fault: 0 }, histogram: new Map() }

export const totalOf = ({ counts }: { readonly counts: ClassCounts }): number =>
  counts.ok + counts.error + counts.throttle + counts.fault

export function pairsOf(before: Side, after: Side): Pair[] {
  return [
    ...paired('node', before.nodes, after.nodes, ({ id }) => ({ from: id, to: id })),
    ...paired('edge', before.edges, after.edges, ({ from, to }) => ({ from, to })),
  ].filter((pair) => totalOf(pair.before) + totalOf(pair.after) > 0)
}

function paired<T extends NodeInWindow | EdgeInWindow>(
  subject: Pair['subject'],
  before: readonly T[],
  after: readonly T[],
  ends: (thing: T) => { readonly from: string; readonly to: string },
): Pair[] {
  const olds = new Map(before.map((thing) => [thing.id, thing]))
  const news = new Map(after.map((thing) => [thing.id, thing]))
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((id) => {
    const [old, now] = [olds.get(id), news.get(id)]
    const known = now ?? old
    if (!known) return []
    return {
      id,
      subject,
      ...ends(known),
      before: old?.figures ?? nothing,
      after: now?.figures ?? nothing,
      stepsBefore: old?.steps ?? null,
      stepsAfter: now?.steps ?? null,
    }
  })
}

/** Both sides' steps, or null when one of them is not known. */
export const stepsOf = ({ stepsBefore, stepsAfter }: Pair): readonly [Steps, Steps] | null =>
  stepsBefore && stepsAfter ? [stepsBefore, stepsAfter] : null
