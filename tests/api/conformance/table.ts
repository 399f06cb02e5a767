/** The 38 operations: for each the least and the fullest request, one for every declared error, and how many members its pages hold. */
import type { ErrorName } from '../../../apps/xray/src/api/errors.ts'
import type { OperationName } from '../../../apps/xray/src/api/model.ts'
import { newTraceId, segment } from '../running.ts'
import type { Input } from './clients.ts'
import { boost, type Fixture, newRule, type Output } from './fixture.ts'

/** May set up what the request needs. */
export type Make = (at: Fixture) => Input | Promise<Input>

export type Row = {
  readonly minimal: Make
  /** Every optional member but NextToken; absent: there is none. */
  readonly full?: Make
  /** Members that a reply must have. */
  readonly answers: readonly string[]
  /** Where AWS's own replies depart from its model. */
  readonly departs?: RegExp
  /** One for each declared error; ThrottledException is provoked on every operation by the limiter. A text: why no request provokes it. */
  readonly errors: Readonly<Partial<Record<ErrorName, Make | string>>>
  /** For operations with a NextToken: what the pages hold together; `many` when it does not fit one. */
  readonly pages?: {
    readonly input: Make
    readonly member: string
    readonly idOf: (one: Output) => unknown
    readonly total: number | ((at: Fixture) => number)
    readonly many?: true
  }
}

const window = ({ nowS }: Fixture) => ({ StartTime: nowS - 3600, EndTime: nowS + 600 })
const document = () => JSON.stringify(segment())
const nobody = 'arn:aws:xray:us-east-1:000000000000:group/nobody/AAAA'
const noTrace = '1-00000001-000000000000000000000001'
const noInsight = '00000000-0000-4000-8000-000000000000'
const policy = (sid = 'a', Effect = 'Allow') =>
  JSON.stringify({ Statement: [{ Sid: sid, Effect, Principal: '*', Action: 'xray:*', Resource: '*' }] })
const tags = (n: number, prefix = 'k') => Array.from({ length: n }, (_, i) => ({ Key: `${prefix}${i}`, Value: 'v' }))

async function newGroup(at: Fixture): Promise<{ name: string; arn: string }> {
  const name = at.newName()
  const { Group } = await at.send('CreateGroup', { GroupName: name, FilterExpression: 'fault' })
  return { name, arn: String((Group as Output).GroupARN) }
}

async function newPolicy(at: Fixture): Promise<string> {
  const PolicyName = at.newName()
  await at.send('PutResourcePolicy', { PolicyName, PolicyDocument: policy() })
  return PolicyName
}

/** Fills up to a limit, whatever is there. */
async function filled(at: Fixture, most: number, one: (at: Fixture) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < most; n++)
    if (
      !(await one(at).then(
        () => true,
        () => false,
      ))
    )
      return
}

async function retrieved(at: Fixture, traces: number): Promise<Input> {
  const TraceIds = at.traceIds.slice(0, traces)
  const { RetrievalToken } = await at.send('StartTraceRetrieval', { TraceIds, ...window(at) })
  for (;;) {
    const { RetrievalStatus } = await at.send('ListRetrievedTraces', { RetrievalToken })
    if (RetrievalStatus === 'COMPLETE') return { RetrievalToken }
    if (RetrievalStatus !== 'SCHEDULED' && RetrievalStatus !== 'RUNNING')
      throw new Error(`retrieval: ${RetrievalStatus}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export const table: Readonly<Record<OperationName, Row>> = {
  PutTraceSegments: {
    minimal: () => ({ TraceSegmentDocuments: [document()] }),
    full: () => ({ TraceSegmentDocuments: [document(), document(), 'no segment'] }),
    answers: ['UnprocessedTraceSegments'],
    errors: { InvalidRequestException: () => ({ TraceSegmentDocuments: [] }) },
  },
  PutTelemetryRecords: {
    minimal: ({ nowS }) => ({ TelemetryRecords: [{ Timestamp: nowS }] }),
    full: ({ nowS }) => ({
      TelemetryRecords: Array.from({ length: 10 }, () => ({
        Timestamp: nowS,
        SegmentsReceivedCount: 5,
        SegmentsSentCount: 4,
        SegmentsSpilloverCount: 1,
        SegmentsRejectedCount: 0,
        BackendConnectionErrors: {
          TimeoutCount: 1,
          ConnectionRefusedCount: 2,
          HTTPCode4XXCount: 3,
          HTTPCode5XXCount: 4,
          UnknownHostCount: 5,
          OtherCount: 6,
        },
      })),
      EC2InstanceId: 'i-0a1b2c3d4e5f60718',
      Hostname: 'host',
      ResourceARN: 'arn:aws:ec2:eu-west-1:000000000000:instance/i-0a1b2c3d4e5f60718',
    }),
    answers: [],
    errors: { InvalidRequestException: () => ({ TelemetryRecords: [] }) },
  },
  GetTraceSummaries: {
    minimal: window,
    full: (at) => ({
      ...window(at),
      TimeRangeType: 'Event',
      Sampling: true,
      SamplingStrategy: { Name: 'FixedRate', Value: 1 },
      FilterExpression: 'fault AND group.name = "conformance"',
    }),
    answers: ['TraceSummaries', 'ApproximateTime', 'TracesProcessedCount'],
    errors: { InvalidRequestException: (at) => ({ ...window(at), FilterExpression: 'service(' }) },
    pages: {
      input: (at) => ({ ...window(at), FilterExpression: 'annotation.tenant = "a"' }),
      member: 'TraceSummaries',
      idOf: ({ Id }) => Id,
      total: (at) => at.traceIds.length,
      many: true,
    },
  },
  BatchGetTraces: {
    minimal: (at) => ({ TraceIds: at.traceIds.slice(0, 1) }),
    full: (at) => ({ TraceIds: [...at.traceIds.slice(0, 4), noTrace] }),
    answers: ['Traces', 'UnprocessedTraceIds'],
    errors: { InvalidRequestException: (at) => ({ TraceIds: at.traceIds.slice(0, 6) }) },
    pages: {
      input: (at) => ({ TraceIds: at.traceIds.slice(0, 5) }),
      member: 'Traces',
      idOf: ({ Id }) => Id,
      total: 5,
    },
  },
  GetServiceGraph: {
    minimal: window,
    full: (at) => ({ ...window(at), GroupName: at.group.name }),
    answers: ['StartTime', 'EndTime', 'Services', 'ContainsOldGroupVersions'],
    errors: { InvalidRequestException: (at) => ({ ...window(at), GroupARN: nobody }) },
    pages: {
      input: (at) => ({ ...window(at), GroupARN: at.group.arn }),
      member: 'Services',
      idOf: ({ ReferenceId }) => ReferenceId,
      total: 3,
    },
  },
  GetTraceGraph: {
    minimal: (at) => ({ TraceIds: at.traceIds.slice(0, 1) }),
    full: (at) => ({ TraceIds: at.traceIds.slice(0, 5) }),
    answers: ['Services'],
    errors: { InvalidRequestException: () => ({ TraceIds: [] }) },
    pages: {
      input: (at) => ({ TraceIds: at.traceIds.slice(0, 2) }),
      member: 'Services',
      idOf: ({ ReferenceId }) => ReferenceId,
      total: 3,
    },
  },
  GetTimeSeriesServiceStatistics: {
    minimal: window,
    full: (at) => ({
      ...window(at),
      GroupName: at.group.name,
      EntitySelectorExpression: 'service("web")',
      Period: 300,
      ForecastStatistics: true,
    }),
    answers: ['TimeSeriesServiceStatistics', 'ContainsOldGroupVersions'],
    errors: { InvalidRequestException: (at) => ({ ...window(at), Period: 120 }) },
    pages: {
      // Only the fixture's traces ended then: in one minute, or in two where a minute ends among them.
      input: ({ nowS }) => ({ StartTime: nowS - 180, EndTime: nowS - 60, Period: 60 }),
      member: 'TimeSeriesServiceStatistics',
      idOf: ({ Timestamp }) => String(Timestamp),
      total: ({ nowS, traceIds }) => new Set(traceIds.map((_, i) => Math.floor((nowS - 119 + i / 10) / 60))).size,
    },
  },
  GetSamplingRules: {
    minimal: () => ({}),
    answers: ['SamplingRuleRecords'],
    // That of Default.
    departs: /Priority: value 10000 is above 9999$/,
    errors: { InvalidRequestException: 'a token that was made up is ignored, as observed' },
    pages: {
      input: () => ({}),
      member: 'SamplingRuleRecords',
      idOf: ({ SamplingRule }) => (SamplingRule as Output).RuleName,
      total: 2,
    },
  },
  CreateSamplingRule: {
    minimal: (at) => ({ SamplingRule: newRule(at.newName()) }),
    full: (at) => ({
      SamplingRule: { ...newRule(at.newName()), Attributes: { tier: 'gold' }, SamplingRateBoost: boost },
      Tags: tags(2),
    }),
    answers: ['SamplingRuleRecord'],
    errors: {
      InvalidRequestException: (at) => ({ SamplingRule: newRule(at.rule.name) }),
      RuleLimitExceededException: async (at) => {
        await filled(at, 25, () => at.send('CreateSamplingRule', { SamplingRule: newRule(at.newName()) }))
        return { SamplingRule: newRule(at.newName()) }
      },
    },
  },
  UpdateSamplingRule: {
    minimal: async (at) => {
      const RuleName = at.newName()
      await at.send('CreateSamplingRule', { SamplingRule: newRule(RuleName) })
      return { SamplingRuleUpdate: { RuleName } }
    },
    full: async (at) => {
      const { Version: _, ...rule } = newRule(at.newName())
      await at.send('CreateSamplingRule', { SamplingRule: { ...rule, Version: 1 } })
      return { SamplingRuleUpdate: { ...rule, Priority: 8000, Attributes: { a: 'b' }, SamplingRateBoost: boost } }
    },
    answers: ['SamplingRuleRecord'],
    errors: { InvalidRequestException: () => ({ SamplingRuleUpdate: { RuleName: 'Default', Priority: 5 } }) },
  },
  DeleteSamplingRule: {
    minimal: async (at) => {
      const RuleName = at.newName()
      await at.send('CreateSamplingRule', { SamplingRule: newRule(RuleName) })
      return { RuleName }
    },
    full: async (at) => {
      const { SamplingRuleRecord } = await at.send('CreateSamplingRule', { SamplingRule: newRule(at.newName()) })
      return { RuleARN: ((SamplingRuleRecord as Output).SamplingRule as Output).RuleARN }
    },
    answers: ['SamplingRuleRecord'],
    errors: { InvalidRequestException: () => ({ RuleName: 'nobody' }) },
  },
  GetSamplingTargets: {
    minimal: ({ nowS }) => ({
      SamplingStatisticsDocuments: [
        { RuleName: 'Default', ClientID: 'a'.repeat(24), Timestamp: nowS, RequestCount: 10, SampledCount: 1 },
      ],
    }),
    full: ({ nowS, rule }) => ({
      SamplingStatisticsDocuments: Array.from({ length: 25 }, (_, i) => ({
        RuleName: i % 2 === 0 ? rule.name : 'nobody',
        ClientID: `${i}`.padStart(24, '0'),
        Timestamp: nowS,
        RequestCount: 10,
        SampledCount: 1,
        BorrowCount: 1,
      })),
      SamplingBoostStatisticsDocuments: [
        {
          RuleName: rule.name,
          ServiceName: 's',
          Timestamp: nowS,
          AnomalyCount: 9,
          TotalCount: 10,
          SampledAnomalyCount: 1,
        },
        {
          RuleName: 'nobody',
          ServiceName: 's',
          Timestamp: nowS,
          AnomalyCount: 0,
          TotalCount: 0,
          SampledAnomalyCount: 0,
        },
      ],
    }),
    answers: ['SamplingTargetDocuments', 'LastRuleModification', 'UnprocessedStatistics', 'UnprocessedBoostStatistics'],
    errors: { InvalidRequestException: 'what is wrong with a document is told in UnprocessedStatistics' },
  },
  GetSamplingStatisticSummaries: {
    minimal: () => ({}),
    answers: ['SamplingStatisticSummaries'],
    errors: { InvalidRequestException: () => ({ NextToken: 'made up' }) },
    pages: {
      input: async ({ nowS, rule, send }) => {
        const Timestamp = nowS
        const counts = { RequestCount: 10, SampledCount: 1 }
        const documents = ['Default', rule.name].map((RuleName) => ({
          ...{ RuleName, ClientID: 'b'.repeat(24), Timestamp },
          ...counts,
        }))
        await send('GetSamplingTargets', { SamplingStatisticsDocuments: documents })
        return {}
      },
      member: 'SamplingStatisticSummaries',
      idOf: ({ RuleName, Timestamp }) => `${RuleName} ${Timestamp}`,
      total: 2,
    },
  },
  CreateGroup: {
    minimal: (at) => ({ GroupName: at.newName(), FilterExpression: 'fault' }),
    full: (at) => ({
      GroupName: at.newName(),
      FilterExpression: 'fault',
      InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true },
      Tags: tags(50),
    }),
    answers: ['Group'],
    errors: { InvalidRequestException: (at) => ({ GroupName: at.newName() }) },
  },
  GetGroup: {
    minimal: (at) => ({ GroupName: at.group.name }),
    full: (at) => ({ GroupARN: at.group.arn }),
    answers: ['Group'],
    errors: { InvalidRequestException: () => ({ GroupName: 'nobody' }) },
  },
  GetGroups: {
    minimal: () => ({}),
    answers: ['Groups'],
    errors: { InvalidRequestException: () => ({ NextToken: 'made up' }) },
    pages: {
      input: async (at) => {
        await filled(at, 25, newGroup)
        return {}
      },
      member: 'Groups',
      idOf: ({ GroupARN }) => GroupARN,
      total: 25,
    },
  },
  UpdateGroup: {
    minimal: async (at) => ({ GroupName: (await newGroup(at)).name, FilterExpression: 'error' }),
    full: async (at) => ({
      GroupARN: (await newGroup(at)).arn,
      FilterExpression: 'error',
      InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true },
    }),
    answers: ['Group'],
    errors: { InvalidRequestException: (at) => ({ GroupName: at.group.name, FilterExpression: '' }) },
  },
  DeleteGroup: {
    minimal: async (at) => ({ GroupName: (await newGroup(at)).name }),
    full: async (at) => ({ GroupARN: (await newGroup(at)).arn }),
    answers: [],
    errors: { InvalidRequestException: () => ({ GroupARN: nobody }) },
  },
  GetInsightSummaries: {
    minimal: (at) => ({ ...window(at), GroupName: at.group.name }),
    full: (at) => ({ ...window(at), GroupARN: at.group.arn, States: ['CLOSED'], MaxResults: 100 }),
    answers: ['InsightSummaries'],
    errors: { InvalidRequestException: (at) => ({ ...window(at), GroupName: 'nobody' }) },
    pages: {
      input: (at) => ({ ...window(at), GroupARN: at.group.arn, MaxResults: 1 }),
      member: 'InsightSummaries',
      idOf: ({ InsightId }) => InsightId,
      total: (at) => at.insightIds.length,
      many: true,
    },
  },
  GetInsight: {
    minimal: (at) => ({ InsightId: at.insightIds[0] }),
    answers: ['Insight'],
    errors: { InvalidRequestException: () => ({ InsightId: noInsight }) },
  },
  GetInsightEvents: {
    minimal: (at) => ({ InsightId: at.insightIds[0] }),
    full: (at) => ({ InsightId: at.insightIds[0], MaxResults: 50 }),
    answers: ['InsightEvents'],
    errors: { InvalidRequestException: () => ({ InsightId: noInsight }) },
    pages: {
      input: (at) => ({ InsightId: at.insightIds[0], MaxResults: 1 }),
      member: 'InsightEvents',
      idOf: ({ EventTime }) => String(EventTime),
      total: 3,
      many: true,
    },
  },
  GetInsightImpactGraph: {
    minimal: (at) => ({ InsightId: at.insightIds[0], ...window(at) }),
    answers: ['InsightId', 'StartTime', 'EndTime', 'ServiceGraphStartTime', 'ServiceGraphEndTime', 'Services'],
    errors: { InvalidRequestException: (at) => ({ InsightId: noInsight, ...window(at) }) },
    pages: {
      input: (at) => ({ InsightId: at.insightIds[0], ...window(at) }),
      member: 'Services',
      idOf: ({ ReferenceId }) => ReferenceId,
      total: 2,
    },
  },
  GetEncryptionConfig: {
    minimal: () => ({}),
    answers: ['EncryptionConfig'],
    errors: { InvalidRequestException: 'the request has no members' },
  },
  PutEncryptionConfig: {
    minimal: () => ({ Type: 'NONE' }),
    full: () => ({ Type: 'KMS', KeyId: 'alias/traces' }),
    answers: ['EncryptionConfig'],
    errors: { InvalidRequestException: () => ({ Type: 'KMS' }) },
  },
  PutResourcePolicy: {
    minimal: (at) => ({ PolicyName: at.newName(), PolicyDocument: policy() }),
    full: (at) => ({
      PolicyName: at.newName(),
      PolicyDocument: policy('a', 'Deny'),
      PolicyRevisionId: '0',
      BypassPolicyLockoutCheck: true,
    }),
    answers: ['ResourcePolicy'],
    errors: {
      MalformedPolicyDocumentException: (at) => ({ PolicyName: at.newName(), PolicyDocument: '{}' }),
      LockoutPreventionException: (at) => ({ PolicyName: at.newName(), PolicyDocument: policy('a', 'Deny') }),
      InvalidPolicyRevisionIdException: (at) => ({
        PolicyName: at.newName(),
        PolicyDocument: policy(),
        PolicyRevisionId: '7',
      }),
      PolicySizeLimitExceededException: (at) => ({
        PolicyName: at.newName(),
        PolicyDocument: policy('a'.repeat(5 * 1024)),
      }),
      PolicyCountLimitExceededException: async (at) => {
        await filled(at, 5, newPolicy)
        return { PolicyName: at.newName(), PolicyDocument: policy() }
      },
    },
  },
  ListResourcePolicies: {
    minimal: () => ({}),
    answers: ['ResourcePolicies'],
    errors: { InvalidRequestException: () => ({ NextToken: 'made up' }) },
    pages: {
      input: async (at) => {
        await filled(at, 5, newPolicy)
        return {}
      },
      member: 'ResourcePolicies',
      idOf: ({ PolicyName }) => PolicyName,
      total: 5,
    },
  },
  DeleteResourcePolicy: {
    minimal: async (at) => ({ PolicyName: await newPolicy(at) }),
    full: async (at) => ({ PolicyName: await newPolicy(at), PolicyRevisionId: '1' }),
    answers: [],
    errors: {
      InvalidRequestException: () => ({ PolicyName: 'nobody' }),
      InvalidPolicyRevisionIdException: async (at) => ({ PolicyName: await newPolicy(at), PolicyRevisionId: '7' }),
    },
  },
  TagResource: {
    minimal: async (at) => ({ ResourceARN: (await newGroup(at)).arn, Tags: tags(1) }),
    full: (at) => ({ ResourceARN: at.rule.arn, Tags: tags(50) }),
    answers: [],
    errors: {
      InvalidRequestException: (at) => ({ ResourceARN: at.group.arn, Tags: [{ Key: 'aws:a', Value: '' }] }),
      ResourceNotFoundException: () => ({ ResourceARN: nobody, Tags: tags(1) }),
      TooManyTagsException: async (at) => {
        const { arn } = await newGroup(at)
        await at.send('TagResource', { ResourceARN: arn, Tags: tags(50) })
        return { ResourceARN: arn, Tags: tags(1, 'other') }
      },
    },
  },
  UntagResource: {
    minimal: (at) => ({ ResourceARN: at.group.arn, TagKeys: ['k0'] }),
    full: (at) => ({ ResourceARN: at.rule.arn, TagKeys: tags(200).map(({ Key }) => Key) }),
    answers: [],
    errors: {
      InvalidRequestException: () => ({ ResourceARN: 'no ARN', TagKeys: ['k0'] }),
      ResourceNotFoundException: () => ({ ResourceARN: nobody, TagKeys: ['k0'] }),
    },
  },
  ListTagsForResource: {
    minimal: (at) => ({ ResourceARN: at.rule.arn }),
    answers: ['Tags'],
    errors: {
      InvalidRequestException: () => ({ ResourceARN: 'no ARN' }),
      ResourceNotFoundException: () => ({ ResourceARN: nobody }),
    },
    pages: {
      input: async (at) => {
        const { arn } = await newGroup(at)
        await at.send('TagResource', { ResourceARN: arn, Tags: tags(50) })
        return { ResourceARN: arn }
      },
      member: 'Tags',
      idOf: ({ Key }) => Key,
      total: 50,
    },
  },
  GetTraceSegmentDestination: {
    minimal: () => ({}),
    answers: ['Destination', 'Status'],
    errors: { InvalidRequestException: 'the request has no members' },
  },
  UpdateTraceSegmentDestination: {
    minimal: () => ({ Destination: 'XRay' }),
    full: () => ({ Destination: 'CloudWatchLogs' }),
    answers: ['Destination', 'Status'],
    errors: { InvalidRequestException: () => ({}) },
  },
  GetIndexingRules: {
    minimal: () => ({}),
    answers: ['IndexingRules'],
    errors: { InvalidRequestException: () => ({ NextToken: 'made up' }) },
    pages: { input: () => ({}), member: 'IndexingRules', idOf: ({ Name }) => Name, total: 1 },
  },
  UpdateIndexingRule: {
    minimal: () => ({ Name: 'Default', Rule: { Probabilistic: { DesiredSamplingPercentage: 5 } } }),
    answers: ['IndexingRule'],
    errors: {
      InvalidRequestException: () => ({ Name: 'Default', Rule: { Probabilistic: { DesiredSamplingPercentage: 101 } } }),
      ResourceNotFoundException: () => ({ Name: 'nobody', Rule: { Probabilistic: { DesiredSamplingPercentage: 5 } } }),
    },
  },
  StartTraceRetrieval: {
    minimal: (at) => ({ TraceIds: at.traceIds.slice(0, 1), ...window(at) }),
    full: (at) => ({ TraceIds: at.traceIds.slice(0, 100), ...window(at) }),
    answers: ['RetrievalToken'],
    errors: {
      InvalidRequestException: (at) => ({ TraceIds: ['1-x'], ...window(at) }),
      ResourceNotFoundException: 'an unknown trace is missing from the result, as with BatchGetTraces',
    },
  },
  ListRetrievedTraces: {
    minimal: (at) => retrieved(at, 1),
    full: async (at) => ({ ...(await retrieved(at, 2)), TraceFormat: 'OTEL' }),
    answers: ['RetrievalStatus', 'TraceFormat', 'Traces'],
    errors: {
      InvalidRequestException: async (at) => ({ ...(await retrieved(at, 1)), NextToken: 'made up' }),
      ResourceNotFoundException: () => ({ RetrievalToken: newTraceId() }),
    },
    pages: {
      input: (at) => retrieved(at, 12),
      member: 'Traces',
      idOf: ({ Id }) => Id,
      total: 12,
      many: true,
    },
  },
  GetRetrievedTracesGraph: {
    minimal: (at) => retrieved(at, 3),
    answers: ['RetrievalStatus', 'Services'],
    errors: {
      InvalidRequestException: async (at) => ({ ...(await retrieved(at, 1)), NextToken: 'made up' }),
      ResourceNotFoundException: () => ({ RetrievalToken: newTraceId() }),
    },
    pages: {
      input: (at) => retrieved(at, 3),
      member: 'Services',
      idOf: ({ Service }) => (Service as Output).ReferenceId,
      total: 3,
    },
  },
  CancelTraceRetrieval: {
    minimal: (at) => at.send('StartTraceRetrieval', { TraceIds: at.traceIds.slice(0, 100), ...window(at) }),
    answers: [],
    errors: {
      InvalidRequestException: () => ({ RetrievalToken: '' }),
      ResourceNotFoundException: () => ({ RetrievalToken: newTraceId() }),
    },
  },
}
