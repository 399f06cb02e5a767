/** Groups in the operations that read traces. */
import type { FilterExpression, GroupLookup } from '@roentgen/filter'
import type { Control } from '../control/control.ts'
import { checkReference, type Group, type GroupReference } from '../control/groups.ts'
import { invalidRequest } from './errors.ts'
import { filterExpression } from './filter-expression.ts'

type Reading = Pick<Control, 'groups'>

/** Null when none is asked for: everything. */
export async function groupAsked({ groups }: Reading, reference: GroupReference): Promise<Group | null> {
  if (reference.GroupName === null && reference.GroupARN === null) return null
  checkReference(reference)
  const group = await groups.find(reference)
  if (group === null) throw invalidRequest('Group not found.')
  return group
}

/** Undefined: everything. */
export async function filterOfGroup({ groups }: Reading, group: Group | null): Promise<FilterExpression | undefined> {
  return group?.filter == null ? undefined : filterExpression(group.filter, lookupIn(await groups.all()))
}

/** What `group.name` and `group.arn` of an expression stand for. */
export const lookupIn =
  (groups: readonly Group[]): GroupLookup =>
  ({ by, value }) => {
    const found = groups.find((one) => one[by] === value)
    return found === undefined ? null : { id: found.arn, expression: found.filter ?? '' }
  }
