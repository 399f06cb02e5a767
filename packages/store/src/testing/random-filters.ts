/** Filter expressions of every form, out of a seed, for comparing SQL with `evaluate`: wild ones, and ones that some trace fulfils. */
import type {
  AnnotationTest,
  BooleanField,
  CauseElement,
  FilterNode,
  NodePattern,
  NumberField,
  NumberOperator,
  RootCausePattern,
  StringField,
  StringOperator,
} from '@roentgen/filter'
import type { AnnotationValue, AssembledTrace, RootCause, TraceSummary } from '@roentgen/trace'
import { type Dice, knownKeys, knownNames, knownTexts, knownTypes } from './random-traces.ts'

const numberOperators: readonly NumberOperator[] = ['=', '!=', '<', '<=', '>', '>=']
const stringOperators: readonly StringOperator[] = ['=', '!=', 'CONTAINS', 'BEGINSWITH', 'ENDSWITH', 'MATCHES']
const classes = ['ok', 'error', 'throttle', 'fault'] as const
const httpTexts = ['http.url', 'http.method', 'http.useragent', 'http.clientip'] as const
const anywhere = ['user', 'availabilityzone', 'instance.id', 'resource.arn'] as const

type Level = 'trace' | 'service' | 'edge' | 'cause-service' | 'cause-entity' | 'cause-timing' | 'cause-exception'
type Fields = {
  readonly flags: readonly BooleanField[]
  readonly numbers: readonly NumberField[]
  readonly texts: readonly StringField[]
}

const times = ['responsetime', 'duration', 'http.status'] as const
const fields: Readonly<Record<Level, Fields>> = {
  trace: { flags: [...classes, 'partial', 'inferred'], numbers: times, texts: [...httpTexts, ...anywhere] },
  service: {
    flags: [...classes, 'inferred', 'root'],
    numbers: times,
    texts: [...httpTexts, ...anywhere, 'name', 'type'],
  },
  edge: { flags: classes, numbers: times, texts: httpTexts },
  'cause-service': { flags: ['first', 'last', 'inferred'], numbers: ['index'], texts: ['name', 'type'] },
  'cause-entity': { flags: ['first', 'last', 'remote'], numbers: ['index'], texts: ['name', 'type'] },
  'cause-timing': { flags: ['first', 'last', 'remote'], numbers: ['index', 'coverage'], texts: ['name', 'type'] },
  'cause-exception': { flags: ['first', 'last'], numbers: ['index'], texts: ['name', 'type', 'message'] },
}

const textsAsked = [
  ...knownTexts,
  ...knownNames,
  ...['', 'ann', 'Çem', 'eu-west-1a', 'i-1', ':function:f2', '10.0', 'TimeoutError', 'AWS::', '*', '?', '\\', '"'],
  ...[
    "'; DROP TABLE traces --",
    '{p0:String}',
    '%',
    '_',
    '\u0000',
    '\ufffd',
    'é',
    'e\u0301',
    '😀',
    '\n',
    '.*',
    '[',
    '(?i)x',
  ],
]

export class RandomFilters {
  readonly #dice: Dice
  readonly #traces: readonly AssembledTrace[]

  /** `traces`: whose values are asked for, so that equality is met. */
  constructor(dice: Dice, traces: readonly AssembledTrace[]) {
    this.#dice = dice
    this.#traces = traces
  }

  tree(depth = 2, level: Level = 'trace'): FilterNode {
    const roll = depth === 0 ? 0 : this.#dice.below(6)
    if (roll < 3) return this.#condition(level, depth)
    if (roll === 3) return { kind: 'not', term: this.tree(depth - 1, level) }
    const kind = roll === 4 ? 'and' : 'or'
    const terms = Array.from({ length: 2 + this.#dice.below(2) }, () => this.tree(depth - 1, level))
    // Flat, as the parser makes them.
    return { kind, terms: terms.flatMap((term) => (term.kind === kind ? term.terms : [term])) }
  }

  #condition(level: Level, depth: number): FilterNode {
    const { flags, numbers, texts } = fields[level]
    const dice = this.#dice
    const simple: (() => FilterNode)[] = [
      () => ({ kind: 'boolean', field: dice.pick(flags), value: dice.below(2) === 0 }),
      () => this.#numeric(dice.pick(numbers)),
      () => this.#textual(dice.pick(texts)),
      () => ({ kind: 'present', field: dice.below(2) === 0 ? dice.pick(numbers) : dice.pick(texts) }),
    ]
    if (level.startsWith('cause-')) return dice.pick(simple)()
    const annotation = () => this.#annotation(level)
    if (level !== 'trace') return dice.pick([...simple, annotation, annotation])()
    const inner = Math.min(depth, 2)
    return dice.pick<() => FilterNode>([
      ...simple,
      annotation,
      annotation,
      () => ({
        kind: 'service',
        node: this.#pattern(),
        block: dice.below(3) === 0 ? null : this.tree(inner, 'service'),
      }),
      () => ({ kind: 'service', node: {}, block: this.tree(inner, 'service') }),
      () => ({
        kind: 'edge',
        from: this.#pattern(),
        to: this.#pattern(),
        block: dice.below(3) === 0 ? null : this.tree(inner, 'edge'),
      }),
      () => ({ kind: 'edge', from: {}, to: {}, block: this.tree(inner, 'edge') }),
      () => this.#rootCause(inner),
      () => this.#rootCause(inner),
      () => this.#rootCauseJson(),
    ])()
  }

  #numeric(field: NumberField): FilterNode {
    const number = () => this.#number(field)
    if (this.#dice.below(5) === 0) return { kind: 'in', operand: { field, values: this.#several(number) } }
    return { kind: 'number', field, operator: this.#dice.pick(numberOperators), value: number() }
  }

  #number(field: NumberField): number {
    const dice = this.#dice
    if (field === 'index') return dice.pick([0, 1, 2, 0.5, -1])
    if (field === 'coverage') return dice.pick([1, 0.75, 0.5001, 0.5, dice.float()])
    if (field === 'http.status') return dice.pick([200, 204, 404, 429, 500, 399.5, -2_147_483_648])
    const served = dice.pick(this.#traces).served[0]
    return dice.pick([
      0,
      0.5,
      1,
      -2,
      dice.float() * 3,
      (served?.durationUs ?? 1) / 1e6,
      Number.POSITIVE_INFINITY,
      5e-324,
    ])
  }

  #textual(field: StringField): FilterNode {
    const dice = this.#dice
    const text = () => (dice.below(4) === 0 ? this.#seen() : dice.pick(textsAsked))
    if (dice.below(5) === 0) return { kind: 'in', operand: { field, values: this.#several(text) } }
    const operator = dice.pick(stringOperators)
    return { kind: 'string', field, operator, value: operator === 'MATCHES' ? this.#wildcard(text()) : text() }
  }

  /** A text of some trace. */
  #seen(): string {
    const dice = this.#dice
    const { served, summary } = dice.pick(this.#traces)
    const row = served.length === 0 ? null : dice.pick(served)
    const cause = summary.faultRootCauses[0]?.services[0]
    return (
      dice.pick([
        row?.httpUrl,
        row?.user,
        row?.node.type,
        row?.resourceArn,
        row?.availabilityZone,
        cause?.node.name,
        cause?.path[0]?.exceptions[0]?.message,
        cause?.path[0]?.exceptions[0]?.name,
      ]) ?? dice.pick(textsAsked)
    )
  }

  /** Some characters as wildcards, stars put in. */
  #wildcard(text: string): string {
    const dice = this.#dice
    const signs = [...text].flatMap((sign) => {
      const roll = dice.below(8)
      if (roll === 0) return ['?']
      if (roll === 1) return ['*']
      return roll === 2 ? ['*', sign] : [sign]
    })
    return dice.below(2) === 0 ? `${signs.join('')}*` : signs.join('')
  }

  #annotation(level: Level): FilterNode {
    const dice = this.#dice
    const side = level === 'edge' ? dice.pick([undefined, 'source', 'destination'] as const) : undefined
    const operand = { key: dice.pick([...knownKeys, 'absent', 'Tenant']), ...(side === undefined ? {} : { side }) }
    const roll = dice.below(8)
    if (roll === 0) return { kind: 'annotation', ...operand }
    if (roll === 1) return { kind: 'in', operand: { ...operand, values: this.#several(() => this.#annotationValue()) } }
    return { kind: 'annotation', ...operand, test: this.#annotationTest() }
  }

  #annotationTest(): AnnotationTest {
    const dice = this.#dice
    const value = this.#annotationValue()
    if (typeof value === 'number') return { operator: dice.pick(numberOperators), value }
    if (typeof value === 'boolean') return { operator: dice.pick(['=', '!='] as const), value }
    const operator = dice.pick(stringOperators)
    return { operator, value: operator === 'MATCHES' ? this.#wildcard(value) : value }
  }

  #annotationValue(): AnnotationValue {
    const dice = this.#dice
    const row = dice.pick(this.#traces).served[0]
    const seen = row?.annotations.length ? dice.pick(row.annotations)[1] : 0
    return dice.pick<() => AnnotationValue>([
      () => dice.pick(textsAsked),
      () => dice.below(5) - 2,
      () => dice.below(2) === 0,
      () => seen,
    ])()
  }

  #pattern(): NodePattern {
    const dice = this.#dice
    const node = dice.below(3) === 0 ? dice.pick(this.#traces).summary.nodes[0] : undefined
    const parts = {
      name: node?.name ?? dice.pick([...knownNames, 'nobody', '']),
      type: node === undefined ? dice.pick([...knownTypes.map((type) => type ?? ''), 'client']) : (node.type ?? ''),
      account: node === undefined ? dice.pick(['123456789012', '']) : (node.account ?? ''),
    }
    const which = dice.below(8)
    return {
      ...(which & 1 || which === 0 ? { name: parts.name } : {}),
      ...(which & 2 ? { type: parts.type } : {}),
      ...(which === 7 || which === 4 ? { account: parts.account } : {}),
    }
  }

  #rootCause(depth: number): FilterNode {
    const dice = this.#dice
    const of = dice.pick(['fault', 'error', 'responsetime'] as const)
    const element: CauseElement = dice.pick(
      of === 'responsetime' ? (['service', 'entity'] as const) : (['service', 'entity', 'exception'] as const),
    )
    const level = of === 'responsetime' && element === 'entity' ? 'cause-timing' : (`cause-${element}` as const)
    return { kind: 'rootcause', of, element, block: this.tree(depth, level) }
  }

  #rootCauseJson(): FilterNode {
    const operator = this.#dice.below(4) === 0 ? '!=' : '='
    return { kind: 'rootcause-json', operator, patterns: this.#several(() => this.#causePattern(), 2) }
  }

  /** A root cause of some trace as it is printed, with members left out and now and then one changed. */
  #causePattern(): RootCausePattern {
    const dice = this.#dice
    const all = this.#traces.flatMap(({ summary }) => [
      ...summary.faultRootCauses,
      ...summary.errorRootCauses,
      ...summary.responseTimeRootCauses,
    ])
    return all.length === 0 ? {} : this.#thinned(printed(dice.pick(all)), dice.pick([2, 3, 6, 60]))
  }

  /** Leaves out about one member of objects in `keep`, changes about one value in ten. */
  #thinned<T extends object>(value: T, keep: number): T {
    const dice = this.#dice
    const thin = (inner: unknown, key: string): unknown => {
      if (Array.isArray(inner)) {
        const items = inner.map((item) => thin(item, key))
        const roll = dice.below(50)
        if (roll === 0) return null
        return roll < 3 ? items.slice(1) : items
      }
      if (typeof inner === 'object' && inner !== null) return this.#thinned(inner, keep)
      // Null in place of a list stays so: a text there is no pattern.
      if (dice.below(25) > 0 || (inner === null && key === 'Exceptions')) return inner
      // A name among Names is a text.
      if (key !== 'Names' && dice.below(3) === 0) return null
      if (key === 'Coverage') return 0.5
      return typeof inner === 'boolean' ? !inner : dice.pick(textsAsked)
    }
    const kept = Object.entries(value).filter(() => dice.below(keep) > 0)
    return Object.fromEntries(kept.map(([key, inner]) => [key, thin(inner, key)])) as T
  }

  #several<T>(make: () => T, most = 3): T[] {
    return Array.from({ length: 1 + this.#dice.below(most) }, make)
  }
}

type Causes = TraceSummary['faultRootCauses'][number] | TraceSummary['responseTimeRootCauses'][number]
type Entity = Causes extends RootCause<infer E> ? E : never

/** As GetTraceSummaries prints it (facts 4.3). */
function printed({ clientImpacting, services }: Causes): RootCausePattern {
  return {
    ClientImpacting: clientImpacting,
    Services: services.map(({ node, inferred, path }) => ({
      Name: node.name,
      Names: [node.name],
      Type: node.type,
      AccountId: node.account,
      Inferred: inferred,
      EntityPath: path.map((entity: Entity) => ({
        Name: entity.name,
        Remote: entity.remote,
        ...('coverage' in entity
          ? { Coverage: entity.coverage, Exceptions: null }
          : {
              Coverage: null,
              Exceptions: entity.exceptions.map(({ name, message }) => ({ Name: name, Message: message })),
            }),
      })),
    })),
  }
}
