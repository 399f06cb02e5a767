/** One document: checked when it is read, bounded, and never written over by who has not seen what is there. */
import { z } from 'zod'
import { ApiError, toApiError } from '../http/errors.ts'
import type { Place } from './place.ts'

/** `revision` counts the changes, 0 before the first. `problem`: why `value` is not what was written, in words. */
export type Held<T> = { readonly value: T; readonly revision: number; readonly problem: string | null }

export type DocumentOptions<T> = {
  /** `names`, `views`: lower case, it becomes a file's name. */
  readonly name: string
  readonly schema: z.ZodType<T>
  /** Holds while nothing was written. */
  readonly initial: T
  /** UTF-8, as written; default 1 MiB. */
  readonly mostBytes?: number
}

const envelope = z.object({ version: z.literal(1), revision: z.number().int().nonnegative(), value: z.unknown() })

/** Another process on the same place may have written: what was read is believed for so long. */
const freshMs = 1000

export class KeptDocument<T> {
  readonly #place: Place
  readonly #options: DocumentOptions<T>
  readonly #log: (text: string) => void
  readonly #now: () => number
  #seen: { readonly held: Held<T>; readonly text: string | null; readonly atMs: number } | null = null
  #reading: Promise<Held<T>> | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #said = ''
  /** Changes so far: a reading that began before one is not what is there any more. */
  #changes = 0

  constructor(place: Place, options: DocumentOptions<T>, log: (text: string) => void, now = () => performance.now()) {
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(options.name)) throw new Error(`not the name of a document: ${options.name}`)
    this.#place = place
    this.#options = options
    this.#log = log
    this.#now = now
  }

  /** At most a second old. STORE_UNAVAILABLE when its place does not answer. */
  async read(): Promise<Held<T>> {
    if (this.#seen && this.#now() - this.#seen.atMs < freshMs) return this.#seen.held
    this.#reading ??= this.#load().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  /** For questions that can be answered without it: what was seen last, and why it is not newer. */
  latest(): Promise<Held<T>> {
    return this.read().catch((error: unknown) => {
      const { value, revision } = this.#seen?.held ?? { value: this.#options.initial, revision: 0 }
      return { value, revision, problem: toApiError(error).message }
    })
  }

  /**
   * Writes what `change` makes of the present value; where it throws nothing is changed. CONFLICT when the document is not at the
   * `seen` revision any more (left out: `change` itself looks). Changes of this process go one after another.
   */
  change(change: (present: T, revision: number) => T, seen?: number): Promise<Held<T>> {
    const turn = this.#turn.then(() => this.#change(change, seen))
    this.#turn = turn.catch(() => {})
    return turn
  }

  async #change(change: (present: T, revision: number) => T, seen: number | undefined): Promise<Held<T>> {
    const present = await this.#load()
    if (seen !== undefined && seen !== present.revision) {
      throw new ApiError('CONFLICT', 'Somebody else has changed this meanwhile; nothing was overwritten.')
    }
    const { name, mostBytes = 1024 * 1024 } = this.#options
    const revision = present.revision + 1
    const value = this.#options.schema.parse(change(present.value, revision))
    const text = JSON.stringify({ version: 1, revision, value })
    if (Buffer.byteLength(text) > mostBytes) {
      throw new ApiError('BAD_REQUEST', `${name}: more than ${mostBytes} bytes in all; remove something first.`)
    }
    const broken = present.problem === null ? null : (this.#seen?.text ?? null)
    await this.#tried('written', async () => {
      // What could not be read may still be worth a look.
      if (broken !== null) await this.#place.write(`${name}.broken`, broken)
      await this.#place.write(name, text)
    })
    this.#changes++
    return this.#take(text)
  }

  async #load(): Promise<Held<T>> {
    const before = this.#changes
    const text = await this.#tried('read', () => this.#place.read(this.#options.name))
    return before === this.#changes || this.#seen === null ? this.#take(text) : this.#seen.held
  }

  #take(text: string | null): Held<T> {
    // The same object for the same text: its owner may have made something of it.
    const held = this.#seen && this.#seen.text === text ? this.#seen.held : this.#parsed(text)
    this.#seen = { held, text, atMs: this.#now() }
    if (held.problem !== null && held.problem !== this.#said) this.#log(`bff: ${held.problem}`)
    this.#said = held.problem ?? ''
    return held
  }

  #parsed(text: string | null): Held<T> {
    const { name, schema, initial } = this.#options
    if (text === null) return { value: initial, revision: 0, problem: null }
    const broken = (why: string, revision = 0): Held<T> => ({
      value: initial,
      revision,
      problem: `The document "${name}" cannot be read (${why}). Nothing of it is used; the next change sets it aside as "${name}.broken".`,
    })
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      return broken('it is not JSON')
    }
    const outer = envelope.safeParse(json)
    if (!outer.success) return broken('it is not of a version that this Roentgen knows')
    const value = schema.safeParse(outer.data.value)
    if (value.success) return { value: value.data, revision: outer.data.revision, problem: null }
    const issue = value.error.issues[0]
    return broken(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'wrong'}`, outer.data.revision)
  }

  async #tried<R>(what: string, work: () => Promise<R>): Promise<R> {
    try {
      return await work()
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new ApiError('STORE_UNAVAILABLE', `${this.#options.name} cannot be ${what}: ${why}`, { cause })
    }
  }
}
