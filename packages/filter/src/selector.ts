/** What a time series is about (facts 3.7): a node or an edge, without braces. */
import { Cursor } from './cursor.ts'
import { tokenize } from './lexer.ts'
import { term } from './parse.ts'
import { FilterSyntaxError, guarded } from './syntax-error.ts'
import type { NodePattern, ParseResult } from './tree.ts'

const SELECTOR_LIMIT = 500

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
    const tree = cursor.isWord('service', 'edge') ? term(cursor, 'trace', 0) : null
    if (tree !== null) cursor.expectEnd()
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
