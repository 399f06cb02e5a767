/**
 * Whether a trace seen for the first time may have documents in the store already. Only then need they be read, and nearly
 * always they need not: an id carries the second in which the trace began, by its sender's word.
 *
 *    new for certain:  began after everything the store held when this process came up, lately by the clock,
 *                      and was not let go from memory since
 */
import { claimedSeconds, type TraceId } from '@roentgen/trace'
import { RecentIds } from './recent-ids.ts'

/** Senders' clocks may differ from ours by this much. */
const skewS = 60
const latelyS = 300

export class FirstSight {
  readonly #letGo: RecentIds
  /** Ids from this second on began after the store's old content; infinite until that is known. */
  #newFromS = Number.POSITIVE_INFINITY

  constructor(nowMs: number) {
    this.#letGo = new RecentIds((latelyS + skewS) * 1000, nowMs)
  }

  /** All that the store held before this process was received before `untilMs`; null: it held nothing. */
  storeHeldUntil(untilMs: number | null): void {
    this.#newFromS = untilMs === null ? Number.NEGATIVE_INFINITY : untilMs / 1000 + skewS
  }

  letGo(id: TraceId, nowMs: number): void {
    this.#letGo.add(id, nowMs)
  }

  isNew(id: TraceId, nowMs: number): boolean {
    const beganS = claimedSeconds(id)
    const nowS = nowMs / 1000
    if (beganS < this.#newFromS || beganS < nowS - latelyS || beganS > nowS + skewS) return false
    return !this.#letGo.has(id, nowMs)
  }
}
