import { operation } from '../operation.ts'
import { wireGroup } from '../wire/group.ts'

export const getGroup = operation('GetGroup', async (input, { control }) => ({
  Group: wireGroup(await control.groups.get(input)),
}))
