import { operation } from '../operation.ts'
import { wireGroup } from '../wire/group.ts'

export const updateGroup = operation('UpdateGroup', async (input, { control }) => ({
  Group: wireGroup(await control.groups.update(input, input.FilterExpression, input.InsightsConfiguration)),
}))
