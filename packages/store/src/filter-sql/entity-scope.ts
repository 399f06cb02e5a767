/** One request as its server counted it (`s_`), or one call as its caller did (`c_`). */
import type { BooleanField, NumberField, StringField } from '@roentgen/filter'
import type { Binds } from '../clickhouse/sql.ts'
import { classNumber, noStatus, servedFlag } from '../tables/traces.ts'
import { type AnnotationArrays, MemberScope, testedText } from './scope.ts'

const http = { 'http.url': 'url', 'http.method': 'method', 'http.useragent': 'agent', 'http.clientip': 'ip' } as const
const served = {
  user: 'user',
  name: 'name',
  type: 'type',
  availabilityzone: 'zone',
  'instance.id': 'instance',
  'resource.arn': 'arn',
} as const

export class EntityScope extends MemberScope {
  readonly #isCall: boolean

  constructor(binds: Binds, prefix: 's' | 'c') {
    super(binds, prefix, 'class')
    this.#isCall = prefix === 'c'
  }

  flag(field: BooleanField): string | null {
    switch (field) {
      case 'inferred':
      case 'root':
        return this.#isCall ? null : `bitAnd(${this.column('flags')}, ${servedFlag[field]}) != 0`
      case 'ok':
      case 'error':
      case 'throttle':
      case 'fault':
        return `${this.column('class')} = ${classNumber[field]}`
      default:
        return null
    }
  }

  number(field: NumberField): { value: string; present: string } | null {
    switch (field) {
      case 'http.status': {
        const status = this.column('status')
        return { value: `toFloat64(${status})`, present: `${status} != ${noStatus}` }
      }
      case 'duration':
      case 'responsetime':
        return { value: `(${this.column('duration')} / 1000000)`, present: '1' }
      default:
        return null
    }
  }

  strings(field: StringField, test: (value: string) => string): string {
    const known: Partial<Record<StringField, string>> = this.#isCall ? http : { ...http, ...served }
    const name = known[field]
    return name === undefined ? '0' : testedText(this.column(name), test)
  }

  annotations(side: 'source' | 'destination' | undefined, test: (arrays: AnnotationArrays) => string): string {
    const own = (): string =>
      test({
        key: this.column('ann_key'),
        kind: this.column('ann_kind'),
        text: this.column('ann_text'),
        number: this.column('ann_number'),
      })
    if (side === undefined || !this.#isCall) return own()
    const end = side === 'source' ? 'from' : 'to'
    const node = ['name', 'type', 'account'].map((part) => this.column(`${end}_${part}`))
    const ends = `has(${nodesWhoseRequests(test)}, (${node.join(', ')}))`
    return side === 'source' ? `(${own()} OR ${ends})` : ends
  }
}

/**
 * Nodes one of whose requests has such an annotation. Speaks of no call, so it is worked out once a trace and only its few nodes are
 * compared with each call; looking through all requests again for every call takes the server their product.
 */
const nodesWhoseRequests = (test: (arrays: AnnotationArrays) => string): string =>
  `arrayFilter((node, sk, si, sx, sv) -> ${test({ key: 'sk', kind: 'si', text: 'sx', number: 'sv' })}, arrayZip(s_name, s_type, s_account), s_ann_key, s_ann_kind, s_ann_text, s_ann_number)`
