/** A whole trace as BatchGetTraces prints it: processed documents, each a JSON string (facts 4.4, 2.14). */
import type { StoredDocument } from '@roentgen/store'
import { processedDocuments, type TraceId } from '@roentgen/trace'
import { settleMs } from '../../assembly/pace.ts'
import { parsedDocument } from '../../stored-documents.ts'

/** `limitExceeded`: there is more in the store than was read. */
export function wireTrace(traceId: TraceId, stored: readonly StoredDocument[], nowMs: number, limitExceeded = false) {
  const lastUs = stored.reduce((last, one) => Math.max(last, one.receivedUs), 0)
  const documents = stored.flatMap((one) => parsedDocument(one) ?? [])
  const { durationUs, segments } = processedDocuments(documents, { settled: nowMs >= lastUs / 1000 + settleMs })
  return {
    Id: traceId,
    Duration: durationUs === null ? null : durationUs / 1e6,
    LimitExceeded: limitExceeded,
    Segments: segments.map(({ id, document }) => ({ Id: id, Document: JSON.stringify(document) })),
  }
}
