import { checkReference } from '../../control/groups.ts'
import { insightsIn } from '../../insights/kept.ts'
import { invalidRequest } from '../errors.ts'
import { pageOf } from '../insight.ts'
import { operation } from '../operation.ts'
import { windowOf } from '../window.ts'
import { stateOf, wireInsightSummary } from '../wire/insight.ts'

const mostPerPage = 100

/** Insights that were going on at some time in the window, of one group that has them enabled. */
export const getInsightSummaries = operation('GetInsightSummaries', async (input, { store, control }) => {
  const window = windowOf(input.StartTime, input.EndTime)
  checkReference(input)
  const group = await control.groups.find(input)
  if (group === null) throw invalidRequest('Group not found.')
  const [state] = input.States ?? []
  const all = group.insights.enabled ? await insightsIn(store, window) : []
  const wanted = all.filter(
    (insight) =>
      insight.category === 'fault' &&
      insight.group.arn === group.arn &&
      (state === undefined || stateOf(insight) === state),
  )
  const question = ['insights', window.fromUs, window.toUs, group.arn, state ?? null]
  const { page, next } = pageOf(wanted, (one) => one.id, question, input.MaxResults ?? mostPerPage, input.NextToken)
  return { InsightSummaries: page.map(wireInsightSummary), NextToken: next }
})
