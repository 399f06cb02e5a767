import { invalidRequest } from '../errors.ts'
import { filterExpression } from '../filter-expression.ts'
import { lookupIn } from '../groups.ts'
import { operation } from '../operation.ts'
import { makeToken, readToken } from '../token.ts'
import { secondsOf, windowOf } from '../window.ts'
import { wireSummary } from '../wire/summary.ts'

const pageSize = 250
/** Traces that a partial scan looks at, the newest. */
const partialScan = 10_000
/** After it a page is answered with what there is, and a token to go on: with a filter that little matches, maybe an empty one. */
const pageMs = 2_000

const orderOf = { TraceId: 'start', Event: 'assembled', Service: 'end' } as const

export const getTraceSummaries = operation('GetTraceSummaries', async (input, { store, control }) => {
  const window = windowOf(input.StartTime, input.EndTime)
  const type = input.TimeRangeType ?? 'TraceId'
  const sample = sampleOf(input.Sampling === true, input.SamplingStrategy, type)
  const expression = input.FilterExpression ?? ''
  const filter = expression.trim() === '' ? null : filterExpression(expression, lookupIn(await control.groups.all()))
  const question = [window.fromUs, window.toUs, type, input.FilterExpression, sample]
  const after = input.NextToken === null ? null : readToken(question, input.NextToken)
  if (input.NextToken !== null && after === null) throw invalidRequest(`Invalid token ${input.NextToken}`)

  const page = await store.summaries(window, orderOf[type], filter, {
    limit: pageSize,
    forMs: pageMs,
    ...(sample === 'partial' ? { most: partialScan } : {}),
    ...(after === null ? {} : { after }),
  })
  const kept = page.summaries.filter((summary) => inSample(summary.traceId, sample))
  return {
    ApproximateTime: secondsOf(page.reachedUs),
    NextToken: page.next === null ? null : makeToken(question, page.next),
    TracesProcessedCount: page.scanned,
    // As recorded: when the trace was last updated, for both of the other types.
    TraceSummaries: kept.map((summary) =>
      wireSummary(summary, type === 'TraceId' ? null : secondsOf(summary.assembledUs)),
    ),
  }
})

type Sample = 'all' | 'partial' | number

/** A number is the share of traces to return. */
function sampleOf(
  sampling: boolean,
  given: { readonly Name: 'PartialScan' | 'FixedRate' | null; readonly Value: number | null } | null,
  type: keyof typeof orderOf,
): Sample {
  if (!sampling) return 'all'
  if (given?.Name !== 'FixedRate') return 'partial'
  if (type !== 'Event')
    throw invalidRequest(
      `Cannot use FixedRate with input time range type: ${type}. Please try using time range type: Event`,
    )
  if (given.Value === null || given.Value < 0 || given.Value > 1)
    throw invalidRequest('sampling rate must be specified and its value must be between [0, 1]')
  return given.Value
}

/** By the random end of the id, so that the same trace is in or out on every page and every call. */
const inSample = (traceId: string, sample: Sample) =>
  typeof sample === 'string' || Number.parseInt(traceId.slice(-8), 16) / 2 ** 32 < sample
