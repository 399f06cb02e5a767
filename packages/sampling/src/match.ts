import type { SamplingRule } from './rule.ts'

/** What is known of a request when its trace starts. What the caller does not know counts as a match. */
export type SampledRequest = {
  readonly serviceName?: string
  readonly serviceType?: string
  readonly host?: string
  readonly httpMethod?: string
  readonly urlPath?: string
}

/** Linear in text x stars: on a mismatch only the last star is tried again, one character further. */
export function matchesPattern(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase()
  const given = text.toLowerCase()
  let at = 0
  let star = -1
  let resume = 0
  let index = 0
  while (index < given.length) {
    if (wanted[at] === '*') {
      star = at++
      resume = index
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[index])) {
      at++
      index++
    } else if (star >= 0) {
      at = star + 1
      index = ++resume
    } else return false
  }
  while (wanted[at] === '*') at++
  return at === wanted.length
}

const known = (pattern: string, text: string | undefined) => text === undefined || matchesPattern(pattern, text)

export function matches(rule: SamplingRule, request: SampledRequest): boolean {
  return (
    known(rule.serviceName, request.serviceName) &&
    known(rule.serviceType, request.serviceType) &&
    known(rule.host, request.host) &&
    known(rule.httpMethod, request.httpMethod) &&
    known(rule.urlPath, request.urlPath)
  )
}

/** The rule that decides about a request: by priority, ties by name. */
export function ruleFor(rules: readonly SamplingRule[], request: SampledRequest): SamplingRule | undefined {
  return rules
    .filter((rule) => matches(rule, request))
    .sort((a, b) => a.priority - b.priority || (a.name < b.name ? -1 : 1))[0]
}
