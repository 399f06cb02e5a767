/** A trace that documents still arrive for: what is held of it in memory, and when it is to be assembled. */
import type { VersionedTrace } from '@roentgen/store'
import { type AssembledTrace, type TraceDocument, type TraceId, traceVersion, type WireDocument } from '@roentgen/trace'

export type OpenTrace = {
  readonly id: TraceId
  /** By document id: the version that wins. */
  readonly documents: Map<string, TraceDocument>
  bytes: number
  /** All its documents are in `documents`; else the store has to be asked before assembly. */
  heldWholly: boolean
  /** Since when something is known that the stored row does not show; null: the row shows all. */
  dirtySinceMs: number | null
  lastArrivalMs: number
  /** Of its documents, when the first was received; of those not held, the store knows. */
  firstReceivedUs: number
  /** Counts how often its documents were let go from memory, so that a read under way knows that it is short. */
  evictions: number
  /** Counts changes, so that an assembly under way knows that it was overtaken. */
  changes: number
  assemblies: number
  /** When it stands in the queue; null: nowhere. */
  dueMs: number | null
  settled: boolean
  /** How many versions of its row were written; null when others may have been before this process knew it. */
  revision: number | null
  writtenVersion: bigint
  /** Of a trace too large to be read whole: what its documents would give, so that a row of a part never loses to an earlier one. */
  knowledge: number
}

export function openTrace(id: TraceId, heldWholly: boolean, nowMs: number): OpenTrace {
  return {
    id,
    documents: new Map(),
    bytes: 0,
    heldWholly,
    dirtySinceMs: null,
    lastArrivalMs: nowMs,
    firstReceivedUs: Number.POSITIVE_INFINITY,
    evictions: 0,
    changes: 0,
    assemblies: 0,
    dueMs: null,
    settled: false,
    revision: heldWholly ? 0 : null,
    writtenVersion: 0n,
    knowledge: 0,
  }
}

/** The row as it is written next. The same knowledge written again is no new revision. */
export function versionedRow(trace: OpenTrace, assembled: AssembledTrace): VersionedTrace {
  const knowledge = Math.max(assembled.knowledge, trace.knowledge)
  const version = traceVersion({ ...assembled, knowledge })
  if (trace.revision === null) return { trace: assembled, version }
  if (version !== trace.writtenVersion) trace.revision++
  trace.writtenVersion = version
  return { trace: assembled, version, revision: trace.revision }
}

/** A parsed document takes several times its text. */
const parsedFactor = 5

/** True when the document is news: unknown, or the completion of one in progress. Of two complete ones the first wins. */
export function addDocument(
  trace: OpenTrace,
  id: string,
  document: WireDocument,
  facts: { readonly receivedUs: number; readonly complete: boolean; readonly length: number },
): boolean {
  const known = trace.documents.get(id)
  const { receivedUs, complete } = facts
  trace.firstReceivedUs = Math.min(trace.firstReceivedUs, receivedUs)
  if (known !== undefined) {
    if (known.complete && !complete) return false
    if (known.complete === complete && known.receivedUs <= receivedUs) return false
  }
  trace.documents.set(id, { document, receivedUs, complete })
  trace.bytes += facts.length * parsedFactor
  return true
}

export function forgetDocuments(trace: OpenTrace): void {
  trace.documents.clear()
  trace.bytes = 0
  trace.heldWholly = false
  trace.evictions++
}
