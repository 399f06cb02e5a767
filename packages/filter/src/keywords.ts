/** What may be asked, and where (facts 5.2). Keywords, AND, OR and operators may be written in any case. */
import type { BooleanField, NumberField, StringField, StringOperator } from './tree.ts'

export type Scope = 'trace' | 'service' | 'edge'

type Keyword =
  | { readonly kind: 'boolean'; readonly field: BooleanField; readonly scopes: readonly Scope[] }
  | { readonly kind: 'number'; readonly field: NumberField; readonly scopes: readonly Scope[] }
  | { readonly kind: 'string'; readonly field: StringField; readonly scopes: readonly Scope[] }

const EVERYWHERE: readonly Scope[] = ['trace', 'service', 'edge']
const NODES: readonly Scope[] = ['trace', 'service']

export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  (
    [
      { kind: 'boolean', field: 'ok', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'error', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'throttle', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'fault', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'partial', scopes: ['trace'] },
      { kind: 'boolean', field: 'inferred', scopes: NODES },
      { kind: 'boolean', field: 'root', scopes: ['service'] },
      { kind: 'number', field: 'responsetime', scopes: EVERYWHERE },
      { kind: 'number', field: 'duration', scopes: EVERYWHERE },
      { kind: 'number', field: 'http.status', scopes: EVERYWHERE },
      { kind: 'string', field: 'http.url', scopes: EVERYWHERE },
      { kind: 'string', field: 'http.method', scopes: EVERYWHERE },
      { kind: 'string', field: 'http.useragent', scopes: EVERYWHERE },
      { kind: 'string', field: 'http.clientip', scopes: EVERYWHERE },
      { kind: 'string', field: 'user', scopes: NODES },
      { kind: 'string', field: 'name', scopes: ['service'] },
      { kind: 'string', field: 'type', scopes: ['service'] },
      { kind: 'string', field: 'availabilityzone', scopes: NODES },
      { kind: 'string', field: 'instance.id', scopes: NODES },
      { kind: 'string', field: 'resource.arn', scopes: NODES },
    ] satisfies Keyword[]
  ).map((keyword) => [keyword.field, keyword]),
)

export const STRING_OPERATORS: readonly StringOperator[] = ['=', '!=', 'CONTAINS', 'BEGINSWITH', 'ENDSWITH']

/** Legal words of X-Ray that live only inside `rootcause.*` braces. */
export const ROOT_CAUSE_WORDS: ReadonlySet<string> = new Set([
  'first',
  'last',
  'remote',
  'index',
  'coverage',
  'message',
])

/** What can begin a term there, for error messages and completions. */
export function termsIn(scope: Scope): string[] {
  const fields = [...KEYWORDS.values()]
    .filter((keyword) => keyword.scopes.includes(scope))
    .map((keyword) => keyword.field)
  const annotations =
    scope === 'edge'
      ? ['annotation[...]', 'source.annotation[...]', 'destination.annotation[...]']
      : ['annotation[...]']
  const complex = scope === 'trace' ? ['service(...)', 'edge(..., ...)'] : []
  return [...fields, ...annotations, ...complex, '!', '(']
}
