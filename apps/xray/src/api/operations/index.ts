/** Every operation this service has, by its path. One not listed answers UnknownOperationException. */
import { model } from '../model.ts'
import type { Operation } from '../operation.ts'
import { batchGetTraces } from './batch-get-traces.ts'
import { getEncryptionConfig } from './get-encryption-config.ts'
import { getGroups } from './get-groups.ts'
import { getSamplingRules } from './get-sampling-rules.ts'
import { getSamplingTargets } from './get-sampling-targets.ts'
import { getServiceGraph } from './get-service-graph.ts'
import { getTimeSeriesServiceStatistics } from './get-time-series-service-statistics.ts'
import { getTraceGraph } from './get-trace-graph.ts'
import { getTraceSummaries } from './get-trace-summaries.ts'
import { putTelemetryRecords } from './put-telemetry-records.ts'
import { putTraceSegments } from './put-trace-segments.ts'

export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    putTraceSegments,
    putTelemetryRecords,
    batchGetTraces,
    getTraceSummaries,
    getServiceGraph,
    getTraceGraph,
    getTimeSeriesServiceStatistics,
    getSamplingRules,
    getSamplingTargets,
    getGroups,
    getEncryptionConfig,
  ].map((one) => [model[one.name].path, one]),
)
