/** A whole trace as BatchGetTraces prints it: processed documents, each a JSON string (facts 4.4, 2.14). */
import type { StoredDocument } from '@roentgen/store'
import { processedDocuments, type TraceId } from '@roentgen/trace'
import { settleMs } from '../../assembly/pace.ts'
import { parsedDocument } from '../../stored-documents.ts'

export function wireTrace(traceId: TraceId, stored: readonly StoredDocument[], nowMs: number) {
  const lastUs = stored.reduce((last, one) => Math.max(last, one.receivedUs), 0)
  const documents = stored.flatMap((one) => parsedDocument(one) ?? [])
  const { durationUs, segments } = processedDocuments(documents, { settled: nowMs >= lastUs / 1000 + settleMs })
  return {
    Id: traceId,
    Duration: durationUs === null ? null : durationUs / 1e6,
    LimitExceeded: false,
    Segments: segments.map(({ id, document }) => ({ Id: id, Document: JSON.stringify(document) })),
  }
}
