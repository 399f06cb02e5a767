/** The one way in: text of a document -> validated -> committed -> handed to the assembler. */
import type { Store } from '@roentgen/store'
import { type Admission, type Admitted, admit, admitParsed, textOf } from './admit.ts'
import { receiptClock } from './clock.ts'
import { type Arrival, Commit } from './commit.ts'
import { Ledger, type Way } from './ledger.ts'

export type Unprocessed = { readonly id: string | null; readonly code: string; readonly message: string }

export type IngestOptions = {
  readonly store: Pick<Store, 'insertSegments'>
  readonly nowMs: () => number
  readonly limitBytes: number
  /** How long a caller waits for the store before it is told to try again. */
  readonly patienceMs: number
  readonly onCommitted: (arrivals: readonly Arrival[]) => void
  /** Rows that may be on disk though nobody was told so. */
  readonly onUncertain?: (arrivals: readonly Arrival[]) => void
  readonly log: (line: string) => void
}

/** The buffer is full: the caller is to slow down. */
export class BufferFull extends Error {
  override readonly name = 'BufferFull'
}

export class Ingest {
  readonly ledger = new Ledger()
  readonly commit: Commit
  readonly #nextReceiptUs: () => number
  readonly #options: IngestOptions
  #awaySinceMs: number | null = null

  constructor(options: IngestOptions) {
    this.#options = options
    this.#nextReceiptUs = receiptClock(options.nowMs)
    this.commit = new Commit({
      limitBytes: options.limitBytes,
      insert: (rows) => options.store.insertSegments(rows),
      onCommitted: (arrivals) => {
        if (this.#awaySinceMs !== null) options.log('the store is back; buffered segments are written')
        this.#awaySinceMs = null
        options.onCommitted(arrivals)
      },
      onUncertain: options.onUncertain,
      onStoreAway: (error) => {
        if (this.#awaySinceMs === null) options.log(`the store did not take segments: ${words(error)}; trying again`)
        this.#awaySinceMs ??= options.nowMs()
      },
    })
  }

  /** Since when inserts fail; null while the store takes them. */
  get awaySinceMs(): number | null {
    return this.#awaySinceMs
  }

  /** Resolves when all good documents are on disk, with the bad ones listed. Breaks with `BufferFull` or `StoreAway`. */
  put(documents: readonly string[], way: Way, from: string): Promise<Unprocessed[]> {
    const admissions = documents.map(admit)
    admissions.forEach((one, index) => {
      if (!one.ok) this.reject(one, documents[index] ?? '', from)
    })
    return this.#put(admissions, way, from)
  }

  /** The same for documents that were made here, parsed already. */
  putParsed(documents: readonly object[], way: Way, from: string): Promise<Unprocessed[]> {
    const admissions = documents.map(admitParsed)
    admissions.forEach((one, index) => {
      if (!one.ok) this.reject(one, textOf(documents[index] ?? {}) ?? '', from)
    })
    return this.#put(admissions, way, from)
  }

  async #put(admissions: readonly Admission[], way: Way, from: string): Promise<Unprocessed[]> {
    this.ledger.received[way] += admissions.length
    const admitted: Admitted[] = []
    const unprocessed: Unprocessed[] = []
    for (const admission of admissions) {
      if (admission.ok) admitted.push(admission)
      else unprocessed.push(admission)
    }
    if (admitted.length > 0) {
      const committed = this.commit.offer(
        admitted.map((one) => this.#arrival(one)),
        this.#options.patienceMs,
      )
      if (committed === null) {
        this.ledger.dropped(`${way}-buffer-full`, admitted.length)
        throw new BufferFull('The ingest buffer is full.')
      }
      await committed
      this.#arrived(admitted, way, from)
    }
    return unprocessed
  }

  /** A datagram has nobody to answer to: what does not fit is counted and gone. */
  putDatagram(document: string, from: string): void {
    this.ledger.received.udp++
    const admission = admit(document)
    if (!admission.ok) {
      this.reject(admission, document, from)
      return
    }
    const committed = this.commit.offer([this.#arrival(admission)], null)
    if (committed === null) this.ledger.dropped('udp-buffer-full')
    else this.#arrived([admission], 'udp', from)
  }

  /** Notes what was not stored and why. */
  reject({ id, code, message }: Unprocessed, excerpt: string, from: string): void {
    this.ledger.rejected({ at: this.#options.nowMs() / 1000, code, message, id, excerpt, from })
  }

  #arrival({ traceId, id, complete, text, document }: Admitted): Arrival {
    return { row: { traceId, id, complete, receivedUs: this.#nextReceiptUs(), document: text }, document }
  }

  #arrived(admissions: readonly Admitted[], way: Way, from: string): void {
    const atS = this.#options.nowMs() / 1000
    this.ledger.accepted[way] += admissions.length
    for (const { sender } of admissions)
      if (sender !== null) this.ledger.arrived({ ...sender, host: sender.host ?? from }, atS)
  }
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
