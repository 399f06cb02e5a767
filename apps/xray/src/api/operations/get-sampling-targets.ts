/** Clients report every ten seconds what they counted, and are told what they may take until the next report (facts 7.3, 7.6). */
import { reportEveryS } from '@roentgen/sampling'
import type { RuleRecord } from '../../control/sampling-rules.ts'
import { reportedAt } from '../../sampling/sampling.ts'
import { operation } from '../operation.ts'

const refused = (RuleName: string, Message: string) => ({ RuleName, ErrorCode: '400', Message })

export const getSamplingTargets = operation('GetSamplingTargets', async (input, { control, sampling, nowMs }) => {
  const nowS = Math.floor(nowMs() / 1000)
  const rules = new Map((await control.samplingRules.all()).map((one) => [one.rule.name, one]))
  const unprocessed: object[] = []
  const unprocessedBoosts: object[] = []
  // Anomalies first: the targets below carry the boost that they cause.
  for (const document of input.SamplingBoostStatisticsDocuments ?? []) {
    const known = rules.get(document.RuleName)
    const problem = boostProblem(known, document, nowS)
    if (known === undefined || problem !== null) unprocessedBoosts.push(refused(document.RuleName, problem ?? unknown))
    else
      sampling.boosts.report(known.rule, {
        nowS,
        anomalies: counted(document.AnomalyCount),
        sampledAnomalies: counted(document.SampledAnomalyCount),
      })
  }
  const targets: object[] = []
  for (const {
    RuleName,
    ClientID,
    Timestamp,
    RequestCount,
    SampledCount,
    BorrowCount,
  } of input.SamplingStatisticsDocuments) {
    const known = rules.get(RuleName)
    const at = reportedAt(Timestamp, nowS)
    if (known === undefined || 'problem' in at) {
      unprocessed.push(refused(RuleName, known === undefined || !('problem' in at) ? unknown : at.problem))
      continue
    }
    const counts = {
      requests: counted(RequestCount),
      sampled: counted(SampledCount),
      borrowed: counted(BorrowCount ?? 0),
    }
    sampling.count(RuleName, at.atS, counts, nowS)
    const quota = await sampling.quota(known, { client: ClientID, nowS, sentS: Math.floor(at.atS), ...counts })
    const boost = sampling.boost(known, nowS)
    targets.push({
      RuleName,
      FixedRate: known.rule.fixedRate,
      ReservoirQuota: quota?.perSecond ?? null,
      ReservoirQuotaTTL: quota?.untilS ?? null,
      Interval: reportEveryS,
      SamplingBoost: boost === null ? null : { BoostRate: boost.rate, BoostRateTTL: boost.untilS },
    })
  }
  return {
    SamplingTargetDocuments: targets,
    // A number always: the SDK for Node takes nothing else.
    LastRuleModification: await control.samplingRules.modifiedS(),
    UnprocessedStatistics: unprocessed,
    UnprocessedBoostStatistics: unprocessedBoosts,
  }
})

/** The model's integers have 32 bits: a larger count would poison every sum that it goes into. */
const counted = (count: number) => Math.min(count, 2_147_483_647)

const unknown = 'Unknown rule'

type BoostDocument = {
  readonly Timestamp: number
  readonly AnomalyCount: number
  readonly TotalCount: number
  readonly SampledAnomalyCount: number
}

function boostProblem(known: RuleRecord | undefined, document: BoostDocument, nowS: number): string | null {
  if (known === undefined) return unknown
  const at = reportedAt(document.Timestamp, nowS)
  if ('problem' in at) return at.problem
  if (known.rule.boost === null) return 'The rule has no SamplingRateBoost'
  const { SampledAnomalyCount, AnomalyCount, TotalCount } = document
  return SampledAnomalyCount <= AnomalyCount && AnomalyCount <= TotalCount
    ? null
    : 'SampledAnomalyCount must not exceed AnomalyCount, nor that TotalCount'
}
