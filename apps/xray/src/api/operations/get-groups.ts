import { invalidRequest } from '../errors.ts'
import { defaultGroup } from '../groups.ts'
import { operation } from '../operation.ts'

export const getGroups = operation('GetGroups', (input) => {
  if (input.NextToken !== null) throw invalidRequest('Next Token not supported')
  return {
    Groups: [
      {
        GroupName: defaultGroup.name,
        GroupARN: defaultGroup.arn,
        FilterExpression: null,
        InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
      },
    ],
    NextToken: null,
  }
})
