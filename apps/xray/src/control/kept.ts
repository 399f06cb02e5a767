/**
 * One document of configuration with one owner, this process: read from the store once, changed one change at a time, and a
 * change holds (is returned, is seen by others) only when it is stored. Changes that come while one is being stored are stored
 * together, so that many at once wait for two writes and not for each other's.
 */
import type { ConfigChange, Store } from '@roentgen/store'

/** Without `recordChanges` nobody is told what changed. */
export type ConfigStore = Pick<Store, 'readConfig' | 'writeConfig'> & Partial<Pick<Store, 'recordChanges'>>

/** What of a document is told as a change: its things by name, whatever makes them equal as the text. */
export type Told<T> = {
  readonly kind: ConfigChange['kind']
  readonly things: (value: T) => ReadonlyMap<string, string>
}

type Waiting<T> = {
  readonly apply: (present: T) => { readonly value: T; readonly deliver: () => void }
  readonly fail: (error: unknown) => void
}

export class Kept<T> {
  readonly #config: ConfigStore
  readonly #name: string
  readonly #read: (stored: unknown) => T
  readonly #told: Told<T> | null
  #value: T
  readonly #waiting: Waiting<T>[] = []
  /** Writes and the first reading go one after another. */
  #last: Promise<unknown> = Promise.resolve()
  #loaded = false

  /** `read` makes the value of what an earlier version stored; `initial` holds while nothing is. */
  constructor(store: ConfigStore, name: string, initial: T, read: (stored: unknown) => T, told: Told<T> | null = null) {
    this.#told = told
    this.#config = store
    this.#name = name
    this.#value = initial
    this.#read = read
  }

  /** As last stored. Throws `StoreUnavailable` only while it was never read. */
  async get(): Promise<T> {
    if (!this.#loaded) await this.#inTurn(() => this.#load())
    return this.#value
  }

  /** What was read or stored last, without waiting: for the hot paths. */
  get latest(): T {
    return this.#value
  }

  /** Stores what `change` makes of the present value; where it throws nothing is changed. */
  change<R>(change: (present: T) => { readonly value: T; readonly answer: R }): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        apply: (present) => {
          try {
            const { value, answer } = change(present)
            return { value, deliver: () => resolve(answer) }
          } catch (error) {
            return { value: present, deliver: () => reject(error) }
          }
        },
        fail: reject,
      })
      if (this.#waiting.length === 1) void this.#inTurn(() => this.#store())
    })
  }

  /** All that wait, one upon the other, in one write; nobody hears of a value that could not be stored. */
  async #store(): Promise<void> {
    const [batch, failure] = await this.#load().then(
      () => [this.#waiting.splice(0), null] as const,
      (error: unknown) => [this.#waiting.splice(0), { error }] as const,
    )
    try {
      if (failure !== null) throw failure.error
      let value = this.#value
      const outcomes = batch.map(({ apply }) => {
        const outcome = apply(value)
        value = outcome.value
        return outcome
      })
      const before = this.#value
      if (value !== before) await this.#config.writeConfig(this.#name, JSON.stringify(value))
      this.#value = value
      // The change holds already: that it is not marked on the map is no reason to tell its sender that it failed.
      if (value !== before) await this.#tell(before, value).catch(() => {})
      for (const { deliver } of outcomes) deliver()
    } catch (error) {
      for (const { fail } of batch) fail(error)
    }
  }

  async #tell(before: T, after: T): Promise<void> {
    if (this.#told === null || !this.#config.recordChanges) return
    const { kind, things } = this.#told
    const old = things(before)
    const present = things(after)
    const atUs = Date.now() * 1000
    const changes: ConfigChange[] = []
    for (const [subject, thing] of present) {
      const was = old.get(subject)
      if (was !== thing) changes.push({ atUs, kind, did: was === undefined ? 'created' : 'changed', subject })
    }
    for (const subject of old.keys()) if (!present.has(subject)) changes.push({ atUs, kind, did: 'deleted', subject })
    await this.#config.recordChanges(changes)
  }

  async #load(): Promise<void> {
    if (this.#loaded) return
    const stored = await this.#config.readConfig(this.#name)
    if (stored !== null) this.#value = this.#read(JSON.parse(stored))
    this.#loaded = true
  }

  #inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }
}
