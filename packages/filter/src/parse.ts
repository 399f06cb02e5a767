/** Text of a filter expression -> tree (the grammar of facts 5.3). Recursive descent, one function a rule; the depth is limited. */
import { compare, EQUALITY, takeOperator, takeText } from './compare.ts'
import { Cursor } from './cursor.ts'
import { ROOT_CAUSES, type Scope, scopeOfCause, termsIn } from './keywords.ts'
import { type Token, tokenize } from './lexer.ts'
import { nodePattern } from './node-pattern.ts'
import { rootCausePatterns } from './root-cause-json.ts'
import { guarded } from './syntax-error.ts'
import type { Extension, FilterExpression, FilterNode, NodePattern, ParseResult } from './tree.ts'

/** Deeper than any person writes; keeps hostile input from exhausting the stack. */
export const DEPTH_LIMIT = 128

export type ParseOptions = {
  /**
   * X-Ray's own language only: `IN`, `MATCHES`, `NOT` and units are errors. For what is sent to AWS or comes as if to AWS. `except-not`: the word
   * NOT is let through, which many write for `!` and which means nothing else; our own wire takes it.
   */
  readonly strict?: boolean | 'except-not'
}

const nothing: ReadonlySet<Extension['form']> = new Set()
const onlyNot: ReadonlySet<Extension['form']> = new Set(['NOT'])
export const allowedBy = (strict: ParseOptions['strict']): ReadonlySet<Extension['form']> | null =>
  strict === 'except-not' ? onlyNot : strict ? nothing : null

export function parse(text: string, { strict = false }: ParseOptions = {}): ParseResult {
  return guarded(() => {
    const cursor = new Cursor(tokenize(text), allowedBy(strict))
    const tree = cursor.peek().kind === 'end' ? null : expressionAt(cursor)
    const { extensions } = cursor
    const expression: FilterExpression = { text, tree, ...(extensions.length === 0 ? {} : { extensions }) }
    return { ok: true, expression }
  })
}

/** All of the text from there on. */
export function expressionAt(cursor: Cursor): FilterNode {
  const tree = or(cursor, 'trace', 0)
  cursor.expectEnd()
  return tree
}

function or(cursor: Cursor, scope: Scope, depth: number): FilterNode {
  const terms = [and(cursor, scope, depth)]
  for (;;) {
    cursor.want('word', ['OR'])
    if (!cursor.isWord('or')) break
    cursor.next()
    terms.push(and(cursor, scope, depth))
  }
  return terms.length === 1 ? terms[0]! : { kind: 'or', terms }
}

/** Two terms side by side mean AND. */
function and(cursor: Cursor, scope: Scope, depth: number): FilterNode {
  const terms = [unary(cursor, scope, depth)]
  for (;;) {
    cursor.want('word', ['AND'])
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
  if (cursor.isWord('not')) {
    cursor.extension('NOT', cursor.next())
    return { kind: 'not', term: unary(cursor, scope, depth + 1) }
  }
  if (cursor.takeSign('!')) return { kind: 'not', term: unary(cursor, scope, depth + 1) }
  if (cursor.takeSign('(')) {
    const inside = or(cursor, scope, depth + 1)
    cursor.expectSign(')', 'This parenthesis is not closed.')
    return inside
  }
  return term(cursor, scope, depth)
}

export function term(cursor: Cursor, scope: Scope, depth: number): FilterNode {
  cursor.want(
    'term',
    termsIn(scope).filter((text) => text !== '!' && text !== '('),
  )
  const token = cursor.peek()
  if (token.kind !== 'word') throw cursor.unexpected(missingTerm(token), termsIn(scope))
  const word = token.text.toLowerCase()
  if (!isComplex(word)) {
    const condition = compare(cursor, scope, token)
    cursor.weigh(condition, scope !== 'trace', token)
    return condition
  }
  if (scope !== 'trace') throw cursor.unexpected(`${word} cannot stand inside braces.`, termsIn(scope))
  const complex = complexTerm(cursor, word, depth)
  // What stands in its braces has been weighed.
  cursor.weigh('block' in complex ? { ...complex, block: NOTHING } : complex, false, token)
  return complex
}

const NOTHING: FilterNode = { kind: 'and', terms: [] }

function missingTerm(token: Token): string {
  if (token.kind === 'end') return 'The expression stops where a condition should follow.'
  if (token.kind === 'string')
    return 'A text alone is no condition: compare something with it, as in http.url CONTAINS "x".'
  return 'A condition should stand here.'
}

const isComplex = (word: string): boolean =>
  word === 'service' || word === 'edge' || word.startsWith('group.') || word.startsWith('rootcause.')

function complexTerm(cursor: Cursor, word: string, depth: number): FilterNode {
  const cause = ROOT_CAUSES.get(word)
  if (cause !== undefined) {
    cursor.next()
    const inside = block(cursor, scopeOfCause(cause.of, cause.element), depth)
    if (inside === null) throw cursor.unexpected(`After ${word} comes a condition in braces.`, ['{'])
    return { kind: 'rootcause', ...cause, block: inside }
  }
  switch (word) {
    case 'service':
      cursor.next()
      return service(cursor, depth)
    case 'edge':
      cursor.next()
      return edge(cursor, depth)
    case 'rootcause.json':
      return rootCauseJson(cursor)
    case 'group.name':
    case 'group.arn':
      return group(cursor, word === 'group.arn' ? 'arn' : 'name')
    default: {
      const family = word.slice(0, word.indexOf('.') + 1)
      const known = termsIn('trace').filter((name) => name.startsWith(family))
      throw cursor.unexpected(`Nothing is called ${word}.`, known)
    }
  }
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
  if (cursor.isSign('}')) {
    const advice = scope.startsWith('cause-') ? '.' : ', or leave them out.'
    throw cursor.unexpected(`Write a condition between the braces${advice}`, termsIn(scope))
  }
  const inside = or(cursor, scope, depth + 1)
  cursor.expectSign('}', 'These braces are not closed.')
  return inside
}

function rootCauseJson(cursor: Cursor): FilterNode {
  cursor.next()
  const operator = takeOperator(cursor, EQUALITY, 'rootcause.json')
  if (operator === null) throw cursor.unexpected('rootcause.json is compared with #[...].', EQUALITY)
  cursor.want('sign', ['#['])
  const token = cursor.peek()
  if (token.kind !== 'json') throw cursor.unexpected('rootcause.json is compared with #[...].', ['#[{...}]'])
  const patterns = rootCausePatterns(token.json)
  cursor.next()
  return { kind: 'rootcause-json', operator, patterns }
}

function group(cursor: Cursor, by: 'name' | 'arn'): FilterNode {
  const { start } = cursor.next()
  const operator = takeOperator(cursor, EQUALITY, `group.${by}`)
  if (operator === null) throw cursor.unexpected(`group.${by} is compared with = or !=.`, EQUALITY)
  cursor.want('value', ['"..."'], `group.${by}`)
  const { end } = cursor.peek()
  const value = takeText(cursor, `group.${by} is compared with a text in double quotes.`)
  return { kind: 'group', by, operator, value, at: { start, end } }
}
