import { invalidRequest } from '../errors.ts'
import { integer, list, optional, required, structure, text, timestamp } from '../members.ts'
import { operation } from '../operation.ts'

const counter = optional(integer())

const backendErrors = structure({
  TimeoutCount: counter,
  ConnectionRefusedCount: counter,
  HTTPCode4XXCount: counter,
  HTTPCode5XXCount: counter,
  UnknownHostCount: counter,
  OtherCount: counter,
})

const record = structure({
  Timestamp: required(timestamp),
  SegmentsReceivedCount: counter,
  SegmentsSentCount: counter,
  SegmentsSpilloverCount: counter,
  SegmentsRejectedCount: counter,
  BackendConnectionErrors: optional(backendErrors),
})

export const putTelemetryRecords = operation(
  'PutTelemetryRecords',
  '/TelemetryRecords',
  {
    TelemetryRecords: required(list(record)),
    EC2InstanceId: optional(text({ max: 20 })),
    Hostname: optional(text({ max: 255 })),
    ResourceARN: optional(text({ max: 500 })),
  },
  (input, { ingest }) => {
    if (input.TelemetryRecords.length === 0) throw invalidRequest('Telemetry records can not be empty')
    for (const one of input.TelemetryRecords) {
      ingest.ledger.daemons.records++
      ingest.ledger.daemons.spillover += one.SegmentsSpilloverCount ?? 0
      ingest.ledger.daemons.rejected += one.SegmentsRejectedCount ?? 0
    }
    return {}
  },
)
