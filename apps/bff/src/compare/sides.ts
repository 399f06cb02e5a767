/** One window of a source as `@roentgen/compare` wants it: sums of every node and edge, and the course of the busiest. */
import type { Figures, Side } from '@roentgen/compare'
import { edgeId, nodeId } from '@roentgen/contract'
import type { SeriesPoint, Window } from '@roentgen/store'
import { oneEdgePerPair, trafficFromUs } from '../reply/graph.ts'
import type { SourceFilter, SourceGraph, SourceGroup, SourceMinutes, TraceSource } from '../source/port.ts'
import { stepLengths } from '../source/steps.ts'

/** Nodes and as many edges whose course is read: they tell how restless the others are. */
const mostCourses = 300
/** About so many steps a window; each is a question to an X-Ray API of somebody else's. */
const wantedSteps = { own: 60, xray: 60, aws: 24 } as const

export type Asked = { readonly filter: SourceFilter | null; readonly group: SourceGroup | null }
export type ReadSide = { readonly side: Side; readonly read: SourceGraph }

export async function readSide(source: TraceSource, window: Window, { filter, group }: Asked): Promise<ReadSide> {
  const seconds = (window.toUs - window.fromUs) / 1e6
  const step = stepLengths.find((length) => seconds / length <= wantedSteps[source.kind]) ?? 86_400
  const [read, minutes] = await Promise.all([
    source.graph(window, filter, group),
    source.minutes(window, step, mostCourses, filter, group),
  ])
  return { side: sideOf(read, minutes, window, filter !== null || group !== null), read }
}

export function sideOf(
  { graph, asOfUs, exactness }: SourceGraph,
  minutes: SourceMinutes,
  window: Window,
  filtered: boolean,
): Side {
  const fromUs = trafficFromUs(graph, { window, filtered }) ?? window.fromUs
  const watched = { fromUs, toUs: Math.max(fromUs, Math.min(window.toUs, asOfUs)) }
  const stepsOf = coursesIn(watched, minutes.stepSeconds * 1e6)
  const nodes = new Map(minutes.nodes.map(({ node, points }) => [nodeId(node), points]))
  const edges = new Map(minutes.edges.map(({ from, to, points }) => [edgeId(from, to), points]))
  const nothing = graph.nodes.length === 0
  return {
    sampled: exactness.kind !== 'exact',
    seconds: nothing ? 0 : (watched.toUs - watched.fromUs) / 1e6,
    nodes: graph.nodes.map(({ key, counts, histogram }) => {
      const id = nodeId(key)
      return { id, figures: { counts, histogram }, ...stepsOf(nodes.get(id)) }
    }),
    edges: oneEdgePerPair(graph.edges).map(({ from, to, counts, histogram }) => {
      const id = edgeId(from, to)
      return { id, from: nodeId(from), to: nodeId(to), figures: { counts, histogram }, ...stepsOf(edges.get(id)) }
    }),
  }
}

/** Whole steps only: a part of one would look like a fall of traffic. */
function coursesIn({ fromUs, toUs }: Window, stepUs: number) {
  const first = Math.ceil(fromUs / stepUs)
  const many = Math.max(0, Math.floor(toUs / stepUs) - first)
  return (points: readonly SeriesPoint[] | undefined): { steps?: (Figures | null)[] } => {
    if (points === undefined) return {}
    const steps = Array.from({ length: many }, (): Figures | null => null)
    for (const { startUs, counts, histogram } of points) {
      const at = Math.round(startUs / stepUs) - first
      if (at >= 0 && at < many) steps[at] = { counts, histogram }
    }
    return { steps }
  }
}
