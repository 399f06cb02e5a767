/** What people call services: the file's rules, which are locked, over what was set on pages, which is kept. */
import {
  type ExternalRule,
  keptFor,
  type LabelOf,
  type LabelRules,
  type LabelTexts,
  labeller,
  labelMembers,
  type NamesReply,
  type ServiceMatch,
  shapes,
} from '@roentgen/contract'
import { z } from 'zod'
import { ApiError } from '../http/errors.ts'
import type { Held, Keep, KeptDocument } from '../keep/index.ts'
import type { LockedRule } from './from-config.ts'

type Kept = { readonly services: LabelRules['kept'] }

export type NameChange = {
  readonly match: ServiceMatch
  readonly label: LabelTexts
  /** Of the entry as whoever changes it has seen it; 0: there was none. */
  readonly revision: number
}

/** More than anybody names by hand; what is read with every map must stay small. */
const mostServices = 5000

export class Names {
  readonly #locked: readonly LockedRule[]
  readonly #external: readonly ExternalRule[]
  readonly #place: Keep['kind']
  readonly #document: KeptDocument<Kept>
  #made: { readonly from: Kept; readonly labelOf: LabelOf } | null = null

  constructor(
    keep: Keep,
    config: { readonly services: readonly LockedRule[]; readonly external: readonly ExternalRule[] },
  ) {
    this.#locked = config.services
    this.#external = config.external
    this.#place = keep.kind
    this.#document = keep.document<Kept>({
      name: 'names',
      schema: z.object({ services: shapes.labelRules.shape.kept.max(mostServices) }),
      initial: { services: [] },
      mostBytes: 4 * 1024 * 1024,
    })
  }

  /** Never fails: a map without its friendly names is better than none. */
  async labelOf(): Promise<LabelOf> {
    const { value } = await this.#document.latest()
    if (this.#made?.from !== value) this.#made = { from: value, labelOf: labeller(this.#rules(value), this.#external) }
    return this.#made.labelOf
  }

  async reply(): Promise<NamesReply> {
    return this.#replyOf(await this.#document.latest())
  }

  /** All members of one service at once; CONFLICT when somebody else changed them since. */
  async set({ match, label, revision }: NameChange): Promise<NamesReply> {
    const held = await this.#document.change(({ services }, next) => {
      const rules = this.#rules({ services })
      const old = keptFor(rules, match)
      if ((old?.revision ?? 0) !== revision) {
        throw new ApiError('CONFLICT', `Somebody else has changed ${match.name} meanwhile; nothing was overwritten.`)
      }
      this.#check(rules, match, label)
      const others = services.filter((one) => one !== old)
      if (labelMembers.every((member) => label[member] === null)) return { services: others }
      if (others.length >= mostServices)
        throw new ApiError('BAD_REQUEST', `At most ${mostServices} services can be named.`)
      return { services: [...others, { match, label, revision: next }] }
    })
    return this.#replyOf(held)
  }

  /** What the file says stands, and no two services are called the same. */
  #check(rules: LabelRules, match: ServiceMatch, label: LabelTexts): void {
    const fixed = labeller({ ...rules, kept: [] })(match)
    const changed = fixed?.locked.find((member) => label[member] !== null && label[member] !== fixed[member])
    if (changed !== undefined) {
      throw new ApiError('BAD_REQUEST', `${changed}: is set to "${fixed?.[changed]}" in roentgen.yaml, which wins.`)
    }
    const name = label.name?.toLowerCase()
    if (name === undefined) return
    const other = [...rules.kept, ...rules.locked].find(
      (one) => one.label.name?.toLowerCase() === name && one.match.name !== match.name && !/[*?]/.test(one.match.name),
    )
    if (other) throw new ApiError('CONFLICT', `"${label.name}" is what ${other.match.name} is called already.`)
  }

  #rules({ services }: Kept): LabelRules {
    return { locked: [...this.#locked], kept: [...services] }
  }

  #replyOf({ value, problem }: Held<Kept>): NamesReply {
    return { ...this.#rules(value), external: [...this.#external], place: this.#place, problem }
  }
}
