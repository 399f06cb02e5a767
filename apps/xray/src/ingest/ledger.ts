/**
 * What came in and what became of it, counted honestly: for the doctor page and /metrics. Bounded in every direction,
 * since senders choose the strings.
 */
export type Way = 'api' | 'udp' | 'otlp' | 'zipkin'

export type Reject = {
  readonly at: number
  readonly code: string
  readonly message: string
  readonly id: string | null
  readonly excerpt: string
  readonly from: string
}

export type Sender = {
  readonly sdk: string
  readonly version: string
  readonly host: string
  readonly service: string
  last: number
  documents: number
}

const ringSize = 100
const maxSenders = 500
const maxCodes = 200
const excerptLength = 300

export class Ledger {
  readonly received: Record<Way, number> = { api: 0, udp: 0, otlp: 0, zipkin: 0 }
  readonly accepted: Record<Way, number> = { api: 0, udp: 0, otlp: 0, zipkin: 0 }
  readonly rejectCounts = new Map<string, number>()
  readonly drops = new Map<string, number>()
  /** What relaying daemons reported of themselves (PutTelemetryRecords). */
  readonly daemons = { records: 0, spillover: 0, rejected: 0 }
  readonly #rejects: Reject[] = []
  readonly #senders = new Map<string, Sender>()

  rejected(reject: Reject): void {
    this.#count(this.rejectCounts, reject.code)
    this.#rejects.push({ ...reject, id: reject.id && cut(reject.id), excerpt: cut(reject.excerpt) })
    if (this.#rejects.length > ringSize) this.#rejects.shift()
  }

  dropped(reason: string, documents = 1): void {
    this.#count(this.drops, reason, documents)
  }

  arrived(sender: Omit<Sender, 'last' | 'documents'>, atS: number): void {
    const key = `${sender.sdk}\u0000${sender.version}\u0000${sender.host}\u0000${sender.service}`
    const known = this.#senders.get(key)
    if (known !== undefined) {
      known.last = atS
      known.documents++
      return
    }
    if (this.#senders.size >= maxSenders) this.#forgetOldestSender()
    this.#senders.set(key, { ...sender, last: atS, documents: 1 })
  }

  /** Newest first. */
  get rejects(): readonly Reject[] {
    return this.#rejects.toReversed()
  }

  /** Latest first. */
  get senders(): readonly Sender[] {
    return [...this.#senders.values()].sort((a, b) => b.last - a.last)
  }

  #count(counts: Map<string, number>, key: string, by = 1): void {
    const slot = counts.has(key) || counts.size < maxCodes ? key : 'other'
    counts.set(slot, (counts.get(slot) ?? 0) + by)
  }

  #forgetOldestSender(): void {
    let oldest: [string, Sender] | null = null
    for (const entry of this.#senders) if (oldest === null || entry[1].last < oldest[1].last) oldest = entry
    if (oldest !== null) this.#senders.delete(oldest[0])
  }
}

/** A copy: a slice would keep all of the text it was cut from in memory. */
const cut = (text: string): string => Buffer.from(text.slice(0, excerptLength)).toString()
