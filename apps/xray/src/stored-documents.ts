import type { StoredDocument } from '@roentgen/store'
import { type TraceDocument, validateDocument } from '@roentgen/trace'

/** A stored document as the trace logic takes it; null when an older version accepted what today's would not. */
export function parsedDocument(stored: StoredDocument): TraceDocument | null {
  const result = validateDocument(stored.document)
  return result.ok ? { document: result.doc, receivedUs: stored.receivedUs, complete: stored.complete } : null
}
