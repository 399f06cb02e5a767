/** The facts' source over a running service: everything is asked through `@aws-sdk/client-xray`. */
import {
  BatchGetTracesCommand,
  GetServiceGraphCommand,
  GetTraceGraphCommand,
  PutTraceSegmentsCommand,
  paginateGetTraceSummaries,
  type Service,
  type TraceSummary,
  type XRayClient,
} from '@aws-sdk/client-xray'
import { criticalPathOf, validateParsed, type WireDocument, type WireEntity, withoutInferred } from '@roentgen/trace'
import type { FactSource, ObservedGraph, ObservedSummary, ObservedTrace } from '../data/source.ts'

const documentsPerCall = 50
const tracesPerCall = 5

/** Sends the lines as a daemon would; resolves with the number accepted. */
export async function sendLines(client: XRayClient, lines: readonly string[]): Promise<number> {
  let accepted = 0
  const calls: Promise<void>[] = []
  for (let from = 0; from < lines.length; from += documentsPerCall) {
    const documents = lines.slice(from, from + documentsPerCall)
    const command = new PutTraceSegmentsCommand({ TraceSegmentDocuments: [...documents] })
    calls.push(
      client.send(command).then(({ UnprocessedTraceSegments }) => {
        accepted += documents.length - (UnprocessedTraceSegments?.length ?? 0)
      }),
    )
  }
  await Promise.all(calls)
  return accepted
}

type Span = { readonly fromS: number; readonly toS: number }

/** The times of every entity that ended, gathered into windows of at most six hours: recordings may lie years apart. */
function windowsOf(lines: readonly string[]): Span[] {
  const ends = lines.flatMap((line) => endsIn(JSON.parse(line) as WireDocument)).sort((a, b) => a - b)
  const windows: { fromS: number; toS: number }[] = []
  for (const end of ends) {
    const last = windows.at(-1)
    const [fromS, toS] = [Math.floor(end), Math.floor(end) + 1]
    if (last !== undefined && toS - last.fromS <= 6 * 3600) last.toS = toS
    else windows.push({ fromS, toS })
  }
  return windows
}

const endsIn = (entity: WireEntity): number[] => [
  ...(entity.end_time === undefined ? [] : [entity.end_time]),
  ...(entity.subsegments ?? []).flatMap(endsIn),
]

export function apiSource(client: XRayClient, lines: readonly string[], accepted: number): FactSource {
  const windows = windowsOf(lines)
  const whole = {
    StartTime: new Date((Math.min(...windows.map((window) => window.fromS)) - 86_400) * 1000),
    EndTime: new Date((Math.max(...windows.map((window) => window.toS)) + 1) * 1000),
  }
  const summaries = async (FilterExpression?: string): Promise<TraceSummary[]> => {
    const found: TraceSummary[] = []
    for await (const page of paginateGetTraceSummaries({ client }, { ...whole, FilterExpression }))
      found.push(...(page.TraceSummaries ?? []))
    return found
  }
  const traces = async (ids: readonly string[]): Promise<ObservedTrace[]> => {
    const found: ObservedTrace[] = []
    for (let from = 0; from < ids.length; from += tracesPerCall) {
      const command = new BatchGetTracesCommand({ TraceIds: ids.slice(from, from + tracesPerCall) })
      for (const { Id, Duration, Segments } of (await client.send(command)).Traces ?? [])
        found.push({
          id: Id ?? '',
          durationSeconds: Duration ?? null,
          documents: (Segments ?? []).map(({ Document }) => JSON.parse(Document ?? '') as WireDocument),
        })
    }
    return found
  }
  return {
    accepted,
    summaries: async () => (await summaries()).map(observedSummary),
    filter: async (expression) => (await summaries(expression)).map((summary) => summary.Id ?? ''),
    graph: async (ids) => {
      if (ids !== undefined) {
        const command = new GetTraceGraphCommand({ TraceIds: [...ids] })
        return observedGraph([(await client.send(command)).Services ?? []])
      }
      const parts: Service[][] = []
      for (const { fromS, toS } of windows) {
        const window = { StartTime: new Date(fromS * 1000), EndTime: new Date(toS * 1000) }
        parts.push((await client.send(new GetServiceGraphCommand(window))).Services ?? [])
      }
      return observedGraph(parts)
    },
    traces,
    criticalPath: async (id) => {
      const [trace] = await traces([id])
      const docs = withoutInferred((trace?.documents ?? []).map((document) => ({ document })))
      return criticalPathOf(docs.flatMap(({ document }) => asTraceDocument(document)))
    },
  }
}

function asTraceDocument(document: WireDocument) {
  const result = validateParsed({ ...document })
  return result.ok ? [{ document: result.doc, receivedUs: 0, complete: result.complete }] : []
}

function observedSummary(summary: TraceSummary): ObservedSummary {
  const entry = summary.EntryPoint
  return {
    id: summary.Id ?? '',
    durationSeconds: summary.Duration ?? null,
    responseTimeSeconds: summary.ResponseTime ?? null,
    hasFault: summary.HasFault ?? false,
    hasError: summary.HasError ?? false,
    hasThrottle: summary.HasThrottle ?? false,
    partial: summary.IsPartial ?? false,
    httpStatus: summary.Http?.HttpStatus ?? null,
    users: (summary.Users ?? []).map((user) => user.UserName ?? ''),
    entryPoint: entry === undefined ? null : { name: entry.Name ?? '', type: entry.Type ?? null },
  }
}

function observedGraph(parts: readonly (readonly Service[])[]): ObservedGraph {
  const services: ObservedGraph['services'][number][] = []
  const edges: ObservedGraph['edges'][number][] = []
  for (const part of parts) {
    const byReference = new Map(part.map((service) => [service.ReferenceId, nameOf(service)]))
    for (const service of part) {
      const from = nameOf(service)
      const statistics = service.SummaryStatistics
      if (service.Type !== 'client')
        services.push({
          ...from,
          classes: {
            ok: statistics?.OkCount ?? 0,
            error: statistics?.ErrorStatistics?.OtherCount ?? 0,
            throttle: statistics?.ErrorStatistics?.ThrottleCount ?? 0,
            fault: statistics?.FaultStatistics?.TotalCount ?? 0,
          },
          totalSeconds: statistics?.TotalResponseTime ?? 0,
        })
      for (const edge of service.Edges ?? []) {
        const to = byReference.get(edge.ReferenceId)
        if (to !== undefined) edges.push({ from, to, count: edge.SummaryStatistics?.TotalCount ?? 0 })
      }
    }
  }
  return { services, edges }
}

const nameOf = (service: Service) => ({ name: service.Name ?? '', type: service.Type ?? null })
