/** One sampling rule as X-Ray defines it (facts 7.1). Patterns: `*` any run, `?` one character, letters of either case. */
export type SamplingRule = {
  readonly name: string
  /** Lower first; `Default` is 10000. */
  readonly priority: number
  /** Share of requests sampled after the reservoir, 0 to 1. */
  readonly fixedRate: number
  /** Traces per second, summed over all clients of the rule. */
  readonly reservoirSize: number
  readonly serviceName: string
  readonly serviceType: string
  readonly host: string
  readonly httpMethod: string
  /** Matched against the path without its query. */
  readonly urlPath: string
  /** `*`, or the resource that alone goes by this rule; SDKs skip such rules. */
  readonly resourceArn: string
  /** Headers that a request must carry; SDKs skip rules that have any. */
  readonly attributes: Readonly<Record<string, string>>
  readonly boost: BoostLimits | null
}

/** How far a rule's rate may be raised for a while when its clients report anomalies. */
export type BoostLimits = {
  readonly maxRate: number
  readonly cooldownMinutes: number
}

export const defaultRule: SamplingRule = {
  name: 'Default',
  priority: 10_000,
  fixedRate: 0.05,
  reservoirSize: 1,
  serviceName: '*',
  serviceType: '*',
  host: '*',
  httpMethod: '*',
  urlPath: '*',
  resourceArn: '*',
  attributes: {},
  boost: null,
}

/** The order in which rules are asked: by priority, ties by name. */
export const byPriority = (
  a: Pick<SamplingRule, 'priority' | 'name'>,
  b: Pick<SamplingRule, 'priority' | 'name'>,
): number => a.priority - b.priority || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
