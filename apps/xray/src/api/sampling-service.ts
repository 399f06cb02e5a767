/** The sampling rules in force and the shares of their reservoirs. One owner: this process. */
import { defaultRule, type Quota, ReservoirShares, type SamplingRule } from '@roentgen/sampling'

export class SamplingService {
  readonly rules: readonly SamplingRule[] = [defaultRule]
  /** Epoch seconds; 0 while no rule has ever been changed. A number always: the Node SDK needs one. */
  readonly modifiedS = 0
  readonly #shares = new ReservoirShares()

  rule(name: string): SamplingRule | undefined {
    return this.rules.find((rule) => rule.name === name)
  }

  report(rule: SamplingRule, client: string, nowS: number): Quota {
    return this.#shares.report(rule, client, nowS)
  }
}
