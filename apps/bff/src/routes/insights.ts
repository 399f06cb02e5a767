/** Anomalies. */
import type { Insight } from '@roentgen/insight'
import { ApiError } from '../http/errors.ts'
import { nodeRef, windowReply } from '../reply/graph.ts'
import { type Context, routes, server } from './context.ts'
import { questionOf } from './question.ts'

const secondsOf = (minute: number): number => minute * 60

function insightReply(insight: Insight) {
  return {
    id: insight.id,
    group: insight.group.name,
    category: insight.category,
    start: secondsOf(insight.startMinute),
    end: insight.endMinute === null ? null : secondsOf(insight.endMinute),
    summary: insight.summary,
    rootCause: nodeRef(insight.rootCause),
    services: insight.services.map(nodeRef),
    clients: insight.clients,
    rootCauseImpact: insight.rootCauseImpact,
    updated: secondsOf(insight.updatedMinute),
    events: insight.events.map(({ minute, summary, clients, rootCause }) => ({
      at: secondsOf(minute),
      summary,
      clients,
      rootCause,
    })),
  }
}

export function serveInsights(context: Context): void {
  server(context)(routes.insights, async ({ query }) => {
    const { source, window, filter, group } = await questionOf(query, context)
    if (filter) throw new ApiError('BAD_REQUEST', 'filter: insights are of groups; give a group a filter instead')
    const insights = await source.insights(window)
    const wanted = group === null ? insights : insights.filter((insight) => insight.group.name === group.name)
    return { window: windowReply(window), insights: wanted.map(insightReply) }
  })
}
