/** Graph, series, objectives: what the map and its panels ask. */
import { type GraphReply, nodeId } from '@roentgen/contract'
import { matchesNode } from '@roentgen/slo'
import type { SeriesPoint, SeriesSubject, Window } from '@roentgen/store'
import { type GraphNode, noCounts, percentile } from '@roentgen/trace'
import { ApiError } from '../http/errors.ts'
import { Expected } from '../http/expected.ts'
import { countsReply, graphReply, nodeRef, secondsOf, sloState, windowReply } from '../reply/graph.ts'
import { isLarge, LargeGraphs, WrittenGraph } from '../reply/large-graphs.ts'
import { drawnReply } from '../reply/picture.ts'
import { type Context, routes, server } from './context.ts'
import { edgeOf, nodeOf, questionOf, type WindowQuery } from './question.ts'

const steps = [60, 300, 3600, 86_400] as const
const wantedPoints = 60
const mostPoints = 3000

/** The step that comes nearest to 60 points. */
export function stepFor(window: Window, asked: number | undefined): number {
  const seconds = (window.toUs - window.fromUs) / 1e6
  if (asked === undefined) {
    const away = (step: number): number => Math.abs(Math.log(seconds / step / wantedPoints))
    return steps.reduce<number>((best, step) => (away(step) < away(best) ? step : best), steps[0])
  }
  if (!steps.some((step) => step === asked)) throw new ApiError('BAD_REQUEST', `step: one of ${steps.join(', ')}`)
  if (seconds / asked > mostPoints) {
    throw new ApiError('BAD_REQUEST', `step: ${asked} s would make more than ${mostPoints} points of this window`)
  }
  return asked
}

/** Of a window that ends later there is more at the next look. */
const movingUs = 10e6

/** Every step of the window in order, zeros included. */
export function filledPoints(points: readonly SeriesPoint[], window: Window, stepSeconds: number) {
  const stepUs = stepSeconds * 1e6
  const byStart = new Map(points.map((point) => [point.startUs, point]))
  const filled = []
  for (let us = Math.floor(window.fromUs / stepUs) * stepUs; us < window.toUs; us += stepUs) {
    const point = byStart.get(us)
    const histogram = point?.histogram ?? new Map<number, number>()
    filled.push({
      t: secondsOf(us),
      ...countsReply(point?.counts ?? noCounts()),
      p50: percentile(histogram, 0.5),
      p95: percentile(histogram, 0.95),
      p99: percentile(histogram, 0.99),
    })
  }
  return filled
}

function subjectOf(query: { node?: string | undefined; edge?: string | undefined }): SeriesSubject {
  if (query.node) return { kind: 'node', node: nodeOf(query.node) }
  return query.edge ? { kind: 'edge', ...edgeOf(query.edge) } : { kind: 'all' }
}

/** `begin`: the graph for the page with these members of its address, which will ask for it in a moment. */
export type MapExpected = { readonly begin: (members: Readonly<Record<string, unknown>>) => void }

export function serveMap(context: Context): MapExpected {
  const serve = server(context)
  const { config, names, sampleHistory } = context
  const large = new LargeGraphs()

  const expected = new Expected<GraphReply | WrittenGraph>()
  const graphOf = async (query: WindowQuery): Promise<GraphReply | WrittenGraph> => {
    const { source, window, filter, group } = await questionOf(query, context)
    const labels = names.labelOf()
    // Of those that move with the clock no two are the same.
    const isFixed = !/now/.test(query.from + query.to) && window.toUs < context.now() * 1000 - movingUs
    const ask = async () => {
      const { graph, asOfUs, exactness } = await source.graph(window, filter, group)
      return graphReply(graph, {
        source: source.id,
        window,
        asOfUs,
        exactness,
        objectives: config.objectives,
        labelOf: await labels,
        filtered: filter !== null || group !== null,
        sampleHistory: overlapping(sampleHistory, window),
      })
    }
    return filter || group || !isFixed ? ask() : large.get(source, window, await labels, ask)
  }
  // Whoever else asks has a reason to: something arrived, or was changed.
  serve(
    routes.graph,
    ({ query, early }) => (early ? expected.take(JSON.stringify(query)) : undefined) ?? graphOf(query),
  )

  serve(routes.picture, async ({ query: { by, open, only, ...query }, early }) => {
    const key = JSON.stringify(query)
    // An early one may have been begun with its page; whoever else asks wants to know what is new.
    if (!early) expected.take(key)
    const graph = await expected.begin(key, () => graphOf(query))
    const draw = (of: GraphReply) => drawnReply(of, { by, open, only, filter: query.filter, rules: config.external })
    if (graph instanceof WrittenGraph)
      return { graph: null, drawn: graph.pictureOf(JSON.stringify([by, open, only]), draw) }
    // The graph of a large one stays at hand: it is asked for as soon as the picture is on the screen.
    if (isLarge(graph)) return { graph: null, drawn: draw(graph) }
    expected.take(key)
    return { graph, drawn: null }
  })

  serve(routes.series, async ({ query }) => {
    const { source, window, filter, group } = await questionOf(query, context)
    if (filter) throw new ApiError('BAD_REQUEST', 'filter: a series is of all traffic; ask for the graph instead')
    const step = stepFor(window, query.step)
    const points = await source.series(window, step, subjectOf(query), group)
    return { step, window: windowReply(window), points: filledPoints(points, window, step) }
  })

  serve(routes.slos, async ({ query }) => {
    const { source, window } = await questionOf({ ...query, group: undefined }, context)
    const nodes: readonly GraphNode[] =
      config.objectives.length === 0 ? [] : (await source.graph(window, null)).graph.nodes
    const slos = config.objectives.flatMap((objective) => {
      const matching = nodes.filter((node) => matchesNode(objective, node.key))
      const subjects = matching.length > 0 ? matching : [null]
      return subjects.map((node) => ({
        ...sloState(objective, node),
        node: node ? nodeId(node.key) : objective.node.name,
        locked: true,
        nodeRef: node ? nodeRef(node.key) : null,
      }))
    })
    return { window: windowReply(window), slos }
  })

  return {
    begin: ({ source, from, to, filter, group }) => {
      const asked = routes.graph.query.safeParse({ source, from: from || 'now-15m', to: to || 'now', filter, group })
      if (asked.success) void expected.begin(JSON.stringify(asked.data), () => graphOf(asked.data))
    },
  }
}

/** The part of the window that is history of the sample system. */
export function overlapping(
  history: { readonly from: number; readonly to: number } | null,
  window: Window,
): { from: number; to: number } | null {
  if (!history) return null
  const from = Math.max(history.from, secondsOf(window.fromUs))
  const to = Math.min(history.to, secondsOf(window.toUs))
  return from < to ? { from, to } : null
}
