/**
 * Quotas are promises, and a process that starts does not know what the one before it promised. So before any promise it is stored
 * until when promises may stand; after a start nothing is promised as long as old ones may.
 */
import { promiseS } from '@roentgen/sampling'
import type { Store } from '@roentgen/store'
import * as z from 'zod'
import { Kept } from '../control/kept.ts'

const stored = z.object({ untilS: z.number() })
/** One small write in so many seconds while quotas are asked for. */
const aheadS = 600
/** SDKs give up after two seconds. */
const patienceMs = 500

export class PromisedUntil {
  readonly #kept: Kept<z.infer<typeof stored>>
  readonly #startedS: number
  #renewing: Promise<boolean> | null = null
  /** What the process before may still have promised; null: not read yet. */
  #quietUntilS: number | null = null

  constructor(store: Pick<Store, 'readConfig' | 'writeConfig'>, startedS: number) {
    this.#startedS = startedS
    this.#kept = new Kept(store, 'sampling-promises', { untilS: 0 }, (value) => stored.parse(value))
  }

  /** Whether quotas may be promised now. Where the store is away they may not: nobody would know of them after a restart. */
  async mayPromise(nowS: number): Promise<boolean> {
    try {
      if (this.#quietUntilS === null) {
        const read = await Promise.race([this.#kept.get(), later(patienceMs)])
        if (read === false) return false
        const { untilS } = read
        // No promise of a process that has ended is longer than this; the minute it used is over then too.
        const longest = Math.ceil((this.#startedS + promiseS + 1) / 60) * 60
        this.#quietUntilS = Math.min(untilS, longest)
      }
      if (nowS < this.#quietUntilS) return false
      const { untilS } = this.#kept.latest
      // In good time and beside the answer, so that a store that stalls for a while holds no report up.
      if (untilS < nowS + aheadS / 2) void this.#renewed(nowS)
      return untilS >= nowS + promiseS || (await Promise.race([this.#renewed(nowS), later(patienceMs)]))
    } catch {
      return false
    }
  }

  /** True when it is stored; one write at a time. */
  #renewed(nowS: number): Promise<boolean> {
    this.#renewing ??= this.#kept
      .change(() => ({ value: { untilS: nowS + aheadS }, answer: true }))
      .catch(() => false)
      .finally(() => {
        this.#renewing = null
      })
    return this.#renewing
  }
}

const later = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), ms).unref())
