import { integer, list, number, optional, required, structure, text, timestamp } from '../members.ts'
import { operation } from '../operation.ts'

const statistics = structure({
  RuleName: required(text({ min: 1, max: 32 })),
  ClientID: required(text({ min: 24, max: 24 })),
  /** Epoch seconds; milliseconds from the Java SDK. Shares are counted by our own clock, so either will do. */
  Timestamp: required(timestamp),
  RequestCount: required(integer({ min: 0 })),
  SampledCount: required(integer({ min: 0 })),
  BorrowCount: optional(integer({ min: 0 })),
})

const boostStatistics = structure({
  RuleName: required(text({ min: 1, max: 32 })),
  ServiceName: required(text({ max: 64 })),
  Timestamp: required(number),
  AnomalyCount: required(integer({ min: 0 })),
  TotalCount: required(integer({ min: 0 })),
  SampledAnomalyCount: required(integer({ min: 0 })),
})

const reportEveryS = 10

export const getSamplingTargets = operation(
  'GetSamplingTargets',
  '/SamplingTargets',
  {
    SamplingStatisticsDocuments: required(list(statistics, { max: 25 })),
    SamplingBoostStatisticsDocuments: optional(list(boostStatistics, { max: 25 })),
  },
  (input, { sampling, nowMs }) => {
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
  },
)
