/** Text of a filter expression -> tree (the grammar of facts 5.3). Recursive descent, one function a rule; the depth is limited. */
import { KEYWORDS, ROOT_CAUSE_WORDS, type Scope, STRING_OPERATORS, termsIn } from './keywords.ts'
import { FilterSyntaxError, type Token, tokenize } from './lexer.ts'
import type {
  FilterExpression,
  FilterNode,
  NodePattern,
  NumberOperator,
  ParseResult,
  Span,
  StringOperator,
} from './tree.ts'

/** Deeper than any person writes; keeps hostile input from exhausting the stack. */
const DEPTH_LIMIT = 128
const SELECTOR_LIMIT = 500

export function parse(text: string): ParseResult {
  return guarded(() => {
    const cursor = new Cursor(tokenize(text))
    const tree = cursor.peek().kind === 'end' ? null : or(cursor, 'trace', 0)
    cursor.expectEnd()
    return { ok: true, expression: { text, tree } satisfies FilterExpression }
  })
}

/** What a time series is about (facts 3.7): a node or an edge, without braces. */
export type EntitySelector =
  | { readonly kind: 'node'; readonly node: NodePattern }
  | { readonly kind: 'edge'; readonly from: NodePattern; readonly to: NodePattern }
export type SelectorResult =
  | { readonly ok: true; readonly selector: EntitySelector }
  | Extract<ParseResult, { ok: false }>

export function entitySelector(text: string): SelectorResult {
  return guarded((): SelectorResult => {
    const whole = { start: 0, end: text.length }
    if (text.length > SELECTOR_LIMIT) {
      throw new FilterSyntaxError(`A selector has at most ${SELECTOR_LIMIT} characters.`, whole)
    }
    const cursor = new Cursor(tokenize(text))
    const first = cursor.peek()
    const tree = first.kind === 'word' ? complexTerm(cursor, 'trace', first.text.toLowerCase(), 0) : null
    cursor.expectEnd()
    if (tree?.kind === 'service' && tree.block === null)
      return { ok: true, selector: { kind: 'node', node: tree.node } }
    if (tree?.kind === 'edge' && tree.block === null) {
      return { ok: true, selector: { kind: 'edge', from: tree.from, to: tree.to } }
    }
    throw new FilterSyntaxError('A selector is service(...) or edge(..., ...), without braces.', whole, [
      'service(...)',
      'edge(..., ...)',
    ])
  })
}

function guarded<T>(work: () => T): T | Extract<ParseResult, { ok: false }> {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof FilterSyntaxError) return { ok: false, error: thrown.error }
    throw thrown
  }
}

class Cursor {
  #at = 0
  readonly #tokens: readonly Token[]
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }
  peek(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)]!
  }
  next(): Token {
    const token = this.peek()
    this.#at++
    return token
  }
  isSign(text: string): boolean {
    const token = this.peek()
    return token.kind === 'sign' && token.text === text
  }
  isWord(...words: readonly string[]): boolean {
    const token = this.peek()
    return token.kind === 'word' && words.includes(token.text.toLowerCase())
  }
  takeSign(text: string): boolean {
    if (!this.isSign(text)) return false
    this.next()
    return true
  }
  expectSign(text: string, why: string): void {
    if (!this.takeSign(text)) throw this.unexpected(why, [text])
  }
  expectEnd(): void {
    if (this.peek().kind !== 'end') {
      throw this.unexpected('The expression should end here, or go on with AND or OR.', ['AND', 'OR', 'end'])
    }
  }
  unexpected(message: string, expected: readonly string[]): FilterSyntaxError {
    return new FilterSyntaxError(message, this.peek(), expected)
  }
}

function or(cursor: Cursor, scope: Scope, depth: number): FilterNode {
  const terms = [and(cursor, scope, depth)]
  while (cursor.isWord('or')) {
    cursor.next()
    terms.push(and(cursor, scope, depth))
  }
  return terms.length === 1 ? terms[0]! : { kind: 'or', terms }
}

/** Two terms side by side mean AND. */
function and(cursor: Cursor, scope: Scope, depth: number): FilterNode {
  const terms = [unary(cursor, scope, depth)]
  for (;;) {
    if (cursor.isWord('and')) cursor.next()
    else if (!beginsTerm(cursor)) break
    terms.push(unary(cursor, scope, depth))
  }
  return terms.length === 1 ? terms[0]! : { kind: 'and', terms }
}

function beginsTerm(cursor: Cursor): boolean {
  return cursor.isSign('!') || cursor.isSign('(') || (cursor.peek().kind === 'word' && !cursor.isWord('or'))
}

function unary(cursor: Cursor, scope: Scope, depth: number): FilterNode {
  if (depth > DEPTH_LIMIT) throw cursor.unexpected(`More than ${DEPTH_LIMIT} levels of nesting.`, [])
  // The word NOT is ours; X-Ray documents only the sign.
  if (cursor.isSign('!') || cursor.isWord('not')) {
    cursor.next()
    return { kind: 'not', term: unary(cursor, scope, depth + 1) }
  }
  if (cursor.takeSign('(')) {
    const inside = or(cursor, scope, depth + 1)
    cursor.expectSign(')', 'This parenthesis is not closed.')
    return inside
  }
  const token = cursor.peek()
  if (token.kind !== 'word') throw cursor.unexpected(missingTerm(token), termsIn(scope))
  const word = token.text.toLowerCase()
  return complexTerm(cursor, scope, word, depth) ?? compare(cursor, scope, token, word)
}

function missingTerm(token: Token): string {
  if (token.kind === 'end') return 'The expression stops where a condition should follow.'
  if (token.kind === 'string')
    return 'A text alone is no condition: compare something with it, as in http.url CONTAINS "x".'
  return 'A condition should stand here.'
}

function complexTerm(cursor: Cursor, scope: Scope, word: string, depth: number): FilterNode | null {
  if (word === 'group.name' || word === 'group.arn' || word.startsWith('rootcause.')) {
    throw unsupported(cursor, word.startsWith('group.') ? 'group.*' : 'rootcause.*')
  }
  if (word !== 'service' && word !== 'edge') return null
  if (scope !== 'trace') {
    throw cursor.unexpected(`${word}() cannot stand inside the braces of another one.`, termsIn(scope))
  }
  cursor.next()
  return word === 'service' ? service(cursor, depth) : edge(cursor, depth)
}

/** Reads past what X-Ray allows there, so that the error names the whole of it. */
function unsupported(cursor: Cursor, what: string): FilterSyntaxError {
  const start = cursor.next()
  let end: Span = start
  for (let depth = 0; cursor.peek().kind !== 'end'; ) {
    if (depth === 0 && (cursor.isWord('and', 'or', 'not') || cursor.isSign(')'))) break
    const token = cursor.next()
    if (token.kind === 'sign' && token.text === '{') depth++
    if (token.kind === 'sign' && token.text === '}') depth--
    end = token.kind === 'sign' && token.text === '#' ? cursor.peek() : token
    if (depth === 0 && (token.kind === 'string' || (token.kind === 'sign' && token.text === '}'))) break
  }
  return new FilterSyntaxError(`${what} is a legal part of filter expressions, but Roentgen does not support it yet.`, {
    start: start.start,
    end: end.end,
  })
}

function service(cursor: Cursor, depth: number): FilterNode {
  let node: NodePattern = {}
  if (cursor.takeSign('(')) {
    if (!cursor.isSign(')')) node = nodePattern(cursor)
    cursor.expectSign(')', 'service(...) takes one node.')
  }
  return { kind: 'service', node, block: block(cursor, 'service', depth) }
}

function edge(cursor: Cursor, depth: number): FilterNode {
  let from: NodePattern = {}
  let to: NodePattern = {}
  if (cursor.takeSign('(')) {
    if (!cursor.isSign(')')) {
      from = nodePattern(cursor)
      cursor.expectSign(',', 'edge(..., ...) takes two nodes, the caller first.')
      to = nodePattern(cursor)
    }
    cursor.expectSign(')', 'edge(..., ...) takes two nodes, the caller first.')
  }
  return { kind: 'edge', from, to, block: block(cursor, 'edge', depth) }
}

function block(cursor: Cursor, scope: Scope, depth: number): FilterNode | null {
  if (!cursor.takeSign('{')) return null
  if (cursor.isSign('}'))
    throw cursor.unexpected('Write a condition between the braces, or leave them out.', termsIn(scope))
  const inside = or(cursor, scope, depth + 1)
  cursor.expectSign('}', 'These braces are not closed.')
  return inside
}

function nodePattern(cursor: Cursor): NodePattern {
  const token = cursor.peek()
  if (token.kind === 'string') {
    cursor.next()
    return { name: token.value }
  }
  if (!cursor.isWord('id')) {
    throw cursor.unexpected('A node is a name in double quotes, or id(name: "...", type: "...", account.id: "...").', [
      '"name"',
      'id(...)',
    ])
  }
  cursor.next()
  cursor.expectSign('(', 'After id comes a parenthesis.')
  const parts: { name?: string; type?: string; account?: string } = {}
  do {
    const member = idMember(cursor)
    const value = cursor.peek()
    if (value.kind !== 'string') throw cursor.unexpected('Names and types stand in double quotes.', ['"..."'])
    if (parts[member] !== undefined) throw cursor.unexpected('Each part may be given once.', [])
    cursor.next()
    parts[member] = value.value
  } while (cursor.takeSign(','))
  cursor.expectSign(')', 'After the parts of id(...) comes a parenthesis.')
  return parts
}

function idMember(cursor: Cursor): 'name' | 'type' | 'account' {
  const members = { name: 'name', type: 'type', 'account.id': 'account' } as const
  const token = cursor.peek()
  const word = token.kind === 'word' ? token.text.toLowerCase() : ''
  if (word !== 'name' && word !== 'type' && word !== 'account.id') {
    throw cursor.unexpected('The parts of id(...) are name:, type: and account.id:.', ['name:', 'type:', 'account.id:'])
  }
  cursor.next()
  cursor.expectSign(':', `After ${word} comes a colon.`)
  return members[word]
}

function compare(cursor: Cursor, scope: Scope, token: Token & { kind: 'word' }, word: string): FilterNode {
  const annotation = annotationOperand(cursor, scope, token, word)
  if (annotation !== null) return annotationTest(cursor, annotation)
  const keyword = KEYWORDS.get(word)
  if (keyword === undefined) throw unknownWord(cursor, scope, token, word)
  if (!keyword.scopes.includes(scope)) {
    throw cursor.unexpected(`${word} can be asked ${placesOf(keyword.scopes)}, not here.`, termsIn(scope))
  }
  cursor.next()
  switch (keyword.kind) {
    case 'boolean': {
      const operator = takeOperator(cursor, ['=', '!='], word)
      if (operator === null) return { kind: 'boolean', field: keyword.field, value: true }
      const value = takeBoolean(cursor)
      return { kind: 'boolean', field: keyword.field, value: operator === '=' ? value : !value }
    }
    case 'number': {
      const operator = takeOperator(cursor, NUMBER_OPERATORS, word)
      if (operator === null) return { kind: 'present', field: keyword.field }
      const value = cursor.peek()
      if (value.kind !== 'number') throw cursor.unexpected(`${word} is compared with a number, unquoted.`, ['number'])
      cursor.next()
      return { kind: 'number', field: keyword.field, operator, value: value.value }
    }
    case 'string': {
      const operator = takeOperator(cursor, STRING_OPERATORS, word)
      if (operator === null) return { kind: 'present', field: keyword.field }
      const value = cursor.peek()
      if (value.kind !== 'string')
        throw cursor.unexpected(`${word} is compared with a text in double quotes.`, ['"..."'])
      cursor.next()
      return { kind: 'string', field: keyword.field, operator, value: value.value }
    }
  }
}

const NUMBER_OPERATORS: readonly NumberOperator[] = ['=', '!=', '<', '<=', '>', '>=']

function unknownWord(cursor: Cursor, scope: Scope, token: Token & { kind: 'word' }, word: string): FilterSyntaxError {
  if (ROOT_CAUSE_WORDS.has(word)) {
    return cursor.unexpected(`${word} can be asked inside rootcause.* only, not here.`, termsIn(scope))
  }
  if (word === 'in') return cursor.unexpected('There is no IN: write a = "x" OR a = "y".', ['OR'])
  return cursor.unexpected(`Nothing is called ${token.text}.`, termsIn(scope))
}

function placesOf(scopes: readonly Scope[]): string {
  const places = { trace: 'of the whole trace', service: 'inside service(...) {...}', edge: 'inside edge(...) {...}' }
  return scopes.map((scope) => places[scope]).join(' or ')
}

/** The operator if one follows, null if the keyword stands alone. One of another kind of value is an error. */
function takeOperator<T extends string>(cursor: Cursor, allowed: readonly T[], of: string): T | null {
  const token = cursor.peek()
  const text = token.kind === 'operator' ? token.text : token.kind === 'word' ? token.text.toUpperCase() : ''
  const isOperator = token.kind === 'operator' || text === 'CONTAINS' || text === 'BEGINSWITH' || text === 'ENDSWITH'
  if (!isOperator) return null
  const operator = allowed.find((candidate) => candidate === text)
  if (operator === undefined) throw cursor.unexpected(`${text} cannot be used with ${of}.`, allowed)
  cursor.next()
  return operator
}

function takeBoolean(cursor: Cursor): boolean {
  if (!cursor.isWord('true', 'false')) throw cursor.unexpected('It is compared with true or false.', ['true', 'false'])
  const value = cursor.isWord('true')
  cursor.next()
  return value
}

type AnnotationNode = Extract<FilterNode, { kind: 'annotation' }>
type AnnotationOperand = { readonly key: string; readonly side?: 'source' | 'destination' }

/** `annotation[any key]`, `annotation.key`, in an edge also with `source.` or `destination.` before it. */
function annotationOperand(
  cursor: Cursor,
  scope: Scope,
  token: Token & { kind: 'word' },
  word: string,
): AnnotationOperand | null {
  const found = /^(?:(source|destination)\.)?annotation(?:\.|$)/.exec(word)
  if (found === null) return null
  const side = found[1] as AnnotationOperand['side']
  if (side !== undefined && scope !== 'edge') {
    throw cursor.unexpected(`${side}.annotation can be asked inside edge(...) {...} only.`, termsIn(scope))
  }
  cursor.next()
  const key = found[0].endsWith('.') ? dottedKey(token, found[0].length) : bracketedKey(cursor)
  return side === undefined ? { key } : { key, side }
}

function dottedKey(token: Token & { kind: 'word' }, prefix: number): string {
  const key = token.text.slice(prefix)
  if (key === '' || key.includes('.')) {
    const message =
      key === '' ? 'The name of the annotation is missing.' : `A name with dots needs brackets: annotation[${key}].`
    throw new FilterSyntaxError(message, token, ['annotation[...]'])
  }
  return key
}

function bracketedKey(cursor: Cursor): string {
  const token = cursor.peek()
  if (token.kind !== 'key') throw cursor.unexpected('After annotation comes its name in brackets.', ['[name]'])
  cursor.next()
  return token.key
}

/** Any operator and any literal: a value of another type simply does not match. */
function annotationTest(cursor: Cursor, operand: AnnotationOperand): AnnotationNode {
  const operator = takeOperator<NumberOperator | StringOperator>(
    cursor,
    [...new Set([...NUMBER_OPERATORS, ...STRING_OPERATORS])],
    'an annotation',
  )
  if (operator === null) return { kind: 'annotation', ...operand }
  const token = cursor.peek()
  if (token.kind === 'string' && isStringOperator(operator)) {
    cursor.next()
    return { kind: 'annotation', ...operand, test: { operator, value: token.value } }
  }
  if (token.kind === 'number' && isNumberOperator(operator)) {
    cursor.next()
    return { kind: 'annotation', ...operand, test: { operator, value: token.value } }
  }
  if (cursor.isWord('true', 'false') && (operator === '=' || operator === '!=')) {
    return { kind: 'annotation', ...operand, test: { operator, value: takeBoolean(cursor) } }
  }
  throw cursor.unexpected(`After ${operator} comes ${literalsFor(operator).join(' or ')}.`, literalsFor(operator))
}

function literalsFor(operator: NumberOperator | StringOperator): string[] {
  if (operator === '=' || operator === '!=') return ['"..."', 'number', 'true', 'false']
  return isNumberOperator(operator) ? ['number'] : ['"..."']
}

function isNumberOperator(operator: string): operator is NumberOperator {
  return NUMBER_OPERATORS.some((candidate) => candidate === operator)
}

function isStringOperator(operator: string): operator is StringOperator {
  return STRING_OPERATORS.some((candidate) => candidate === operator)
}
