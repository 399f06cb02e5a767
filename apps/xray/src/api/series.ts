/** A time series by X-Ray's entity selector: the store knows nodes, a selector may name several. */
import { type EntitySelector, entitySelector, type FilterExpression, matchesNode } from '@roentgen/filter'
import type { SeriesPoint, SeriesSubject, Store, Window } from '@roentgen/store'
import { mergeHistogram } from '@roentgen/trace'
import { invalidRequest } from './errors.ts'

export type Series = {
  /** Which of the two statistics the points are printed as. */
  readonly side: 'edge' | 'service'
  /** Newest first; empty ones absent. */
  readonly points: readonly SeriesPoint[]
}

type SeriesStore = Pick<Store, 'series' | 'graph'>

export async function readSeries(
  store: SeriesStore,
  window: Window,
  stepSeconds: number,
  expression: string | null,
  filter?: FilterExpression,
): Promise<Series> {
  const selector = expression === null ? null : selectorOf(expression)
  const subjects = selector === null ? [{ kind: 'all' } as const] : await subjectsOf(store, window, selector)
  // One after another: a selector by type alone may name hundreds, and each question of a group reads its traces.
  const all: (readonly SeriesPoint[])[] = []
  for (const subject of subjects) all.push(await store.series(window, stepSeconds, subject, filter))
  const points = all.length === 1 && all[0] !== undefined ? all[0] : sum(all.flat())
  return {
    side: selector?.kind === 'node' ? 'service' : 'edge',
    points: points.filter((point) => totalOf(point) > 0).sort((a, b) => b.startUs - a.startUs),
  }
}

function selectorOf(expression: string): EntitySelector {
  const result = entitySelector(expression)
  if (result.ok) return result.selector
  throw invalidRequest(`Invalid entity selector expression: ${result.error.message}`)
}

async function subjectsOf(store: SeriesStore, window: Window, selector: EntitySelector): Promise<SeriesSubject[]> {
  const { graph } = await store.graph(window)
  if (selector.kind === 'node')
    return graph.nodes
      .filter((node) => matchesNode(selector.node, node.key))
      .map((node) => ({ kind: 'node', node: node.key }))
  return graph.edges
    .filter((edge) => matchesNode(selector.from, edge.from) && matchesNode(selector.to, edge.to))
    .map((edge) => ({ kind: 'edge', from: edge.from, to: edge.to }))
}

const totalOf = ({ counts }: SeriesPoint) => counts.ok + counts.error + counts.throttle + counts.fault

function sum(points: readonly SeriesPoint[]): SeriesPoint[] {
  const byStart = new Map<number, SeriesPoint>()
  for (const { startUs, counts, histogram } of points) {
    const point = byStart.get(startUs) ?? {
      startUs,
      counts: { ok: 0, error: 0, throttle: 0, fault: 0, totalTimeUs: 0 },
      histogram: new Map(),
    }
    byStart.set(startUs, point)
    point.counts.ok += counts.ok
    point.counts.error += counts.error
    point.counts.throttle += counts.throttle
    point.counts.fault += counts.fault
    point.counts.totalTimeUs += counts.totalTimeUs
    mergeHistogram(point.histogram, histogram)
  }
  return [...byStart.values()]
}
