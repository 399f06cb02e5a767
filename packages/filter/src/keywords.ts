/** What may be asked, and where (facts 5.2). Keywords, AND, OR and operators may be written in any case. */
import type {
  BooleanField,
  CauseElement,
  CauseKind,
  NumberField,
  NumberOperator,
  StringField,
  StringOperator,
} from './tree.ts'

/** Where a condition stands: about the whole trace, or in the braces of something. */
export type Scope = 'trace' | 'service' | 'edge' | CauseScope
/** `cause-timing`: entities of a response-time cause, the only ones with a coverage. */
type CauseScope = 'cause-service' | 'cause-entity' | 'cause-timing' | 'cause-exception'

export type Keyword =
  | { readonly kind: 'boolean'; readonly field: BooleanField; readonly scopes: readonly Scope[] }
  | { readonly kind: 'number'; readonly field: NumberField; readonly scopes: readonly Scope[] }
  | { readonly kind: 'string'; readonly field: StringField; readonly scopes: readonly Scope[] }

const EVERYWHERE: readonly Scope[] = ['trace', 'service', 'edge']
const NODES: readonly Scope[] = ['trace', 'service']
const ENTITIES: readonly Scope[] = ['cause-entity', 'cause-timing']
const CAUSES: readonly Scope[] = ['cause-service', ...ENTITIES, 'cause-exception']

export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  (
    [
      { kind: 'boolean', field: 'ok', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'error', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'throttle', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'fault', scopes: EVERYWHERE },
      { kind: 'boolean', field: 'partial', scopes: ['trace'] },
      { kind: 'boolean', field: 'inferred', scopes: [...NODES, 'cause-service'] },
      { kind: 'boolean', field: 'root', scopes: ['service'] },
      { kind: 'boolean', field: 'first', scopes: CAUSES },
      { kind: 'boolean', field: 'last', scopes: CAUSES },
      { kind: 'boolean', field: 'remote', scopes: ENTITIES },
      { kind: 'number', field: 'responsetime', scopes: EVERYWHERE },
      { kind: 'number', field: 'duration', scopes: EVERYWHERE },
      { kind: 'number', field: 'http.status', scopes: EVERYWHERE },
      { kind: 'number', field: 'index', scopes: CAUSES },
      { kind: 'number', field: 'coverage', scopes: ['cause-timing'] },
      { kind: 'string', field: 'http.url', scopes: EVERYWHERE },
      { kind: 'string', field: 'http.method', scopes: EVERYWHERE },
      { kind: 'string', field: 'http.useragent', scopes: EVERYWHERE },
      { kind: 'string', field: 'http.clientip', scopes: EVERYWHERE },
      { kind: 'string', field: 'user', scopes: NODES },
      { kind: 'string', field: 'name', scopes: ['service', ...CAUSES] },
      { kind: 'string', field: 'type', scopes: ['service', ...CAUSES] },
      { kind: 'string', field: 'availabilityzone', scopes: NODES },
      { kind: 'string', field: 'instance.id', scopes: NODES },
      { kind: 'string', field: 'resource.arn', scopes: NODES },
      { kind: 'string', field: 'message', scopes: ['cause-exception'] },
    ] satisfies Keyword[]
  ).map((keyword) => [keyword.field, keyword]),
)

export const NUMBER_OPERATORS: readonly NumberOperator[] = ['=', '!=', '<', '<=', '>', '>=']
export const STRING_OPERATORS: readonly StringOperator[] = ['=', '!=', 'CONTAINS', 'BEGINSWITH', 'ENDSWITH', 'MATCHES']
/** Operators that are words. */
export const OPERATOR_WORDS: readonly string[] = ['CONTAINS', 'BEGINSWITH', 'ENDSWITH', 'MATCHES', 'IN']

/** `rootcause.fault.exception` and its like -> what it asks; exceptions have no response time. */
export const ROOT_CAUSES: ReadonlyMap<string, { readonly of: CauseKind; readonly element: CauseElement }> = new Map(
  (['fault', 'error', 'responsetime'] as const).flatMap((of) =>
    (['service', 'entity', 'exception'] as const)
      .filter((element) => of !== 'responsetime' || element !== 'exception')
      .map((element) => [`rootcause.${of}.${element}`, { of, element }] as const),
  ),
)

export function scopeOfCause(of: CauseKind, element: CauseElement): Scope {
  return of === 'responsetime' && element === 'entity' ? 'cause-timing' : `cause-${element}`
}

/** Seconds in one of it (extension). */
export const TIME_UNITS: Readonly<Record<string, { readonly times: number; readonly by: number }>> = {
  us: { times: 1, by: 1_000_000 },
  ms: { times: 1, by: 1000 },
  s: { times: 1, by: 1 },
  m: { times: 60, by: 1 },
  h: { times: 3600, by: 1 },
}

export function keywordsIn(scope: Scope): Keyword[] {
  return [...KEYWORDS.values()].filter((keyword) => keyword.scopes.includes(scope))
}

const PLACES: Record<Scope, string> = {
  trace: 'of the whole trace',
  service: 'inside service(...) {...}',
  edge: 'inside edge(...) {...}',
  'cause-service': 'inside rootcause.*.service {...}',
  'cause-entity': 'inside rootcause.*.entity {...}',
  'cause-timing': 'inside rootcause.responsetime.entity {...}',
  'cause-exception': 'inside rootcause.*.exception {...}',
}

/** Where something may be asked, in words. */
export function placesOf(scopes: readonly Scope[]): string {
  if (CAUSES.every((scope) => scopes.includes(scope))) {
    return joined([
      ...scopes.filter((scope) => !CAUSES.includes(scope)).map((scope) => PLACES[scope]),
      'inside rootcause.* {...}',
    ])
  }
  const said = scopes.filter((scope) => scope !== 'cause-timing' || !scopes.includes('cause-entity'))
  return joined(said.map((scope) => PLACES[scope]))
}

const joined = (places: readonly string[]): string => places.join(' or ')

/** What can begin a term there, for error messages and completions. */
export function termsIn(scope: Scope): string[] {
  return [...keywordsIn(scope).map((keyword) => keyword.field), ...complexIn(scope), '!', '(']
}

function complexIn(scope: Scope): string[] {
  switch (scope) {
    case 'trace':
      return [
        'annotation[...]',
        'service(...)',
        'edge(..., ...)',
        'group.name',
        'group.arn',
        ...[...ROOT_CAUSES.keys()].map((word) => `${word} {...}`),
        'rootcause.json',
      ]
    case 'service':
      return ['annotation[...]']
    case 'edge':
      return ['annotation[...]', 'source.annotation[...]', 'destination.annotation[...]']
    default:
      return []
  }
}
