/** The tree of a filter expression (facts 5). Positions are character offsets into the text, for messages with a caret. */
import type { ResponseClass } from '@roentgen/trace'

export type Span = { readonly start: number; readonly end: number }

/** `service("x")` or `service(id(name: "x", type: "y", account.id: "z"))`; all absent = any node. */
export type NodePattern = { readonly name?: string; readonly type?: string; readonly account?: string }

export type NumberOperator = '=' | '!=' | '<' | '<=' | '>' | '>='
export type StringOperator = '=' | '!=' | 'CONTAINS' | 'BEGINSWITH' | 'ENDSWITH'

export type NumberField = 'responsetime' | 'duration' | 'http.status'
export type StringField =
  | 'http.url'
  | 'http.method'
  | 'http.useragent'
  | 'http.clientip'
  | 'user'
  | 'name'
  | 'type'
  | 'availabilityzone'
  | 'instance.id'
  | 'resource.arn'
export type BooleanField = ResponseClass | 'partial' | 'inferred' | 'root'

export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly term: FilterNode }
  | { readonly kind: 'boolean'; readonly field: BooleanField; readonly value: boolean }
  | { readonly kind: 'number'; readonly field: NumberField; readonly operator: NumberOperator; readonly value: number }
  | { readonly kind: 'string'; readonly field: StringField; readonly operator: StringOperator; readonly value: string }
  | { readonly kind: 'present'; readonly field: NumberField | StringField }
  | {
      readonly kind: 'annotation'
      /** Only inside `edge(a, b) {...}`: the annotations of the caller's or of the callee's own segments instead of the call's. */
      readonly side?: 'source' | 'destination'
      readonly key: string
      /** absent: the annotation exists. */
      readonly test?:
        | { readonly operator: NumberOperator; readonly value: number }
        | { readonly operator: StringOperator; readonly value: string }
        | { readonly operator: '=' | '!='; readonly value: boolean }
    }
  | { readonly kind: 'service'; readonly node: NodePattern; readonly block: FilterNode | null }
  | { readonly kind: 'edge'; readonly from: NodePattern; readonly to: NodePattern; readonly block: FilterNode | null }

/** A parsed expression. `tree` null: the empty expression, which matches everything. */
export type FilterExpression = { readonly text: string; readonly tree: FilterNode | null }

export type FilterError = { readonly message: string; readonly at: Span; readonly expected: readonly string[] }
export type ParseResult =
  | { readonly ok: true; readonly expression: FilterExpression }
  | { readonly ok: false; readonly error: FilterError }
