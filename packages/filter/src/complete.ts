/** What can be written where the caret stands, for an editor. The parser itself says what it would take there. */
import { Cursor, type Wanted } from './cursor.ts'
import { quote } from './format.ts'
import { tokenize } from './lexer.ts'
import { allowedBy, expressionAt, type ParseOptions } from './parse.ts'
import { guarded } from './syntax-error.ts'

/** What the editor's owner has seen in the traces at hand. */
export type KnownNames = {
  readonly services?: readonly string[]
  readonly types?: readonly string[]
  readonly annotationKeys?: readonly string[]
  /** Of a field as it is written in lower case (`http.method`, `annotation[tenant]`, `group.name`). */
  readonly values?: (field: string) => readonly string[]
}

export type Completion = {
  /** What stands there instead of the text between `from` and `to`. */
  readonly insert: string
  readonly label: string
  readonly kind: 'keyword' | 'operator' | 'value' | 'name'
}

export type Completions = {
  readonly from: number
  readonly to: number
  /** Those that begin with what is written there come before those that contain it. */
  readonly options: readonly Completion[]
}

/** X-Ray's own language only, as the parser takes it. */
export type CompleteOptions = Pick<ParseOptions, 'strict'>

export function complete(
  text: string,
  caret: number,
  known: KnownNames = {},
  { strict = false }: CompleteOptions = {},
): Completions {
  const before = text.slice(0, caret)
  const from = startOfPiece(before)
  const piece = before.slice(from)
  const options = wantedAfter(before.slice(0, from), strict)
    .flatMap((wanted) => optionsFor(wanted, known))
    .filter((option) => !strict || !EXTENSIONS.has(option.label))
  const asked = plain(piece)
  const ranked = unique(options).flatMap((option) => {
    const place = plain(option.label).indexOf(asked)
    // What is complete needs no completion.
    return place < 0 || option.insert === piece ? [] : [{ option, begins: place === 0 }]
  })
  return {
    from,
    to: caret,
    options: [...ranked.filter((one) => one.begins), ...ranked.filter((one) => !one.begins)].map((one) => one.option),
  }
}

const EXTENSIONS: ReadonlySet<string> = new Set(['IN', 'NOT IN', 'MATCHES'])

/** Where the word, text or key begins that is being written; the caret itself between two of them. */
function startOfPiece(before: string): number {
  let at = 0
  while (at < before.length) {
    const rest = before.slice(at)
    const whole = /^(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[A-Za-z_][\w.:-]*|[^"[A-Za-z_])/s.exec(rest)
    if (whole === null) return at // an open text or key
    if (/^[A-Za-z_]/.test(rest) && whole[0].length === rest.length) {
      // `name:` wants a value behind its colon.
      return whole[0].endsWith(':') ? before.length : at
    }
    at += whole[0].length
  }
  return at
}

function wantedAfter(before: string, strict: ParseOptions['strict']): readonly Wanted[] {
  const cursor = guarded(() => ({ ok: true as const, cursor: new Cursor(tokenize(before), allowedBy(strict)) }))
  if (!cursor.ok) return []
  guarded(() => expressionAt(cursor.cursor))
  return cursor.cursor.wanted
}

function optionsFor({ kind, text, of }: Wanted, known: KnownNames): Completion[] {
  switch (kind) {
    case 'term': {
      const insert = text.replace(/ \{\.\.\.\}$/, ' { ').replace(/\.\.\.(, \.\.\.)?[\])]$/, '')
      return [{ insert, label: text, kind: 'keyword' }]
    }
    case 'operator':
      return [{ insert: text, label: text, kind: 'operator' }]
    case 'word':
    case 'sign':
      return [{ insert: text, label: text, kind: 'keyword' }]
    case 'key':
      return (known.annotationKeys ?? []).map((key) => ({
        insert: /["\]]/.test(key) ? `[${quote(key)}]` : `[${key}]`,
        label: key,
        kind: 'name',
      }))
    case 'service':
      return texts(known.services ?? [], 'name')
    case 'type':
      return texts(known.types ?? [], 'name')
    case 'value':
      return texts(known.values?.(of ?? '') ?? [], 'value')
    case 'account':
      return []
  }
}

const texts = (values: readonly string[], kind: Completion['kind']): Completion[] =>
  values.map((value) => ({ insert: quote(value), label: value, kind }))

function unique(options: readonly Completion[]): Completion[] {
  return [...new Map(options.map((option) => [`${option.kind} ${option.insert}`, option])).values()]
}

/** Without the quote or bracket it begins with, in lower case. */
const plain = (text: string): string => text.replace(/^["[]/, '').toLowerCase()
