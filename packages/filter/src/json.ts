/** A JSON value out of the middle of an expression, each piece with its place: what follows the # of `rootcause.json = #[...]`. */
import { FilterSyntaxError } from './syntax-error.ts'
import type { Span } from './tree.ts'

export type Json = Span &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'array'; readonly items: readonly Json[] }
    | {
        readonly kind: 'object'
        readonly members: readonly { readonly key: Span & { text: string }; readonly value: Json }[]
      }
  )

/** A root cause is six levels deep. */
const DEPTH_LIMIT = 16
const SPACE = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\]|\\.)*"/sy
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const NAME = /true|false|null/y

export function jsonAt(text: string, start: number, depth = 0): Json {
  const at = skip(text, start)
  if (depth > DEPTH_LIMIT) throw new FilterSyntaxError('No root cause is nested this deep.', { start: at, end: at + 1 })
  if (text[at] === '[') return arrayAt(text, at, depth)
  if (text[at] === '{') return objectAt(text, at, depth)
  if (text[at] === '"') return stringAt(text, at)
  const name = match(NAME, text, at)
  if (name === 'null') return { kind: 'null', start: at, end: at + name.length }
  if (name !== null) return { kind: 'boolean', value: name === 'true', start: at, end: at + name.length }
  const number = match(NUMBER, text, at)
  if (number) return { kind: 'number', value: Number(number), start: at, end: at + number.length }
  throw unexpected(text, at, 'A JSON value should stand here.', ['{', '[', '"..."', 'number', 'true', 'false', 'null'])
}

function arrayAt(text: string, start: number, depth: number): Json {
  const items: Json[] = []
  let at = skip(text, start + 1)
  while (text[at] !== ']') {
    if (items.length > 0) at = expect(text, at, ',', [',', ']'])
    const item = jsonAt(text, at, depth + 1)
    items.push(item)
    at = skip(text, item.end)
  }
  return { kind: 'array', items, start, end: at + 1 }
}

function objectAt(text: string, start: number, depth: number): Json {
  const members: { key: Span & { text: string }; value: Json }[] = []
  let at = skip(text, start + 1)
  while (text[at] !== '}') {
    if (members.length > 0) at = skip(text, expect(text, at, ',', [',', '}']))
    if (text[at] !== '"') throw unexpected(text, at, 'The name of a member stands here, in double quotes.', ['"..."'])
    const key = stringAt(text, at)
    const value = jsonAt(text, expect(text, skip(text, key.end), ':', [':']), depth + 1)
    members.push({ key: { text: key.value, start: key.start, end: key.end }, value })
    at = skip(text, value.end)
  }
  return { kind: 'object', members, start, end: at + 1 }
}

function stringAt(text: string, start: number): Span & { kind: 'string'; value: string } {
  const literal = match(STRING, text, start)
  if (literal === null)
    throw new FilterSyntaxError('This string has no closing quote.', { start, end: text.length }, ['"'])
  const at = { start, end: start + literal.length }
  return { kind: 'string', value: unquote(literal, at), ...at }
}

/** A literal with JSON's escapes; half a surrogate pair, which no store can keep, becomes U+FFFD as there. */
export function unquote(literal: string, at: Span): string {
  try {
    return wellFormed(String(JSON.parse(literal)))
  } catch {
    throw new FilterSyntaxError(
      'This string is not written as JSON writes strings: use \\" for a quote and \\\\ for a backslash.',
      at,
    )
  }
}

/** A store keeps text as UTF-8, which has no half pairs. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

function expect(text: string, at: number, sign: string, expected: readonly string[]): number {
  if (text[at] !== sign) throw unexpected(text, at, 'This JSON does not go on like this.', expected)
  return at + 1
}

function unexpected(text: string, at: number, message: string, expected: readonly string[]): FilterSyntaxError {
  const ended = at >= text.length
  return new FilterSyntaxError(
    ended ? 'The JSON after # is not complete.' : message,
    { start: at, end: ended ? at : at + 1 },
    expected,
  )
}

function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.length ?? 0)
}

/** The sticky pattern's text at that place. */
function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}
