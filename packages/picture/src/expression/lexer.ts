/** An expression as tokens with their places. A run is whatever stands between spaces and signs: the parser knows whether it is a name or a number. */
import { SyntaxProblem } from './syntax-problem.ts'
import type { Span } from './tree.ts'

export type Token = Span &
  (
    | { readonly kind: 'run'; readonly text: string }
    | { readonly kind: 'quoted'; readonly text: string }
    | { readonly kind: 'operator'; readonly text: string }
    | { readonly kind: 'sign'; readonly text: '(' | ')' | '!' }
    | { readonly kind: 'end' }
  )

/** Those of word processors open and close too. */
const quotes = '"“”„'
const space = /\s+/y
const run = /[^\s()"“”„<>=!~,]+/y
const operator = /!=|!~|<=|>=|[<>=~]/y
const quoted = /["“”„]((?:[^"“”„\\]|\\.)*)["“”]/sy

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = match(space, text, 0)?.length ?? 0
  while (at < text.length) {
    const token = tokenAt(text, at)
    tokens.push(token)
    at = token.end + (match(space, text, token.end)?.length ?? 0)
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length })
  return tokens
}

function tokenAt(text: string, start: number): Token {
  const first = text[start] ?? ''
  if (quotes.includes(first)) {
    quoted.lastIndex = start
    const found = quoted.exec(text)
    if (!found) throw new SyntaxProblem('quote', {}, { start, end: text.length }, ['"'])
    return { kind: 'quoted', text: (found[1] ?? '').replace(/\\(.)/gs, '$1'), start, end: start + found[0].length }
  }
  const sign = match(operator, text, start)
  if (sign !== null) return { kind: 'operator', text: sign, start, end: start + sign.length }
  if (first === '(' || first === ')' || first === '!') return { kind: 'sign', text: first, start, end: start + 1 }
  const word = match(run, text, start)
  if (word !== null) return { kind: 'run', text: word, start, end: start + word.length }
  throw new SyntaxProblem('character', { character: first }, { start, end: start + 1 })
}

/** Where what is being written begins: an open quote, or a run that reaches to the end; else the end itself. */
export function startOfPiece(before: string): number {
  let at = 0
  while (at < before.length) {
    const skipped = match(space, before, at)?.length ?? 0
    at += skipped
    if (at >= before.length) break
    if (quotes.includes(before[at] ?? '')) {
      const whole = match(quoted, before, at)
      if (whole === null) return at
      at += whole.length
      continue
    }
    const word = match(run, before, at)
    if (word !== null && at + word.length === before.length) return at
    at += word?.length ?? 1
  }
  return before.length
}

/** As a run where it can be one. */
export function written(text: string): string {
  const isPlain = match(run, text, 0) === text && !/^(and|or|not)$/i.test(text)
  return isPlain ? text : `"${text.replace(/["“”„\\]/g, '\\$&')}"`
}
