import type { XRayClient } from '@aws-sdk/client-xray'
import type { Window } from '@roentgen/store'
import { graphFromTraces, type ServiceGraph, type TraceId } from '@roentgen/trace'
import { ApiError } from '../../http/errors.ts'
import { Arrivals, polled, relayed } from '../arrivals.ts'
import { assembleTraces } from '../assembled.ts'
import { narrowed } from '../narrowed.ts'
import type { SourceFilter, SourceTrace, TraceSource } from '../port.ts'
import { fittingStep, minutesOfTraces } from '../steps.ts'
import { Asker, type AskerOptions } from './asker.ts'
import { changesOf } from './changes.ts'
import { serviceGraph } from './graph.ts'
import { groupsOf } from './groups.ts'
import { insightsOf } from './insights.ts'
import { minutesOfTiles } from './minutes.ts'
import { TransactionSearch } from './retrieval.ts'
import { timeSeries } from './series.ts'
import { allSummaries, summaryPage } from './summaries.ts'
import { TileCache } from './tiles.ts'
import { batchGetTraces } from './traces.ts'
import { usersFromSummaries } from './users.ts'

export type AwsSourceOptions = AskerOptions & {
  readonly id: string
  readonly kind: 'aws' | 'xray'
  readonly label: string
  readonly client: XRayClient
  /** Where an X-Ray service of Roentgen would tell of arrivals; absent, or without: the graph is looked at now and then. */
  readonly eventsUrl?: string
  /** Traces looked at for one question. Default 1,000 on AWS, which charges for them, else 10,000. */
  readonly scanLimit?: number
  /** The account whose nodes carry no account. */
  readonly ownAccount?: () => Promise<string | null>
}

export const mostTracesScanned = 10_000
const pollEveryMs = 30_000
const pollWindowUs = 5 * 60 * 1e6
const tilesKept = 500
const tileTtlMs = 3600_000
/** Steps of a replay, beside the tiles of the map. A source that is near learns of late documents: its steps are kept for a moment only. */
const stepsKept = 2000
const nearStepTtlMs = 20_000

/** The API answers IRE to a filter it cannot read; our own parser knows where it is wrong. */
function explained(error: unknown, filter: SourceFilter | null): unknown {
  const { name, message } = error as { name?: string; message?: string }
  if (!filter || name !== 'InvalidRequestException' || !/filter|expression|keyword|token/i.test(message ?? ''))
    return error
  return new ApiError('BAD_FILTER', message ?? 'X-Ray does not understand this filter', { cause: error })
}

export function awsSource(options: AwsSourceOptions): TraceSource {
  const asker = new Asker(options.client, options)
  const search = new TransactionSearch(asker)
  const scanLimit = Math.min(
    options.scanLimit ?? (options.kind === 'aws' ? 1000 : mostTracesScanned),
    mostTracesScanned,
  )
  const tiles = options.kind === 'aws' ? new TileCache<ServiceGraph>(tilesKept, tileTtlMs) : null
  const steps = new TileCache<ServiceGraph>(stepsKept, options.kind === 'aws' ? tileTtlMs : nearStepTtlMs)
  const account = async (): Promise<string | null> => (await options.ownAccount?.()) ?? null

  const scan = async (window: Window, filter: string) =>
    allSummaries(asker, { window, filter, ownAccount: await account(), scanLimit })

  const documents = async (ids: readonly TraceId[]): Promise<Map<TraceId, SourceTrace>> => {
    if (ids.length === 1 && (await search.destination()) === 'logs') {
      const [id] = ids as [TraceId]
      const retrieved = await search.retrieve(id).catch(() => null)
      if (retrieved) return new Map([[id, retrieved]])
    }
    return batchGetTraces(asker, ids)
  }

  const matching = async (window: Window, filter: SourceFilter) => {
    const page = await scan(window, filter.text)
    const traces = await documents(page.traces.map((trace) => trace.traceId))
    const assembled = await assembleTraces({ documents: batch }, traces, await account())
    return { assembled, exactness: page.exactness }
  }
  const filteredGraph = async (window: Window, filter: SourceFilter) => {
    const { assembled, exactness } = await matching(window, filter)
    return { graph: graphFromTraces(assembled), exactness }
  }
  const batch = (ids: readonly TraceId[]) => batchGetTraces(asker, ids)

  const looking = polled(async () => {
    const toUs = Date.now() * 1000
    const { nodes } = await serviceGraph(asker, { fromUs: toUs - pollWindowUs, toUs }, null, null)
    return JSON.stringify(nodes.map((node) => [node.key, node.counts]))
  }, pollEveryMs)
  const arrivals = new Arrivals(options.eventsUrl ? relayed(options.eventsUrl, looking) : looking)

  const withFilter = async <T>(filter: SourceFilter | null, ask: () => Promise<T>): Promise<T> =>
    ask().catch((error: unknown) => {
      throw explained(error, filter)
    })

  return {
    id: options.id,
    kind: options.kind,
    label: options.label,
    graph: (window, filter, group = null) =>
      withFilter(filter, async () => {
        const asOfUs = Date.now() * 1000
        const within = filter && narrowed(filter, group)
        if (within) return { ...(await filteredGraph(window, within)), asOfUs }
        return {
          graph: await serviceGraph(asker, window, await account(), tiles, group),
          asOfUs,
          exactness: { kind: 'exact' },
        }
      }),
    series: (window, stepSeconds, subject, group) => timeSeries(asker, window, stepSeconds, subject, group),
    minutes: (window, stepSeconds, most, filter = null, group = null) =>
      withFilter(filter, async () => {
        const within = narrowed(filter, group)
        if (within === null) return minutesOfTiles(asker, window, stepSeconds, most, await account(), steps)
        const { assembled, exactness } = await matching(window, within)
        const step = fittingStep(window, stepSeconds)
        return minutesOfTraces(assembled, window, step).answer(step, most, exactness)
      }),
    traces: (window, filter, page) =>
      withFilter(filter, async () =>
        summaryPage(asker, { window, filter: filter?.text ?? '', ownAccount: await account(), scanLimit }, page),
      ),
    groups: () => groupsOf(asker),
    documents,
    users: (window, question) =>
      withFilter(question.filter, () =>
        usersFromSummaries((filter) => scan(window, filter), { ...question, filter: question.filter?.text ?? '' }),
      ),
    insights: async (window) => insightsOf(asker, window, await account()),
    changes: (window, most) => changesOf(asker, window, most),
    ownAccount: account,
    listen: (callback) => arrivals.listen(callback),
    close: async () => {
      arrivals.close()
      options.client.destroy()
    },
  }
}
