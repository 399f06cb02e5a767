/** A service, an entity or an exception of a root cause (`rs_`, `re_`, `rx_`: see tables/root-causes.ts). */
import type { BooleanField, CauseElement, CauseKind, NumberField, StringField } from '@roentgen/filter'
import type { Binds } from '../clickhouse/sql.ts'
import { causeEntityFlag, causeServiceFlag, rootCauseKind } from '../tables/root-causes.ts'
import { MemberScope, testedText } from './scope.ts'

export const causeNumber: Record<CauseKind, number> = {
  fault: rootCauseKind.fault,
  error: rootCauseKind.error,
  responsetime: rootCauseKind.responseTime,
}

const prefixes = { service: 'rs', entity: 're', exception: 'rx' } as const

export class CauseElementScope extends MemberScope {
  readonly #element: CauseElement

  constructor(binds: Binds, element: CauseElement) {
    super(binds, prefixes[element], 'kind')
    this.#element = element
  }

  flag(field: BooleanField): string | null {
    switch (field) {
      case 'first':
        return `${this.column('at')} = 0`
      case 'last':
        return this.#bit(causeServiceFlag.last)
      case 'inferred':
        return this.#element === 'service' ? this.#bit(causeServiceFlag.inferred) : null
      case 'remote':
        return this.#element === 'entity' ? this.#bit(causeEntityFlag.remote) : null
      default:
        return null
    }
  }

  #bit(bit: number): string {
    return `bitAnd(${this.column('flags')}, ${bit}) != 0`
  }

  number(field: NumberField): { value: string; present: string } | null {
    if (field === 'index') return { value: `toFloat64(${this.column('at')})`, present: '1' }
    if (field !== 'coverage' || this.#element !== 'entity') return null
    return { value: this.column('coverage'), present: `${this.column('kind')} = ${rootCauseKind.responseTime}` }
  }

  strings(field: StringField, test: (value: string) => string): string {
    if (field === 'name') return testedText(this.column('name'), test)
    // The name of an exception is its type.
    if (field === 'type' && this.#element === 'exception') return testedText(this.column('name'), test)
    if (field === 'type' && this.#element === 'service') return testedText(this.column('type'), test)
    if (field === 'message' && this.#element === 'exception') return testedText(this.column('message'), test)
    return '0'
  }

  annotations(): string {
    return '0'
  }
}
