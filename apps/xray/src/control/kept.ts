/**
 * One document of configuration with one owner, this process: read from the store once, changed one change at a time, and a
 * change holds (is returned, is seen by others) only when it is stored.
 */
import type { Store } from '@roentgen/store'

type ConfigStore = Pick<Store, 'readConfig' | 'writeConfig'>

export class Kept<T> {
  readonly #store: ConfigStore
  readonly #name: string
  readonly #read: (stored: unknown) => T
  #value: T
  /** Changes and the first reading go one after another. */
  #last: Promise<unknown> = Promise.resolve()
  #loaded = false

  /** `read` makes the value of what an earlier version stored; `initial` holds while nothing is. */
  constructor(store: ConfigStore, name: string, initial: T, read: (stored: unknown) => T) {
    this.#store = store
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
  async change<R>(change: (present: T) => { readonly value: T; readonly answer: R }): Promise<R> {
    return this.#inTurn(async () => {
      await this.#load()
      const { value, answer } = change(this.#value)
      await this.#store.writeConfig(this.#name, JSON.stringify(value))
      this.#value = value
      return answer
    })
  }

  async #load(): Promise<void> {
    if (this.#loaded) return
    const stored = await this.#store.readConfig(this.#name)
    if (stored !== null) this.#value = this.#read(JSON.parse(stored))
    this.#loaded = true
  }

  #inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }
}
