/**
 * A filter's tree as a condition on one row of `traces`. The rules are those of `evaluate` in packages/filter; a property test holds
 * the two equal. Values travel as parameters; names of columns are ours.
 */
import type {
  BooleanField,
  FilterNode,
  NodePattern,
  NumberField,
  NumberOperator,
  StringField,
  StringOperator,
} from '@roentgen/filter'
import { unreachable } from '@roentgen/trace'
import { allOf, anyOf, type Binds } from '../clickhouse/sql.ts'
import type { Window } from '../port.ts'
import { annotationKind, classNumber, noStatus, servedFlag, traceFlag } from '../tables/traces.ts'

export type CompileOptions = {
  /** Braces look only at requests and calls that ended in this window (X-Ray's TimeRangeType Service). */
  readonly entitiesEndedIn?: Window
}

export const compileFilter = (tree: FilterNode, binds: Binds, options: CompileOptions = {}): string =>
  compile(tree, new TraceScope(binds, options))

type AnnotationTest = Extract<FilterNode, { kind: 'annotation' }>['test']

/** Four arrays side by side, as SQL. */
type AnnotationArrays = { key: string; kind: string; text: string; number: string }

interface Scope {
  readonly binds: Binds
  /** Null: the field means nothing here and no value of it is ever there. */
  flag(field: BooleanField): string | null
  number(field: NumberField): { value: string; present: string }
  /** `test` gets the SQL of one value that is known to be there. */
  strings(field: StringField, test: (value: string) => string): string
  annotations(side: 'source' | 'destination' | undefined, test: (arrays: AnnotationArrays) => string): string
  service(pattern: NodePattern, block: FilterNode | null): string
  edge(from: NodePattern, to: NodePattern, block: FilterNode | null): string
}

function compile(tree: FilterNode, scope: Scope): string {
  const { binds } = scope
  switch (tree.kind) {
    case 'and':
      return allOf(tree.terms.map((term) => compile(term, scope)))
    case 'or':
      return anyOf(tree.terms.map((term) => compile(term, scope)))
    case 'not':
      return `NOT (${compile(tree.term, scope)})`
    case 'boolean': {
      const flag = scope.flag(tree.field)
      if (flag === null) return tree.value ? '0' : '1'
      return tree.value ? flag : `NOT (${flag})`
    }
    case 'number': {
      const { value, present } = scope.number(tree.field)
      return `(${present} AND ${value} ${tree.operator} ${binds.bind('Float64', tree.value)})`
    }
    case 'string':
      return scope.strings(tree.field, (value) => compareStrings(value, tree.operator, tree.value, binds))
    case 'present':
      return isNumberField(tree.field) ? scope.number(tree.field).present : scope.strings(tree.field, () => '1')
    case 'annotation': {
      const { key, test } = tree
      return scope.annotations(tree.side, (arrays) => annotationHolds(arrays, key, test, binds))
    }
    case 'service':
      return scope.service(tree.node, tree.block)
    case 'edge':
      return scope.edge(tree.from, tree.to, tree.block)
    default:
      return unreachable(tree)
  }
}

const isNumberField = (field: NumberField | StringField): field is NumberField =>
  field === 'responsetime' || field === 'duration' || field === 'http.status'

function compareStrings(value: string, operator: StringOperator, wanted: string, binds: Binds): string {
  const right = binds.bind('String', wanted)
  switch (operator) {
    case '=':
    case '!=':
      return `${value} ${operator} ${right}`
    case 'CONTAINS':
      return `position(${value}, ${right}) > 0`
    case 'BEGINSWITH':
      return `startsWith(${value}, ${right})`
    case 'ENDSWITH':
      return `endsWith(${value}, ${right})`
    default:
      return unreachable(operator)
  }
}

function annotationHolds(arrays: AnnotationArrays, key: string, test: AnnotationTest, binds: Binds): string {
  const isKey = `k = ${binds.bind('String', key)}`
  if (test === undefined) return `has(${arrays.key}, ${binds.bind('String', key)})`
  const { value } = test
  const exists = (kind: number, condition: string): string =>
    `arrayExists((k, kind, t, n) -> ${isKey} AND kind = ${kind} AND ${condition}, ${arrays.key}, ${arrays.kind}, ${arrays.text}, ${arrays.number})`
  if (typeof value === 'string')
    return exists(annotationKind.text, compareStrings('t', test.operator as StringOperator, value, binds))
  if (typeof value === 'boolean')
    return exists(annotationKind.boolean, `n ${test.operator} ${binds.bind('Float64', value ? 1 : 0)}`)
  return exists(annotationKind.number, `n ${test.operator as NumberOperator} ${binds.bind('Float64', value)}`)
}

function matchesNode(pattern: NodePattern, columns: readonly [string, string, string], binds: Binds): string {
  const wanted = [pattern.name, pattern.type, pattern.account]
  return allOf(
    columns.flatMap((column, i) => (wanted[i] === undefined ? [] : [`${column} = ${binds.bind('String', wanted[i])}`])),
  )
}

class TraceScope implements Scope {
  readonly binds: Binds
  readonly #options: CompileOptions

  constructor(binds: Binds, options: CompileOptions) {
    this.binds = binds
    this.#options = options
  }

  flag(field: BooleanField): string | null {
    if (field === 'partial') return `bitAnd(flags, ${traceFlag.partial}) != 0`
    if (field === 'inferred') return `arrayExists(f -> bitAnd(f, ${servedFlag.inferred}) != 0, s_flags)`
    return field === 'root' ? null : `root_class = ${classNumber[field]}`
  }

  number(field: NumberField): { value: string; present: string } {
    if (field === 'http.status') return { value: 'toFloat64(status)', present: `status != ${noStatus}` }
    const column = field === 'duration' ? 'duration_us' : 'response_us'
    return { value: `(${column} / 1000000)`, present: `${column} >= 0` }
  }

  strings(field: StringField, test: (value: string) => string): string {
    const single = {
      'http.url': 'url',
      'http.method': 'method',
      'http.useragent': 'agent',
      'http.clientip': 'ip',
    } as const
    const several = {
      user: 'u_name',
      availabilityzone: 'zones',
      'instance.id': 'instances',
      'resource.arn': 'arns',
    } as const
    if (field in single) {
      const column = single[field as keyof typeof single]
      return `(${column} != '' AND ${test(column)})`
    }
    if (field in several) return `arrayExists(x -> ${test('x')}, ${several[field as keyof typeof several]})`
    return '0'
  }

  annotations(_side: unknown, test: (arrays: AnnotationArrays) => string): string {
    return test({ key: 'a_key', kind: 'a_kind', text: 'a_text', number: 'a_number' })
  }

  service(pattern: NodePattern, block: FilterNode | null): string {
    if (block === null)
      return `arrayExists((n, t, a) -> ${matchesNode(pattern, ['n', 't', 'a'], this.binds)}, n_name, n_type, n_account)`
    const request = new EntityScope(this.binds, 's')
    const node = [request.column('name'), request.column('type'), request.column('account')] as const
    return request.exists(
      allOf([matchesNode(pattern, node, this.binds), ...this.#ended(request), compile(block, request)]),
    )
  }

  edge(from: NodePattern, to: NodePattern, block: FilterNode | null): string {
    const call = new EntityScope(this.binds, 'c')
    const column = (name: string): string => call.column(name)
    return call.exists(
      allOf([
        matchesNode(from, [column('from_name'), column('from_type'), column('from_account')], this.binds),
        anyOf([
          matchesNode(to, [column('to_name'), column('to_type'), column('to_account')], this.binds),
          `(${column('alias')} = 1 AND ${matchesNode(to, [column('alias_name'), column('alias_type'), column('alias_account')], this.binds)})`,
        ]),
        ...this.#ended(call),
        ...(block === null ? [] : [compile(block, call)]),
      ]),
    )
  }

  #ended(scope: EntityScope): string[] {
    const window = this.#options.entitiesEndedIn
    if (!window) return []
    const end = scope.column('end')
    return [`${end} >= ${this.binds.bind('Int64', window.fromUs)}`, `${end} < ${this.binds.bind('Int64', window.toUs)}`]
  }
}

/** One member of the arrays of requests (`s`) or calls (`c`); notes which columns it reads so that no others are. */
class EntityScope implements Scope {
  readonly binds: Binds
  readonly #prefix: 's' | 'c'
  readonly #used = new Set<string>()

  constructor(binds: Binds, prefix: 's' | 'c') {
    this.binds = binds
    this.#prefix = prefix
  }

  column(name: string): string {
    this.#used.add(name)
    return `x_${name}`
  }

  exists(condition: string): string {
    // A condition on nothing still asks for a member.
    const used = this.#used.size === 0 ? ['class'] : [...this.#used]
    return `arrayExists((${used.map((name) => `x_${name}`).join(', ')}) -> ${condition}, ${used.map((name) => `${this.#prefix}_${name}`).join(', ')})`
  }

  flag(field: BooleanField): string | null {
    if (this.#prefix === 's' && (field === 'inferred' || field === 'root'))
      return `bitAnd(${this.column('flags')}, ${servedFlag[field]}) != 0`
    if (field === 'partial' || field === 'inferred' || field === 'root') return null
    return `${this.column('class')} = ${classNumber[field]}`
  }

  number(field: NumberField): { value: string; present: string } {
    if (field !== 'http.status') return { value: `(${this.column('duration')} / 1000000)`, present: '1' }
    const status = this.column('status')
    return { value: `toFloat64(${status})`, present: `${status} != ${noStatus}` }
  }

  strings(field: StringField, test: (value: string) => string): string {
    const http = {
      'http.url': 'url',
      'http.method': 'method',
      'http.useragent': 'agent',
      'http.clientip': 'ip',
    } as const
    const served = {
      user: 'user',
      name: 'name',
      type: 'type',
      availabilityzone: 'zone',
      'instance.id': 'instance',
      'resource.arn': 'arn',
    } as const
    const known: Partial<Record<StringField, string>> = this.#prefix === 's' ? { ...http, ...served } : http
    const name = known[field]
    if (name === undefined) return '0'
    const column = this.column(name)
    return `(${column} != '' AND ${test(column)})`
  }

  annotations(side: 'source' | 'destination' | undefined, test: (arrays: AnnotationArrays) => string): string {
    const own = (): string =>
      test({
        key: this.column('ann_key'),
        kind: this.column('ann_kind'),
        text: this.column('ann_text'),
        number: this.column('ann_number'),
      })
    if (side === undefined || this.#prefix === 's') return own()
    const end = side === 'source' ? 'from' : 'to'
    const ends = `arrayExists((sn, st, sa, sk, si, sx, sv) -> sn = ${this.column(`${end}_name`)} AND st = ${this.column(`${end}_type`)} AND sa = ${this.column(`${end}_account`)} AND ${test({ key: 'sk', kind: 'si', text: 'sx', number: 'sv' })}, s_name, s_type, s_account, s_ann_key, s_ann_kind, s_ann_text, s_ann_number)`
    return side === 'source' ? `(${own()} OR ${ends})` : ends
  }

  service(): string {
    return '0' // the parser does not nest them
  }

  edge(): string {
    return '0'
  }
}
