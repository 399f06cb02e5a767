/** The facts' source without any server: documents through validation and assembly, filters through the evaluator. */
import { evaluate, parse } from '@roentgen/filter'
import {
  type AssembledTrace,
  assemble,
  countOf,
  criticalPathOf,
  graphFromTraces,
  processedDocuments,
  type TraceDocument,
  validateDocument,
} from '@roentgen/trace'
import type { FactSource, ObservedGraph, ObservedSummary } from './source.ts'

export function documentsByTrace(lines: readonly string[]): Map<string, TraceDocument[]> {
  const traces = new Map<string, TraceDocument[]>()
  for (const [index, line] of lines.entries()) {
    const result = validateDocument(line)
    if (!result.ok) continue
    const docs = traces.get(result.traceId) ?? []
    docs.push({ document: result.doc, receivedUs: index, complete: result.complete })
    traces.set(result.traceId, docs)
  }
  return traces
}

export function pureSource(lines: readonly string[]): FactSource {
  const docs = documentsByTrace(lines)
  const traces = new Map([...docs].map(([id, some]) => [id, assemble(some, { settled: true })]))
  const docsOf = (id: string) => docs.get(id) ?? []
  return {
    accepted: [...docs.values()].reduce((sum, some) => sum + some.length, 0),
    summaries: async () => [...traces.values()].map(summaryOf),
    filter: async (text) => {
      const parsed = parse(text)
      if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`)
      return [...traces].filter(([, trace]) => evaluate(parsed.expression, trace)).map(([id]) => id)
    },
    graph: async (ids) => graphOf([...traces].filter(([id]) => ids?.includes(id) ?? true).map(([, trace]) => trace)),
    traces: async (ids) =>
      ids.map((id) => {
        const { durationUs, segments } = processedDocuments(docsOf(id), { settled: true })
        const documents = segments.map((segment) => segment.document)
        return { id, durationSeconds: durationUs === null ? null : durationUs / 1e6, documents }
      }),
    criticalPath: async (id) => criticalPathOf(docsOf(id)),
  }
}

function summaryOf({ summary }: AssembledTrace): ObservedSummary {
  return {
    id: summary.traceId,
    durationSeconds: summary.durationUs === null ? null : summary.durationUs / 1e6,
    responseTimeSeconds: summary.responseTimeUs === null ? null : summary.responseTimeUs / 1e6,
    hasFault: summary.hasFault,
    hasError: summary.hasError,
    hasThrottle: summary.hasThrottle,
    partial: summary.partial,
    httpStatus: summary.http?.status ?? null,
    users: summary.users.map((user) => user.name),
    entryPoint: summary.entryPoint,
  }
}

function graphOf(traces: readonly AssembledTrace[]): ObservedGraph {
  const graph = graphFromTraces(traces)
  return {
    services: graph.nodes
      .filter((node) => node.key.type !== 'client')
      .map((node) => ({ ...node.key, classes: node.counts, totalSeconds: node.counts.totalTimeUs / 1e6 })),
    edges: graph.edges.map((edge) => ({ from: edge.from, to: edge.to, count: countOf(edge.counts) })),
  }
}
