import { operation } from '../operation.ts'
import { wirePolicy } from '../wire/policy.ts'

export const putResourcePolicy = operation('PutResourcePolicy', async (input, { control, nowMs }) => {
  const policy = await control.policies.put(input.PolicyName, input.PolicyDocument, input.PolicyRevisionId, {
    bypassLockoutCheck: input.BypassPolicyLockoutCheck === true,
    nowS: nowMs() / 1000,
  })
  return { ResourcePolicy: wirePolicy(policy) }
})
