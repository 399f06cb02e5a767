import { arn } from './account.ts'
import { invalidRequest } from './errors.ts'

export const defaultGroup = { name: 'Default', arn: arn('group/Default') }

/** Operations on a group accept its name or its ARN; so far there is one group, of everything. */
export function checkGroup(group: { readonly GroupName: string | null; readonly GroupARN: string | null }): void {
  if (group.GroupName !== null && group.GroupName !== defaultGroup.name) throw invalidRequest('Group not found.')
  if (group.GroupARN !== null && group.GroupARN !== defaultGroup.arn) throw invalidRequest('Group not found.')
}
