/**
 * The X-Ray API as data: each operation's path, its declared errors and the members of its request, as the published service model
 * (2016-04-12, 38 operations) has them: names, types, lengths, ranges, enumerations. `members.ts` holds every request to it;
 * what the model cannot say (which of two members, what text for which mistake) is the operation's own.
 */

import type { ErrorName } from './errors.ts'
import {
  dictionary,
  flag,
  integer,
  list,
  number,
  oneOf,
  optional,
  required,
  type Shape,
  structure,
  text,
  timestamp,
  union,
} from './members.ts'

const insightId = text({
  pattern: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/u,
})

const insightsConfiguration = structure({
  InsightsEnabled: optional(flag),
  NotificationsEnabled: optional(flag),
})

const tag = structure({
  Key: required(text({ min: 1, max: 128 })),
  Value: required(text({ min: 0, max: 256 })),
})

const samplingRateBoost = structure({
  MaxRate: required(number({ min: 0, max: 1 })),
  CooldownWindowMinutes: required(integer({ min: 0 })),
})

const samplingRule = structure({
  RuleName: optional(text({ min: 1, max: 32 })),
  RuleARN: optional(text()),
  ResourceARN: required(text({ max: 500 })),
  Priority: required(integer({ min: 1, max: 9999 })),
  FixedRate: required(number({ min: 0, max: 1 })),
  ReservoirSize: required(integer({ min: 0 })),
  ServiceName: required(text({ max: 64 })),
  ServiceType: required(text({ max: 64 })),
  Host: required(text({ max: 64 })),
  HTTPMethod: required(text({ max: 10 })),
  URLPath: required(text({ max: 128 })),
  Version: required(integer({ min: 1 })),
  Attributes: optional(dictionary(text({ min: 1, max: 32 }), text({ min: 1, max: 32 }), { max: 5 })),
  SamplingRateBoost: optional(samplingRateBoost),
})

const samplingStatisticsDocument = structure({
  RuleName: required(text({ min: 1, max: 32 })),
  ClientID: required(text({ min: 24, max: 24 })),
  Timestamp: required(timestamp),
  RequestCount: required(integer({ min: 0 })),
  SampledCount: required(integer({ min: 0 })),
  BorrowCount: optional(integer({ min: 0 })),
})

const samplingBoostStatisticsDocument = structure({
  RuleName: required(text({ min: 1, max: 32 })),
  ServiceName: required(text({ max: 64 })),
  Timestamp: required(timestamp),
  AnomalyCount: required(integer({ min: 0 })),
  TotalCount: required(integer({ min: 0 })),
  SampledAnomalyCount: required(integer({ min: 0 })),
})

const samplingStrategy = structure({
  Name: optional(oneOf('PartialScan', 'FixedRate')),
  Value: optional(number()),
})

const backendConnectionErrors = structure({
  TimeoutCount: optional(integer()),
  ConnectionRefusedCount: optional(integer()),
  HTTPCode4XXCount: optional(integer()),
  HTTPCode5XXCount: optional(integer()),
  UnknownHostCount: optional(integer()),
  OtherCount: optional(integer()),
})

const telemetryRecord = structure({
  Timestamp: required(timestamp),
  SegmentsReceivedCount: optional(integer()),
  SegmentsSentCount: optional(integer()),
  SegmentsSpilloverCount: optional(integer()),
  SegmentsRejectedCount: optional(integer()),
  BackendConnectionErrors: optional(backendConnectionErrors),
})

const probabilisticRuleValueUpdate = structure({
  DesiredSamplingPercentage: required(number()),
})

const indexingRuleValueUpdate = union({
  Probabilistic: optional(probabilisticRuleValueUpdate),
})

const samplingRuleUpdate = structure({
  RuleName: optional(text({ min: 1, max: 32 })),
  RuleARN: optional(text()),
  ResourceARN: optional(text({ max: 500 })),
  Priority: optional(integer()),
  FixedRate: optional(number()),
  ReservoirSize: optional(integer()),
  Host: optional(text({ max: 64 })),
  ServiceName: optional(text({ max: 64 })),
  ServiceType: optional(text({ max: 64 })),
  HTTPMethod: optional(text({ max: 10 })),
  URLPath: optional(text({ max: 128 })),
  Attributes: optional(dictionary(text({ min: 1, max: 32 }), text({ min: 1, max: 32 }), { max: 5 })),
  SamplingRateBoost: optional(samplingRateBoost),
})

type OperationModel = { readonly path: string; readonly errors: readonly ErrorName[]; readonly input: Shape }

export const model = {
  BatchGetTraces: {
    path: '/Traces',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      TraceIds: required(list(text({ min: 1, max: 35 }))),
      NextToken: optional(text()),
    },
  },
  CancelTraceRetrieval: {
    path: '/CancelTraceRetrieval',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException'],
    input: {
      RetrievalToken: required(text({ min: 0, max: 1020 })),
    },
  },
  CreateGroup: {
    path: '/CreateGroup',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      GroupName: required(text({ min: 1, max: 32 })),
      FilterExpression: optional(text()),
      InsightsConfiguration: optional(insightsConfiguration),
      Tags: optional(list(tag, { min: 0, max: 200 })),
    },
  },
  CreateSamplingRule: {
    path: '/CreateSamplingRule',
    errors: ['InvalidRequestException', 'ThrottledException', 'RuleLimitExceededException'],
    input: {
      SamplingRule: required(samplingRule),
      Tags: optional(list(tag, { min: 0, max: 200 })),
    },
  },
  DeleteGroup: {
    path: '/DeleteGroup',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      GroupName: optional(text({ min: 1, max: 32 })),
      GroupARN: optional(text({ min: 1, max: 400 })),
    },
  },
  DeleteResourcePolicy: {
    path: '/DeleteResourcePolicy',
    errors: ['InvalidRequestException', 'InvalidPolicyRevisionIdException', 'ThrottledException'],
    input: {
      PolicyName: required(text({ min: 1, max: 128, pattern: /^[\w+=,.@-]+$/u })),
      PolicyRevisionId: optional(text()),
    },
  },
  DeleteSamplingRule: {
    path: '/DeleteSamplingRule',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      RuleName: optional(text()),
      RuleARN: optional(text()),
    },
  },
  GetEncryptionConfig: {
    path: '/EncryptionConfig',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {},
  },
  GetGroup: {
    path: '/GetGroup',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      GroupName: optional(text({ min: 1, max: 32 })),
      GroupARN: optional(text({ min: 1, max: 400 })),
    },
  },
  GetGroups: {
    path: '/Groups',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      NextToken: optional(text({ min: 1, max: 100 })),
    },
  },
  GetIndexingRules: {
    path: '/GetIndexingRules',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      NextToken: optional(text()),
    },
  },
  GetInsight: {
    path: '/Insight',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      InsightId: required(insightId),
    },
  },
  GetInsightEvents: {
    path: '/InsightEvents',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      InsightId: required(insightId),
      MaxResults: optional(integer({ min: 1, max: 50 })),
      NextToken: optional(text({ min: 1, max: 2000 })),
    },
  },
  GetInsightImpactGraph: {
    path: '/InsightImpactGraph',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      InsightId: required(insightId),
      StartTime: required(timestamp),
      EndTime: required(timestamp),
      NextToken: optional(text({ min: 1, max: 2000 })),
    },
  },
  GetInsightSummaries: {
    path: '/InsightSummaries',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      States: optional(list(oneOf('ACTIVE', 'CLOSED'), { min: 0, max: 1 })),
      GroupARN: optional(text({ min: 1, max: 400 })),
      GroupName: optional(text({ min: 1, max: 32 })),
      StartTime: required(timestamp),
      EndTime: required(timestamp),
      MaxResults: optional(integer({ min: 1, max: 100 })),
      NextToken: optional(text({ min: 1, max: 2000 })),
    },
  },
  GetRetrievedTracesGraph: {
    path: '/GetRetrievedTracesGraph',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException'],
    input: {
      RetrievalToken: required(text({ min: 0, max: 1020 })),
      NextToken: optional(text()),
    },
  },
  GetSamplingRules: {
    path: '/GetSamplingRules',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      NextToken: optional(text()),
    },
  },
  GetSamplingStatisticSummaries: {
    path: '/SamplingStatisticSummaries',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      NextToken: optional(text()),
    },
  },
  GetSamplingTargets: {
    path: '/SamplingTargets',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      SamplingStatisticsDocuments: required(list(samplingStatisticsDocument, { max: 25 })),
      SamplingBoostStatisticsDocuments: optional(list(samplingBoostStatisticsDocument, { max: 25 })),
    },
  },
  GetServiceGraph: {
    path: '/ServiceGraph',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      StartTime: required(timestamp),
      EndTime: required(timestamp),
      GroupName: optional(text({ min: 1, max: 32 })),
      GroupARN: optional(text({ min: 1, max: 400 })),
      NextToken: optional(text()),
    },
  },
  GetTimeSeriesServiceStatistics: {
    path: '/TimeSeriesServiceStatistics',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      StartTime: required(timestamp),
      EndTime: required(timestamp),
      GroupName: optional(text({ min: 1, max: 32 })),
      GroupARN: optional(text({ min: 1, max: 400 })),
      EntitySelectorExpression: optional(text({ min: 1, max: 500 })),
      Period: optional(integer()),
      ForecastStatistics: optional(flag),
      NextToken: optional(text()),
    },
  },
  GetTraceGraph: {
    path: '/TraceGraph',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      TraceIds: required(list(text({ min: 1, max: 35 }))),
      NextToken: optional(text()),
    },
  },
  GetTraceSegmentDestination: {
    path: '/GetTraceSegmentDestination',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {},
  },
  GetTraceSummaries: {
    path: '/TraceSummaries',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      StartTime: required(timestamp),
      EndTime: required(timestamp),
      TimeRangeType: optional(oneOf('TraceId', 'Event', 'Service')),
      Sampling: optional(flag),
      SamplingStrategy: optional(samplingStrategy),
      FilterExpression: optional(text()),
      NextToken: optional(text()),
    },
  },
  ListResourcePolicies: {
    path: '/ListResourcePolicies',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      NextToken: optional(text({ min: 1, max: 100 })),
    },
  },
  ListRetrievedTraces: {
    path: '/ListRetrievedTraces',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException'],
    input: {
      RetrievalToken: required(text({ min: 0, max: 1020 })),
      TraceFormat: optional(oneOf('XRAY', 'OTEL')),
      NextToken: optional(text()),
    },
  },
  ListTagsForResource: {
    path: '/ListTagsForResource',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException'],
    input: {
      ResourceARN: required(text({ min: 1, max: 1011 })),
      NextToken: optional(text()),
    },
  },
  PutEncryptionConfig: {
    path: '/PutEncryptionConfig',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      KeyId: optional(text({ min: 1, max: 3000 })),
      Type: required(oneOf('NONE', 'KMS')),
    },
  },
  PutResourcePolicy: {
    path: '/PutResourcePolicy',
    errors: [
      'MalformedPolicyDocumentException',
      'LockoutPreventionException',
      'InvalidPolicyRevisionIdException',
      'PolicySizeLimitExceededException',
      'PolicyCountLimitExceededException',
      'ThrottledException',
    ],
    input: {
      PolicyName: required(text({ min: 1, max: 128, pattern: /^[\w+=,.@-]+$/u })),
      PolicyDocument: required(text()),
      PolicyRevisionId: optional(text()),
      BypassPolicyLockoutCheck: optional(flag),
    },
  },
  PutTelemetryRecords: {
    path: '/TelemetryRecords',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      TelemetryRecords: required(list(telemetryRecord)),
      EC2InstanceId: optional(text({ max: 20 })),
      Hostname: optional(text({ max: 255 })),
      ResourceARN: optional(text({ max: 500 })),
    },
  },
  PutTraceSegments: {
    path: '/TraceSegments',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      TraceSegmentDocuments: required(list(text())),
    },
  },
  StartTraceRetrieval: {
    path: '/StartTraceRetrieval',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException'],
    input: {
      TraceIds: required(list(text({ min: 1, max: 35 }), { min: 0, max: 100 })),
      StartTime: required(timestamp),
      EndTime: required(timestamp),
    },
  },
  TagResource: {
    path: '/TagResource',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException', 'TooManyTagsException'],
    input: {
      ResourceARN: required(text({ min: 1, max: 1011 })),
      Tags: required(list(tag, { min: 0, max: 200 })),
    },
  },
  UntagResource: {
    path: '/UntagResource',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException'],
    input: {
      ResourceARN: required(text({ min: 1, max: 1011 })),
      TagKeys: required(list(text({ min: 1, max: 128 }), { min: 0, max: 200 })),
    },
  },
  UpdateGroup: {
    path: '/UpdateGroup',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      GroupName: optional(text({ min: 1, max: 32 })),
      GroupARN: optional(text({ min: 1, max: 400 })),
      FilterExpression: optional(text()),
      InsightsConfiguration: optional(insightsConfiguration),
    },
  },
  UpdateIndexingRule: {
    path: '/UpdateIndexingRule',
    errors: ['InvalidRequestException', 'ThrottledException', 'ResourceNotFoundException'],
    input: {
      Name: required(text()),
      Rule: required(indexingRuleValueUpdate),
    },
  },
  UpdateSamplingRule: {
    path: '/UpdateSamplingRule',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      SamplingRuleUpdate: required(samplingRuleUpdate),
    },
  },
  UpdateTraceSegmentDestination: {
    path: '/UpdateTraceSegmentDestination',
    errors: ['InvalidRequestException', 'ThrottledException'],
    input: {
      Destination: optional(oneOf('XRay', 'CloudWatchLogs')),
    },
  },
} as const satisfies Record<string, OperationModel>

export type OperationName = keyof typeof model
