/** Whole traces by id: five at a time, the unprocessed asked again, what the service inferred left out. */
import { BatchGetTracesCommand, type Trace } from '@aws-sdk/client-xray'
import { type TraceDocument, type TraceId, type WireDocument, withoutInferred } from '@roentgen/trace'
import type { SourceTrace } from '../port.ts'
import type { Asker } from './asker.ts'

/** BatchGetTraces takes no more (facts 1.5). */
const idsPerCall = 5
const rounds = 6

/** Null for what is not a document. */
export function documentFrom(text: string | undefined, traceId: TraceId): TraceDocument | null {
  let wire: WireDocument
  try {
    wire = JSON.parse(text ?? '') as WireDocument
  } catch {
    return null
  }
  if (typeof wire !== 'object' || wire === null) return null
  return {
    document: { ...wire, trace_id: wire.trace_id ?? traceId },
    receivedUs: 0,
    complete: wire.in_progress !== true && typeof wire.end_time === 'number',
  }
}

export function sourceTraceFrom(trace: Trace): SourceTrace {
  const traceId = trace.Id ?? ''
  return {
    traceId,
    limitExceeded: trace.LimitExceeded ?? false,
    documents: withoutInferred(
      (trace.Segments ?? []).flatMap((segment) => documentFrom(segment.Document, traceId) ?? []),
    ),
  }
}

async function fetchFive(asker: Asker, ids: readonly TraceId[], into: Map<TraceId, SourceTrace>): Promise<void> {
  let open = [...ids]
  for (let round = 0; open.length > 0 && round < rounds; round += 1) {
    if (round > 0) await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** round))
    const unprocessed: string[] = []
    let token: string | undefined
    do {
      const input = { TraceIds: open, ...(token ? { NextToken: token } : {}) }
      const reply = await asker.ask('BatchGetTraces', input, (i) => asker.client.send(new BatchGetTracesCommand(i)))
      for (const trace of reply.Traces ?? []) {
        if (!trace.Id) continue
        const old = into.get(trace.Id)
        const found = sourceTraceFrom(trace)
        into.set(trace.Id, old ? { ...found, documents: [...old.documents, ...found.documents] } : found)
      }
      unprocessed.push(...(reply.UnprocessedTraceIds ?? []))
      token = reply.NextToken
    } while (token)
    open = unprocessed
  }
  if (open.length > 0) throw new Error(`X-Ray left ${open.length} traces unprocessed after ${rounds} attempts`)
}

export async function batchGetTraces(asker: Asker, ids: readonly TraceId[]): Promise<Map<TraceId, SourceTrace>> {
  const unique = [...new Set(ids)]
  const traces = new Map<TraceId, SourceTrace>()
  const fives: TraceId[][] = []
  for (let i = 0; i < unique.length; i += idsPerCall) fives.push(unique.slice(i, i + idsPerCall))
  // The asker bounds how many are under way.
  await Promise.all(fives.map((five) => fetchFive(asker, five, traces)))
  return traces
}
