/** Insights in the store: one JSON document each, in the shape of `packages/insight`. */
import { type Insight, parseInsight } from '@roentgen/insight'
import type { InsightRow, Store, Window } from '@roentgen/store'

const minuteUs = 60e6

export const rowOf = (insight: Insight): InsightRow => ({
  id: insight.id,
  groupArn: insight.group.arn,
  startUs: insight.startMinute * minuteUs,
  endUs: insight.endMinute === null ? null : insight.endMinute * minuteUs,
  document: JSON.stringify(insight),
})

export async function insightsIn(store: Pick<Store, 'insights'>, window: Window): Promise<Insight[]> {
  return (await store.insights(window)).flatMap((row) => parseInsight(row.document) ?? [])
}

export async function insightById(store: Pick<Store, 'insight'>, id: string): Promise<Insight | null> {
  const row = await store.insight(id.toLowerCase())
  return row === null ? null : parseInsight(row.document)
}
