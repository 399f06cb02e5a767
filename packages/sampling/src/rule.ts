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
  readonly resourceArn: string
  readonly attributes: Readonly<Record<string, string>>
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
}
