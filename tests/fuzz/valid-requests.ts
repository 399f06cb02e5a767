/** A valid request of every operation: what the mutations start from. The table is complete by its type, and held to the model by a test. */
import type { OperationName } from '../../apps/xray/src/api/model.ts'
import { documentsToMutate } from './documents.ts'
import type { Json } from './mutate.ts'
import type { Random } from './random.ts'

/** Few names, so that what one case makes another finds. */
const name = (random: Random) => random.pick(['Default', 'checkout', 'g1', 'g2', 'r1', 'r2', 'p1', 'p2', '#$%'])
const arn = (random: Random) =>
  `arn:aws:xray:us-east-1:000000000000:${random.pick(['group', 'sampling-rule'])}/${name(random)}`
const nowS = () => Math.floor(Date.now() / 1000)
const window = (random: Random) => {
  const from = nowS() - random.pick([60, 600, 3_600, 21_600])
  return { StartTime: from, EndTime: from + random.pick([1, 300, 3_600]) }
}
const groupOf = (random: Random): { [name: string]: Json } =>
  random.pick<{ [name: string]: Json }>([{}, { GroupName: name(random) }, { GroupARN: arn(random) }])
const uuid = (random: Random) =>
  `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`
const traceId = (random: Random) =>
  `1-${(nowS() - random.below(600)).toString(16)}-${random.pick(['0', '1']).repeat(24)}`
const tags = (random: Random) => [{ Key: random.pick(['team', 'stage']), Value: 'x' }]
const filter = (random: Random) =>
  random.pick([
    'ok',
    'service("web") { fault }',
    'edge("web", "api") { duration > 0.5 AND http.status != 200 }',
    'annotation.tier = "gold" OR annotation[size] >= 3',
    'responsetime BETWEEN 1 AND 2',
    'http.url CONTAINS "/orders" AND !user BEGINSWITH "a"',
    'service(id(name: "web", type: "AWS::EC2::Instance")) AND group.name = "Default"',
    'rootcause.fault.service { name = "web" }',
  ])
const insights = { InsightsEnabled: true, NotificationsEnabled: false }
const rule = (random: Random) => ({
  RuleName: name(random),
  ResourceARN: '*',
  Priority: 1 + random.below(9_999),
  FixedRate: random.next(),
  ReservoirSize: random.below(100),
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: random.pick(['*', 'GET']),
  URLPath: random.pick(['*', '/orders/*']),
  Version: 1,
  Attributes: { tier: 'gold' },
})
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'a', Effect: 'Allow', Principal: { AWS: '*' }, Action: 'xray:*', Resource: '*' }],
})
const token = (random: Random): { [name: string]: Json } => (random.chance(0.2) ? { NextToken: random.hex(20) } : {})

export const validRequests: { readonly [N in OperationName]: (random: Random) => { [name: string]: Json } } = {
  BatchGetTraces: (r) => ({ TraceIds: [traceId(r), `1-${r.hex(8)}-${r.hex(24)}`] }),
  CancelTraceRetrieval: (r) => ({ RetrievalToken: uuid(r) }),
  CreateGroup: (r) => ({
    GroupName: name(r),
    FilterExpression: filter(r),
    InsightsConfiguration: insights,
    Tags: tags(r),
  }),
  CreateSamplingRule: (r) => ({ SamplingRule: rule(r), Tags: tags(r) }),
  DeleteGroup: (r) => ({ GroupName: name(r) }),
  DeleteResourcePolicy: (r) => ({ PolicyName: name(r).replace(/[^\w]/g, 'x') }),
  DeleteSamplingRule: (r) => ({ RuleName: name(r) }),
  GetEncryptionConfig: () => ({}),
  GetGroup: (r) => ({ GroupName: name(r) }),
  GetGroups: () => ({}),
  GetIndexingRules: () => ({}),
  GetInsight: (r) => ({ InsightId: uuid(r) }),
  GetInsightEvents: (r) => ({ InsightId: uuid(r), MaxResults: 1 + r.below(50) }),
  GetInsightImpactGraph: (r) => ({ InsightId: uuid(r), ...window(r) }),
  GetInsightSummaries: (r) => ({ States: ['ACTIVE'], GroupName: name(r), ...window(r), MaxResults: 1 + r.below(100) }),
  GetRetrievedTracesGraph: (r) => ({ RetrievalToken: uuid(r) }),
  GetSamplingRules: () => ({}),
  GetSamplingStatisticSummaries: () => ({}),
  GetSamplingTargets: (r) => ({
    SamplingStatisticsDocuments: [
      {
        RuleName: name(r),
        ClientID: r.hex(24),
        Timestamp: nowS(),
        RequestCount: 10 + r.below(10),
        SampledCount: r.below(10),
        BorrowCount: r.below(2),
      },
    ],
    SamplingBoostStatisticsDocuments: [
      {
        RuleName: name(r),
        ServiceName: 'web',
        Timestamp: nowS(),
        AnomalyCount: 1,
        TotalCount: 10,
        SampledAnomalyCount: 1,
      },
    ],
  }),
  GetServiceGraph: (r) => ({ ...window(r), ...groupOf(r) }),
  GetTimeSeriesServiceStatistics: (r) => ({
    ...window(r),
    ...groupOf(r),
    EntitySelectorExpression: r.pick(['service("web")', 'edge("web", "api")', 'service(id(name: "web"))']),
    Period: r.pick([60, 300]),
    ForecastStatistics: false,
  }),
  GetTraceGraph: (r) => ({ TraceIds: [traceId(r)] }),
  GetTraceSegmentDestination: () => ({}),
  GetTraceSummaries: (r) => ({
    ...window(r),
    TimeRangeType: r.pick(['TraceId', 'Event', 'Service']),
    FilterExpression: filter(r),
    Sampling: r.chance(0.3),
    SamplingStrategy: { Name: r.pick(['PartialScan', 'FixedRate']), Value: r.next() },
    ...token(r),
  }),
  ListResourcePolicies: () => ({}),
  ListRetrievedTraces: (r) => ({ RetrievalToken: uuid(r), TraceFormat: r.pick(['XRAY', 'OTEL']) }),
  ListTagsForResource: (r) => ({ ResourceARN: arn(r) }),
  PutEncryptionConfig: (r) =>
    r.pick<{ [name: string]: Json }>([{ Type: 'NONE' }, { Type: 'KMS', KeyId: 'alias/traces' }]),
  PutResourcePolicy: (r) => ({
    PolicyName: name(r).replace(/[^\w]/g, 'x'),
    PolicyDocument: policy,
    BypassPolicyLockoutCheck: r.chance(0.5),
  }),
  PutTelemetryRecords: () => ({
    TelemetryRecords: [
      {
        Timestamp: nowS(),
        SegmentsReceivedCount: 1,
        SegmentsSentCount: 1,
        SegmentsSpilloverCount: 0,
        SegmentsRejectedCount: 0,
        BackendConnectionErrors: { TimeoutCount: 0, OtherCount: 1 },
      },
    ],
    EC2InstanceId: 'i-0123456789abcdef0',
    Hostname: 'host',
    ResourceARN: '*',
  }),
  PutTraceSegments: (r) => ({ TraceSegmentDocuments: [JSON.stringify(documentsToMutate(r))] }),
  StartTraceRetrieval: (r) => ({ TraceIds: [traceId(r), traceId(r)], ...window(r) }),
  TagResource: (r) => ({ ResourceARN: arn(r), Tags: tags(r) }),
  UntagResource: (r) => ({ ResourceARN: arn(r), TagKeys: ['team'] }),
  UpdateGroup: (r) => ({ GroupName: name(r), FilterExpression: filter(r), InsightsConfiguration: insights }),
  UpdateIndexingRule: (r) => ({
    Name: 'Default',
    Rule: { Probabilistic: { DesiredSamplingPercentage: r.below(101) } },
  }),
  UpdateSamplingRule: (r) => ({
    SamplingRuleUpdate: { RuleName: name(r), FixedRate: r.next(), Attributes: { a: 'b' } },
  }),
  UpdateTraceSegmentDestination: (r) => ({ Destination: r.pick(['XRay', 'XRay', 'CloudWatchLogs']) }),
}
