import { newGroupArn } from '../../control/groups.ts'
import { operation } from '../operation.ts'
import { wireGroup } from '../wire/group.ts'

export const createGroup = operation('CreateGroup', async (input, { control: { groups, tags } }) => {
  const arn = newGroupArn(input.GroupName)
  await tags.prepare(arn, input.Tags ?? [])
  try {
    const group = await groups.create(input.GroupName, arn, input.FilterExpression, input.InsightsConfiguration)
    return { Group: wireGroup(group) }
  } catch (error) {
    // The ARN is nobody's now; tags that stay there because the store went away are never seen.
    await tags.forget(arn).catch(() => {})
    throw error
  }
})
