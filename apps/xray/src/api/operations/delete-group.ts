import { operation } from '../operation.ts'

export const deleteGroup = operation('DeleteGroup', async (input, { control: { groups, tags } }) => {
  const { arn } = await groups.delete(input)
  // No later group has this ARN: tags left behind are never seen.
  await tags.forget(arn).catch(() => {})
  return {}
})
