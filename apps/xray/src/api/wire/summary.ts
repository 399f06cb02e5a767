/** A trace summary as AWS prints it (facts 4.2). */
import type { SummaryPage } from '@roentgen/store'
import type { AnnotationValue, DelayEntity, FailureEntity, NodeKey, RootCause, TraceAnnotation } from '@roentgen/trace'

export const wireServiceId = (node: NodeKey) => ({
  Name: node.name,
  Names: [node.name],
  AccountId: node.account,
  Type: node.type,
})

const wireValue = (value: AnnotationValue) => ({
  NumberValue: typeof value === 'number' ? value : null,
  BooleanValue: typeof value === 'boolean' ? value : null,
  StringValue: typeof value === 'string' ? value : null,
})

/** Null-prototype: a key may be `__proto__`. */
function wireAnnotations(annotations: readonly TraceAnnotation[]): Record<string, object[]> {
  const byKey: Record<string, object[]> = Object.create(null)
  for (const { key, value, nodes } of annotations) {
    const values = byKey[key] ?? []
    byKey[key] = values
    values.push({ AnnotationValue: wireValue(value), ServiceIds: nodes.map(wireServiceId) })
  }
  return byKey
}

const wireCauses = <E>(causes: readonly RootCause<E>[], wireEntity: (entity: E) => object) =>
  causes.map(({ clientImpacting, services }) => ({
    Services: services.map(({ node, inferred, path }) => ({
      ...wireServiceId(node),
      EntityPath: path.map(wireEntity),
      Inferred: inferred,
    })),
    ClientImpacting: clientImpacting,
  }))

const wireFailure = ({ name, remote, exceptions }: FailureEntity) => ({
  Name: name,
  Exceptions: exceptions.map((exception) => ({ Name: exception.name, Message: exception.message })),
  Remote: remote,
})

const wireDelay = ({ name, remote, coverage }: DelayEntity) => ({
  Name: name,
  Coverage: coverage,
  Remote: remote,
})

const secondsOrNull = (us: number | null) => (us === null ? null : us / 1e6)

export function wireSummary(summary: SummaryPage['summaries'][number], matchedEventTime: number | null) {
  const { http } = summary
  return {
    Id: summary.traceId,
    StartTime: summary.startUs / 1e6,
    Duration: secondsOrNull(summary.durationUs),
    ResponseTime: secondsOrNull(summary.responseTimeUs),
    HasFault: summary.hasFault,
    HasError: summary.hasError,
    HasThrottle: summary.hasThrottle,
    IsPartial: summary.partial,
    Http: {
      HttpURL: http?.url ?? null,
      HttpStatus: http?.status ?? null,
      HttpMethod: http?.method ?? null,
      UserAgent: http?.userAgent ?? null,
      ClientIp: http?.clientIp ?? null,
    },
    Annotations: wireAnnotations(summary.annotations),
    Users: summary.users.map((user) => ({ UserName: user.name, ServiceIds: user.nodes.map(wireServiceId) })),
    ServiceIds: summary.nodes.map(wireServiceId),
    ResourceARNs: summary.resourceArns.map((ARN) => ({ ARN })),
    InstanceIds: summary.instanceIds.map((Id) => ({ Id })),
    AvailabilityZones: summary.availabilityZones.map((Name) => ({ Name })),
    EntryPoint: summary.entryPoint === null ? null : wireServiceId(summary.entryPoint),
    FaultRootCauses: wireCauses(summary.faultRootCauses, wireFailure),
    ErrorRootCauses: wireCauses(summary.errorRootCauses, wireFailure),
    ResponseTimeRootCauses: wireCauses(summary.responseTimeRootCauses, wireDelay),
    Revision: summary.revision,
    MatchedEventTime: matchedEventTime,
  }
}
