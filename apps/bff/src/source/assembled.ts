/** Traces of any source, assembled by the same rules: documents, then what they link to, then the rows. */
import {
  type AssembledTrace,
  assemble,
  type LinkedCall,
  linkedCall,
  linkKey,
  linkTargets,
  type TraceId,
} from '@roentgen/trace'
import type { SourceTrace, TraceSource } from './port.ts'

type Reader = Pick<TraceSource, 'documents'>

export async function assembleTraces(
  reader: Reader,
  traces: ReadonlyMap<TraceId, SourceTrace>,
  ownAccount: string | null,
): Promise<AssembledTrace[]> {
  const options = ownAccount ? { ownAccount } : {}
  const targets = [...traces.values()].flatMap((trace) => linkTargets(trace.documents))
  const absent = [...new Set(targets.map((target) => target.traceId))].filter((id) => !traces.has(id))
  const linkedTraces = absent.length > 0 ? await reader.documents(absent) : new Map<TraceId, SourceTrace>()
  const linked = new Map<string, LinkedCall>()
  const origins = new Map<TraceId, AssembledTrace>()
  for (const target of targets) {
    const origin = traces.get(target.traceId) ?? linkedTraces.get(target.traceId)
    if (!origin || origin.documents.length === 0) continue
    const assembled = origins.get(target.traceId) ?? assemble(origin.documents, { settled: true, ...options })
    origins.set(target.traceId, assembled)
    const call = linkedCall(assembled, target.id)
    if (call) linked.set(linkKey(target), call)
  }
  return [...traces.values()]
    .filter((trace) => trace.documents.length > 0)
    .map((trace) => assemble(trace.documents, { settled: true, linked, ...options }))
}
