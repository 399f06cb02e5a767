/** What a reader of the X-Ray API sees of one trace. */
import {
  BatchGetTracesCommand,
  GetServiceGraphCommand,
  GetTraceGraphCommand,
  GetTraceSummariesCommand,
  type Service,
  type TraceSummary,
  type XRayClient,
} from '@aws-sdk/client-xray'
import type { WireDocument, WireEntity, WireException } from '@roentgen/trace'

export type Seen = {
  readonly traceId: string
  readonly summary: TraceSummary
  /** Segments that were sent; those the service inferred are left out. */
  readonly segments: readonly WireDocument[]
  /** Every entity of the segments, parents first. */
  readonly entities: readonly WireEntity[]
  readonly graph: readonly Service[]
}

const lately = () => ({ StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 60_000) })

/** Null until the trace has a summary. */
export async function see(client: XRayClient, traceId: string): Promise<Seen | null> {
  const [summary, batch, graph] = await Promise.all([
    summaryOf(client, traceId),
    client.send(new BatchGetTracesCommand({ TraceIds: [traceId] })),
    client.send(new GetTraceGraphCommand({ TraceIds: [traceId] })),
  ])
  if (summary === null) return null
  // The service's own answer: the documents it accepted.
  const documents = (batch.Traces?.[0]?.Segments ?? []).map(
    ({ Document }) => JSON.parse(Document ?? '') as WireDocument,
  )
  const segments = documents.filter(({ inferred }) => inferred !== true)
  return { traceId, summary, segments, entities: segments.flatMap(withChildren), graph: graph.Services ?? [] }
}

async function summaryOf(client: XRayClient, traceId: string): Promise<TraceSummary | null> {
  return (await tracesWith(client)).find(({ Id }) => Id === traceId) ?? null
}

export async function tracesWith(client: XRayClient, filter?: string): Promise<TraceSummary[]> {
  const summaries: TraceSummary[] = []
  let token: string | undefined
  do {
    const page = await client.send(
      new GetTraceSummariesCommand({ ...lately(), FilterExpression: filter, NextToken: token }),
    )
    summaries.push(...(page.TraceSummaries ?? []))
    token = page.NextToken
  } while (token !== undefined)
  return summaries
}

export async function windowGraph(client: XRayClient): Promise<Service[]> {
  return (await client.send(new GetServiceGraphCommand(lately()))).Services ?? []
}

function withChildren(entity: WireEntity): WireEntity[] {
  return [entity, ...(entity.subsegments ?? []).flatMap(withChildren)]
}

export function exceptionsOf(entity: WireEntity): readonly WireException[] {
  return typeof entity.cause === 'object' ? (entity.cause.exceptions ?? []) : []
}

export const nodeOf = (graph: readonly Service[], name: string, type?: string): Service | undefined =>
  graph.find(
    (service) => service.Name === name && service.Type !== 'client' && (type === undefined || service.Type === type),
  )

/** The edge between two nodes, as the first one counts it. */
export function edgeOf(from: Service | undefined, to: Service | undefined) {
  return from?.Edges?.find(({ ReferenceId }) => to !== undefined && ReferenceId === to.ReferenceId)
}
