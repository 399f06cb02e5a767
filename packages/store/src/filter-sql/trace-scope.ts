/** A row of `traces` itself: what the root answered, and lists of what else the trace is made of. */
import type { BooleanField, FilterNode, NumberField, StringField } from '@roentgen/filter'
import { allOf, anyOf, type Binds } from '../clickhouse/sql.ts'
import { classNumber, noStatus, servedFlag, traceFlag } from '../tables/traces.ts'
import { CauseElementScope, causeNumber } from './cause-scope.ts'
import { matchesNode } from './compare.ts'
import type { CompileOptions } from './compile.ts'
import { EntityScope } from './entity-scope.ts'
import { NodeScope } from './node-scope.ts'
import { type AnnotationArrays, type Existential, type MemberScope, type Scope, testedText } from './scope.ts'

type Compile = (tree: FilterNode, scope: Scope) => string

const single = { 'http.url': 'url', 'http.method': 'method', 'http.useragent': 'agent', 'http.clientip': 'ip' } as const
const several = {
  user: 'u_name',
  availabilityzone: 'zones',
  'instance.id': 'instances',
  'resource.arn': 'arns',
} as const

export class TraceScope implements Scope {
  readonly binds: Binds
  readonly #options: CompileOptions
  readonly #compile: Compile

  constructor(binds: Binds, options: CompileOptions, compile: Compile) {
    this.binds = binds
    this.#options = options
    this.#compile = compile
  }

  flag(field: BooleanField): string | null {
    switch (field) {
      case 'partial':
        return `bitAnd(flags, ${traceFlag.partial}) != 0`
      case 'inferred':
        return `arrayExists(f -> bitAnd(f, ${servedFlag.inferred}) != 0, s_flags)`
      case 'ok':
      case 'error':
      case 'throttle':
      case 'fault':
        return `root_class = ${classNumber[field]}`
      default:
        return null
    }
  }

  number(field: NumberField): { value: string; present: string } | null {
    switch (field) {
      case 'http.status':
        return { value: 'toFloat64(status)', present: `status != ${noStatus}` }
      case 'duration':
        return { value: '(duration_us / 1000000)', present: 'duration_us >= 0' }
      case 'responsetime':
        return { value: '(response_us / 1000000)', present: 'response_us >= 0' }
      default:
        return null
    }
  }

  strings(field: StringField, test: (value: string) => string): string {
    if (field in single) return testedText(single[field as keyof typeof single], test)
    if (field in several) return `arrayExists(x -> ${test('x')}, ${several[field as keyof typeof several]})`
    return '0'
  }

  annotations(_side: unknown, test: (arrays: AnnotationArrays) => string): string {
    return test({ key: 'a_key', kind: 'a_kind', text: 'a_text', number: 'a_number' })
  }

  existential(term: FilterNode): Existential | null {
    switch (term.kind) {
      case 'service': {
        const { node, block } = term
        if (block === null) {
          return {
            family: 'nodes',
            member: () => new NodeScope(this.binds),
            condition: (member) => matchesNode(node, (part) => member.column(part), this.binds),
          }
        }
        return {
          family: 'served',
          member: () => new EntityScope(this.binds, 's'),
          condition: (member) =>
            allOf([
              matchesNode(node, (part) => member.column(part), this.binds),
              ...this.#ended(member),
              this.#compile(block, member),
            ]),
        }
      }
      case 'edge': {
        const { from, to, block } = term
        return {
          family: 'called',
          member: () => new EntityScope(this.binds, 'c'),
          condition: (member) =>
            allOf([
              matchesNode(from, (part) => member.column(`from_${part}`), this.binds),
              anyOf([
                matchesNode(to, (part) => member.column(`to_${part}`), this.binds),
                `(${member.column('alias')} = 1 AND ${matchesNode(to, (part) => member.column(`alias_${part}`), this.binds)})`,
              ]),
              // Only braces look into the window: a bare edge is one of the trace's, as a bare service is.
              ...(block === null ? [] : [...this.#ended(member), this.#compile(block, member)]),
            ]),
        }
      }
      case 'rootcause':
        return {
          family: `rootcause.${term.element}`,
          member: () => new CauseElementScope(this.binds, term.element),
          condition: (member) =>
            allOf([`${member.column('kind')} = ${causeNumber[term.of]}`, this.#compile(term.block, member)]),
        }
      default:
        return null
    }
  }

  exists(some: readonly Existential[]): string {
    const [first] = some
    if (first === undefined) return '0'
    const member = first.member()
    return member.holdsFor(anyOf([...new Set(some.map((one) => one.condition(member)))]))
  }

  #ended(member: MemberScope): string[] {
    const window = this.#options.entitiesEndedIn
    if (!window) return []
    const end = member.column('end')
    return [`${end} >= ${this.binds.bind('Int64', window.fromUs)}`, `${end} < ${this.binds.bind('Int64', window.toUs)}`]
  }
}
