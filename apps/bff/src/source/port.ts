/** The bff's one way to traces. Two implementations, one contract suite (`tests/source-contract`): they must answer alike. */
import type { FilterExpression } from '@roentgen/filter'
import type { Insight } from '@roentgen/insight'
import type { ConfigChange, GraphRevision, SeriesPoint, SeriesSubject, UsersAnswer, Window } from '@roentgen/store'
import type {
  AnnotationValue,
  Micros,
  NodeKey,
  ServiceGraph,
  TraceDocument,
  TraceId,
  TraceSummary,
} from '@roentgen/trace'

export type SourceKind = 'own' | 'aws' | 'xray'

/** A filter as it was written, and as we understand it: null when only the source itself may know it (AWS has forms that we do not). */
export type SourceFilter = { readonly text: string; readonly expression: FilterExpression | null }

/** An X-Ray group: a filter that the source knows by name. `filter` null: everything. */
export type SourceGroup = {
  readonly name: string
  readonly arn: string
  readonly filter: SourceFilter | null
  readonly insights: boolean
}

/** Whatever is not exact says which limit made it so. */
export type SourceExactness =
  | { readonly kind: 'exact' }
  | { readonly kind: 'sampled'; readonly scanned: number; readonly total: number | null; readonly because: string }

export type SourceGraph = {
  readonly graph: ServiceGraph
  readonly asOfUs: Micros
  readonly exactness: SourceExactness
}

/** What a list shows of a trace: the part of a summary that every X-Ray API gives. */
export type ListedTrace = Pick<
  TraceSummary,
  | 'traceId'
  | 'startUs'
  | 'durationUs'
  | 'responseTimeUs'
  | 'rootClass'
  | 'partial'
  | 'http'
  | 'entryPoint'
  | 'nodes'
  | 'faultRootCauses'
  | 'errorRootCauses'
  | 'responseTimeRootCauses'
> & {
  readonly users: readonly string[]
  readonly annotations: readonly (readonly [key: string, value: AnnotationValue])[]
}

export type TracePage = {
  /** Newest start first. */
  readonly traces: readonly ListedTrace[]
  readonly next: string | null
  readonly scanned: number
  readonly reachedUs: Micros
  readonly exactness: SourceExactness
}

export type SourceTrace = {
  readonly traceId: TraceId
  /** Without what a service inferred: that is made again here. */
  readonly documents: readonly TraceDocument[]
  readonly limitExceeded: boolean
}

export type UserSubject =
  | { readonly kind: 'all' }
  | { readonly kind: 'node'; readonly node: NodeKey }
  | { readonly kind: 'edge'; readonly from: NodeKey; readonly to: NodeKey }

export type UsersQuestion = {
  readonly subject: UserSubject
  readonly filter: SourceFilter | null
  readonly affectedOnly: boolean
  /** Part of a user's name, in any case; empty: all. Totals stay those of all. */
  readonly find?: string
  readonly limit: number
}

export type SourceUsers = Omit<UsersAnswer, 'exactness'> & { readonly exactness: SourceExactness }

/** Steps with traffic only, oldest first; `startUs` is the start of the step, a multiple of its length. */
export type SourceMinutes = {
  /** The step that was asked for, or the next coarser one that the source can answer. */
  readonly stepSeconds: number
  /** The busiest first. Client nodes count nothing of their own and are absent. */
  readonly nodes: readonly { readonly node: NodeKey; readonly points: readonly SeriesPoint[] }[]
  /** One per pair of nodes, as on the map. */
  readonly edges: readonly {
    readonly from: NodeKey
    readonly to: NodeKey
    readonly points: readonly SeriesPoint[]
  }[]
  /** How many had traffic too but were less busy than those told. */
  readonly leftOut: { readonly nodes: number; readonly edges: number }
  readonly exactness: SourceExactness
}

export type SourceChange =
  | {
      readonly kind: 'deployment'
      readonly atUs: Micros
      readonly node: NodeKey
      readonly version: string
      readonly before: string
    }
  | ConfigChange

export type SourceChanges = {
  /** Oldest first; beyond what was asked for the newest. */
  readonly changes: readonly SourceChange[]
  readonly leftOut: number
  /** There may have been more deployments, of a service with more versions than are kept. */
  readonly uncounted: boolean
  /** What this source does not know of. */
  readonly unknown: readonly SourceChange['kind'][]
}

export type Arrived = { readonly at: number; readonly revision: number }

export interface TraceSource {
  readonly id: string
  readonly kind: SourceKind
  readonly label: string
  /** Unfiltered: requests that ended in the window; filtered: all requests of matching traces that began in it. */
  graph(window: Window, filter: SourceFilter | null, group?: SourceGroup | null): Promise<SourceGraph>
  /** Of the unfiltered graph: another text as soon as it may be another one. Absent: it takes as long as the graph itself. */
  graphRevision?(window: Window): Promise<GraphRevision>
  /** Buckets with traffic only. `stepSeconds` is 60, 300, 3600 or 86400; buckets start at multiples of it. With a group: what ended in the window, of its traces. */
  series(
    window: Window,
    stepSeconds: number,
    subject: SeriesSubject,
    group?: SourceGroup | null,
  ): Promise<readonly SeriesPoint[]>
  /**
   * The busiest `most` nodes and as many edges, step by step: 60, 300, 3600 or 86400 s, coarser where the source could not answer so many.
   * Counted by the end of requests and calls; with a filter or a group: of matching traces that began in the window.
   */
  minutes(
    window: Window,
    stepSeconds: number,
    most: number,
    filter?: SourceFilter | null,
    group?: SourceGroup | null,
  ): Promise<SourceMinutes>
  traces(
    window: Window,
    filter: SourceFilter | null,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<TracePage>
  /** `Default` first. */
  groups(): Promise<readonly SourceGroup[]>
  /** Unknown traces are absent. */
  documents(traceIds: readonly TraceId[]): Promise<Map<TraceId, SourceTrace>>
  users(window: Window, question: UsersQuestion): Promise<SourceUsers>
  /** Those that were going on at some time in the window, newest first. An X-Ray API knows faults only. */
  insights(window: Window): Promise<readonly Insight[]>
  /** Versions of services that were seen first in the window, and what was changed in the configuration. */
  changes(window: Window, most: number): Promise<SourceChanges>
  /** The account whose nodes carry none; null: not known, or the default one. */
  ownAccount(): Promise<string | null>
  /** Calls back when traces arrived, until the returned function is called. */
  listen(callback: (arrived: Arrived) => void): () => void
  close(): Promise<void>
}
