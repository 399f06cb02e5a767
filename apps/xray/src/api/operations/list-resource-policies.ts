import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { wirePolicy } from '../wire/policy.ts'

/** The few there may be fit one page, so that a token can only be made up. */
export const listResourcePolicies = operation('ListResourcePolicies', async (input, { control }) => {
  if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
  return { ResourcePolicies: (await control.policies.all()).map(wirePolicy), NextToken: null }
})
