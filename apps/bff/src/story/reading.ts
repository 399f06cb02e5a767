/** How far back and how finely a window is looked at, and what was read as the course that the rules judge. */
import { edgeId, nodeId } from '@roentgen/contract'
import type { Objective } from '@roentgen/slo'
import { failsOften, matchesNode } from '@roentgen/slo'
import type { SeriesPoint, Window } from '@roentgen/store'
import type { Course, Deployed, Mark, StoryPoint } from '@roentgen/story'
import { countOf, type GraphNode, type NodeKey, type ServiceGraph } from '@roentgen/trace'
import { countsReply, sloStates } from '../reply/graph.ts'
import type { SourceMinutes } from '../source/port.ts'

const hourS = 3600

/**
 * | window | steps | looked back |
 * | --- | --- | --- |
 * | up to 3 h | 1 min | 3 h |
 * | up to 24 h | 5 min | as long again, at most 12 h |
 * | longer | 1 h | as long again, at most 7 days |
 *
 * So no question reads more than a few hundred steps.
 */
export function reach(window: Window): { readonly look: Window; readonly stepSeconds: number } {
  const seconds = (window.toUs - window.fromUs) / 1e6
  const [stepSeconds, backSeconds] =
    seconds <= 3 * hourS
      ? [60, 3 * hourS]
      : seconds <= 24 * hourS
        ? [300, Math.min(seconds, 12 * hourS)]
        : [3600, Math.min(seconds, 7 * 24 * hourS)]
  const stepUs = stepSeconds * 1e6
  const fromUs = Math.max(0, Math.floor((window.fromUs - backSeconds * 1e6) / stepUs) * stepUs)
  return { look: { fromUs, toUs: window.toUs }, stepSeconds }
}

/** Around a beginning that is known to a coarse step: the minutes in which it must lie, and some before and after. */
export function around(atSeconds: number, stepSeconds: number, last: Window): Window {
  const marginUs = Math.max(2 * stepSeconds, 20 * 60) * 1e6
  return {
    fromUs: Math.max(0, Math.floor(atSeconds / 60) * 60e6 - marginUs),
    toUs: Math.min(last.toUs, (Math.floor(atSeconds / 60) + 1) * 60e6 + marginUs),
  }
}

export type Read = {
  readonly look: Window
  readonly windowFromUs: number
  readonly minutes: SourceMinutes
  /** Of the window: says which edges are links, which nodes report themselves, and who fails among those too quiet for `minutes`. */
  readonly graph: Pick<ServiceGraph, 'nodes' | 'edges'>
  readonly objectives: readonly Objective[]
  readonly deployments: readonly Deployed[]
  /** As people call it: sentences name nodes by it. */
  readonly nameOf: (node: NodeKey) => string
}

export function courseOf({ look, windowFromUs, minutes, graph, objectives, deployments, nameOf }: Read): Course {
  const step = minutes.stepSeconds
  const down = (us: number): number => Math.floor(us / 1e6 / step) * step
  const links = new Set(graph.edges.flatMap(({ kind, from, to }) => (kind === 'link' ? [edgeId(from, to)] : [])))
  const states = new Map(graph.nodes.map(({ key, state }) => [nodeId(key), state]))
  return {
    from: down(look.fromUs),
    to: Math.ceil(look.toUs / 1e6 / step) * step,
    step,
    windowFrom: windowFromUs / 1e6,
    nodes: minutes.nodes.map(({ node, points }) => ({
      id: nodeId(node),
      name: nameOf(node),
      type: node.type,
      reports: reports(node, states.get(nodeId(node))),
      points: points.map(pointOf),
    })),
    edges: minutes.edges.map(({ from, to, points }) => {
      const id = edgeId(from, to)
      return {
        id,
        from: nodeId(from),
        to: nodeId(to),
        kind: from.type === 'client' ? 'client' : links.has(id) ? 'link' : 'call',
        points: points.map(pointOf),
      }
    }),
    deployments,
    whole: {
      services: graph.nodes.flatMap((node) => {
        const { key, counts } = node
        return key.type === 'client'
          ? []
          : [
              {
                id: nodeId(key),
                name: nameOf(key),
                type: key.type,
                requests: countOf(counts),
                failed: counts.fault + counts.throttle,
                refused: counts.error,
                mark: markOf(node, objectives),
              },
            ]
      }),
      entered: graph.edges.flatMap(({ from, to, counts }) =>
        from.type === 'client'
          ? [{ to: nodeId(to), requests: countOf(counts), failed: counts.fault + counts.throttle }]
          : [],
      ),
      calls: graph.edges.flatMap(({ kind, from, to, counts }) =>
        kind === 'call' && from.type !== 'client'
          ? [{ from: nodeId(from), to: nodeId(to), failed: counts.fault + counts.throttle }]
          : [],
      ),
    },
    promises: graph.nodes.flatMap(({ key }) =>
      objectives
        .filter((objective) => matchesNode(objective, key))
        .map(({ target }) => ({ node: nodeId(key), target })),
    ),
  }
}

/** By the rule of the map (`isUnwell`), so that sentence and picture speak of the same services. */
function markOf(node: GraphNode, objectives: readonly Objective[]): Mark | null {
  if (sloStates(objectives, node).some(({ met }) => met === false)) return 'objective'
  const counts = countsReply(node.counts)
  if (!failsOften(counts)) return null
  return failsOften({ ...counts, error: 0 }) ? 'failures' : 'refusals'
}

/** One that is not in the window any more is judged by its type. */
function reports({ type }: NodeKey, state: GraphNode['state'] | undefined): boolean {
  if (state !== undefined) return state === 'active'
  return type !== 'remote' && !/^(Database|AWS::(DynamoDB|S3|SQS|SNS))/.test(type ?? '')
}

const pointOf = ({ startUs, counts, histogram }: SeriesPoint): StoryPoint => ({
  at: startUs / 1e6,
  counts,
  histogram,
})
