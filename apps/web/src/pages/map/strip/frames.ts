/** A picture as it was in one step of its window: the same nodes and edges in the same places, with that step's figures. */
import type { Course, MinutesReply } from '@roentgen/contract'
import { type FoldInto, fold, isFoldId, type Picture, type PictureEdge, type PictureNode } from '@roentgen/picture'

type Sparse = ReadonlyMap<number, number>
type Column = {
  readonly total: readonly number[]
  readonly p95: readonly number[]
  readonly error: Sparse
  readonly throttle: Sparse
  readonly fault: Sparse
}

export type Frames = {
  readonly step: number
  readonly start: number
  readonly steps: number
  readonly from: number
  readonly to: number
  readonly nodes: ReadonlyMap<string, Column>
  readonly edges: ReadonlyMap<string, Column>
  /** The graph's own nodes and edges that the picture shows, folded or not. */
  readonly base: Picture
  readonly into: ReadonlyMap<string, FoldInto>
  readonly drawn: Picture
  /** Of any edge in any frame, requests a minute: so that widths mean the same in all of them. */
  readonly busiest: number
}

function pairs(flat: readonly number[]): Sparse {
  const map = new Map<number, number>()
  for (let i = 0; i + 1 < flat.length; i += 2) map.set(flat[i] ?? 0, flat[i + 1] ?? 0)
  return map
}

const columns = (courses: readonly Course[]): Map<string, Column> =>
  new Map(
    courses.map((course) => [
      course.id,
      {
        total: course.total,
        p95: course.p95,
        error: pairs(course.error),
        throttle: pairs(course.throttle),
        fault: pairs(course.fault),
      },
    ]),
  )

/** `graph`: before anything was folded; `drawn`: what is on the map; `left`: the same before groups, without what was hidden. */
export function framesOf(graph: Picture, drawn: Picture, minutes: MinutesReply, left: Picture = drawn): Frames {
  const into = new Map<string, FoldInto>()
  const shown = new Set<string>()
  for (const node of drawn.nodes) {
    const { group } = node
    if (!group || !isFoldId(node.id)) {
      shown.add(node.id)
      continue
    }
    for (const member of group.members) {
      shown.add(member)
      into.set(member, { id: node.id, type: node.type === 'crowd' ? 'crowd' : 'group', label: group.label })
    }
  }
  const base = {
    ...graph,
    nodes: graph.nodes.filter((node) => shown.has(node.id)),
    edges: graph.edges.filter(shownIn(left)),
  }
  const { step, start, steps } = minutes
  const edges = columns(minutes.edges)
  const frames = {
    step,
    start,
    steps,
    from: minutes.window.from,
    to: minutes.window.to,
    nodes: columns(minutes.nodes),
    edges,
    base,
    into,
    drawn,
  }
  return { ...frames, busiest: busiestOf(frames) }
}

/** Whether a call of the graph is one of a picture in which nodes may be folded. */
function shownIn(picture: Picture): (edge: PictureEdge) => boolean {
  const holder = new Map<string, string>()
  for (const { id, group } of picture.nodes) {
    holder.set(id, id)
    if (group && isFoldId(id)) for (const member of group.members) holder.set(member, id)
  }
  const ids = new Set(picture.edges.map((edge) => edge.id))
  return ({ id, from, to }) => {
    const ends = [holder.get(from), holder.get(to)] as const
    if (ends[0] === undefined || ends[1] === undefined) return false
    // Within a fold: no line, and no figure of one.
    if (ends[0] === ends[1] && ends[0] !== from) return false
    return ids.has(ends[0] === from && ends[1] === to ? id : ends.join('>'))
  }
}

/** What the widest edge of the map carries in the busiest step, folded edges by the sum of their busiest steps. */
function busiestOf(frames: Omit<Frames, 'busiest'>): number {
  const sums = new Map<string, number>()
  for (const edge of frames.base.edges) {
    const place = (id: string): string => frames.into.get(id)?.id ?? id
    const id = `${place(edge.from)}>${place(edge.to)}`
    let most = 0
    for (const total of frames.edges.get(edge.id)?.total ?? []) if (total > most) most = total
    sums.set(id, (sums.get(id) ?? 0) + most)
  }
  return Math.max(0, ...sums.values()) / (frames.step / 60)
}

/** The part of the window that a step covers, epoch seconds. */
export function spanOf(
  frames: Pick<Frames, 'start' | 'step' | 'from' | 'to'>,
  i: number,
): { from: number; to: number } {
  const from = frames.start + i * frames.step
  return { from: Math.max(from, frames.from), to: Math.min(from + frames.step, frames.to) }
}

/** The frame in which that moment lies; the nearest one for a moment outside. */
export function frameAt(frames: Pick<Frames, 'start' | 'step' | 'steps'>, at: number): number {
  const i = Math.floor((at - frames.start) / frames.step)
  return Math.max(0, Math.min(frames.steps - 1, i))
}

const none = { ok: 0, error: 0, throttle: 0, fault: 0, total: 0, totalTime: 0 }

/** What was not told of counts nothing. Of a minute the 95th percentile is known and no histogram: so a fold has no percentile at all. */
function figuresAt(column: Column | undefined, i: number, minutes: number) {
  const total = column?.total[i] ?? 0
  if (!column || total === 0) return { counts: none, latency: null, histogram: [], rate: 0 }
  const error = column.error.get(i) ?? 0
  const throttle = column.throttle.get(i) ?? 0
  const fault = column.fault.get(i) ?? 0
  const p95 = (column.p95[i] ?? 0) / 1000
  return {
    counts: { ok: total - error - throttle - fault, error, throttle, fault, total, totalTime: 0 },
    latency: { p50: p95, p95, p99: p95 },
    histogram: [],
    rate: total / minutes,
  }
}

export function frameGraph(frames: Frames, i: number): Picture {
  const { from, to } = spanOf(frames, i)
  const minutes = Math.max(1 / 60, (to - from) / 60)
  const painted: Picture = {
    ...frames.base,
    onlyP95: true,
    window: { from, to },
    nodes: frames.base.nodes.map(
      // An objective is kept or broken over a whole window, not over a step.
      (node): PictureNode => ({ ...node, ...figuresAt(frames.nodes.get(node.id), i, minutes), slos: [] }),
    ),
    edges: frames.base.edges.map((edge) => ({ ...edge, ...figuresAt(frames.edges.get(edge.id), i, minutes) })),
  }
  if (frames.into.size === 0) return painted
  const folded = fold(painted, frames.into)
  const drawn = new Set(frames.drawn.edges.map((edge) => edge.id))
  return { ...folded, edges: folded.edges.filter((edge) => drawn.has(edge.id)) }
}
