/**
 * Groups: filter expressions with a name (facts 6.1). `Default`, of everything, is always there; of it only the insights can be
 * set. A group is applied when a question is asked, so a changed one holds for history too (decision 0010).
 */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { arn } from '../api/account.ts'
import { invalidRequest } from '../api/errors.ts'
import { type ConfigStore, Kept } from './kept.ts'

const insights = z.object({ enabled: z.boolean(), notifications: z.boolean() })
const group = z.object({ name: z.string(), arn: z.string(), filter: z.string().nullable(), insights })
const stored = z.object({ defaultInsights: insights, groups: z.array(group) })

export type Insights = z.infer<typeof insights>
/** `filter` null: everything, which only `Default` is. */
export type Group = Readonly<z.infer<typeof group>>
type Stored = z.infer<typeof stored>

/** One of the two names a group. */
export type GroupReference = { readonly GroupName: string | null; readonly GroupARN: string | null }
export type InsightsChange = { readonly InsightsEnabled: boolean | null; readonly NotificationsEnabled: boolean | null }

/** Throws an `ApiError` for an expression that is none, or speaks of groups that are not among these, or of itself. */
export type FilterCheck = (expression: string, among: readonly Group[]) => void

/** `Default` is one of them. */
const mostGroups = 25
const off: Insights = { enabled: false, notifications: false }
const notFound = () => invalidRequest('Group not found')

export const defaultGroupName = 'Default'
const defaultArn = arn(`group/${defaultGroupName}`)

export class Groups {
  readonly #kept: Kept<Stored>
  readonly #checkFilter: FilterCheck

  constructor(store: ConfigStore, checkFilter: FilterCheck) {
    this.#kept = new Kept(store, 'groups', { defaultInsights: off, groups: [] }, (value) => stored.parse(value), {
      kind: 'group',
      things: (value) => new Map(listed(value).map((one) => [one.name, JSON.stringify(one)])),
    })
    this.#checkFilter = checkFilter
  }

  /** `Default` first, then in order of creation. */
  async all(): Promise<Group[]> {
    return listed(await this.#kept.get())
  }

  async exists(groupArn: string): Promise<boolean> {
    return (await this.all()).some((one) => one.arn === groupArn)
  }

  /** Null when the group does not exist, or when neither member or both are given. */
  async find(reference: GroupReference): Promise<Group | null> {
    return found(await this.all(), reference)
  }

  /** As an operation on one group asks: exactly one of name and ARN, and it must exist. */
  async get(reference: GroupReference): Promise<Group> {
    checkReference(reference)
    const one = await this.find(reference)
    if (one === null) throw notFound()
    return one
  }

  /** `groupArn` is made by `newGroupArn`, so that what belongs to it can be stored first. */
  async create(name: string, groupArn: string, filter: string | null, change: InsightsChange | null): Promise<Group> {
    if (!/^[A-Za-z0-9-]{1,32}$/.test(name))
      throw invalidRequest('Invalid group name: it takes letters, digits and dashes')
    if (isBlank(filter)) throw invalidRequest('Filter Expression is empty')
    const created: Group = { name, arn: groupArn, filter, insights: changedInsights(off, change) }
    return this.#kept.change((present) => {
      const all = listed(present)
      if (all.some((one) => one.name === name)) throw invalidRequest(`${name} already exists`)
      if (all.length >= mostGroups)
        throw invalidRequest(`The maximum number of groups, ${mostGroups}, has been reached`)
      this.#checkFilter(filter, [...all, created])
      return { value: { ...present, groups: [...present.groups, created] }, answer: created }
    })
  }

  /** With settings of insights alone the filter stays as it is. */
  async update(reference: GroupReference, filter: string | null, change: InsightsChange | null): Promise<Group> {
    checkReference(reference)
    if ((filter !== null || change === null) && isBlank(filter)) throw invalidRequest('Filter Expression is empty')
    return this.#kept.change((present) => {
      const old = found(listed(present), reference)
      if (old === null) throw notFound()
      if (old.filter === null && filter !== null)
        throw invalidRequest('The filter expression of the Default group can not be changed')
      const updated = { ...old, filter: filter ?? old.filter, insights: changedInsights(old.insights, change) }
      if (filter !== null)
        this.#checkFilter(
          filter,
          listed(present).map((one) => (one.arn === old.arn ? updated : one)),
        )
      const value =
        old.filter === null
          ? { ...present, defaultInsights: updated.insights }
          : { ...present, groups: present.groups.map((one) => (one.arn === old.arn ? updated : one)) }
      return { value, answer: updated }
    })
  }

  /** The group that was. */
  async delete(reference: GroupReference): Promise<Group> {
    checkReference(reference)
    return this.#kept.change((present) => {
      const old = found(listed(present), reference)
      if (old === null) throw notFound()
      if (old.filter === null) throw invalidRequest('The Default group can not be deleted')
      return { value: { ...present, groups: present.groups.filter((one) => one.arn !== old.arn) }, answer: old }
    })
  }
}

/** The last part is opaque: 52 characters of base 32, another one each time a name is used again. */
export function newGroupArn(name: string, random: Uint8Array = randomBytes(32)): string {
  let bits = ''
  for (const byte of random) bits += byte.toString(2).padStart(8, '0')
  const digits = Array.from({ length: Math.ceil(bits.length / 5) }, (_, i) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(bits.slice(i * 5, i * 5 + 5).padEnd(5, '0'), 2)),
  )
  return arn(`group/${name}/${digits.join('')}`)
}

const listed = ({ defaultInsights, groups }: Stored): Group[] => [
  { name: defaultGroupName, arn: defaultArn, filter: null, insights: defaultInsights },
  ...groups,
]

function found(groups: readonly Group[], { GroupName, GroupARN }: GroupReference): Group | null {
  if ((GroupName === null) === (GroupARN === null)) return null
  return groups.find((one) => one.name === GroupName || one.arn === GroupARN) ?? null
}

export function checkReference({ GroupName, GroupARN }: GroupReference): void {
  if ((GroupName === null) === (GroupARN === null)) throw invalidRequest('Provide either GroupName or GroupARN')
}

const isBlank = (filter: string | null): filter is null => filter === null || filter.trim() === ''

function changedInsights(old: Insights, change: InsightsChange | null): Insights {
  const enabled = change?.InsightsEnabled ?? old.enabled
  // Switched off, insights take their notifications along; asked for without insights, notifications are a mistake.
  if (change?.NotificationsEnabled === true && !enabled)
    throw invalidRequest('Notifications need insights: InsightsEnabled must be true')
  return { enabled, notifications: enabled && (change?.NotificationsEnabled ?? old.notifications) }
}
