/** Whether a headline is right, by what the generator knows. */
import type { StoryReply } from '../../packages/contract/src/index.ts'
import type { Entered, Hour } from './hour.ts'

export type Verdict = {
  readonly right: boolean
  readonly service: boolean
  readonly start: boolean
  readonly effect: boolean
  readonly words: number
  readonly remark: string
}

const mostWords = 25
const withinS = 60
/** A stated share may be so many times the true one, either way, or so far from it. */
const factor = 1.5
const points = 0.03

const near = (said: number, truly: number, off: number): boolean =>
  Math.abs(said - truly) <= off || (said <= truly * factor && truly <= said * factor)

export const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

export function judge(hour: Hour, reply: StoryReply, text: string): Verdict {
  const { trouble } = hour
  if (!trouble) throw new Error('a healthy hour has no verdict')
  const clause = (slot: string) => reply.headline.clauses.find((one) => one.slot === slot)?.sentence
  const remarks: string[] = []
  const cause = clause('cause')
  const entry = clause('effect')?.values.entry
  const named = cause?.id.endsWith('.own') ? entry : cause?.values.node
  const service =
    named === trouble.at && (trouble.caller === null || text.includes(trouble.caller)) && text.includes(trouble.at)
  if (!service) remarks.push(`it was ${trouble.caller === null ? '' : `${trouble.caller} to `}${trouble.at}`)

  const values = clause('since')?.values
  const said = momentOf(values?.since)
  const began = hour.startS + trouble.from
  const start = said !== null && Math.abs(said - began) <= withinS
  if (!start)
    remarks.push(
      `it began ${said === null ? '' : `${Math.round((began - said) / 6) / 10} min later, `}at ${clock(began)}`,
    )
  const passed = trouble.to < 3600
  const ended = momentOf(values?.until)
  const state = passed ? reply.headline.state === 'over' : reply.headline.state === 'trouble'
  if (!state) remarks.push(`state ${reply.headline.state}`)

  const effect = effectIsRight(hour, reply, { from: began, to: ended ?? hour.startS + 3600 + 60 }, remarks)
  const words = wordsOf(text)
  if (words > mostWords) remarks.push(`${words} words`)
  return {
    right: service && start && state && effect && words <= mostWords,
    service,
    start: start && state,
    effect,
    words,
    remark: remarks.join('; '),
  }
}

const momentOf = (value: unknown): number | null =>
  typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number' ? value.at : null

const clock = (at: number): string => new Date(at * 1000).toISOString().slice(11, 19)

const failed = ({ class: answered }: Entered): boolean => answered === 'fault' || answered === 'throttle'
/** It took half as long again, and a time that people feel. */
const slowed = ({ lostS, seconds }: Entered): boolean => lostS > 0.01 && lostS > (seconds - lostS) * 0.5

function effectIsRight(hour: Hour, reply: StoryReply, span: { from: number; to: number }, remarks: string[]): boolean {
  const { clauses } = reply.headline
  const effect = clauses.find((one) => one.slot === 'effect')?.sentence
  const since = hour.entered.filter(({ endS }) => endS >= span.from && endS < span.to)
  const share = (some: readonly Entered[], is: (one: Entered) => boolean): number =>
    some.length === 0 ? 0 : some.filter(is).length / some.length
  if (!effect) {
    // "No more requests from outside fail than usual."
    const right = share(since, failed) < 0.02 && share(since, slowed) < 0.1
    if (!right) remarks.push(`${percent(share(since, failed))} failed, ${percent(share(since, slowed))} were slowed`)
    return right
  }
  const { entry, bad, of } = effect.values
  const mine = typeof entry === 'string' ? since.filter((one) => one.entry === entry) : since
  const isSlow = /slow/i.test(effect.id)
  const hit = isSlow ? slowed : failed
  const stated = Number(bad) / Number(of)
  const truly = share(mine, hit)
  const shareRight = near(stated, truly, points)
  if (!shareRight) remarks.push(`${percent(truly)} were hit, not ${percent(stated)}`)
  const other = share(mine, isSlow ? failed : slowed)
  const rightKind = isSlow ? other * 3 <= truly * 1.5 : other <= truly * 4.5
  if (!rightKind) remarks.push(`${percent(other)} ${isSlow ? 'failed' : 'were slow'}`)

  const users = clauses.find((one) => one.slot === 'users')?.sentence
  const affected = new Set(mine.filter(hit).flatMap(({ user }) => user ?? []))
  const all = new Set(since.flatMap(({ user }) => user ?? []))
  if (!users) {
    if (affected.size > 0) remarks.push(`${affected.size} users go unmentioned`)
    return shareRight && rightKind && affected.size === 0
  }
  const saidAffected = Number(users.values.affected)
  const saidAll = Number(users.values.total)
  const usersRight = near(saidAffected, affected.size, 3) && near(saidAll, all.size, 3)
  if (!usersRight) remarks.push(`${affected.size} of ${all.size} users, not ${saidAffected} of ${saidAll}`)
  return shareRight && rightKind && usersRight
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`
