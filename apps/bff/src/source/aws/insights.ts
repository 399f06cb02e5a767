/** Insights of every group that has them enabled. Faults are all that the API knows; the events of each would be a call more. */
import { GetInsightSummariesCommand, type InsightSummary, type RequestImpactStatistics } from '@aws-sdk/client-xray'
import type { Impact, Insight } from '@roentgen/insight'
import type { Window } from '@roentgen/store'
import type { Asker } from './asker.ts'
import { keyOfService } from './from-wire.ts'
import { groupsOf } from './groups.ts'

export async function insightsOf(asker: Asker, window: Window, ownAccount: string | null): Promise<Insight[]> {
  const names = (await groupsOf(asker)).flatMap((group) => (group.insights ? [group.name] : []))
  const all = await Promise.all(names.map((name) => insightsOfGroup(asker, window, name, ownAccount)))
  return all.flat().sort((a, b) => b.startMinute - a.startMinute)
}

async function insightsOfGroup(
  asker: Asker,
  window: Window,
  group: string,
  ownAccount: string | null,
): Promise<Insight[]> {
  const found: Insight[] = []
  let token: string | undefined
  do {
    const input = {
      GroupName: group,
      StartTime: new Date(window.fromUs / 1000),
      EndTime: new Date(window.toUs / 1000),
      ...(token ? { NextToken: token } : {}),
    }
    const reply = await asker.ask('GetInsightSummaries', input, (i) =>
      asker.client.send(new GetInsightSummariesCommand(i)),
    )
    for (const summary of reply.InsightSummaries ?? []) found.push(insightFrom(summary, group, ownAccount))
    token = reply.NextToken
  } while (token)
  return found
}

const minuteOf = (date: Date | undefined): number => Math.floor((date?.getTime() ?? 0) / 60_000)

const impactFrom = (statistics: RequestImpactStatistics | undefined): Impact => ({
  bad: statistics?.FaultCount ?? 0,
  ok: statistics?.OkCount ?? 0,
  total: statistics?.TotalCount ?? 0,
})

function insightFrom(summary: InsightSummary, group: string, ownAccount: string | null): Insight {
  return {
    id: summary.InsightId ?? '',
    group: { name: summary.GroupName ?? group, arn: summary.GroupARN ?? '' },
    category: 'fault',
    startMinute: minuteOf(summary.StartTime),
    endMinute: summary.State === 'CLOSED' ? minuteOf(summary.EndTime ?? summary.LastUpdateTime) : null,
    summary: summary.Summary ?? '',
    rootCause: keyOfService(summary.RootCauseServiceId ?? {}, ownAccount),
    services: (summary.TopAnomalousServices ?? []).flatMap(({ ServiceId }) =>
      ServiceId ? [keyOfService(ServiceId, ownAccount)] : [],
    ),
    clients: impactFrom(summary.ClientRequestImpactStatistics),
    rootCauseImpact: impactFrom(summary.RootCauseServiceRequestImpactStatistics),
    updatedMinute: minuteOf(summary.LastUpdateTime),
    events: [],
  }
}
