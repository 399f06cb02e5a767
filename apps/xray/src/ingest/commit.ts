/**
 * Group commit: rows of many calls go to the store in one insert, and each call hears when its rows are on disk.
 *
 *   offer ─┐
 *   offer ─┼─▶ waiting ──(100..250 ms, or by size)──▶ one insert ──▶ every offer resolves
 *   offer ─┘        ▲──────────── store away: the same rows again, after a pause
 *
 * A batch of 10,000 rows costs a twentieth per row of one of 50, so the batch grows by itself: while one insert is under
 * way everything that arrives waits for the next.
 */
import type { SegmentRow } from '@roentgen/store'
import type { WireDocument } from '@roentgen/trace'

/** A row on its way to the disk, with the document it was parsed into, for the assembler behind the disk. */
export type Arrival = { readonly row: SegmentRow; readonly document: WireDocument }

export type CommitOptions = {
  readonly insert: (rows: readonly SegmentRow[]) => Promise<void>
  /** Called with the rows of one insert once they are on disk, in order of arrival. */
  readonly onCommitted: (arrivals: readonly Arrival[]) => void
  readonly onStoreAway: (error: unknown) => void
  /** Rows whose senders were told no after an insert of them had been tried: it may have been done all the same, its answer lost. */
  readonly onUncertain?: (arrivals: readonly Arrival[]) => void
  readonly limitBytes: number
}

/** The store did not take the rows in time. The sender is to try again; sending twice does no harm. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway'
}

type Entry = {
  readonly arrivals: readonly Arrival[]
  readonly bytes: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
  /** After it the sender has been told no, and the rows are dropped. */
  expired: boolean
  timer: NodeJS.Timeout | null
}

const lingerIdleMs = 100
const lingerBusyMs = 250
const busyRows = 200
const batchRows = 20_000
const batchBytes = 32 * 1024 * 1024
const retryFirstMs = 100
const retryMostMs = 2_000

export const rowBytes = (row: SegmentRow) => row.document.length + 200

export class Commit {
  readonly #options: CommitOptions
  readonly #waiting = new Set<Entry>()
  #inFlight: Entry[] = []
  #bytes = 0
  #lingerMs = lingerIdleMs
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #draining = false
  #wake: (() => void) | null = null

  constructor(options: CommitOptions) {
    this.#options = options
  }

  get bytes(): number {
    return this.#bytes
  }
  get limitBytes(): number {
    return this.#options.limitBytes
  }
  get rows(): number {
    let rows = 0
    for (const entry of this.#waiting) rows += entry.arrivals.length
    for (const entry of this.#inFlight) rows += entry.arrivals.length
    return rows
  }

  /** Null when the buffer cannot take the rows; else a promise of their being on disk, kept within `withinMs` or broken. */
  offer(arrivals: readonly Arrival[], withinMs: number | null): Promise<void> | null {
    let bytes = 0
    for (const { row } of arrivals) bytes += rowBytes(row)
    if (this.#bytes + bytes > this.#options.limitBytes && this.#bytes > 0) return null
    this.#bytes += bytes
    return new Promise<void>((resolve, reject) => {
      const entry: Entry = { arrivals, bytes, resolve, reject, expired: false, timer: null }
      if (withinMs !== null) entry.timer = setTimeout(() => this.#expire(entry), withinMs)
      this.#waiting.add(entry)
      this.#schedule()
    })
  }

  /** Everything offered so far is on disk, or its sender has been told no. */
  async drain(): Promise<void> {
    this.#draining = true
    this.#wake?.()
    while (this.#waiting.size > 0 || this.#running !== null) {
      if (this.#running === null) this.#start()
      await this.#running
    }
  }

  #schedule(): void {
    if (this.#running !== null) return
    if (this.#bytes >= batchBytes || this.#draining) this.#start()
    else this.#timer ??= setTimeout(() => this.#start(), this.#lingerMs)
  }

  #start(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#running !== null) return
    this.#running = this.#flush().finally(() => {
      this.#running = null
      if (this.#waiting.size > 0) this.#schedule()
    })
  }

  async #flush(): Promise<void> {
    this.#inFlight = this.#takeBatch()
    let pauseMs = retryFirstMs
    while (this.#inFlight.length > 0) {
      const arrivals = this.#inFlight.flatMap((entry) => entry.arrivals)
      try {
        await this.#options.insert(arrivals.map(({ row }) => row))
        this.#lingerMs = arrivals.length >= busyRows ? lingerBusyMs : lingerIdleMs
        this.#settle(this.#inFlight, null)
        this.#inFlight = []
        this.#options.onCommitted(arrivals)
        return
      } catch (error) {
        this.#options.onStoreAway(error)
        await this.#pause(pauseMs)
        pauseMs = Math.min(pauseMs * 2, retryMostMs)
        const expired = this.#inFlight.filter((entry) => entry.expired)
        if (expired.length > 0) this.#options.onUncertain?.(expired.flatMap((entry) => entry.arrivals))
        this.#inFlight = this.#inFlight.filter((entry) => !entry.expired)
      }
    }
  }

  #takeBatch(): Entry[] {
    const batch: Entry[] = []
    let rows = 0
    let bytes = 0
    for (const entry of this.#waiting) {
      if (batch.length > 0 && (rows + entry.arrivals.length > batchRows || bytes + entry.bytes > batchBytes)) break
      batch.push(entry)
      this.#waiting.delete(entry)
      rows += entry.arrivals.length
      bytes += entry.bytes
    }
    return batch
  }

  #settle(entries: readonly Entry[], error: Error | null): void {
    for (const entry of entries) {
      if (entry.timer !== null) clearTimeout(entry.timer)
      if (entry.expired) continue
      this.#bytes -= entry.bytes
      if (error === null) entry.resolve()
      else entry.reject(error)
    }
  }

  #expire(entry: Entry): void {
    this.#settle([entry], new StoreAway('The store did not answer in time.'))
    entry.expired = true
    this.#waiting.delete(entry)
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
