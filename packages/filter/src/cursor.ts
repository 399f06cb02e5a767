/** The place in the tokens where the parser stands, and what it has noted on its way. */
import type { Token } from './lexer.ts'
import { FilterSyntaxError } from './syntax-error.ts'
import type { Extension, FilterNode, Span } from './tree.ts'
import { WEIGHT_LIMIT, weightOf } from './weight.ts'

/** How an extension is written in X-Ray's own words, for the message of the strict option. */
const INSTEAD: Record<Extension['form'], { message: string; expected: string }> = {
  NOT: { message: 'The word NOT', expected: '!' },
  IN: { message: 'IN (...)', expected: 'a = "x" OR a = "y"' },
  MATCHES: { message: 'MATCHES', expected: 'BEGINSWITH, CONTAINS or ENDSWITH' },
  unit: { message: 'A unit after a number', expected: 'seconds' },
}

/** What may stand at the end of a text, for completions: `text` is how errors name it. `of`: whose value, or what kind of name. */
export type Wanted = {
  readonly kind: 'term' | 'operator' | 'word' | 'sign' | 'value' | 'key' | 'service' | 'type' | 'account'
  readonly text: string
  readonly of?: string
}

export class Cursor {
  readonly extensions: Extension[] = []
  /** Everything the parser would have taken where the text ends. */
  readonly wanted: Wanted[] = []
  #weight = 0
  #at = 0
  readonly #tokens: readonly Token[]
  readonly #allowed: ReadonlySet<Extension['form']> | null

  /** `allowed`: the only extensions that are not refused; null: all are taken. */
  constructor(tokens: readonly Token[], allowed: ReadonlySet<Extension['form']> | null = null) {
    this.#tokens = tokens
    this.#allowed = allowed
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!
  }

  next(): Token {
    const token = this.peek()
    this.#at++
    return token
  }

  /** Notes what could stand here, if the text ends here. */
  want(kind: Wanted['kind'], texts: readonly string[], of?: string): void {
    if (this.peek().kind !== 'end') return
    for (const text of texts) this.wanted.push(of === undefined ? { kind, text } : { kind, text, of })
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
    this.want('sign', [text])
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

  /** Adds the condition that ended here to what is asked altogether. */
  weigh(tree: FilterNode, inBraces: boolean, at: Span): void {
    this.#weight += weightOf(tree, inBraces)
    if (this.#weight > WEIGHT_LIMIT) {
      throw new FilterSyntaxError('This filter asks too much at once: up to here is all that one filter can hold.', at)
    }
  }

  /** Notes a form that X-Ray does not know, or refuses it. */
  extension(form: Extension['form'], at: Span): void {
    if (this.#allowed !== null && !this.#allowed.has(form)) {
      const { message, expected } = INSTEAD[form]
      throw new FilterSyntaxError(`${message} is an addition of Roentgen that X-Ray does not know.`, at, [expected])
    }
    this.extensions.push({ form, at: { start: at.start, end: at.end } })
  }

  unexpected(message: string, expected: readonly string[]): FilterSyntaxError {
    return new FilterSyntaxError(message, this.peek(), expected)
  }
}
