/**
 * Sampling rules (facts 7.1). `Default` is always there; of it only the reservoir and the rate can be changed. A rule's name says
 * its ARN, so a rule made again under an old name has the old ARN.
 */
import { byPriority, defaultRule, type SamplingRule } from '@roentgen/sampling'
import * as z from 'zod'
import { arn } from '../api/account.ts'
import { ApiError, invalidRequest } from '../api/errors.ts'
import { type ConfigStore, Kept } from './kept.ts'

const rule = z.object({
  name: z.string(),
  priority: z.number(),
  fixedRate: z.number(),
  reservoirSize: z.number(),
  serviceName: z.string(),
  serviceType: z.string(),
  host: z.string(),
  httpMethod: z.string(),
  urlPath: z.string(),
  resourceArn: z.string(),
  attributes: z.record(z.string(), z.string()),
  boost: z.object({ maxRate: z.number(), cooldownMinutes: z.number() }).nullable(),
})
const record = z.object({
  rule,
  /** Epoch seconds. */
  createdS: z.number(),
  modifiedS: z.number(),
  /** Ours: a reservoir of so many a minute, while the rule's own is 0 (decision 0013). */
  perMinute: z.number().nullable(),
})
const stored = z.object({ modifiedS: z.number(), default: record, custom: z.array(record) })

export type RuleRecord = Readonly<z.infer<typeof record>>
type Stored = z.infer<typeof stored>

/** One of the two names a rule. */
export type RuleReference = { readonly RuleName: string | null; readonly RuleARN: string | null }
/** What is not there stays as it is; `boost` is always said, for leaving it out clears it. */
export type RuleChange = Partial<Omit<SamplingRule, 'name'>> & Pick<SamplingRule, 'boost'>

/** Beside `Default`. */
const mostRules = 25

const initial: Stored = {
  modifiedS: 0,
  default: { rule: defaultRule, createdS: 0, modifiedS: 0, perMinute: null },
  custom: [],
}

export const ruleArn = (name: string) => arn(`sampling-rule/${name}`)

export class SamplingRules {
  readonly #kept: Kept<Stored>

  constructor(store: ConfigStore) {
    this.#kept = new Kept(store, 'sampling-rules', initial, (value) => stored.parse(value), {
      kind: 'sampling-rule',
      things: (value) =>
        new Map(listed(value).map(({ rule, perMinute }) => [rule.name, JSON.stringify([rule, perMinute])])),
    })
  }

  /** In the order in which clients ask them. */
  async all(): Promise<RuleRecord[]> {
    return listed(await this.#kept.get())
  }

  /** When any rule was last created, changed or deleted, epoch seconds; 0 while none ever was. */
  async modifiedS(): Promise<number> {
    return (await this.#kept.get()).modifiedS
  }

  async exists(resourceArn: string): Promise<boolean> {
    return (await this.all()).some((one) => ruleArn(one.rule.name) === resourceArn)
  }

  async create(created: SamplingRule, nowMs: number): Promise<RuleRecord> {
    checkFigures(created)
    return this.#kept.change((present) => {
      if (listed(present).some((one) => one.rule.name === created.name))
        throw invalidRequest(`${created.name} already exists`)
      if (present.custom.length >= mostRules)
        throw new ApiError(
          'RuleLimitExceededException',
          `The maximum number of sampling rules, ${mostRules}, has been reached`,
        )
      const modifiedS = stamp(nowMs)
      const answer: RuleRecord = { rule: created, createdS: modifiedS, modifiedS, perMinute: null }
      return { value: { ...present, modifiedS, custom: [...present.custom, answer] }, answer }
    })
  }

  async update(reference: RuleReference, change: RuleChange, nowMs: number): Promise<RuleRecord> {
    checkReference(reference)
    return this.#kept.change((present) => {
      const old = found(present, reference)
      if (old === present.default) checkDefaultChange(change)
      const updated = { ...old.rule, ...change }
      checkFigures(updated, old === present.default)
      // Who sets a reservoir a second no longer wants one a minute.
      const perMinute = updated.reservoirSize > 0 ? null : old.perMinute
      return changed(present, old, { ...old, rule: updated, perMinute }, nowMs)
    })
  }

  /** A reservoir of so many a minute instead of one a second; null: none. */
  async setPerMinute(name: string, perMinute: number | null, nowMs: number): Promise<RuleRecord> {
    return this.#kept.change((present) => {
      const old = found(present, { RuleName: name, RuleARN: null })
      if (perMinute !== null && (!Number.isSafeInteger(perMinute) || perMinute < 1))
        throw invalidRequest('A reservoir a minute must be a whole number of at least 1')
      const reservoirSize = perMinute === null ? old.rule.reservoirSize : 0
      return changed(present, old, { ...old, perMinute, rule: { ...old.rule, reservoirSize } }, nowMs)
    })
  }

  /** The rule that was. */
  async remove(reference: RuleReference, nowMs: number): Promise<RuleRecord> {
    checkReference(reference)
    return this.#kept.change((present) => {
      const old = found(present, reference)
      if (old === present.default) throw invalidRequest('The default sampling rule can not be deleted')
      const value = { ...present, modifiedS: stamp(nowMs), custom: present.custom.filter((one) => one !== old) }
      return { value, answer: old }
    })
  }
}

const listed = (present: Stored): RuleRecord[] =>
  [...present.custom, present.default].sort((a, b) => byPriority(a.rule, b.rule))

function changed(present: Stored, old: RuleRecord, next: RuleRecord, nowMs: number) {
  const modifiedS = stamp(nowMs)
  const answer: RuleRecord = { ...next, modifiedS }
  const value: Stored =
    old === present.default
      ? { ...present, modifiedS, default: answer }
      : { ...present, modifiedS, custom: present.custom.map((one) => (one === old ? answer : one)) }
  return { value, answer }
}

/**
 * The second that follows: clients compare with the whole second in which they asked for rules, and only what is newer is asked for
 * again. A change later in that second would wait for minutes.
 */
const stamp = (nowMs: number) => Math.ceil(nowMs / 1000)

function found(present: Stored, { RuleName, RuleARN }: RuleReference): RuleRecord {
  const one = [present.default, ...present.custom].find(
    ({ rule: { name } }) => name === RuleName || ruleArn(name) === RuleARN,
  )
  if (one === undefined) throw invalidRequest(`The sampling rule ${RuleName ?? RuleARN} does not exist`)
  return one
}

function checkReference({ RuleName, RuleARN }: RuleReference): void {
  if ((RuleName === null) === (RuleARN === null))
    throw invalidRequest('Specify a sampling rule by either name or ARN, but not both')
}

function checkDefaultChange({ boost, fixedRate: _, reservoirSize: __, ...others }: RuleChange): void {
  if (boost !== null || Object.keys(others).length > 0)
    throw invalidRequest('Only the reservoir size and fixed rate of the default sampling rule can be modified')
}

/** The model has no ranges for an update: they are the same as at creation. */
function checkFigures({ priority, fixedRate, reservoirSize }: SamplingRule, isDefault = false): void {
  if (!isDefault && (priority < 1 || priority > 9999)) throw invalidRequest('Priority must be between 1 and 9999')
  if (fixedRate < 0 || fixedRate > 1) throw invalidRequest('FixedRate must be between 0 and 1')
  if (reservoirSize < 0) throw invalidRequest('ReservoirSize must not be negative')
  if (reservoirSize > 2_147_483_647) throw invalidRequest('ReservoirSize must fit an integer of 32 bits')
}
