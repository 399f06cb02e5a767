/** The groups that an X-Ray API knows. */
import { GetGroupsCommand, type GroupSummary } from '@aws-sdk/client-xray'
import { parse } from '@roentgen/filter'
import type { SourceGroup } from '../port.ts'
import type { Asker } from './asker.ts'

export async function groupsOf(asker: Asker): Promise<SourceGroup[]> {
  const groups: SourceGroup[] = []
  let token: string | undefined
  do {
    const reply = await asker.ask('GetGroups', token ? { NextToken: token } : {}, (input) =>
      asker.client.send(new GetGroupsCommand(input)),
    )
    groups.push(...(reply.Groups ?? []).map(groupFrom))
    token = reply.NextToken
  } while (token)
  // The one of everything comes first, whatever the order of the rest.
  return groups.sort((a, b) => Number(a.filter !== null) - Number(b.filter !== null))
}

function groupFrom({ GroupName, GroupARN, FilterExpression, InsightsConfiguration }: GroupSummary): SourceGroup {
  const text = FilterExpression?.trim() ?? ''
  const parsed = parse(text)
  return {
    name: GroupName ?? '',
    arn: GroupARN ?? '',
    filter: text === '' ? null : { text, expression: parsed.ok ? parsed.expression : null },
    insights: InsightsConfiguration?.InsightsEnabled ?? false,
  }
}
