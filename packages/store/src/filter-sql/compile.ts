/**
 * A filter's tree as a condition on one row of `traces`. The rules are those of `evaluate` in packages/filter; a property test holds
 * the two equal. Values travel as parameters; names of columns are ours.
 *
 * What is said of one list is asked in as few passes over it as the logic allows: `edge{a} OR edge{b}` is one pass for either,
 * `!service{a} AND !service{b}` is one pass for neither. What is said twice is said once.
 */
import type { FilterNode, NumberField, StringField } from '@roentgen/filter'
import { unreachable } from '@roentgen/trace'
import { allOf, anyOf, type Binds } from '../clickhouse/sql.ts'
import type { Window } from '../port.ts'
import {
  amongNumbers,
  amongTexts,
  compareNumbers,
  compareStrings,
  hasAnnotation,
  hasAnnotationAmong,
} from './compare.ts'
import { fitsSomeCause } from './root-cause-pattern.ts'
import type { Existential, Scope } from './scope.ts'
import { TraceScope } from './trace-scope.ts'

export type CompileOptions = {
  /** Braces look only at requests and calls that ended in this window (X-Ray's TimeRangeType Service). */
  readonly entitiesEndedIn?: Window
}

export const compileFilter = (tree: FilterNode, binds: Binds, options: CompileOptions = {}): string =>
  compile(tree, new TraceScope(binds, options, compile))

function compile(tree: FilterNode, scope: Scope): string {
  const { binds } = scope
  const existential = scope.existential(tree)
  if (existential !== null) return scope.exists([existential])
  switch (tree.kind) {
    case 'and':
      return allOf(unique(conjuncts(tree.terms, scope)))
    case 'or':
      return anyOf(unique(disjuncts(tree.terms, scope)))
    case 'not':
      return `NOT (${compile(tree.term, scope)})`
    case 'boolean': {
      const flag = scope.flag(tree.field)
      if (flag === null) return tree.value ? '0' : '1'
      return tree.value ? flag : `NOT (${flag})`
    }
    case 'number': {
      const number = scope.number(tree.field)
      if (number === null) return '0'
      return allOf([number.present, compareNumbers(number.value, tree.operator, tree.value, binds)])
    }
    case 'string':
      return scope.strings(tree.field, (value) => compareStrings(value, tree.operator, tree.value, binds))
    case 'present':
      return isNumberField(tree.field)
        ? (scope.number(tree.field)?.present ?? '0')
        : scope.strings(tree.field, () => '1')
    case 'annotation': {
      const { key, test } = tree
      return scope.annotations(tree.side, (arrays) => hasAnnotation(arrays, key, test, binds))
    }
    case 'in':
      return among(tree.operand, scope)
    case 'group':
      throw new Error(`group.${tree.by} ${JSON.stringify(tree.value)} is not spliced: see spliceGroups`)
    case 'rootcause-json': {
      const fits = allOf(unique(tree.patterns.map((pattern) => fitsSomeCause(pattern, binds))))
      return tree.operator === '=' ? fits : `NOT ${fits}`
    }
    case 'service':
    case 'edge':
    case 'rootcause':
      return '0' // the parser does not nest them
    default:
      return unreachable(tree)
  }
}

/** Terms of an OR, those about members of one list put together: some member fulfils one of them. */
function disjuncts(terms: readonly FilterNode[], scope: Scope): string[] {
  const { families, others } = byFamily(terms, (term) => scope.existential(term))
  return [...families.map((some) => scope.exists(some)), ...others.map((term) => compile(term, scope))]
}

/** Terms of an AND, those that deny members of one list put together: no member fulfils any of them. */
function conjuncts(terms: readonly FilterNode[], scope: Scope): string[] {
  const { families, others } = byFamily(terms, (term) => (term.kind === 'not' ? scope.existential(term.term) : null))
  return [...families.map((some) => `NOT (${scope.exists(some)})`), ...others.map((term) => compile(term, scope))]
}

function byFamily(terms: readonly FilterNode[], existentialOf: (term: FilterNode) => Existential | null) {
  const families = new Map<string, Existential[]>()
  const others: FilterNode[] = []
  for (const term of terms) {
    const found = existentialOf(term)
    if (found === null) others.push(term)
    else families.set(found.family, [...(families.get(found.family) ?? []), found])
  }
  return { families: [...families.values()], others }
}

function among(operand: Extract<FilterNode, { kind: 'in' }>['operand'], scope: Scope): string {
  const { binds } = scope
  if ('key' in operand) {
    const { side, key, values } = operand
    return scope.annotations(side, (arrays) => hasAnnotationAmong(arrays, key, values, binds))
  }
  if (isTextual(operand)) return scope.strings(operand.field, (value) => amongTexts(value, operand.values, binds))
  const number = scope.number(operand.field)
  return number === null ? '0' : allOf([number.present, amongNumbers(number.value, operand.values, binds)])
}

type Listed = Extract<Extract<FilterNode, { kind: 'in' }>['operand'], { readonly field: string }>

const isTextual = (operand: Listed): operand is Extract<Listed, { readonly values: readonly string[] }> =>
  !isNumberField(operand.field)

const numberFields: ReadonlySet<string> = new Set<NumberField>([
  'responsetime',
  'duration',
  'http.status',
  'index',
  'coverage',
])

const isNumberField = (field: NumberField | StringField): field is NumberField => numberFields.has(field)

const unique = (conditions: readonly string[]): string[] => [...new Set(conditions)]
