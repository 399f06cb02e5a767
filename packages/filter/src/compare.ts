/** One condition: an operand, an operator, a literal; or the operand alone, for "is there". */
import type { Cursor } from './cursor.ts'
import {
  KEYWORDS,
  type Keyword,
  NUMBER_OPERATORS,
  OPERATOR_WORDS,
  placesOf,
  type Scope,
  STRING_OPERATORS,
  TIME_UNITS,
  termsIn,
} from './keywords.ts'
import type { Token } from './lexer.ts'
import { FilterSyntaxError } from './syntax-error.ts'
import type { AnnotationOperand, FilterNode, NumberField, NumberOperator, StringOperator } from './tree.ts'

type Word = Token & { readonly kind: 'word' }

export function compare(cursor: Cursor, scope: Scope, token: Word): FilterNode {
  const word = token.text.toLowerCase()
  const annotation = annotationOperand(cursor, scope, token, word)
  if (annotation !== null) return annotationCondition(cursor, annotation)
  const keyword = KEYWORDS.get(word)
  if (keyword === undefined) throw cursor.unexpected(`Nothing is called ${token.text}.`, termsIn(scope))
  if (!keyword.scopes.includes(scope)) {
    throw cursor.unexpected(`${word} can be asked ${placesOf(keyword.scopes)}, not here.`, termsIn(scope))
  }
  cursor.next()
  return keywordCondition(cursor, keyword)
}

function keywordCondition(cursor: Cursor, keyword: Keyword): FilterNode {
  const { field } = keyword
  switch (keyword.kind) {
    case 'boolean': {
      const operator = takeOperator(cursor, EQUALITY, field)
      if (operator === null) return { kind: 'boolean', field: keyword.field, value: true }
      const value = takeBoolean(cursor)
      return { kind: 'boolean', field: keyword.field, value: operator === '=' ? value : !value }
    }
    case 'number': {
      const number = () => takeNumber(cursor, keyword.field)
      const listed = takeIn(cursor, number)
      if (listed !== null)
        return negated(listed.not, { kind: 'in', operand: { field: keyword.field, values: listed.values } })
      const operator = takeOperator(cursor, NUMBER_OPERATORS, field)
      if (operator === null) return { kind: 'present', field: keyword.field }
      return { kind: 'number', field: keyword.field, operator, value: number() }
    }
    case 'string': {
      const text = () => {
        cursor.want('value', ['"..."'], field)
        return takeText(cursor, `${field} is compared with a text in double quotes.`)
      }
      const listed = takeIn(cursor, text)
      if (listed !== null)
        return negated(listed.not, { kind: 'in', operand: { field: keyword.field, values: listed.values } })
      const operator = takeOperator(cursor, STRING_OPERATORS, field)
      if (operator === null) return { kind: 'present', field: keyword.field }
      return { kind: 'string', field: keyword.field, operator, value: text() }
    }
  }
}

const negated = (not: boolean, term: FilterNode): FilterNode => (not ? { kind: 'not', term } : term)

export const EQUALITY = ['=', '!='] as const

/** The operator if one follows, null if the keyword stands alone. One of another kind of value is an error. */
export function takeOperator<T extends string>(cursor: Cursor, allowed: readonly T[], of: string): T | null {
  cursor.want('operator', allowed, of)
  const token = cursor.peek()
  const text = token.kind === 'operator' ? token.text : token.kind === 'word' ? token.text.toUpperCase() : ''
  if (token.kind !== 'operator' && !OPERATOR_WORDS.includes(text)) return null
  const operator = allowed.find((candidate) => candidate === text)
  if (operator === undefined) {
    const documented = allowed.filter((candidate) => candidate !== 'MATCHES')
    throw cursor.unexpected(`${text} cannot be used with ${of}.`, documented)
  }
  if (operator === 'MATCHES') cursor.extension('MATCHES', token)
  cursor.next()
  return operator
}

/** Extension: `IN (a, b)` and `NOT IN (a, b)`; null if neither follows. */
function takeIn<T>(cursor: Cursor, literal: () => T): { readonly not: boolean; readonly values: T[] } | null {
  cursor.want('operator', ['IN', 'NOT IN'])
  const after = cursor.peek(1)
  const not = cursor.isWord('not') && after.kind === 'word' && after.text.toLowerCase() === 'in'
  if (!not && !cursor.isWord('in')) return null
  const start = cursor.peek().start
  if (not) cursor.next()
  cursor.extension('IN', { start, end: cursor.peek().end })
  cursor.next()
  cursor.expectSign('(', 'After IN comes a list in parentheses.')
  const values: T[] = []
  do values.push(literal())
  while (cursor.takeSign(','))
  if (!cursor.isSign(')')) throw cursor.unexpected('The list goes on with a comma, or ends.', [',', ')'])
  cursor.next()
  return { not, values }
}

function takeBoolean(cursor: Cursor): boolean {
  cursor.want('word', ['true', 'false'])
  if (!cursor.isWord('true', 'false')) throw cursor.unexpected('It is compared with true or false.', ['true', 'false'])
  const value = cursor.isWord('true')
  cursor.next()
  return value
}

export function takeText(cursor: Cursor, why: string): string {
  const token = cursor.peek()
  if (token.kind !== 'string') throw cursor.unexpected(why, ['"..."'])
  cursor.next()
  return token.value
}

/** `of` null: no time, so no unit either. */
function takeNumber(cursor: Cursor, of: NumberField | null): number {
  const token = cursor.peek()
  if (token.kind !== 'number') throw cursor.unexpected(`${of ?? 'It'} is compared with a number, unquoted.`, ['number'])
  if (token.unit !== undefined) {
    const unit = TIME_UNITS[token.unit]
    if (unit === undefined || (of !== 'responsetime' && of !== 'duration')) {
      throw cursor.unexpected(`${of ?? 'An annotation'} is a plain number, without a unit.`, ['number'])
    }
    cursor.extension('unit', token)
    cursor.next()
    return (token.value * unit.times) / unit.by
  }
  cursor.next()
  return token.value
}

/** `annotation[any key]`, `annotation.key`, in an edge also with `source.` or `destination.` before it. */
function annotationOperand(cursor: Cursor, scope: Scope, token: Word, word: string): AnnotationOperand | null {
  const found = /^(?:(source|destination)\.)?annotation(?:\.|$)/.exec(word)
  if (found === null) return null
  const side = found[1] === 'source' || found[1] === 'destination' ? found[1] : undefined
  if (side !== undefined && scope !== 'edge') {
    throw cursor.unexpected(`${side}.annotation can be asked inside edge(...) {...} only.`, termsIn(scope))
  }
  if (scope.startsWith('cause-')) {
    const message = `annotation[...] can be asked ${placesOf(['trace', 'service', 'edge'])}, not here.`
    throw cursor.unexpected(message, termsIn(scope))
  }
  cursor.next()
  const key = found[0].endsWith('.') ? dottedKey(token, found[0].length) : bracketedKey(cursor)
  return side === undefined ? { key } : { key, side }
}

function dottedKey(token: Word, prefix: number): string {
  const key = token.text.slice(prefix)
  if (key === '' || key.includes('.')) {
    const message =
      key === '' ? 'The name of the annotation is missing.' : `A name with dots needs brackets: annotation[${key}].`
    throw new FilterSyntaxError(message, token, ['annotation[...]'])
  }
  return key
}

function bracketedKey(cursor: Cursor): string {
  cursor.want('key', ['[...]'])
  const token = cursor.peek()
  if (token.kind !== 'key') throw cursor.unexpected('After annotation comes its name in brackets.', ['[name]'])
  cursor.next()
  return token.key
}

/** Any operator and any literal: a value of another type simply does not match. */
function annotationCondition(cursor: Cursor, operand: AnnotationOperand): FilterNode {
  const listed = takeIn(cursor, () => takeLiteral(cursor, 'IN', operand.key))
  if (listed !== null) return negated(listed.not, { kind: 'in', operand: { ...operand, values: listed.values } })
  const operator = takeOperator<NumberOperator | StringOperator>(
    cursor,
    [...new Set([...NUMBER_OPERATORS, ...STRING_OPERATORS])],
    'an annotation',
  )
  if (operator === null) return { kind: 'annotation', ...operand }
  const value = takeLiteral(cursor, operator, operand.key)
  if (typeof value === 'string' && isStringOperator(operator)) {
    return { kind: 'annotation', ...operand, test: { operator, value } }
  }
  if (typeof value === 'number' && isNumberOperator(operator)) {
    return { kind: 'annotation', ...operand, test: { operator, value } }
  }
  if (typeof value === 'boolean' && (operator === '=' || operator === '!=')) {
    return { kind: 'annotation', ...operand, test: { operator, value } }
  }
  throw cursor.unexpected(`After ${operator} comes ${literalsFor(operator).join(' or ')}.`, literalsFor(operator))
}

/** A literal that can follow the operator. */
function takeLiteral(
  cursor: Cursor,
  operator: NumberOperator | StringOperator | 'IN',
  key: string,
): string | number | boolean {
  const token = cursor.peek()
  const literals = literalsFor(operator)
  if (literals.includes('"..."')) cursor.want('value', ['"..."'], `annotation[${key}]`)
  if (literals.includes('true')) cursor.want('word', ['true', 'false'])
  if (token.kind === 'string' && literals.includes('"..."')) return takeText(cursor, '')
  if (token.kind === 'number' && literals.includes('number')) return takeNumber(cursor, null)
  if (cursor.isWord('true', 'false') && literals.includes('true')) return takeBoolean(cursor)
  throw cursor.unexpected(`After ${operator} comes ${literals.join(' or ')}.`, literals)
}

function literalsFor(operator: NumberOperator | StringOperator | 'IN'): string[] {
  if (operator === '=' || operator === '!=' || operator === 'IN') return ['"..."', 'number', 'true', 'false']
  return isNumberOperator(operator) ? ['number'] : ['"..."']
}

function isNumberOperator(operator: string): operator is NumberOperator {
  return NUMBER_OPERATORS.some((candidate) => candidate === operator)
}

function isStringOperator(operator: string): operator is StringOperator {
  return STRING_OPERATORS.some((candidate) => candidate === operator)
}
