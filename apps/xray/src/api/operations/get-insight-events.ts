import { faultInsight, pageOf } from '../insight.ts'
import { operation } from '../operation.ts'
import { wireInsightEvent } from '../wire/insight.ts'

const mostPerPage = 50

/** Newest first, as X-Ray's other lists are. */
export const getInsightEvents = operation('GetInsightEvents', async (input, { store }) => {
  const { id, events } = await faultInsight(store, input.InsightId)
  const numbered = events.map((event, at) => ({ event, at: String(at) })).reverse()
  const limit = input.MaxResults ?? mostPerPage
  const { page, next } = pageOf(numbered, (one) => one.at, ['insight-events', id], limit, input.NextToken)
  return { InsightEvents: page.map(({ event }) => wireInsightEvent(event)), NextToken: next }
})
