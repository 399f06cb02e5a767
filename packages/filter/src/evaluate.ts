/**
 * Whether a trace matches (facts 5.1, 5.2). The compiler to SQL in `packages/store` must say the same; these are the rules in words:
 *
 * - Bare keywords ask the root: its class, response time, http. `duration` is the whole trace's. `inferred`: any inferred request.
 * - `user`, `availabilityzone`, `instance.id`, `resource.arn`, `annotation[...]` match on any segment.
 * - `service(x)` without braces: the trace touched such a node (client nodes and unfinished segments included). With braces: one `Served`
 *   of such a node satisfies the whole of them.
 * - `edge(a, b) {...}`: one `Called` from a to b satisfies the whole of the braces; b may also be the call's alias. Client edges count.
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
import type {
  BooleanField,
  FilterExpression,
  FilterNode,
  NodePattern,
  NumberField,
  NumberOperator,
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
        .some((value) => value !== null && compareStrings(value, tree.operator, tree.value))
    case 'present':
      return isNumberField(tree.field)
        ? subject.number(tree.field) !== null
        : subject.strings(tree.field).some((value) => value !== null)
    case 'annotation':
      return subject.annotations(tree.key, tree.side).some((value) => annotationHolds(value, tree.test))
    case 'service':
      return subject.service(tree.node, tree.block)
    case 'edge':
      return subject.edge(tree.from, tree.to, tree.block)
    default:
      return unreachable(tree)
  }
}

function traceSubject(trace: AssembledTrace): Subject {
  const { summary, served, called } = trace
  return {
    flag: (field) => {
      if (field === 'partial') return summary.partial
      if (field === 'inferred') return served.some((row) => row.inferred)
      return field !== 'root' && summary.rootClass === field
    },
    number: (field) => {
      if (field === 'http.status') return summary.http?.status ?? null
      const us = field === 'duration' ? summary.durationUs : summary.responseTimeUs
      return us === null ? null : us / 1e6
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

function requestSubject(row: Request): Pick<Subject, 'number' | 'annotations' | 'service' | 'edge'> {
  return {
    number: (field) => (field === 'http.status' ? row.httpStatus : row.durationUs / 1e6),
    annotations: (key) => valuesOf(row, key),
    service: () => false, // the parser does not nest them
    edge: () => false,
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
  return field === 'responsetime' || field === 'duration' || field === 'http.status'
}

type AnnotationTest = Extract<FilterNode, { kind: 'annotation' }>['test']

function annotationHolds(value: AnnotationValue, test: AnnotationTest): boolean {
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
    default:
      return unreachable(operator)
  }
}
