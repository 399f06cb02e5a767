import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'

export const putTelemetryRecords = operation('PutTelemetryRecords', (input, { ingest }) => {
  if (input.TelemetryRecords.length === 0) throw invalidRequest('Telemetry records can not be empty')
  for (const one of input.TelemetryRecords) {
    ingest.ledger.daemons.records++
    ingest.ledger.daemons.spillover += one.SegmentsSpilloverCount ?? 0
    ingest.ledger.daemons.rejected += one.SegmentsRejectedCount ?? 0
  }
  return {}
})
