/** The tree of a filter expression (facts 5). Positions are character offsets into the text, for messages with a caret. */
import type { AnnotationValue, ResponseClass } from '@roentgen/trace'

export type Span = { readonly start: number; readonly end: number }

/** `service("x")` or `service(id(name: "x", type: "y", account.id: "z"))`; all absent = any node. */
export type NodePattern = { readonly name?: string; readonly type?: string; readonly account?: string }

export type NumberOperator = '=' | '!=' | '<' | '<=' | '>' | '>='
/** `MATCHES` is an extension: `*` stands for any text, `?` for one character, as in sampling rules. */
export type StringOperator = '=' | '!=' | 'CONTAINS' | 'BEGINSWITH' | 'ENDSWITH' | 'MATCHES'

/** `index` and `coverage`: of an element of a root cause. */
export type NumberField = 'responsetime' | 'duration' | 'http.status' | 'index' | 'coverage'
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
  | 'message'
/** `first`, `last`, `remote`: of an element of a root cause. */
export type BooleanField = ResponseClass | 'partial' | 'inferred' | 'root' | 'first' | 'last' | 'remote'

export type CauseKind = 'fault' | 'error' | 'responsetime'
export type CauseElement = 'service' | 'entity' | 'exception'

/** What is asked about: one annotation. `side` only inside `edge(a, b) {...}`: of the caller's or callee's own segments, not the call's. */
export type AnnotationOperand = { readonly key: string; readonly side?: 'source' | 'destination' }

export type AnnotationTest =
  | { readonly operator: NumberOperator; readonly value: number }
  | { readonly operator: StringOperator; readonly value: string }
  | { readonly operator: '=' | '!='; readonly value: boolean }

export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly term: FilterNode }
  | { readonly kind: 'boolean'; readonly field: BooleanField; readonly value: boolean }
  | { readonly kind: 'number'; readonly field: NumberField; readonly operator: NumberOperator; readonly value: number }
  | { readonly kind: 'string'; readonly field: StringField; readonly operator: StringOperator; readonly value: string }
  | { readonly kind: 'present'; readonly field: NumberField | StringField }
  /** `test` absent: the annotation exists. */
  | (AnnotationOperand & { readonly kind: 'annotation'; readonly test?: AnnotationTest })
  /** Extension `a IN (x, y)`: one of the values, as `a = x OR a = y` would say. */
  | {
      readonly kind: 'in'
      readonly operand:
        | { readonly field: NumberField; readonly values: readonly number[] }
        | { readonly field: StringField; readonly values: readonly string[] }
        | (AnnotationOperand & { readonly values: readonly AnnotationValue[] })
    }
  | { readonly kind: 'service'; readonly node: NodePattern; readonly block: FilterNode | null }
  | { readonly kind: 'edge'; readonly from: NodePattern; readonly to: NodePattern; readonly block: FilterNode | null }
  /** One element of that list, of one root cause of that kind, satisfies the whole of the braces. */
  | { readonly kind: 'rootcause'; readonly of: CauseKind; readonly element: CauseElement; readonly block: FilterNode }
  /** `=`: each pattern fits some root cause of any kind. `!=`: not so. */
  | { readonly kind: 'rootcause-json'; readonly operator: '=' | '!='; readonly patterns: readonly RootCausePattern[] }
  /** Stands for the expression of a group until `spliceGroups` puts it there. */
  | {
      readonly kind: 'group'
      readonly by: 'name' | 'arn'
      readonly operator: '=' | '!='
      readonly value: string
      readonly at: Span
    }

/**
 * A root cause as GetTraceSummaries prints it, with members left out (facts 5.4). A member that is there must be equal, null included;
 * the lists must be as long and in the same order.
 */
export type RootCausePattern = {
  readonly ClientImpacting?: boolean | null
  readonly Services?: readonly CauseServicePattern[] | null
}
export type CauseServicePattern = {
  readonly Name?: string | null
  readonly Names?: readonly string[] | null
  readonly Type?: string | null
  readonly AccountId?: string | null
  readonly Inferred?: boolean | null
  readonly EntityPath?: readonly CauseEntityPattern[] | null
}
export type CauseEntityPattern = {
  readonly Name?: string | null
  readonly Coverage?: number | null
  readonly Remote?: boolean | null
  readonly Exceptions?: readonly CauseExceptionPattern[] | null
}
export type CauseExceptionPattern = { readonly Name?: string | null; readonly Message?: string | null }

/** A form that X-Ray does not know: `parse(text, { strict: true })` refuses it. */
export type Extension = { readonly form: 'NOT' | 'IN' | 'MATCHES' | 'unit'; readonly at: Span }

/** A parsed expression. `tree` null: the empty expression, which matches everything. */
export type FilterExpression = {
  readonly text: string
  readonly tree: FilterNode | null
  /** What of it AWS would refuse, in the order of the text; absent: nothing. */
  readonly extensions?: readonly Extension[]
}

export type FilterError = { readonly message: string; readonly at: Span; readonly expected: readonly string[] }
export type ParseResult =
  | { readonly ok: true; readonly expression: FilterExpression }
  | { readonly ok: false; readonly error: FilterError }
