/** Answers reports of clients: what each may take, what the rate is, what was counted. One owner: this process. */
import {
  type Boost,
  Boosts,
  type Counts,
  MinuteReservoir,
  type Quota,
  type Report,
  Reservoir,
  Statistics,
  type StatisticWindow,
} from '@roentgen/sampling'
import type { RuleRecord } from '../control/sampling-rules.ts'
import type { PromisedUntil } from './promised-until.ts'

export type Holder = { readonly client: string; readonly perSecond: number; readonly demand: number }

/** Clients' clocks may be off by so much; older statistics would land in windows that somebody has read. */
const clockOffS = 300
/** Twenty-six rules are in force at most. */
const mostReservoirs = 100

export class Sampling {
  readonly statistics = new Statistics()
  readonly boosts = new Boosts()
  readonly #promised: PromisedUntil
  readonly #reservoirs = new Map<string, Reservoir>()
  readonly #minutes = new Map<string, MinuteReservoir>()

  constructor(promised: PromisedUntil) {
    this.#promised = promised
  }

  /**
   * The quota for a client, null while none may be given (then it keeps the one it has until that ends). A rule that is deleted and
   * made again has the same reservoir: promises hold.
   */
  async quota({ rule, perMinute }: RuleRecord, report: Report): Promise<Quota | null> {
    if (!(await this.#promised.mayPromise(report.nowS))) return null
    this.#forgetIdle(report.nowS)
    // Kept up for rules a minute too: promises from before the change still stand, and it knows who honours quotas at all.
    const aSecond = entry(this.#reservoirs, rule.name, () => new Reservoir()).report(report, rule.reservoirSize)
    if (perMinute === null) return aSecond
    if (this.#isDeaf(report.client)) return aSecond
    return entry(this.#minutes, rule.name, () => new MinuteReservoir()).report(report, perMinute)
  }

  #isDeaf(client: string): boolean {
    for (const reservoir of this.#reservoirs.values()) if (reservoir.isDeaf(client)) return true
    return false
  }

  /** Reservoirs of rules that are gone stay while somebody holds a share; many names must not stay for ever. */
  #forgetIdle(nowS: number): void {
    if (this.#reservoirs.size <= mostReservoirs) return
    for (const [name, reservoir] of this.#reservoirs)
      if (reservoir.holders(nowS).length === 0) {
        this.#reservoirs.delete(name)
        this.#minutes.delete(name)
      }
  }

  count(rule: string, atS: number, counts: Counts, nowS: number): void {
    this.statistics.add(rule, atS, counts, nowS)
  }

  boost({ rule }: RuleRecord, nowS: number): Boost | null {
    return this.boosts.of(rule, nowS)
  }

  windows(nowS: number): StatisticWindow[] {
    return this.statistics.windows(nowS)
  }

  holders({ rule }: RuleRecord, nowS: number): Holder[] {
    return this.#reservoirs.get(rule.name)?.holders(nowS) ?? []
  }

  /** Counts and boosts of a rule that is gone. */
  forget(rule: string): void {
    this.statistics.forget(rule)
    this.boosts.forget(rule)
  }
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const present = map.get(key)
  if (present !== undefined) return present
  const made = make()
  map.set(key, made)
  return made
}

/** Epoch seconds of a client's timestamp, or why it cannot be used. The Java SDK says milliseconds (facts 7.5). */
export function reportedAt(timestamp: number, nowS: number): { atS: number } | { problem: string } {
  const atS = timestamp > 1e11 ? timestamp / 1000 : timestamp
  if (atS < nowS - clockOffS) return { problem: 'Timestamp is too old' }
  if (atS > nowS + clockOffS) return { problem: 'Timestamp is in the future' }
  return { atS }
}
