/**
 * Whether a trace seen for the first time may have documents in the store already. Only then need they be read, and nearly
 * always they need not: an id carries the second in which the trace began, by its sender's word.
 *
 *    new for certain:  began after everything the store held when this process came up, lately by the clock,
 *                      was not let go from memory since,
 *                      and no id of that second came before its time (a sender whose clock is ahead)
 */
import { claimedSeconds, type TraceId } from '@roentgen/trace'
import { RecentIds } from './recent-ids.ts'

/** Senders' clocks may differ from ours by this much. */
const skewS = 60
const latelyS = 300
/** Of ids further ahead the store is asked when their time is nearer. */
const horizonS = 7_200

export class FirstSight {
  readonly #letGo: RecentIds
  /** Ids from this second on began after the store's old content; infinite until that is known. */
  #newFromS = Number.POSITIVE_INFINITY
  /** Seconds that ids claimed before they had come. Complete up to `#knownToS`. */
  readonly #ahead = new Set<number>()
  #knownToS = Number.NEGATIVE_INFINITY

  constructor(nowMs: number) {
    this.#letGo = new RecentIds((latelyS + skewS) * 1000, nowMs)
  }

  /** All that the store held before this process was received before `untilMs`; null: it held nothing. */
  storeHeldUntil(untilMs: number | null): void {
    this.#newFromS = untilMs === null ? Number.NEGATIVE_INFINITY : untilMs / 1000 + skewS
  }

  /** The seconds of which the store is to be asked next, half-open: which of them do its ids claim? */
  toAsk(nowMs: number): readonly [fromS: number, toS: number] {
    const nowS = Math.floor(nowMs / 1000)
    return [Math.max(this.#knownToS, Math.floor(Math.max(this.#newFromS, nowS - latelyS))), nowS + horizonS]
  }

  /** The answer: ids that are stored claim these seconds, and none other before `toS`. */
  heldAhead(seconds: readonly number[], toS: number, nowMs: number): void {
    for (const second of seconds) this.#ahead.add(second)
    this.#knownToS = Math.max(this.#knownToS, toS)
    for (const second of this.#ahead) if (second < nowMs / 1000 - latelyS) this.#ahead.delete(second)
  }

  letGo(id: TraceId, nowMs: number): void {
    this.#letGo.add(id, nowMs)
  }

  isNew(id: TraceId, nowMs: number): boolean {
    const beganS = claimedSeconds(id)
    const nowS = nowMs / 1000
    if (beganS > nowS + skewS) {
      // Too early to be believed, and remembered for when its time has come: by then the filter below has forgotten it.
      if (beganS < nowS + 2 * horizonS) this.#ahead.add(beganS)
      return false
    }
    if (beganS < this.#newFromS || beganS < nowS - latelyS || beganS >= this.#knownToS) return false
    return !this.#ahead.has(beganS) && !this.#letGo.has(id, nowMs)
  }
}
