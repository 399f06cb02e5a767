/** What nodes and lines may be coloured by besides health: five steps at fixed figures, so that a link, a replay and another day mean the same by a colour. */
import type { GraphEdgeShape, GraphNodeShape } from '@roentgen/contract'
import { badShare } from '../../../ui/response-class.ts'

export const colorings = ['health', 'latency', 'errors', 'traffic'] as const
export type Coloring = (typeof colorings)[number]
export type Scaled = Exclude<Coloring, 'health'>

/** Where the next step begins: seconds of the 95th percentile, share that went wrong, requests a minute. */
export const bounds: Readonly<Record<Scaled, readonly [number, number, number, number]>> = {
  latency: [0.1, 0.3, 1, 3],
  // What is not quite zero is a step of its own.
  errors: [Number.MIN_VALUE, 0.01, 0.05, 0.2],
  traffic: [1, 10, 100, 1000],
}

type Figures = Pick<GraphNodeShape | GraphEdgeShape, 'counts' | 'latency' | 'rate'>

/** 0 to 4; null where there is no such figure. */
export function stepOf(by: Scaled, figures: Figures): number | null {
  const value = figureOf(by, figures)
  return value === null ? null : bounds[by].filter((bound) => value >= bound).length
}

function figureOf(by: Scaled, { counts, latency, rate }: Figures): number | null {
  if (by === 'latency') return latency?.p95 ?? null
  if (by === 'traffic') return rate > 0 ? rate : null
  return counts.total > 0 ? badShare(counts) : null
}
