/**
 * What a trace is, for code that enjoys using it. What arrives on the wire is `wire.ts`; `assemble.ts` turns one into the other.
 * All times here are whole microseconds since 1970 (safe integers until the year 2255).
 */

declare const brand: unique symbol
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Whole microseconds since 1970-01-01T00:00:00Z. */
export type Micros = number

/** `1-<8 hex: usually the start in epoch seconds>-<24 hex>`, lower case. The time inside is the sender's word only. */
export type TraceId = string

/** Identity of a node on the map. `type` is the X-Ray type (`AWS::EC2::Instance`, `remote`, `client`, `Database::SQL`), null when unknown. `account` is null within the own account. */
export type NodeKey = { readonly name: string; readonly type: string | null; readonly account: string | null }

/** One class per request, in this order: throttle > fault > error > ok (facts 2.4). */
export type ResponseClass = 'ok' | 'error' | 'throttle' | 'fault'

export type AnnotationValue = string | number | boolean

/** What a filter may ask of one entity (`service(x) {...}`, `edge(a, b) {...}`). */
export type EntityFacts = {
  readonly startUs: Micros
  readonly endUs: Micros
  /** 0 when the end lies before the start. */
  readonly durationUs: number
  readonly responseClass: ResponseClass
  readonly httpStatus: number | null
  readonly httpMethod: string | null
  readonly httpUrl: string | null
  readonly userAgent: string | null
  readonly clientIp: string | null
  /** Of the segment itself and of its local subsegments; for a call: of the calling subsegment. */
  readonly annotations: readonly (readonly [key: string, value: AnnotationValue])[]
}

/** One request as its server counted it: one per complete segment, and one per callee that did not report (inferred). */
export type Served = EntityFacts & {
  /** The segment's id; for an inferred callee the id of the calling subsegment. */
  readonly entityId: string
  readonly node: NodeKey
  readonly inferred: boolean
  /** This node served the first segment of the trace. */
  readonly root: boolean
  readonly user: string | null
  readonly availabilityZone: string | null
  readonly instanceId: string | null
  readonly resourceArn: string | null
}

/**
 * One call as its caller counted it: one per (calling subsegment, callee node), plus client -> root.
 * A request that never arrived is here only; so edge figures may exceed node figures.
 */
export type Called = EntityFacts & {
  readonly entityId: string
  readonly from: NodeKey
  readonly to: NodeKey
  /** `link`: a message picked up in a trace of its own; `durationUs` is then the age of the event when received. */
  readonly kind: 'call' | 'client' | 'link'
  /** The identity the call would have had if its callee had not reported. */
  readonly alias: NodeKey | null
}

/** An indexed annotation of the trace and the nodes it was seen on. */
export type TraceAnnotation = {
  readonly key: string
  readonly value: AnnotationValue
  readonly nodes: readonly NodeKey[]
}

export type RootCauseException = { readonly name: string | null; readonly message: string | null }
export type FailureEntity = {
  readonly name: string
  /** The subsegment that calls the next service. */
  readonly remote: boolean
  readonly exceptions: readonly RootCauseException[]
}
export type DelayEntity = {
  readonly name: string
  readonly remote: boolean
  /** Share of the root's response time. */
  readonly coverage: number
}
/** A chain from the service nearest the client to the culprit (facts 4.3); `path` leads from the segment to the subsegment at fault. */
export type RootCause<E> = {
  /** It begins at the root of the trace. */
  readonly clientImpacting: boolean
  readonly services: readonly {
    readonly node: NodeKey
    /** It did not report itself. */
    readonly inferred: boolean
    readonly path: readonly E[]
  }[]
}

/** The indexed row about a trace. Flags, `http` and `responseTimeUs` are the root's; `durationUs` is the whole trace's (facts 4.2). */
export type TraceSummary = {
  readonly traceId: TraceId
  readonly startUs: Micros
  /** Latest end of any complete attached entity; equals `startUs` while nothing is complete. */
  readonly endUs: Micros
  /** null while nothing is complete or nothing is attached. */
  readonly durationUs: number | null
  /** null while the root is in progress. */
  readonly responseTimeUs: number | null
  /** null while the root is in progress or missing. */
  readonly rootClass: ResponseClass | null
  readonly hasFault: boolean
  readonly hasError: boolean
  readonly hasThrottle: boolean
  readonly partial: boolean
  readonly http: {
    readonly url: string | null
    readonly method: string | null
    readonly status: number | null
    readonly userAgent: string | null
    readonly clientIp: string | null
  } | null
  readonly entryPoint: NodeKey | null
  /** Every node the trace touched, client nodes included. */
  readonly nodes: readonly NodeKey[]
  readonly users: readonly { readonly name: string; readonly nodes: readonly NodeKey[] }[]
  /** The first 50 by order of appearance. */
  readonly annotations: readonly TraceAnnotation[]
  readonly availabilityZones: readonly string[]
  readonly instanceIds: readonly string[]
  readonly resourceArns: readonly string[]
  /** Documents counted: segments and independent subsegments. */
  readonly documents: number
  /** Reported segments plus inferred ones. */
  readonly segments: number
  /** Any segment at all (not only the root) of that class. */
  readonly anyFault: boolean
  readonly anyError: boolean
  readonly anyThrottle: boolean
  readonly faultRootCauses: readonly RootCause<FailureEntity>[]
  /** Throttles are listed here too. */
  readonly errorRootCauses: readonly RootCause<FailureEntity>[]
  /** At most one. */
  readonly responseTimeRootCauses: readonly RootCause<DelayEntity>[]
}

/** A version of a service (`service.version` of its segments) and when its segments began, earliest and latest. */
export type SeenVersion = {
  readonly node: NodeKey
  readonly version: string
  readonly firstUs: Micros
  readonly lastUs: Micros
}

/** A pure function of the trace's documents: the same set gives the same value, in whatever order it came. */
export type AssembledTrace = {
  readonly summary: TraceSummary
  readonly served: readonly Served[]
  readonly called: readonly Called[]
  /** Versions that its segments told of; absent when none did. */
  readonly versions?: readonly SeenVersion[]
  /** Epoch minutes (epoch seconds / 60, floored) in which any complete entity ended; sorted, unique. */
  readonly touchedMinutes: readonly number[]
  /** Sum over document ids of 2 if complete, 1 if in progress: grows with knowledge (design, protocol 3). */
  readonly knowledge: number
  /** False while a call marked `traced` waits for its callee, or a link for its origin: assemble again with `settled: true` after 10 s. */
  readonly settled: boolean
  /** Looks whole: root complete, all parents present, every `traced` call answered, nothing in progress. */
  readonly whole: boolean
}

export type Counts = { ok: number; error: number; throttle: number; fault: number; totalTimeUs: number }

/** Bucket -> count. See `histogram.ts`. */
export type Histogram = Map<number, number>

/** What a node is to the map. `active`: reports segments; `unknown`: client and inferred AWS and SQL nodes; `passive`: inferred remote nodes (facts 3.1). */
export type NodeState = 'active' | 'unknown' | 'passive'

export type GraphNode = {
  readonly key: NodeKey
  readonly root: boolean
  readonly state: NodeState
  /** Zero for client nodes: they have no statistics of their own. */
  readonly counts: Counts
  readonly histogram: Histogram
  readonly firstUs: Micros
  readonly lastUs: Micros
}

export type GraphEdge = {
  readonly from: NodeKey
  readonly to: NodeKey
  readonly kind: Called['kind']
  readonly counts: Counts
  readonly histogram: Histogram
  readonly aliases: readonly NodeKey[]
  readonly firstUs: Micros
  readonly lastUs: Micros
}

export type ServiceGraph = { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] }

export function unreachable(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`)
}
