/**
 * Adaptive sampling: a rule's rate is raised for at most a minute when its clients report anomalies of which too few were sampled,
 * and then left alone for the rule's cool-down (facts 7.6). AWS does not say how it chooses the rate; here: as high as it takes to
 * sample about one anomaly a second, between the rule's own rate and its MaxRate.
 */
import type { SamplingRule } from './rule.ts'

export type Boost = { readonly rate: number; readonly untilS: number }

export type BoostReport = {
  readonly nowS: number
  readonly anomalies: number
  readonly sampledAnomalies: number
}

const longestS = 60
/** Anomalies of all clients are counted together over one round of reports. */
const roundS = 10
const wantedPerRound = 10

type State = { since: number; anomalies: number; sampled: number; boost: Boost | null; quietUntilS: number }

export class Boosts {
  readonly #rules = new Map<string, State>()

  /** Notes what a client saw; a boost may begin with it. */
  report(rule: SamplingRule, report: BoostReport): void {
    if (rule.boost === null) return
    const { nowS } = report
    const state = this.#rules.get(rule.name) ?? { since: nowS, anomalies: 0, sampled: 0, boost: null, quietUntilS: 0 }
    this.#rules.set(rule.name, state)
    if (nowS - state.since >= roundS) {
      state.since = nowS
      state.anomalies = 0
      state.sampled = 0
    }
    state.anomalies += report.anomalies
    state.sampled += report.sampledAnomalies
    if (
      nowS <= state.quietUntilS ||
      state.anomalies === 0 ||
      state.sampled >= Math.min(wantedPerRound, state.anomalies)
    )
      return
    const rate = Math.min(rule.boost.maxRate, Math.max(rule.fixedRate, wantedPerRound / state.anomalies))
    if (rate <= rule.fixedRate) return
    state.boost = { rate, untilS: nowS + longestS }
    state.quietUntilS = state.boost.untilS + rule.boost.cooldownMinutes * 60
  }

  /** The boost of a rule at this time; never above what the rule allows now. */
  of(rule: SamplingRule, nowS: number): Boost | null {
    const boost = this.#rules.get(rule.name)?.boost ?? null
    if (rule.boost === null || boost === null || boost.untilS < nowS) return null
    return { ...boost, rate: Math.min(boost.rate, rule.boost.maxRate) }
  }

  forget(rule: string): void {
    this.#rules.delete(rule)
  }
}
