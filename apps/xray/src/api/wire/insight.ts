/** Insights as the X-Ray API prints them (facts 1.7, 6.2). */
import type { Impact, Insight, InsightEvent } from '@roentgen/insight'
import { wireServiceId } from './summary.ts'

const wireImpact = ({ bad, ok, total }: Impact) => ({ FaultCount: bad, OkCount: ok, TotalCount: total })
const seconds = (minute: number) => minute * 60

/** The first few, worst first. */
const mostServices = 10
const wireServices = (services: Insight['services']) =>
  services.slice(0, mostServices).map((node) => ({ ServiceId: wireServiceId(node) }))

export const stateOf = (insight: Insight) => (insight.endMinute === null ? 'ACTIVE' : 'CLOSED')

export function wireInsight(insight: Insight) {
  return {
    InsightId: insight.id,
    GroupARN: insight.group.arn,
    GroupName: insight.group.name,
    RootCauseServiceId: wireServiceId(insight.rootCause),
    Categories: ['FAULT'],
    State: stateOf(insight),
    StartTime: seconds(insight.startMinute),
    EndTime: insight.endMinute === null ? null : seconds(insight.endMinute),
    Summary: insight.summary,
    ClientRequestImpactStatistics: wireImpact(insight.clients),
    RootCauseServiceRequestImpactStatistics: wireImpact(insight.rootCauseImpact),
    TopAnomalousServices: wireServices(insight.services),
  }
}

export const wireInsightSummary = (insight: Insight) => ({
  ...wireInsight(insight),
  LastUpdateTime: seconds(insight.updatedMinute),
})

export const wireInsightEvent = (event: InsightEvent) => ({
  Summary: event.summary,
  EventTime: seconds(event.minute),
  ClientRequestImpactStatistics: wireImpact(event.clients),
  RootCauseServiceRequestImpactStatistics: wireImpact(event.rootCause),
  TopAnomalousServices: wireServices(event.services),
})
