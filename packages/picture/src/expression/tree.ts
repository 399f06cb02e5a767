/** What find and hide are asked, as a tree. The language: docs/find-and-hide.md. */
import type { Way } from '../reach.ts'
import type { Flag, Measure, TextAttribute } from './attributes.ts'

/** Offsets into the text, the end excluded. */
export type Span = { readonly start: number; readonly end: number }

/** Whose attribute it is: a service's, a call's, or that of the service at an end of a call. */
export type Of = 'node' | 'call' | 'from' | 'to'

export type NumberOperator = '<' | '<=' | '>' | '>=' | '=' | '!='
export type TextOperator = '=' | '!=' | '~' | '!~'

export type Term =
  /** Seconds, shares 0..1, requests a minute or requests. */
  | {
      readonly kind: 'number'
      readonly of: Of
      readonly attribute: Measure
      readonly operator: NumberOperator
      readonly value: number
    }
  | {
      readonly kind: 'text'
      readonly of: Of
      readonly attribute: TextAttribute
      readonly operator: TextOperator
      readonly value: string
    }
  | { readonly kind: 'flag'; readonly of: Of; readonly flag: Flag }
  /** `near(name)` alone: any distance, but not the service itself. */
  | {
      readonly kind: 'near'
      readonly way: Way
      readonly name: string
      readonly at: Span
      readonly limit: { readonly operator: NumberOperator; readonly value: number } | null
    }
  /** A word alone: it is in the name. */
  | { readonly kind: 'word'; readonly text: string }

export type Expression =
  | Term
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Expression[] }
  | { readonly kind: 'not'; readonly term: Expression }

/** What is wrong, for the page to say in its reader's language; `values` go into that sentence. */
export type Problem = {
  readonly code:
    | 'character'
    | 'quote'
    | 'condition'
    | 'attribute'
    | 'not-of-a-call'
    | 'operator'
    | 'number'
    | 'unit'
    | 'text'
    | 'kind'
    | 'name'
    | 'parenthesis'
    | 'end'
    | 'mixed'
    | 'too-long'
    | 'too-deep'
  readonly values: Readonly<Record<string, string>>
  readonly at: Span
  readonly expected: readonly string[]
}

export type Parsed =
  | { readonly ok: true; readonly tree: Expression | null }
  | { readonly ok: false; readonly problem: Problem }
