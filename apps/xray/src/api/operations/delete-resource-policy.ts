import { operation } from '../operation.ts'

export const deleteResourcePolicy = operation('DeleteResourcePolicy', async (input, { control }) => {
  await control.policies.delete(input.PolicyName, input.PolicyRevisionId)
  return {}
})
