/** The X-Ray API's shapes (facts 1.7) as the trace model has them. Absent members mean zero or null, as the API leaves them out. */
import type {
  Edge,
  EdgeStatistics,
  FaultRootCauseEntity,
  HistogramEntry,
  ResponseTimeRootCauseEntity,
  Service,
  ServiceId,
  TimeSeriesServiceStatistics,
  TraceSummary as WireSummary,
} from '@aws-sdk/client-xray'
import type { SeriesPoint } from '@roentgen/store'
import {
  type AnnotationValue,
  bucketOf,
  type Counts,
  type DelayEntity,
  type FailureEntity,
  type GraphEdge,
  type GraphNode,
  type Histogram,
  type NodeKey,
  type ResponseClass,
  type RootCause,
  type ServiceGraph,
} from '@roentgen/trace'
import type { ListedTrace } from '../port.ts'

const usOf = (date: Date | undefined): number => (date ? Math.round(date.getTime() * 1000) : 0)
const usOfSeconds = (seconds: number): number => Math.round(seconds * 1e6)

/** Names carry the account only when it is a foreign one. */
export const keyOfService = (
  service: Pick<ServiceId, 'Name' | 'Type' | 'AccountId'>,
  ownAccount: string | null,
): NodeKey => ({
  name: service.Name ?? '',
  type: service.Type ?? null,
  account: service.AccountId && service.AccountId !== ownAccount ? service.AccountId : null,
})

function countsFrom(statistics: EdgeStatistics | undefined): Counts {
  return {
    ok: statistics?.OkCount ?? 0,
    error: statistics?.ErrorStatistics?.OtherCount ?? 0,
    throttle: statistics?.ErrorStatistics?.ThrottleCount ?? 0,
    fault: statistics?.FaultStatistics?.TotalCount ?? 0,
    totalTimeUs: usOfSeconds(statistics?.TotalResponseTime ?? 0),
  }
}

/** Entries are unsorted sketch centroids (facts 3.1); bucketing our own midpoints again is the identity. */
function histogramFrom(entries: readonly HistogramEntry[] | undefined): Histogram {
  const histogram: Histogram = new Map()
  for (const { Value = 0, Count = 0 } of entries ?? []) {
    const bucket = bucketOf(Value)
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + Count)
  }
  return histogram
}

const stateFrom = (text: string | undefined): GraphNode['state'] =>
  text === 'active' || text === 'passive' ? text : 'unknown'

function kindOf(edge: Edge, from: NodeKey): GraphEdge['kind'] {
  if (edge.EdgeType === 'link') return 'link'
  return from.type === 'client' ? 'client' : 'call'
}

export function graphFromServices(services: readonly Service[], ownAccount: string | null): ServiceGraph {
  const keys = new Map(services.map((service) => [service.ReferenceId, keyOfService(service, ownAccount)]))
  const nodes: GraphNode[] = []
  const edges: GraphEdge[] = []
  for (const service of services) {
    const key = keyOfService(service, ownAccount)
    nodes.push({
      key,
      root: service.Root ?? false,
      state: stateFrom(service.State),
      counts: countsFrom(service.SummaryStatistics),
      histogram: histogramFrom(service.ResponseTimeHistogram),
      firstUs: usOf(service.StartTime),
      lastUs: usOf(service.EndTime),
    })
    for (const edge of service.Edges ?? []) {
      const to = keys.get(edge.ReferenceId)
      if (!to) continue
      const kind = kindOf(edge, key)
      edges.push({
        from: key,
        to,
        kind,
        counts: countsFrom(edge.SummaryStatistics),
        histogram: histogramFrom(kind === 'link' ? edge.ReceivedEventAgeHistogram : edge.ResponseTimeHistogram),
        aliases: (edge.Aliases ?? []).map((alias) => ({
          name: alias.Name ?? '',
          type: alias.Type ?? null,
          account: null,
        })),
        firstUs: usOf(edge.StartTime),
        lastUs: usOf(edge.EndTime),
      })
    }
  }
  return { nodes, edges }
}

/** `Timestamp` is the END of a bucket (facts 3.7). */
export function pointFrom(entry: TimeSeriesServiceStatistics, periodSeconds: number): SeriesPoint {
  return {
    startUs: usOf(entry.Timestamp) - periodSeconds * 1e6,
    counts: countsFrom(entry.ServiceSummaryStatistics ?? entry.EdgeSummaryStatistics),
    histogram: histogramFrom(entry.ResponseTimeHistogram),
  }
}

/** One class: throttle > fault > error > ok; none while the root has not answered. */
function classFrom(summary: WireSummary): ResponseClass | null {
  if (summary.ResponseTime === undefined) return null
  if (summary.HasThrottle) return 'throttle'
  if (summary.HasFault) return 'fault'
  return summary.HasError ? 'error' : 'ok'
}

function annotationsFrom(summary: WireSummary): [string, AnnotationValue][] {
  return Object.entries(summary.Annotations ?? {}).flatMap(([key, values]) =>
    values.flatMap(({ AnnotationValue: value }): [string, AnnotationValue][] => {
      const plain = value?.StringValue ?? value?.NumberValue ?? value?.BooleanValue
      return plain === undefined ? [] : [[key, plain]]
    }),
  )
}

type WireCause<E> = {
  readonly ClientImpacting?: boolean | undefined
  readonly Services?: readonly (ServiceId & { readonly Inferred?: boolean; readonly EntityPath?: readonly E[] })[]
}

const causesFrom = <W, E>(
  causes: readonly WireCause<W>[] | undefined,
  entityFrom: (entity: W) => E,
  ownAccount: string | null,
): RootCause<E>[] =>
  (causes ?? []).map((cause) => ({
    clientImpacting: cause.ClientImpacting ?? false,
    services: (cause.Services ?? []).map((service) => ({
      node: keyOfService(service, ownAccount),
      inferred: service.Inferred ?? false,
      path: (service.EntityPath ?? []).map(entityFrom),
    })),
  }))

const failureFrom = (entity: FaultRootCauseEntity): FailureEntity => ({
  name: entity.Name ?? '',
  remote: entity.Remote ?? false,
  exceptions: (entity.Exceptions ?? []).map((one) => ({ name: one.Name ?? null, message: one.Message ?? null })),
})

const delayFrom = (entity: ResponseTimeRootCauseEntity): DelayEntity => ({
  name: entity.Name ?? '',
  remote: entity.Remote ?? false,
  coverage: entity.Coverage ?? 0,
})

export function listedFrom(summary: WireSummary, ownAccount: string | null): ListedTrace {
  const { Http: http } = summary
  return {
    traceId: summary.Id ?? '',
    startUs: usOf(summary.StartTime),
    durationUs: summary.Duration === undefined ? null : usOfSeconds(summary.Duration),
    responseTimeUs: summary.ResponseTime === undefined ? null : usOfSeconds(summary.ResponseTime),
    rootClass: classFrom(summary),
    partial: summary.IsPartial ?? false,
    http: http
      ? {
          url: http.HttpURL ?? null,
          method: http.HttpMethod ?? null,
          status: http.HttpStatus ?? null,
          userAgent: http.UserAgent ?? null,
          clientIp: http.ClientIp ?? null,
        }
      : null,
    entryPoint: summary.EntryPoint?.Name ? keyOfService(summary.EntryPoint, ownAccount) : null,
    nodes: (summary.ServiceIds ?? []).map((id) => keyOfService(id, ownAccount)),
    users: (summary.Users ?? []).flatMap((user) => (user.UserName === undefined ? [] : [user.UserName])),
    annotations: annotationsFrom(summary),
    faultRootCauses: causesFrom(summary.FaultRootCauses, failureFrom, ownAccount),
    errorRootCauses: causesFrom(summary.ErrorRootCauses, failureFrom, ownAccount),
    responseTimeRootCauses: causesFrom(summary.ResponseTimeRootCauses, delayFrom, ownAccount),
  }
}
