/** What depends on a node, as the calls of a window show it. */
import type { GraphEdgeShape } from '@roentgen/contract'
import type { Picture } from './picture.ts'
import { distances, reachOf } from './reach.ts'

/** A call that never failed tells nothing of what its caller would do. */
const leastFailures = 10
const mostlyShare = 0.8

export type Caller = {
  readonly id: string
  readonly edge: string
  /** Calls that failed: faults, throttles and errors. */
  readonly failedCalls: number
  /** Requests of the caller itself that failed, for whatever reason. */
  readonly ownFailures: number
  /**
   * At least this share of the failed calls did not fail the caller, if a request makes at most one of them: 1 - own / failed. null: too few failed,
   * or the caller counts no requests of its own.
   */
  readonly absorbedAtLeast: number | null
  readonly verdict: 'absorbs' | 'in-part' | 'passes-on' | 'unknown'
}

export type Depends = {
  /** Who is reached against the calls, without clients, the nearest first; and along them. */
  readonly callers: readonly string[]
  readonly callees: readonly string[]
  /** Clients whose requests can come to it. */
  readonly clients: readonly string[]
  readonly perHour: number
  /** Direct ones, the busiest first. */
  readonly direct: readonly Caller[]
}

const failuresOf = ({ fault, throttle, error }: GraphEdgeShape['counts']): number => fault + throttle + error

export function dependsOn(picture: Pick<Picture, 'nodes' | 'edges'>, id: string): Depends {
  const reach = reachOf(picture)
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
  const reached = (way: 'callers' | 'callees'): string[] =>
    [...distances(reach, [id], way).keys()].filter((other) => other !== id && nodes.has(other))
  const isClient = (other: string): boolean => nodes.get(other)?.type === 'client'
  const upstream = reached('callers')
  return {
    callers: upstream.filter((other) => !isClient(other)),
    clients: upstream.filter(isClient),
    callees: reached('callees'),
    perHour: (nodes.get(id)?.rate ?? 0) * 60,
    direct: picture.edges
      .filter((edge) => edge.to === id && edge.from !== id && !isClient(edge.from))
      .sort((a, b) => b.rate - a.rate || (a.id < b.id ? -1 : 1))
      .map((edge) => callerOf(edge, nodes.get(edge.from))),
  }
}

function callerOf(edge: GraphEdgeShape, node: Picture['nodes'][number] | undefined): Caller {
  const failedCalls = failuresOf(edge.counts)
  const ownFailures = node ? failuresOf(node.counts) : 0
  const known = failedCalls >= leastFailures && node !== undefined && node.counts.total > 0
  const absorbedAtLeast = known ? Math.max(0, 1 - ownFailures / failedCalls) : null
  return {
    id: edge.from,
    edge: edge.id,
    failedCalls,
    ownFailures,
    absorbedAtLeast,
    verdict: verdictOf(absorbedAtLeast),
  }
}

function verdictOf(absorbed: number | null): Caller['verdict'] {
  if (absorbed === null) return 'unknown'
  if (absorbed >= mostlyShare) return 'absorbs'
  return absorbed > 1 - mostlyShare ? 'in-part' : 'passes-on'
}
