/** What the rest of Roentgen may ask of the store. One implementation: ClickHouse over HTTP; the contract suite in `testing/` holds it. */
import type { FilterExpression } from '@roentgen/filter'
import type {
  AssembledTrace,
  Counts,
  Histogram,
  Micros,
  NodeKey,
  ServiceGraph,
  TraceId,
  TraceSummary,
} from '@roentgen/trace'

/** One accepted document on its way to the disk. The document stays the string that came from the socket. */
export type SegmentRow = {
  readonly traceId: TraceId
  /** Lower-case 16 hex: the segment's, or the independent subsegment's. */
  readonly id: string
  readonly complete: boolean
  /** When this process received it; the earliest complete one of an id wins. */
  readonly receivedUs: Micros
  readonly document: string
}

export type StoredDocument = {
  readonly id: string
  readonly complete: boolean
  readonly receivedUs: Micros
  readonly document: string
}

export type BoundedDocuments = {
  readonly documents: readonly StoredDocument[]
  /** Of all documents, those left out included: 2 for a complete one, 1 for one in progress. */
  readonly knowledge: number
  readonly limitExceeded: boolean
}

export type VersionedTrace = {
  readonly trace: AssembledTrace
  /** logic number x 2^32 + knowledge x 2 + (settled ? 1 : 0): more knowledge always wins, whoever writes it. */
  readonly version: bigint
  /** What the summary says of itself (facts 4.2): 1 at first. Absent: the version's own count of knowledge, which is never less. */
  readonly revision?: number
}

/** A half-open window [fromUs, toUs). */
export type Window = { readonly fromUs: Micros; readonly toUs: Micros }

/** How exact an answer is. Whatever is not `exact` is said on screen with its number. */
export type Exactness =
  | { readonly kind: 'exact' }
  | { readonly kind: 'sampled'; readonly scanned: number; readonly total: number }

export type GraphAnswer = {
  readonly graph: ServiceGraph
  /** Server time at which the answer was read. */
  readonly asOfUs: Micros
  readonly exactness: Exactness
}

/** `revision`: another text as soon as the graph of the window may be another one. */
export type GraphRevision = { readonly revision: string; readonly asOfUs: Micros }

export type SummaryPage = {
  /** Newest start first. */
  readonly summaries: readonly (TraceSummary & {
    readonly revision: number
    /** Server time at which this version was stored. */
    readonly assembledUs: Micros
  })[]
  readonly next: string | null
  /** Traces looked at so far, matching or not. */
  readonly scanned: number
  /** The oldest start reached by this page. */
  readonly reachedUs: Micros
}

/** What a series is about: all traffic that enters (edges leaving client nodes), one node, or one edge. */
export type SeriesSubject =
  | { readonly kind: 'all' }
  | { readonly kind: 'node'; readonly node: NodeKey }
  | { readonly kind: 'edge'; readonly from: NodeKey; readonly to: NodeKey }

export type SeriesPoint = { readonly startUs: Micros; readonly counts: Counts; readonly histogram: Histogram }

/** Traces of one user in the window, by the class of the root (or of the node asked for). */
export type UserRow = {
  readonly user: string
  readonly traces: number
  readonly ok: number
  readonly error: number
  readonly throttle: number
  readonly fault: number
  readonly lastUs: Micros
}

export type UsersAnswer = {
  /** Most faults first, then errors, throttles, traces; then by name. */
  readonly users: readonly UserRow[]
  readonly totalUsers: number
  readonly affectedUsers: number
  readonly exactness: Exactness
}

/** One step's sums; the step is named by its first minute. */
export type MinutePoint = {
  readonly minute: number
  readonly counts: Counts
  readonly histogram: Histogram
}

/** What services answered and callers counted, minute by minute (since 1970) or in longer steps; those without traffic are absent. Busiest first. */
export type MinuteSums = {
  /** How many had traffic at all, those left out included; calls and links between the same two are one edge. */
  readonly known: { readonly nodes: number; readonly edges: number }
  readonly exactness: Exactness
  readonly nodes: readonly { readonly node: NodeKey; readonly minutes: readonly MinutePoint[] }[]
  readonly edges: readonly {
    readonly from: NodeKey
    readonly to: NodeKey
    readonly kind: 'call' | 'client' | 'link'
    readonly minutes: readonly MinutePoint[]
  }[]
}

/** A finding about a group; what the document says is its writer's. */
export type InsightRow = {
  readonly id: string
  readonly groupArn: string
  readonly startUs: Micros
  /** Null while it goes on. */
  readonly endUs: Micros | null
  readonly document: string
}

/** A version of a service that was seen first at that moment, and the one that came before it. */
export type Deployment = {
  readonly node: NodeKey
  readonly version: string
  readonly before: string
  readonly atUs: Micros
}

export type ConfigChange = {
  readonly atUs: Micros
  readonly kind: 'group' | 'sampling-rule' | 'names' | 'objectives'
  readonly did: 'created' | 'changed' | 'deleted'
  /** Name of the group, the rule, the service; '' where the kind says it all. */
  readonly subject: string
}

export type RollReport = { readonly dirtyMinutes: number; readonly rows: number; readonly watermarkUs: Micros }

export interface Store {
  /** Runs the numbered migrations; safe to call again and from several processes. */
  migrate(): Promise<void>
  ping(): Promise<boolean>
  serverNowUs(): Promise<Micros>
  close(): Promise<void>

  /** Resolves when the rows are on disk. One call is one insert. */
  insertSegments(rows: readonly SegmentRow[]): Promise<void>
  /** The winning version of every document of these traces. Unknown traces are absent. */
  documents(traceIds: readonly TraceId[]): Promise<Map<TraceId, StoredDocument[]>>
  /** The same, but of a trace with more than `bytes` of documents only so many: those without a parent first, then as they were received. */
  documentsWithin(traceIds: readonly TraceId[], bytes: number): Promise<Map<TraceId, BoundedDocuments>>

  insertTraces(rows: readonly VersionedTrace[]): Promise<void>
  /** Ids of traces with documents stored (by server time) after that moment; with a second one, received before that (by the receiver's). */
  tracesReceivedSince(afterUs: Micros, receivedBeforeUs?: Micros): Promise<TraceId[]>
  /** The seconds in [fromS, toS) that ids of stored traces claim to have begun in. */
  claimedSeconds(fromS: number, toS: number): Promise<number[]>
  /** Ids of up to `most` traces whose newest row has a lower version, and where to go on; one pass meets each once. */
  tracesBelowVersion(
    version: bigint,
    most: number,
    after: string | null,
  ): Promise<{ readonly ids: readonly TraceId[]; readonly next: string | null }>
  /** Ids of traces whose newest row is not settled, with the time it was assembled. */
  unsettledTraces(): Promise<{ traceId: TraceId; assembledUs: Micros }[]>
  readCursor(name: string): Promise<Micros | null>
  writeCursor(name: string, us: Micros): Promise<void>

  /** One round of the roller (design, protocol 6). */
  rollOnce(): Promise<RollReport>

  /** Unfiltered: entities that ended in the window, exact from rollups and raw rows. Filtered: all entities of matching traces that began in the window. */
  graph(window: Window, filter?: FilterExpression): Promise<GraphAnswer>
  /** Of an unfiltered graph. Asked before the graph, it says later whether that still holds. */
  graphRevision(window: Window): Promise<GraphRevision>
  graphOfTraces(traceIds: readonly TraceId[]): Promise<ServiceGraph>
  /** What ended in the window; with a filter, of the traces that match, whenever they began. */
  series(window: Window, stepSeconds: number, subject: SeriesSubject, filter?: FilterExpression): Promise<SeriesPoint[]>
  summaries(
    window: Window,
    by: 'start' | 'assembled' | 'end',
    filter: FilterExpression | null,
    page: {
      readonly limit: number
      readonly after?: string
      /** Looks at about so many traces, the newest by start; the rest of the window is left out. Not for windows by assembly or end. */
      readonly most?: number
      /** Gives what it has after about that time, maybe nothing, with a place to go on from. */
      readonly forMs?: number
    },
  ): Promise<SummaryPage>
  /** Users of traces that began in the window; with `node`, of traces that touched it, by its class. */
  users(
    window: Window,
    options: {
      readonly node?: NodeKey
      readonly filter?: FilterExpression
      readonly affectedOnly?: boolean
      /** Part of a user's name, in any case. Totals stay those of all. */
      readonly find?: string
      readonly limit: number
    },
  ): Promise<UsersAnswer>

  /**
   * By the end of requests and calls; the busiest `most` services and as many calls. Filtered: of traces that match and began in the window.
   * `stepSeconds`: whole minutes, 60 unless told; hours and days are read from the rollups of hours and days.
   */
  minuteSums(window: Window, filter: FilterExpression | null, most: number, stepSeconds?: number): Promise<MinuteSums>

  /** The last row of an id is the one that holds. */
  writeInsights(rows: readonly InsightRow[]): Promise<void>
  /** Those that were going on at some time in the window; newest start first. */
  insights(window: Window): Promise<InsightRow[]>
  insight(id: string): Promise<InsightRow | null>

  /**
   * Told by the traces that were inserted. A service's first version of all is none. Oldest first; beyond `most` the newest.
   * `uncounted`: there may have been more, of a service with more versions than are kept.
   */
  deployments(
    window: Window,
    most: number,
  ): Promise<{ readonly deployments: readonly Deployment[]; readonly leftOut: number; readonly uncounted: boolean }>
  recordChanges(changes: readonly ConfigChange[]): Promise<void>
  /** Oldest first; beyond `most` the newest. */
  configChanges(
    window: Window,
    most: number,
  ): Promise<{ readonly changes: readonly ConfigChange[]; readonly leftOut: number }>

  /** Small named documents (objectives, marks, settings). */
  readConfig(name: string): Promise<string | null>
  writeConfig(name: string, value: string): Promise<void>

  /** Drops what is older than `days` since receipt, then the oldest days while the whole is larger than `bytes`. */
  retain(limits: { readonly days: number; readonly bytes: number | null }): Promise<{ droppedPartitions: string[] }>
  /** Drops all data and configuration of this store. */
  reset(): Promise<void>
  statistics(): Promise<{
    segments: number
    traces: number
    bytesOnDisk: number
    diskFreeBytes: number
    diskTotalBytes: number
    oldestReceivedUs: Micros | null
  }>
}
