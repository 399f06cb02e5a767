/** What a condition can ask of the thing it stands in - a trace, a request, a call, a piece of a root cause - as SQL. */
import type { BooleanField, FilterNode, NumberField, StringField } from '@roentgen/filter'
import type { Binds } from '../clickhouse/sql.ts'

/** Four arrays side by side, as SQL. */
export type AnnotationArrays = { key: string; kind: string; text: string; number: string }

export interface Scope {
  readonly binds: Binds
  /** Null: the field means nothing here, and is false. */
  flag(field: BooleanField): string | null
  /** Null: the field means nothing here, and is never there. */
  number(field: NumberField): { value: string; present: string } | null
  /** `test` gets the SQL of one value that is known to be there. */
  strings(field: StringField, test: (value: string) => string): string
  annotations(side: 'source' | 'destination' | undefined, test: (arrays: AnnotationArrays) => string): string
  /** The condition that some member of a list satisfies, for terms that ask so; null for others. */
  existential(term: FilterNode): Existential | null
  /** Conditions of one family, any of which some member satisfies. */
  exists(some: readonly Existential[]): string
}

/** `condition` is said of a member of the family's list. Conditions of one family can be asked in one pass over the list. */
export type Existential = {
  readonly family: string
  readonly member: () => MemberScope
  condition(member: MemberScope): string
}

/** A member of lists side by side; notes which columns are read so that no others are. */
export abstract class MemberScope implements Scope {
  readonly binds: Binds
  readonly #prefix: string
  /** Read when the condition needs no column at all. */
  readonly #any: string
  readonly #used = new Set<string>()

  constructor(binds: Binds, prefix: string, any: string) {
    this.binds = binds
    this.#prefix = prefix
    this.#any = any
  }

  column(name: string): string {
    this.#used.add(name)
    return `x_${name}`
  }

  holdsFor(condition: string): string {
    const used = this.#used.size === 0 ? [this.#any] : [...this.#used]
    return `arrayExists((${used.map((name) => `x_${name}`).join(', ')}) -> ${condition}, ${used.map((name) => `${this.#prefix}_${name}`).join(', ')})`
  }

  abstract flag(field: BooleanField): string | null
  abstract number(field: NumberField): { value: string; present: string } | null
  abstract strings(field: StringField, test: (value: string) => string): string
  abstract annotations(side: 'source' | 'destination' | undefined, test: (arrays: AnnotationArrays) => string): string

  /** The parser does not nest them. */
  existential(): null {
    return null
  }

  exists(): string {
    return '0'
  }
}

/** Text that is there, tested: an absent one is ''. */
export const testedText = (column: string, test: (value: string) => string): string =>
  `(${column} != '' AND ${test(column)})`
