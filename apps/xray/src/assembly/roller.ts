/** Keeps the rollups near the present: a round after activity, and one more when every insert of that activity must be over. */
import type { Store } from '@roentgen/store'
import { words } from '../ingest/ingest.ts'

/** Questions read what is newer from the traces themselves, so a round may wait; on a laptop it is the dearest thing that happens. */
const roundEveryMs = 15_000
/** Twice the longest insert: then no row can appear any more behind the watermark's overlap. */
const quietMs = 41_000

export class Roller {
  readonly #store: Pick<Store, 'rollOnce'>
  readonly #nowMs: () => number
  readonly #log: (line: string) => void
  #timer: NodeJS.Timeout | null = null
  #active = true
  #lastActivityMs: number
  #finalDone = false
  #running: Promise<void> | null = null
  #failing = false
  rounds = 0

  constructor(store: Pick<Store, 'rollOnce'>, nowMs: () => number, log: (line: string) => void) {
    this.#store = store
    this.#nowMs = nowMs
    this.#log = log
    this.#lastActivityMs = nowMs()
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), roundEveryMs)
  }

  activity(): void {
    this.#active = true
    this.#finalDone = false
    this.#lastActivityMs = this.#nowMs()
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    await this.#running
  }

  #tick(): void {
    if (this.#running !== null) return
    const quiet = this.#nowMs() - this.#lastActivityMs > quietMs
    if (!this.#active && (this.#finalDone || !quiet)) return
    this.#active = false
    this.#finalDone = quiet
    this.#running = this.#roll().finally(() => {
      this.#running = null
    })
  }

  async #roll(): Promise<void> {
    try {
      await this.#store.rollOnce()
      this.rounds++
      this.#failing = false
    } catch (error) {
      this.#active = true
      if (!this.#failing) this.#log(`rollups wait for the store: ${words(error)}`)
      this.#failing = true
    }
  }
}
