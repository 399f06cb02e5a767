/** Values against values, as SQL. */
import type { AnnotationTest, NodePattern, NumberOperator, StringOperator } from '@roentgen/filter'
import { type AnnotationValue, unreachable } from '@roentgen/trace'
import { allOf, anyOf, type Binds } from '../clickhouse/sql.ts'
import { annotationKind } from '../tables/traces.ts'
import type { AnnotationArrays } from './scope.ts'

export function compareStrings(value: string, operator: StringOperator, wanted: string, binds: Binds): string {
  if (operator === 'MATCHES') return `match(${value}, ${binds.bind('String', wildcard(wanted))})`
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

/** `*` any text, `?` one character, as a regular expression of RE2. */
function wildcard(pattern: string): string {
  const parts = [...pattern].map((sign) => {
    if (sign === '*') return '.*'
    return sign === '?' ? '.' : sign.replace(/[\\^$.|()[\]{}+*?-]/, '\\$&')
  })
  return `^(?s:${parts.join('')})$`
}

export const compareNumbers = (value: string, operator: NumberOperator, wanted: number, binds: Binds): string =>
  `${value} ${operator} ${float(wanted, binds)}`

/** A parameter is text: infinity has its own there. */
const float = (value: number, binds: Binds): string =>
  Number.isFinite(value) ? binds.bind('Float64', value) : value > 0 ? 'inf' : '-inf'

export const amongTexts = (value: string, wanted: readonly string[], binds: Binds): string =>
  `has(${binds.bind('Array(String)', wanted)}, ${value})`

export const amongNumbers = (value: string, wanted: readonly number[], binds: Binds): string =>
  anyOf(wanted.map((one) => compareNumbers(value, '=', one, binds)))

export function hasAnnotation(
  arrays: AnnotationArrays,
  key: string,
  test: AnnotationTest | undefined,
  binds: Binds,
): string {
  if (test === undefined) return `has(${arrays.key}, ${binds.bind('String', key)})`
  const { value } = test
  if (typeof value === 'string') {
    const operator = test.operator as StringOperator
    return annotationExists(arrays, key, binds, 'text', compareStrings('t', operator, value, binds))
  }
  if (typeof value === 'boolean')
    return annotationExists(arrays, key, binds, 'boolean', `n ${test.operator} ${value ? 1 : 0}`)
  const operator = test.operator as NumberOperator
  return annotationExists(arrays, key, binds, 'number', compareNumbers('n', operator, value, binds))
}

export function hasAnnotationAmong(
  arrays: AnnotationArrays,
  key: string,
  values: readonly AnnotationValue[],
  binds: Binds,
): string {
  const texts = values.filter((value) => typeof value === 'string')
  const numbers = values.filter((value) => typeof value === 'number')
  const booleans = values.filter((value) => typeof value === 'boolean')
  return anyOf([
    ...(texts.length === 0 ? [] : [annotationExists(arrays, key, binds, 'text', amongTexts('t', texts, binds))]),
    ...(numbers.length === 0
      ? []
      : [annotationExists(arrays, key, binds, 'number', amongNumbers('n', numbers, binds))]),
    ...(booleans.length === 0
      ? []
      : [annotationExists(arrays, key, binds, 'boolean', anyOf(booleans.map((value) => `n = ${value ? 1 : 0}`)))]),
  ])
}

/** Some value of that key and kind fulfils the condition on `t` (its text) or `n` (its number). */
function annotationExists(
  arrays: AnnotationArrays,
  key: string,
  binds: Binds,
  kind: keyof typeof annotationKind,
  condition: string,
): string {
  const [name, column] = kind === 'text' ? ['t', arrays.text] : ['n', arrays.number]
  return `arrayExists((k, kind, ${name}) -> k = ${binds.bind('String', key)} AND kind = ${annotationKind[kind]} AND ${condition}, ${arrays.key}, ${arrays.kind}, ${column})`
}

/** All of the pattern's parts equal the node's; a node without type or account has ''. */
export function matchesNode(pattern: NodePattern, columns: NodeColumns, binds: Binds): string {
  const parts = (['name', 'type', 'account'] as const).flatMap((part) => {
    const wanted = pattern[part]
    return wanted === undefined ? [] : [`${columns(part)} = ${binds.bind('String', wanted)}`]
  })
  return allOf(parts)
}

/** Asked only for the columns that the pattern speaks of. */
export type NodeColumns = (part: 'name' | 'type' | 'account') => string
