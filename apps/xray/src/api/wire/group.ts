import type { Group } from '../../control/groups.ts'

/** `Default` has no expression. */
export const wireGroup = ({ name, arn, filter, insights }: Group) => ({
  GroupName: name,
  GroupARN: arn,
  FilterExpression: filter,
  InsightsConfiguration: { InsightsEnabled: insights.enabled, NotificationsEnabled: insights.notifications },
})
