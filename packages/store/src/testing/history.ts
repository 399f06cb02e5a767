/** What a store was told, kept in plain memory: the newest version of each trace, to compare answers with. */
import type { AssembledTrace } from '@roentgen/trace'
import type { VersionedTrace } from '../port.ts'
import { type Dice, randomTrace } from './random-traces.ts'

export class History {
  readonly #newest = new Map<string, VersionedTrace>()
  readonly #all: VersionedTrace[] = []
  readonly #ids: string[]
  readonly #dice: Dice
  readonly #minutes: readonly number[]

  constructor(dice: Dice, minutes: readonly number[], traces: number) {
    this.#dice = dice
    this.#minutes = minutes
    this.#ids = Array.from({ length: traces }, (_, i) =>
      // X-Ray ids carry their time, W3C ids do not.
      i % 2 === 0
        ? `1-${Math.floor(dice.pick(minutes) * 60)
            .toString(16)
            .padStart(8, '0')}-${dice.hex(24)}`
        : `1-${dice.hex(8)}-${dice.hex(24)}`,
    )
  }

  traces(): AssembledTrace[] {
    return [...this.#newest.values()].map((row) => row.trace)
  }

  ids(): readonly string[] {
    return this.#ids
  }

  /** A batch to insert: mostly more knowledge about a trace, sometimes a version that was sent before. */
  next(most: number): VersionedTrace[] {
    const batch = Array.from({ length: 1 + this.#dice.below(most) }, () =>
      this.#all.length > 0 && this.#dice.below(4) === 0 ? this.#dice.pick(this.#all) : this.#more(),
    )
    // Of two versions in one batch the order must not matter either.
    return this.#dice.below(2) === 0 ? batch : batch.toReversed()
  }

  #more(): VersionedTrace {
    const traceId = this.#dice.pick(this.#ids)
    const known = this.#newest.get(traceId)
    const knowledge = (known?.trace.knowledge ?? 0) + 1 + this.#dice.below(3)
    const settled = this.#dice.below(3) > 0
    const own = Array.from({ length: 1 + this.#dice.below(3) }, () => this.#dice.pick(this.#minutes))
    const trace = randomTrace(this.#dice, {
      traceId,
      minutes: own,
      knowledge,
      settled,
      touchedBefore: known?.trace.touchedMinutes ?? [],
    })
    const row = { trace, version: 2n ** 32n + BigInt(knowledge) * 2n + (settled ? 1n : 0n) }
    this.#newest.set(traceId, row)
    this.#all.push(row)
    return row
  }
}
