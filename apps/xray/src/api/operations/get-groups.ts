import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { wireGroup } from '../wire/group.ts'

/** All there may be fit one page, so that a token can only be made up (facts 1.4). */
export const getGroups = operation('GetGroups', async (input, { control }) => {
  if (input.NextToken !== null) throw invalidRequest('Next Token not supported')
  return { Groups: (await control.groups.all()).map(wireGroup), NextToken: null }
})
