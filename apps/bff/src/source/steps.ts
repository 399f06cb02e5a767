/** Graphs of steps, one after another, as what each node and each edge counted in each of them. */
import { edgeId, nodeId } from '@roentgen/contract'
import type { SeriesPoint, Window } from '@roentgen/store'
import {
  type AssembledTrace,
  addCounts,
  type Called,
  type Counts,
  countOf,
  graphFromTraces,
  type Histogram,
  mergeHistogram,
  type NodeKey,
  type Served,
  type ServiceGraph,
} from '@roentgen/trace'
import type { SourceExactness, SourceMinutes } from './port.ts'

export const stepLengths = [60, 300, 3600, 86_400] as const
/** Of one answer, whichever source gives it. */
export const mostSteps = 3000

/** The step asked for, or the next coarser one that cuts the window into `most` pieces or fewer; the coarsest where none does. */
export function fittingStep(window: Window, asked: number, most: number = mostSteps): number {
  const seconds = (window.toUs - window.fromUs) / 1e6
  const fits = stepLengths.filter((step) => step >= asked)
  return fits.find((step) => seconds / step <= most) ?? fits.at(-1) ?? asked
}

/** The window's pieces between multiples of the step, oldest first. */
export function stepWindows({ fromUs, toUs }: Window, stepSeconds: number): Window[] {
  const stepUs = stepSeconds * 1e6
  const windows: Window[] = []
  for (let us = fromUs; us < toUs; us = (Math.floor(us / stepUs) + 1) * stepUs)
    windows.push({ fromUs: us, toUs: Math.min((Math.floor(us / stepUs) + 1) * stepUs, toUs) })
  return windows
}

type Sums = { readonly counts: Counts; readonly histogram: Histogram }
type Course<K> = { readonly id: string; readonly key: K; readonly points: Map<number, SeriesPoint>; total: number }

class Courses<K> {
  readonly #byId = new Map<string, Course<K>>()

  add(id: string, key: K, startUs: number, { counts, histogram }: Sums): void {
    const count = countOf(counts)
    if (count === 0) return
    const course = this.#byId.get(id) ?? { id, key, points: new Map<number, SeriesPoint>(), total: 0 }
    this.#byId.set(id, course)
    course.total += count
    const point = course.points.get(startUs)
    if (point) {
      addCounts(point.counts, counts)
      mergeHistogram(point.histogram, histogram)
    } else course.points.set(startUs, { startUs, counts: { ...counts }, histogram: new Map(histogram) })
  }

  /** Equal traffic: by id, so that every source leaves out the same. */
  busiest(most: number): { readonly key: K; readonly points: SeriesPoint[] }[] {
    return [...this.#byId.values()]
      .sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1))
      .slice(0, most)
      .map(({ key, points }) => ({ key, points: [...points.values()].sort((a, b) => a.startUs - b.startUs) }))
  }

  get size(): number {
    return this.#byId.size
  }
}

type EdgeEnds = { readonly from: NodeKey; readonly to: NodeKey }

export class MinutesSum {
  readonly #nodes = new Courses<NodeKey>()
  readonly #edges = new Courses<EdgeEnds>()

  addNode(node: NodeKey, startUs: number, sums: Sums): void {
    this.#nodes.add(nodeId(node), node, startUs, sums)
  }

  /** Calls and links between the same two nodes are one edge. */
  addEdge(from: NodeKey, to: NodeKey, startUs: number, sums: Sums): void {
    this.#edges.add(edgeId(from, to), { from, to }, startUs, sums)
  }

  addGraph(startUs: number, graph: ServiceGraph): void {
    for (const node of graph.nodes) this.addNode(node.key, startUs, node)
    for (const edge of graph.edges) this.addEdge(edge.from, edge.to, startUs, edge)
  }

  /** `known`: where more had traffic than were added. */
  answer(
    stepSeconds: number,
    most: number,
    exactness: SourceExactness,
    known: { readonly nodes: number; readonly edges: number } = { nodes: 0, edges: 0 },
  ): SourceMinutes {
    const nodes = this.#nodes.busiest(most)
    const edges = this.#edges.busiest(most)
    return {
      stepSeconds,
      nodes: nodes.map(({ key, points }) => ({ node: key, points })),
      edges: edges.map(({ key, points }) => ({ ...key, points })),
      leftOut: {
        nodes: Math.max(known.nodes, this.#nodes.size) - nodes.length,
        edges: Math.max(known.edges, this.#edges.size) - edges.length,
      },
      exactness,
    }
  }
}

/** Of traces at hand: each request and call in the step of its own end. */
export function minutesOfTraces(
  traces: readonly Pick<AssembledTrace, 'served' | 'called'>[],
  window: Window,
  stepSeconds: number,
): MinutesSum {
  const stepUs = stepSeconds * 1e6
  const steps = new Map<number, { served: Served[]; called: Called[] }>()
  const rowsAt = (endUs: number) => {
    const startUs = Math.floor(endUs / stepUs) * stepUs
    const rows = steps.get(startUs) ?? { served: [], called: [] }
    steps.set(startUs, rows)
    return rows
  }
  const inside = ({ endUs }: { readonly endUs: number }): boolean => endUs >= window.fromUs && endUs < window.toUs
  for (const { served, called } of traces) {
    for (const row of served) if (inside(row)) rowsAt(row.endUs).served.push(row)
    for (const row of called) if (inside(row)) rowsAt(row.endUs).called.push(row)
  }
  const sum = new MinutesSum()
  for (const [startUs, rows] of steps) sum.addGraph(startUs, graphFromTraces([rows]))
  return sum
}
