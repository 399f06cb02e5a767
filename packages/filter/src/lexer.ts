/** Splits an expression into tokens with their places. Words keep their dots (`http.status`); what they mean is the parser's business. */
import { type Json, jsonAt, unquote } from './json.ts'
import { TIME_UNITS } from './keywords.ts'
import { FilterSyntaxError } from './syntax-error.ts'
import type { Span } from './tree.ts'

type Sign = '(' | ')' | '{' | '}' | ',' | ':' | '!'
type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

export type Token = Span &
  (
    | { readonly kind: 'word'; readonly text: string }
    | { readonly kind: 'string'; readonly value: string }
    /** `unit`: letters right behind it, in lower case (`500ms`). */
    | { readonly kind: 'number'; readonly value: number; readonly unit?: string }
    /** The text between the brackets after `annotation`. */
    | { readonly kind: 'key'; readonly key: string }
    | { readonly kind: 'sign'; readonly text: Sign }
    /** What follows a #. */
    | { readonly kind: 'json'; readonly json: Json }
    | { readonly kind: 'operator'; readonly text: Operator }
    | { readonly kind: 'end' }
  )

/** Written by hand, or by a word processor. */
const QUOTES = "'`\u2018\u2019\u201c\u201d"
const SPACE = /\s+/y
const WORD = /[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_:-]+)*/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const UNIT = /[A-Za-z]+(?![A-Za-z0-9_.])/y
const STRING = /"(?:[^"\\]|\\.)*"/sy
const QUOTED_KEY = /\[\s*("(?:[^"\\]|\\.)*")\s*\]/sy
const OPERATOR = /!=|<=|>=|[=<>]/y
const SIGN = /[(){},:!]/y

export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, tokens.at(-1)!.end)) {
    tokens.push(tokenAt(text, at))
  }
  return [...tokens, { kind: 'end', start: text.length, end: text.length }]
}

function tokenAt(text: string, start: number): Token {
  if (text[start] === '[') return bracketed(text, start)
  if (text[start] === '"') {
    const literal = match(STRING, text, start)
    if (literal === null) {
      throw new FilterSyntaxError('This string has no closing quote.', { start, end: text.length }, ['"'])
    }
    const at = { start, end: start + literal.length }
    return { kind: 'string', value: unquote(literal, at), ...at }
  }
  if (text[start] === '#') {
    const json = jsonAt(text, start + 1)
    return { kind: 'json', json, start, end: json.end }
  }
  const operator = match(OPERATOR, text, start)
  if (operator !== null) return { kind: 'operator', text: operator as Operator, start, end: start + operator.length }
  const sign = match(SIGN, text, start)
  if (sign !== null) return { kind: 'sign', text: sign as Sign, start, end: start + 1 }
  const number = match(NUMBER, text, start)
  if (number !== null) return numberAt(text, start, number)
  const word = match(WORD, text, start)
  if (word !== null) return { kind: 'word', text: word, start, end: start + word.length }
  const at = { start, end: start + 1 }
  if (QUOTES.includes(text[start]!)) throw new FilterSyntaxError('Strings are written in double quotes.', at, ['"'])
  throw new FilterSyntaxError(`The character ${JSON.stringify(text[start])} means nothing here.`, at)
}

function numberAt(text: string, start: number, digits: string): Token {
  const end = start + digits.length
  const letters = match(UNIT, text, end)
  // `5AND` is a number and a word.
  if (letters === null || !Object.hasOwn(TIME_UNITS, letters.toLowerCase()))
    return { kind: 'number', value: Number(digits), start, end }
  return { kind: 'number', value: Number(digits), unit: letters.toLowerCase(), start, end: end + letters.length }
}

function skipSpace(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.length ?? 0)
}

/** The sticky pattern's text at that place. */
function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** `annotation[any.key at:all]`, or a JSON string where the key holds a bracket. */
function bracketed(text: string, start: number): Token {
  const quoted = quotedKey(text, start)
  if (quoted !== null) return quoted
  const close = text.indexOf(']', start)
  if (close < 0) throw new FilterSyntaxError('This bracket is never closed.', { start, end: text.length }, [']'])
  const key = text.slice(start + 1, close).trim()
  if (key === '') {
    throw new FilterSyntaxError('Write the name of the annotation between the brackets.', { start, end: close + 1 }, [
      'annotation name',
    ])
  }
  return { kind: 'key', key, start, end: close + 1 }
}

function quotedKey(text: string, start: number): Token | null {
  QUOTED_KEY.lastIndex = start
  const found = QUOTED_KEY.exec(text)
  return found === null
    ? null
    : { kind: 'key', key: unquote(found[1]!, { start, end: QUOTED_KEY.lastIndex }), start, end: QUOTED_KEY.lastIndex }
}
