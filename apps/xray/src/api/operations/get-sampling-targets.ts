import { operation } from '../operation.ts'

const reportEveryS = 10

export const getSamplingTargets = operation('GetSamplingTargets', (input, { sampling, nowMs }) => {
  const nowS = Math.floor(nowMs() / 1000)
  const targets: object[] = []
  const unprocessed: object[] = []
  for (const { RuleName, ClientID } of input.SamplingStatisticsDocuments) {
    const rule = sampling.rule(RuleName)
    if (rule === undefined) {
      unprocessed.push({ RuleName, ErrorCode: '400', Message: 'Unknown rule' })
      continue
    }
    const quota = sampling.report(rule, ClientID, nowS)
    targets.push({
      RuleName,
      FixedRate: rule.fixedRate,
      ReservoirQuota: quota.perSecond,
      ReservoirQuotaTTL: quota.untilS,
      Interval: reportEveryS,
      SamplingBoost: null,
    })
  }
  return {
    SamplingTargetDocuments: targets,
    LastRuleModification: sampling.modifiedS,
    UnprocessedStatistics: unprocessed,
    UnprocessedBoostStatistics: [],
  }
})
