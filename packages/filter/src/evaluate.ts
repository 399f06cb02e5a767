/**
 * Whether a trace matches (facts 5.1, 5.2). The compiler to SQL in `packages/store` must say the same; these are the rules in words:
 *
 * - Bare keywords ask the root: its class, response time, http. `duration` is the whole trace's. `inferred`: any inferred request.
 * - `user`, `availabilityzone`, `instance.id`, `resource.arn`, `annotation[...]` match on any segment.
 * - `service(x)` without braces: the trace touched such a node (client nodes and unfinished segments included). With braces: one `Served`
 *   of such a node satisfies the whole of them.
 * - `edge(a, b) {...}`: one `Called` from a to b satisfies the whole of the braces; b may also be the call's alias. Client edges count.
 * - `rootcause.K.E {...}`: one element E of one root cause of kind K satisfies the whole of the braces; `index` counts from 0 within its list.
 * - A comparison needs a value: absent matches no operator, `!=` included. So `!(a = 1)` is wider than `a != 1`.
 */
import {
  type AnnotationValue,
  type AssembledTrace,
  type Called,
  type NodeKey,
  type Served,
  unreachable,
} from '@roentgen/trace'
import { type Element, elementsOf, fitsSomeCause } from './root-causes.ts'
import type {
  AnnotationTest,
  BooleanField,
  CauseElement,
  CauseKind,
  FilterExpression,
  FilterNode,
  NodePattern,
  NumberField,
  NumberOperator,
  RootCausePattern,
  StringField,
  StringOperator,
} from './tree.ts'

export function evaluate(expression: Pick<FilterExpression, 'tree'>, trace: AssembledTrace): boolean {
  return expression.tree === null || holds(expression.tree, traceSubject(trace))
}

/** All of the pattern's parts equal the node's; a node without a type has the type "". */
export function matchesNode(pattern: NodePattern, node: NodeKey): boolean {
  return (
    (pattern.name === undefined || pattern.name === node.name) &&
    (pattern.type === undefined || pattern.type === (node.type ?? '')) &&
    (pattern.account === undefined || pattern.account === (node.account ?? ''))
  )
}

/** What a condition is asked of: a trace, one request, or one call. Several values: any of them may satisfy it. */
type Subject = {
  flag(field: BooleanField): boolean
  number(field: NumberField): number | null
  strings(field: StringField): readonly (string | null)[]
  annotations(key: string, side: 'source' | 'destination' | undefined): readonly AnnotationValue[]
  service(pattern: NodePattern, block: FilterNode | null): boolean
  edge(from: NodePattern, to: NodePattern, block: FilterNode | null): boolean
  rootCause(of: CauseKind, element: CauseElement, block: FilterNode): boolean
  rootCauseLike(pattern: RootCausePattern): boolean
}

function holds(tree: FilterNode, subject: Subject): boolean {
  switch (tree.kind) {
    case 'and':
      return tree.terms.every((term) => holds(term, subject))
    case 'or':
      return tree.terms.some((term) => holds(term, subject))
    case 'not':
      return !holds(tree.term, subject)
    case 'boolean':
      return subject.flag(tree.field) === tree.value
    case 'number': {
      const value = subject.number(tree.field)
      return value !== null && compareNumbers(value, tree.operator, tree.value)
    }
    case 'string':
      return subject
        .strings(tree.field)
        .some((value) => isThere(value) && compareStrings(value, tree.operator, tree.value))
    case 'present':
      return isNumberField(tree.field) ? subject.number(tree.field) !== null : subject.strings(tree.field).some(isThere)
    case 'annotation':
      return subject.annotations(tree.key, tree.side).some((value) => annotationHolds(value, tree.test))
    case 'in':
      return isAmong(tree.operand, subject)
    case 'service':
      return subject.service(tree.node, tree.block)
    case 'edge':
      return subject.edge(tree.from, tree.to, tree.block)
    case 'rootcause':
      return subject.rootCause(tree.of, tree.element, tree.block)
    case 'rootcause-json':
      return tree.patterns.every((pattern) => subject.rootCauseLike(pattern)) === (tree.operator === '=')
    case 'group':
      throw new Error(`group.${tree.by} ${JSON.stringify(tree.value)} is not spliced: see spliceGroups`)
    default:
      return unreachable(tree)
  }
}

/** As everywhere in the model and the store, an empty text is none. */
const isThere = (value: string | null): value is string => value !== null && value !== ''

function isAmong(operand: Extract<FilterNode, { kind: 'in' }>['operand'], subject: Subject): boolean {
  if ('key' in operand) {
    return subject.annotations(operand.key, operand.side).some((value) => operand.values.includes(value))
  }
  const found = isNumberField(operand.field) ? [subject.number(operand.field)] : subject.strings(operand.field)
  const values: readonly (number | string)[] = operand.values
  return found.some((value) => value !== null && value !== '' && values.includes(value))
}

/** What the braces of a service or edge cannot hold: the parser does not nest them. */
const NESTED_NOTHING: Pick<Subject, 'service' | 'edge' | 'rootCause' | 'rootCauseLike'> = {
  service: () => false,
  edge: () => false,
  rootCause: () => false,
  rootCauseLike: () => false,
}

function traceSubject(trace: AssembledTrace): Subject {
  const { summary, served, called } = trace
  return {
    flag: (field) => {
      if (field === 'partial') return summary.partial
      if (field === 'inferred') return served.some((row) => row.inferred)
      return summary.rootClass === field
    },
    number: (field) => {
      switch (field) {
        case 'http.status':
          return summary.http?.status ?? null
        case 'duration':
          return seconds(summary.durationUs)
        case 'responsetime':
          return seconds(summary.responseTimeUs)
        default:
          return null
      }
    },
    strings: (field) => {
      switch (field) {
        case 'http.url':
          return [summary.http?.url ?? null]
        case 'http.method':
          return [summary.http?.method ?? null]
        case 'http.useragent':
          return [summary.http?.userAgent ?? null]
        case 'http.clientip':
          return [summary.http?.clientIp ?? null]
        case 'user':
          return summary.users.map((user) => user.name)
        case 'availabilityzone':
          return summary.availabilityZones
        case 'instance.id':
          return summary.instanceIds
        case 'resource.arn':
          return summary.resourceArns
        case 'name':
        case 'type':
        case 'message':
          return []
        default:
          return unreachable(field)
      }
    },
    annotations: (key) => summary.annotations.filter((found) => found.key === key).map((found) => found.value),
    service: (pattern, block) =>
      block === null
        ? summary.nodes.some((node) => matchesNode(pattern, node))
        : served.some((row) => matchesNode(pattern, row.node) && holds(block, servedSubject(row))),
    edge: (from, to, block) =>
      called.some(
        (row) =>
          matchesNode(from, row.from) &&
          (matchesNode(to, row.to) || (row.alias !== null && matchesNode(to, row.alias))) &&
          (block === null || holds(block, calledSubject(row, served))),
      ),
    rootCause: (of, element, block) =>
      elementsOf(summary, of, element).some((found) => holds(block, elementSubject(found))),
    rootCauseLike: (pattern) => fitsSomeCause(summary, pattern),
  }
}

const seconds = (us: number | null): number | null => (us === null ? null : us / 1e6)

function elementSubject(element: Element): Subject {
  return {
    ...NESTED_NOTHING,
    annotations: () => [],
    flag: (field) => {
      switch (field) {
        case 'first':
          return element.index === 0
        case 'last':
        case 'remote':
        case 'inferred':
          return element[field]
        default:
          return false
      }
    },
    number: (field) => (field === 'index' || field === 'coverage' ? element[field] : null),
    strings: (field) => (field === 'name' || field === 'type' || field === 'message' ? [element[field]] : []),
  }
}

function servedSubject(row: Served): Subject {
  return {
    ...requestSubject(row),
    flag: (field) => {
      if (field === 'inferred') return row.inferred
      if (field === 'root') return row.root
      return row.responseClass === field
    },
    strings: (field) => {
      switch (field) {
        case 'user':
          return [row.user]
        case 'name':
          return [row.node.name]
        case 'type':
          return [row.node.type]
        case 'availabilityzone':
          return [row.availabilityZone]
        case 'instance.id':
          return [row.instanceId]
        case 'resource.arn':
          return [row.resourceArn]
        default:
          return httpStrings(row, field)
      }
    },
  }
}

function calledSubject(row: Called, served: readonly Served[]): Subject {
  return {
    ...requestSubject(row),
    flag: (field) => row.responseClass === field,
    strings: (field) => httpStrings(row, field),
    annotations: (key, side) => {
      if (side === undefined) return valuesOf(row, key)
      const node = side === 'source' ? row.from : row.to
      const ends = served.filter((end) => sameKey(end.node, node)).flatMap((end) => valuesOf(end, key))
      // What the caller wrote on the call itself is the caller's too.
      return side === 'source' ? [...valuesOf(row, key), ...ends] : ends
    },
  }
}

type Request = Served | Called

function requestSubject(row: Request): Omit<Subject, 'flag' | 'strings'> {
  return {
    ...NESTED_NOTHING,
    number: (field) => {
      if (field === 'http.status') return row.httpStatus
      return field === 'duration' || field === 'responsetime' ? row.durationUs / 1e6 : null
    },
    annotations: (key) => valuesOf(row, key),
  }
}

function httpStrings(row: Request, field: StringField): (string | null)[] {
  if (field === 'http.url') return [row.httpUrl]
  if (field === 'http.method') return [row.httpMethod]
  if (field === 'http.useragent') return [row.userAgent]
  return field === 'http.clientip' ? [row.clientIp] : []
}

function valuesOf(row: Request, key: string): AnnotationValue[] {
  return row.annotations.filter(([found]) => found === key).map(([, value]) => value)
}

function sameKey(a: NodeKey, b: NodeKey): boolean {
  return a.name === b.name && a.type === b.type && a.account === b.account
}

function isNumberField(field: NumberField | StringField): field is NumberField {
  return (NUMBER_FIELDS as ReadonlySet<string>).has(field)
}

const NUMBER_FIELDS: ReadonlySet<NumberField> = new Set([
  'responsetime',
  'duration',
  'http.status',
  'index',
  'coverage',
])

function annotationHolds(value: AnnotationValue, test: AnnotationTest | undefined): boolean {
  if (test === undefined) return true
  if (typeof value !== typeof test.value) return false
  if (typeof value === 'string') return compareStrings(value, test.operator as StringOperator, test.value as string)
  if (typeof value === 'number') return compareNumbers(value, test.operator as NumberOperator, test.value as number)
  return test.operator === '=' ? value === test.value : value !== test.value
}

function compareNumbers(left: number, operator: NumberOperator, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    default:
      return unreachable(operator)
  }
}

function compareStrings(left: string, operator: StringOperator, right: string): boolean {
  switch (operator) {
    case '=':
      return left === right
    case '!=':
      return left !== right
    case 'CONTAINS':
      return left.includes(right)
    case 'BEGINSWITH':
      return left.startsWith(right)
    case 'ENDSWITH':
      return left.endsWith(right)
    case 'MATCHES':
      return matchesWildcard(left, right)
    default:
      return unreachable(operator)
  }
}

/** `*`: any text, `?`: one character; the whole text must match. Goes back to the last star only, so it is never worse than n * m. */
function matchesWildcard(text: string, pattern: string): boolean {
  const [given, wanted] = [[...text], [...pattern]]
  let at = 0
  let star = -1
  let from = 0
  for (let i = 0; i < given.length; ) {
    if (wanted[at] === '*') {
      star = at++
      from = i
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[i])) {
      at++
      i++
    } else if (star >= 0) {
      at = star + 1
      i = ++from
    } else return false
  }
  return wanted.slice(at).every((sign) => sign === '*')
}
