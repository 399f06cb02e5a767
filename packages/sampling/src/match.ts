import { matchesPattern } from '@roentgen/trace'
import { byPriority, type SamplingRule } from './rule.ts'

/** What is known of a request when its trace starts. What the caller does not know counts as a match. */
export type SampledRequest = {
  readonly serviceName?: string
  readonly serviceType?: string
  readonly host?: string
  readonly httpMethod?: string
  readonly urlPath?: string
  /** Who decides when it is not an SDK: a stage of API Gateway. Without one, rules for a resource are skipped. */
  readonly resourceArn?: string
  /** The headers, which only API Gateway compares. */
  readonly attributes?: Readonly<Record<string, string>>
}

/** Why a rule does not decide about a request. */
export type Mismatch =
  | { readonly kind: 'field'; readonly field: MatchedField; readonly pattern: string; readonly given: string }
  /** The rule is for one resource: no SDK asks it. */
  | { readonly kind: 'resource'; readonly pattern: string; readonly given: string | null }
  /** The rule compares headers, which no SDK does; or the header is missing or other. `given` null: there is none. */
  | { readonly kind: 'attribute'; readonly key: string; readonly pattern: string; readonly given: string | null }

export const matchedFields = ['serviceName', 'serviceType', 'host', 'httpMethod', 'urlPath'] as const
export type MatchedField = (typeof matchedFields)[number]

/** The first reason why the rule is not the request's; null when it matches. */
export function mismatch(rule: SamplingRule, request: SampledRequest): Mismatch | null {
  const { resourceArn } = request
  if (rule.resourceArn !== '*' && (resourceArn === undefined || !matchesPattern(rule.resourceArn, resourceArn)))
    return { kind: 'resource', pattern: rule.resourceArn, given: resourceArn ?? null }
  for (const field of matchedFields) {
    const given = request[field]
    if (given !== undefined && !matchesPattern(rule[field], given))
      return { kind: 'field', field, pattern: rule[field], given }
  }
  return attributeMismatch(rule.attributes, resourceArn === undefined ? {} : (request.attributes ?? {}))
}

function attributeMismatch(
  wanted: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Mismatch | null {
  // Header names have no case.
  const known = new Map(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]))
  for (const [key, pattern] of Object.entries(wanted)) {
    const value = known.get(key.toLowerCase())
    if (value === undefined || !matchesPattern(pattern, value))
      return { kind: 'attribute', key, pattern, given: value ?? null }
  }
  return null
}

export const matches = (rule: SamplingRule, request: SampledRequest): boolean => mismatch(rule, request) === null

/** The rule that decides about a request: by priority, ties by name. */
export function ruleFor(rules: readonly SamplingRule[], request: SampledRequest): SamplingRule | undefined {
  return rules.filter((rule) => matches(rule, request)).sort(byPriority)[0]
}

export type Explanation = {
  readonly rule: SamplingRule | null
  /** Rules asked before it, in order, each with its reason. */
  readonly passed: readonly { readonly rule: SamplingRule; readonly because: Mismatch }[]
}

/** Which rule decides, and why none of the earlier ones does. */
export function explain(rules: readonly SamplingRule[], request: SampledRequest): Explanation {
  const passed: { rule: SamplingRule; because: Mismatch }[] = []
  for (const rule of [...rules].sort(byPriority)) {
    const because = mismatch(rule, request)
    if (because === null) return { rule, passed }
    passed.push({ rule, because })
  }
  return { rule: null, passed }
}

/**
 * The earlier rule that leaves nothing for this one, if one plainly does: each of its patterns is `*`, or the same text.
 * Other overlaps are not looked for.
 */
export function hiddenBehind(rules: readonly SamplingRule[], rule: SamplingRule): SamplingRule | null {
  const covers = (wide: string, narrow: string) => /^\*+$/.test(wide) || wide.toLowerCase() === narrow.toLowerCase()
  const earlier = rules.filter((other) => other.name !== rule.name && byPriority(other, rule) < 0).sort(byPriority)
  return (
    earlier.find(
      (other) =>
        covers(other.resourceArn, rule.resourceArn) &&
        matchedFields.every((field) => covers(other[field], rule[field])) &&
        Object.entries(other.attributes).every(([key, value]) => rule.attributes[key] === value),
    ) ?? null
  )
}
