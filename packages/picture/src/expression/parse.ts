/** Text to tree. The parser notes on its way what it would have taken where the text ends: completions come from the same grammar. */
import type { Way } from '../reach.ts'
import {
  bareUnit,
  callFlags,
  callKinds,
  callTexts,
  type Dimension,
  dimensionOf,
  flags,
  isFlag,
  isMeasure,
  isTextAttribute,
  kindNames,
  type Measure,
  measures,
  type TextAttribute,
  textAttributes,
  units,
} from './attributes.ts'
import { type Token, tokenize } from './lexer.ts'
import { SyntaxProblem } from './syntax-problem.ts'
import type { Expression, NumberOperator, Of, Parsed, Problem, Span, TextOperator } from './tree.ts'

/** A URL holds no more than that, and nobody reads more. */
const longest = 2000
const deepest = 40

export type Wanted =
  | { readonly kind: 'attribute' | 'function' | 'operator' | 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'number'; readonly dimension: Dimension }
  | { readonly kind: 'value'; readonly of: TextAttribute | 'call-kind' }

export function parse(text: string): Parsed {
  try {
    return { ok: true, tree: new Parser(text).whole() }
  } catch (thrown) {
    if (thrown instanceof SyntaxProblem) return { ok: false, problem: thrown.problem }
    throw thrown
  }
}

/** What could stand at the end of the text. */
export function wantedAfter(text: string): readonly Wanted[] {
  const wanted: Wanted[] = []
  try {
    new Parser(text, wanted).whole()
  } catch (thrown) {
    if (!(thrown instanceof SyntaxProblem)) throw thrown
  }
  return wanted
}

const functions: Readonly<Record<string, Way>> = { hops: 'both', callers: 'callers', callees: 'callees' }
const numberOperators: readonly NumberOperator[] = ['>', '>=', '<', '<=', '=', '!=']
const textOperators: readonly TextOperator[] = ['=', '!=', '~', '!~']
const prefixes = ['call', 'from', 'to'] as const

const isNumberOperator = (text: string): text is NumberOperator => (numberOperators as readonly string[]).includes(text)
const isTextOperator = (text: string): text is TextOperator => (textOperators as readonly string[]).includes(text)

/** What can be asked of a service, or of the service at an end of a call. */
const ofNode: readonly string[] = [...measures, ...textAttributes, ...flags]
/** The same, what people look for most first. */
const offered: readonly string[] = [...new Set(['name', 'kind', 'unwell', 'fault%', 'p95', 'rate', ...ofNode])]
const ofCall: readonly string[] = [...measures, ...callTexts, ...callFlags]

/** Of what an expression can be true. */
type About = { readonly node: boolean; readonly call: boolean }
type Found = { readonly tree: Expression; readonly about: About }

class Parser {
  readonly #tokens: readonly Token[]
  readonly #wanted: Wanted[] | null
  #at = 0
  #depth = 0

  constructor(text: string, wanted: Wanted[] | null = null) {
    if (text.length > longest) {
      throw new SyntaxProblem('too-long', { most: String(longest) }, { start: longest, end: text.length })
    }
    this.#wanted = wanted
    this.#tokens = tokenize(text)
  }

  whole(): Expression | null {
    if (this.#peek().kind === 'end' && !this.#wanted) return null
    const { tree } = this.#or()
    if (this.#peek().kind !== 'end') throw this.#unexpected('end', ['and', 'or'])
    return tree
  }

  #peek(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] ?? { kind: 'end', start: 0, end: 0 }
  }

  #next(): Token {
    const token = this.#peek()
    this.#at++
    return token
  }

  #want(kind: 'attribute' | 'function' | 'operator' | 'word' | 'sign', texts: readonly string[]): void {
    if (this.#peek().kind === 'end') for (const text of texts) this.#wanted?.push({ kind, text })
  }

  #unexpected(code: Problem['code'], expected: readonly string[], values: Problem['values'] = {}): SyntaxProblem {
    return new SyntaxProblem(code, values, this.#peek(), expected)
  }

  #takeWord(word: string): boolean {
    this.#want('word', [word])
    const token = this.#peek()
    if (token.kind !== 'run' || token.text.toLowerCase() !== word) return false
    this.#at++
    return true
  }

  #takeSign(sign: '(' | ')' | '!'): boolean {
    const token = this.#peek()
    if (token.kind !== 'sign' || token.text !== sign) return false
    this.#at++
    return true
  }

  #or(): Found {
    const found = [this.#and()]
    while (this.#takeWord('or')) found.push(this.#and())
    const about = {
      node: found.some((one) => one.about.node),
      call: found.some((one) => one.about.call),
    }
    const [first] = found
    return found.length === 1 && first ? first : { tree: { kind: 'or', terms: found.map((one) => one.tree) }, about }
  }

  #and(): Found {
    const start = this.#peek().start
    const found = [this.#not()]
    while (this.#takeWord('and')) found.push(this.#not())
    const about = {
      node: found.every((one) => one.about.node),
      call: found.every((one) => one.about.call),
    }
    if (!about.node && !about.call) {
      const end = this.#tokens[this.#at - 1]?.end ?? start
      throw new SyntaxProblem('mixed', {}, { start, end }, ['from.', 'to.', 'or'])
    }
    const [first] = found
    return found.length === 1 && first ? first : { tree: { kind: 'and', terms: found.map((one) => one.tree) }, about }
  }

  #not(): Found {
    if (++this.#depth > deepest) throw this.#unexpected('too-deep', [])
    try {
      const negated = this.#takeSign('!') || this.#takeNot()
      if (!negated) return this.#primary()
      const { tree, about } = this.#not()
      return { tree: { kind: 'not', term: tree }, about }
    } finally {
      this.#depth--
    }
  }

  #takeNot(): boolean {
    const token = this.#peek()
    if (token.kind !== 'run' || token.text.toLowerCase() !== 'not') return false
    this.#at++
    return true
  }

  #primary(): Found {
    this.#want('attribute', offered)
    this.#want('function', Object.keys(functions))
    this.#want(
      'attribute',
      prefixes.map((prefix) => `${prefix}.`),
    )
    this.#want('word', ['not'])
    this.#want('sign', ['('])
    if (this.#takeSign('(')) {
      const inside = this.#or()
      this.#want('sign', [')'])
      if (!this.#takeSign(')')) throw this.#unexpected('parenthesis', [')', 'and', 'or'])
      return inside
    }
    const token = this.#peek()
    if (token.kind === 'quoted') {
      this.#at++
      return node({ kind: 'word', text: token.text })
    }
    if (token.kind !== 'run' || /^(and|or)$/i.test(token.text)) {
      throw this.#unexpected('condition', ['p95', 'fault%', 'kind', 'name', 'unwell', 'hops('])
    }
    this.#at++
    return this.#named(token)
  }

  /** A term that begins with a word. */
  #named(token: Span & { readonly text: string }): Found {
    const word = token.text.toLowerCase()
    const way = Object.hasOwn(functions, word) ? functions[word] : undefined
    if (way !== undefined) {
      this.#want('sign', ['('])
      if (this.#takeSign('(')) return this.#near(way)
    }
    const prefix = prefixes.find((one) => word.startsWith(`${one}.`))
    if (prefix) return this.#attribute(prefix, word.slice(prefix.length + 1), token)
    if (ofNode.includes(word)) return this.#attribute('node', word, token)
    // A word alone is looked for in the names; before an operator it was meant as an attribute.
    if (this.#peek().kind === 'operator') throw new SyntaxProblem('attribute', { name: token.text }, token, ofNode)
    return node({ kind: 'word', text: token.text })
  }

  #attribute(of: Of, word: string, at: Span & { readonly text: string }): Found {
    const known = of === 'call' ? ofCall : ofNode
    if (!known.includes(word)) {
      if (ofNode.includes(word)) throw new SyntaxProblem('not-of-a-call', { name: word }, at, ['from.', 'to.'])
      const expected = of === 'node' ? known : known.map((one) => `${of}.${one}`)
      throw new SyntaxProblem('attribute', { name: at.text }, at, expected)
    }
    const wrap = of === 'node' ? node : call
    if (isMeasure(word)) {
      const operator = this.#operator(numberOperators, isNumberOperator, at.text)
      return wrap({ kind: 'number', of, attribute: word, operator, value: this.#number(word) })
    }
    if (isTextAttribute(word)) {
      const operator = this.#operator(textOperators, isTextOperator, at.text)
      return wrap({ kind: 'text', of, attribute: word, operator, value: this.#text(of, word, operator) })
    }
    if (isFlag(word)) return wrap({ kind: 'flag', of, flag: word })
    throw new SyntaxProblem('attribute', { name: at.text }, at, known)
  }

  #operator<O extends string>(all: readonly O[], is: (text: string) => text is O, name: string): O {
    this.#want('operator', all)
    const token = this.#peek()
    if (token.kind !== 'operator' || !is(token.text)) throw this.#unexpected('operator', all, { name })
    this.#at++
    return token.text
  }

  #number(measure: Measure): number {
    const dimension = dimensionOf(measure)
    if (this.#peek().kind === 'end') this.#wanted?.push({ kind: 'number', dimension })
    const known = Object.keys(units[dimension])
    const token = this.#peek()
    const found = token.kind === 'run' ? /^(\d+(?:\.\d+)?)(.*)$/s.exec(token.text) : null
    if (!found)
      throw this.#unexpected(
        'number',
        known.slice(0, 3).map((unit) => `5${unit}`),
        { name: measure },
      )
    this.#at++
    let unit = (found[2] ?? '').toLowerCase()
    let end = token.end
    const behind = this.#peek()
    // `500 ms` too.
    if (unit === '' && behind.kind === 'run' && Object.hasOwn(units[dimension], behind.text.toLowerCase())) {
      unit = behind.text.toLowerCase()
      end = behind.end
      this.#at++
    }
    const factor =
      unit === '' ? bareUnit[dimension] : Object.hasOwn(units[dimension], unit) ? units[dimension][unit] : null
    if (factor === null || factor === undefined) {
      throw new SyntaxProblem('unit', { name: measure, unit }, { start: token.start, end }, known)
    }
    return Number(found[1]) * factor
  }

  #text(of: Of, attribute: TextAttribute, operator: TextOperator): string {
    const kinds = of === 'call' ? callKinds : kindNames
    if (this.#peek().kind === 'end') {
      this.#wanted?.push({ kind: 'value', of: of === 'call' ? 'call-kind' : attribute })
    }
    const token = this.#peek()
    if (token.kind !== 'run' && token.kind !== 'quoted') throw this.#unexpected('text', [], { name: attribute })
    const exact = operator === '=' || operator === '!='
    if (attribute === 'kind' && exact && !(kinds as readonly string[]).includes(token.text.toLowerCase())) {
      throw this.#unexpected('kind', kinds, { kind: token.text })
    }
    this.#next()
    return token.text
  }

  #near(way: Way): Found {
    if (this.#peek().kind === 'end') this.#wanted?.push({ kind: 'value', of: 'name' })
    const token = this.#peek()
    if (token.kind !== 'run' && token.kind !== 'quoted') throw this.#unexpected('name', [])
    this.#next()
    this.#want('sign', [')'])
    if (!this.#takeSign(')')) throw this.#unexpected('parenthesis', [')'])
    this.#want('operator', ['<=', '=', '>'])
    const operator = this.#peek()
    const base = { kind: 'near', way, name: token.text, at: { start: token.start, end: token.end } } as const
    if (operator.kind !== 'operator') return node({ ...base, limit: null })
    if (!isNumberOperator(operator.text)) throw this.#unexpected('operator', numberOperators, { name: `${way}()` })
    this.#at++
    if (this.#peek().kind === 'end') this.#wanted?.push({ kind: 'number', dimension: 'count' })
    const number = this.#peek()
    if (number.kind !== 'run' || !/^\d{1,4}$/.test(number.text))
      throw this.#unexpected('number', ['1', '2', '3'], { name: 'hops' })
    this.#at++
    return node({ ...base, limit: { operator: operator.text, value: Number(number.text) } })
  }
}

const node = (tree: Expression): Found => ({ tree, about: { node: true, call: false } })
const call = (tree: Expression): Found => ({ tree, about: { node: false, call: true } })
