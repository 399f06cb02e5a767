import { invalidRequest } from '../errors.ts'
import { filterExpression } from '../filter-expression.ts'
import { lookupIn } from '../groups.ts'
import { operation } from '../operation.ts'
import { makeToken, readToken } from '../token.ts'
import { secondsOf, windowOf } from '../window.ts'
import { wireSummary } from '../wire/summary.ts'

const pageSize = 250

const orderOf = { TraceId: 'start', Event: 'assembled', Service: 'end' } as const

export const getTraceSummaries = operation('GetTraceSummaries', async (input, { store, control }) => {
  const window = windowOf(input.StartTime, input.EndTime)
  const type = input.TimeRangeType ?? 'TraceId'
  const rate = samplingRate(input.Sampling === true, input.SamplingStrategy, type)
  const expression = input.FilterExpression ?? ''
  const filter = expression.trim() === '' ? null : filterExpression(expression, lookupIn(await control.groups.all()))
  const question = [window.fromUs, window.toUs, type, input.FilterExpression, rate]
  const after = input.NextToken === null ? null : readToken(question, input.NextToken)
  if (input.NextToken !== null && after === null) throw invalidRequest(`Invalid token ${input.NextToken}`)

  const page = await store.summaries(window, orderOf[type], filter, {
    limit: pageSize,
    ...(after === null ? {} : { after }),
  })
  const kept = page.summaries.filter((summary) => inSample(summary.traceId, rate))
  return {
    ApproximateTime: secondsOf(page.reachedUs),
    NextToken: page.next === null ? null : makeToken(question, page.next),
    TracesProcessedCount: page.scanned,
    TraceSummaries: kept.map((summary) => wireSummary(summary, type === 'TraceId' ? null : secondsOf(summary.endUs))),
  }
})

/** The share of traces to return. `PartialScan` may stop early; it need not. */
function samplingRate(
  sampling: boolean,
  given: { readonly Name: 'PartialScan' | 'FixedRate' | null; readonly Value: number | null } | null,
  type: keyof typeof orderOf,
): number {
  if (!sampling || given?.Name !== 'FixedRate') return 1
  if (type !== 'Event')
    throw invalidRequest(
      `Cannot use FixedRate with input time range type: ${type}. Please try using time range type: Event`,
    )
  if (given.Value === null || given.Value < 0 || given.Value > 1)
    throw invalidRequest('sampling rate must be specified and its value must be between [0, 1]')
  return given.Value
}

/** By the random end of the id, so that the same trace is in or out on every page and every call. */
const inSample = (traceId: string, rate: number) =>
  rate === 1 || Number.parseInt(traceId.slice(-8), 16) / 2 ** 32 < rate
