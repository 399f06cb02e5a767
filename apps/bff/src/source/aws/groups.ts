/** The groups that an X-Ray API knows. */
import { GetGroupsCommand, type GroupSummary } from '@aws-sdk/client-xray'
import { type FilterExpression, type GroupLookup, parse, spliceGroups } from '@roentgen/filter'
import type { SourceGroup } from '../port.ts'
import type { Asker } from './asker.ts'

export async function groupsOf(asker: Asker): Promise<SourceGroup[]> {
  const groups: GroupSummary[] = []
  let token: string | undefined
  do {
    const reply = await asker.ask('GetGroups', token ? { NextToken: token } : {}, (input) =>
      asker.client.send(new GetGroupsCommand(input)),
    )
    groups.push(...(reply.Groups ?? []))
    token = reply.NextToken
  } while (token)
  // The one of everything comes first, whatever the order of the rest.
  const lookup = lookupIn(groups.map((one) => groupFrom(one, () => null)))
  return groups
    .map((one) => groupFrom(one, lookup))
    .sort((a, b) => Number(a.filter !== null) - Number(b.filter !== null))
}

/** What `group.name` and `group.arn` of an expression stand for. */
export const lookupIn =
  (groups: readonly SourceGroup[]): GroupLookup =>
  ({ by, value }) => {
    const found = groups.find((one) => one[by] === value)
    return found === undefined ? null : { id: found.arn, expression: found.filter?.text ?? '' }
  }

function groupFrom(
  { GroupName, GroupARN, FilterExpression: expression, InsightsConfiguration }: GroupSummary,
  lookup: GroupLookup,
): SourceGroup {
  const text = expression?.trim() ?? ''
  return {
    name: GroupName ?? '',
    arn: GroupARN ?? '',
    filter: text === '' ? null : { text, expression: understood(text, lookup) },
    insights: InsightsConfiguration?.InsightsEnabled ?? false,
  }
}

/** Null: only the source itself may know it. */
function understood(text: string, lookup: GroupLookup): FilterExpression | null {
  const parsed = parse(text)
  const spliced = parsed.ok ? spliceGroups(parsed.expression, lookup) : parsed
  return spliced.ok ? spliced.expression : null
}
