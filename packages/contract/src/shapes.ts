/** What travels between bff and web. Times are epoch seconds (floats, microsecond precision), durations seconds, rates per minute. */
import { z } from 'zod'
import { label } from './names.ts'

export * from './names.ts'

export const counts = z.object({
  ok: z.number(),
  error: z.number(),
  throttle: z.number(),
  fault: z.number(),
  total: z.number(),
  /** Sum of response times, seconds. */
  totalTime: z.number(),
})

/** `[seconds, count]`, sorted by seconds; seconds are bucket midpoints, at most 1 % off. */
export const histogram = z.array(z.tuple([z.number(), z.number()]))

export const latency = z.object({ p50: z.number(), p95: z.number(), p99: z.number() })

export const exactness = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exact') }),
  z.object({
    kind: z.literal('sampled'),
    scanned: z.number(),
    total: z.number().nullable(),
    /** Plain reason: which limit made it a sample. */
    because: z.string(),
  }),
])

export const windowShape = z.object({ from: z.number(), to: z.number() })

export const nodeRef = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().nullable(),
  account: z.string().nullable(),
})

export const sloState = z.object({
  objective: z.string(),
  node: z.string(),
  /** Share of requests that must be good, 0..1. */
  target: z.number(),
  /** Seconds a good request may take; null: only success counts. */
  latency: z.number().nullable(),
  /** Share that was good in the window; null without traffic. */
  actual: z.number().nullable(),
  met: z.boolean().nullable(),
  /** Requests that were good for certain. */
  good: z.number(),
  /** Larger than `good` only where slow requests may also be the failed ones: the truth lies between. */
  goodAtMost: z.number().optional(),
  total: z.number(),
  /** Share of the error budget that is left, may be negative; null without traffic. */
  budgetLeft: z.number().nullable(),
})

export const graphNode = nodeRef.extend({
  state: z.enum(['active', 'unknown', 'passive']),
  root: z.boolean(),
  counts,
  latency: latency.nullable(),
  histogram,
  /** Requests per minute over the window. */
  rate: z.number(),
  slos: z.array(sloState),
  /** What people call it and whose it is; absent where nobody said. */
  label: label.optional(),
})

export const graphEdge = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  kind: z.enum(['call', 'client', 'link']),
  counts,
  latency: latency.nullable(),
  histogram,
  rate: z.number(),
  aliases: z.array(nodeRef),
})

export const graphReply = z.object({
  source: z.string(),
  window: windowShape,
  asOf: z.number(),
  exactness,
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  /** Rates are per minute from here to the end of the window: epoch seconds, where nothing came before; null: the whole window. */
  ratesFrom: z.number().nullable(),
  /** The part of the window that holds the sample system's recorded history, if any. */
  sampleHistory: windowShape.nullable(),
})

/** A node that may stand for many: `type` is then `group` or `crowd`, and its figures are the sums of its members. */
export const pictureNode = graphNode.extend({
  group: z
    .object({
      /** Where nobody gave the group a name, a key that `inWords` of `packages/picture` words. */
      label: z.string(),
      /** Ids of the graph's own nodes, the busiest first. */
      members: z.array(z.string()).readonly(),
      unwell: z.number(),
      worst: z
        .object({
          id: z.string(),
          name: z.string(),
          class: z.enum(['ok', 'error', 'throttle', 'fault']),
          /** Of its requests that ended so, 0..1. */
          share: z.number(),
          requests: z.number(),
        })
        .nullable(),
    })
    .optional(),
})

/** A graph is given where it is small enough to be drawn from; else its picture, to be shown until the graph is there: without histograms. */
export const pictureReply = z.object({
  graph: graphReply.nullable(),
  drawn: z
    .object({
      picture: graphReply.extend({ nodes: z.array(pictureNode) }),
      by: z.enum(['none', 'kind', 'domain', 'team', 'owner', 'account', 'region', 'group']),
      opened: z.array(z.object({ id: z.string(), label: z.string(), members: z.number() })),
      /** Pairs: a node of the picture, the innermost of the opened that it came out of. */
      within: z.array(z.tuple([z.string(), z.string()])),
      /** Of how many edges those that say most are given; null: all are. */
      chosenOf: z.number().nullable(),
      /** Nodes of the graph that no node of the picture stands for. */
      hidden: z.object({ nodes: z.number(), of: z.number() }),
    })
    .nullable(),
})

export const seriesReply = z.object({
  step: z.number(),
  window: windowShape,
  /** Every step of the window in order, zeros included. `t` is the start of the step. */
  points: z.array(
    counts.extend({
      t: z.number(),
      p50: z.number().nullable(),
      p95: z.number().nullable(),
      p99: z.number().nullable(),
    }),
  ),
})

/**
 * One node's or edge's course, a column a figure. Trailing steps without traffic are left off; `error`, `throttle` and `fault` are pairs
 * one after another: step, count, step, count; `p95` milliseconds to three digits, 0 where nothing was asked.
 */
export const courseShape = z.object({
  id: z.string(),
  total: z.array(z.number()),
  error: z.array(z.number()),
  throttle: z.array(z.number()),
  fault: z.array(z.number()),
  p95: z.array(z.number()),
})

export const minutesReply = z.object({
  source: z.string(),
  window: windowShape,
  /** Seconds; coarser than what was asked for where the source could not answer so many. */
  step: z.number(),
  /** Start of step 0, epoch seconds: a multiple of the step, so the first and the last step may reach beyond the window and hold its part only. */
  start: z.number(),
  steps: z.number(),
  exactness,
  /** The busiest first. */
  nodes: z.array(courseShape),
  edges: z.array(courseShape),
  /** How many had traffic too but are not told of. */
  leftOut: z.object({ nodes: z.number(), edges: z.number() }),
})

export const changeShape = z.object({
  /** The same whoever asks, for links: of a deployment the node and its version. */
  id: z.string(),
  at: z.number(),
  kind: z.enum(['deployment', 'group', 'sampling-rule', 'names', 'objectives']),
  did: z.enum(['created', 'changed', 'deleted', 'seen']),
  /** The service, the group, the rule; empty where the kind says it all. */
  subject: z.string(),
  /** Of a deployment: id of the node, the version that was seen first then, and the newest one before. */
  node: z.string().nullable(),
  version: z.string().nullable(),
  before: z.string().nullable(),
})

export const changesReply = z.object({
  source: z.string(),
  window: windowShape,
  /** Oldest first. */
  changes: z.array(changeShape),
  /** More than fit: the newest are told. */
  leftOut: z.number(),
  /** There may have been more deployments: of a service with more versions than are kept, how many in this window is not known. */
  uncounted: z.boolean(),
  /** Kinds that this source does not know of, so that their absence means nothing. */
  unknown: z.array(changeShape.shape.kind),
})

export const responseClass = z.enum(['ok', 'error', 'throttle', 'fault'])

export const traceRow = z.object({
  id: z.string(),
  start: z.number(),
  duration: z.number().nullable(),
  responseTime: z.number().nullable(),
  /** Class of the root's answer; null while it is in progress or missing. */
  class: responseClass.nullable(),
  partial: z.boolean(),
  method: z.string().nullable(),
  url: z.string().nullable(),
  status: z.number().nullable(),
  clientIp: z.string().nullable(),
  users: z.array(z.string()),
  annotations: z.array(z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean()])])),
  entry: nodeRef.nullable(),
  nodes: z.array(nodeRef),
})

export const tracesReply = z.object({
  window: windowShape,
  traces: z.array(traceRow),
  next: z.string().nullable(),
  scanned: z.number(),
  /** How far back from the end of the window the answer has looked, epoch seconds. */
  reached: z.number(),
  exactness,
})

/**
 * A trace as columns: entity i is row i, in preorder (a parent before its children, siblings by start).
 * Inferred segments are merged into the subsegment that called.
 */
export const traceReply = z.object({
  id: z.string(),
  start: z.number(),
  duration: z.number().nullable(),
  partial: z.boolean(),
  limitExceeded: z.boolean(),
  nodes: z.array(nodeRef),
  entities: z.object({
    id: z.array(z.string()),
    /** Row of the parent, -1 for a root. */
    parent: z.array(z.number()),
    depth: z.array(z.number()),
    /** Rows in the subtree, itself included: the next sibling of i is i + size[i]. */
    size: z.array(z.number()),
    name: z.array(z.string()),
    segment: z.array(z.boolean()),
    /** Index into `nodes`: the service doing the work. */
    node: z.array(z.number()),
    /** Index into `nodes`: the callee that did not report, -1 when there is none. */
    callee: z.array(z.number()),
    namespace: z.array(z.string().nullable()),
    /** Microseconds after the trace's start; may be negative (clock skew, Lambda initialisation). */
    start: z.array(z.number()),
    /** Microseconds; -1 while in progress. */
    duration: z.array(z.number()),
    class: z.array(responseClass),
    /** Bits: 1 exceptions, 2 sql, 4 annotations, 8 metadata, 16 http, 32 parent missing, 64 links. */
    has: z.array(z.number()),
  }),
  /** What was recorded where it failed, or the nearest above that failed with it; null: nothing failed, or nobody said why. */
  failure: z.object({ entity: z.string(), type: z.string().nullable(), message: z.string().nullable() }).nullable(),
  /** Rows on the critical path with the microseconds each spends on it; they add up to the root's duration. */
  criticalPath: z.array(z.tuple([z.number(), z.number()])),
  links: z.array(z.object({ entity: z.string(), traceId: z.string(), id: z.string() })),
  users: z.array(z.string()),
})

const json: z.ZodType<unknown> = z.unknown()

export const exceptionShape = z.object({
  id: z.string().nullable(),
  type: z.string().nullable(),
  message: z.string().nullable(),
  remote: z.boolean(),
  /** The entity it was recorded on, when that is another one. */
  entity: z.string().nullable(),
  stack: z.array(z.object({ path: z.string().nullable(), line: z.number().nullable(), label: z.string().nullable() })),
  truncated: z.number(),
})

export const entityReply = z.object({
  id: z.string(),
  name: z.string(),
  segment: z.boolean(),
  segmentId: z.string(),
  namespace: z.string().nullable(),
  start: z.number(),
  end: z.number().nullable(),
  class: responseClass,
  flags: z.object({ error: z.boolean(), throttle: z.boolean(), fault: z.boolean() }),
  http: z
    .object({
      method: z.string().nullable(),
      url: z.string().nullable(),
      status: z.number().nullable(),
      userAgent: z.string().nullable(),
      clientIp: z.string().nullable(),
      contentLength: z.number().nullable(),
    })
    .nullable(),
  sql: z.record(z.string(), z.string()).nullable(),
  user: z.string().nullable(),
  origin: z.string().nullable(),
  resourceArn: z.string().nullable(),
  annotations: z.array(z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean()])])),
  metadata: z.record(z.string(), json),
  aws: z.record(z.string(), json),
  service: z.record(z.string(), json),
  exceptions: z.array(exceptionShape),
  links: z.array(z.object({ traceId: z.string(), id: z.string() })),
  /** The entity as it was stored, without its children. */
  raw: json,
})

export const rawTraceReply = z.object({ id: z.string(), documents: z.array(json) })

export const userRow = z.object({
  user: z.string(),
  traces: z.number(),
  ok: z.number(),
  error: z.number(),
  throttle: z.number(),
  fault: z.number(),
  lastSeen: z.number(),
})

export const usersReply = z.object({
  window: windowShape,
  users: z.array(userRow),
  /** Distinct users seen, and those of them with anything but ok. */
  total: z.number(),
  affected: z.number(),
  exactness,
})

export const slosReply = z.object({
  window: windowShape,
  slos: z.array(sloState.extend({ locked: z.boolean(), nodeRef: nodeRef.nullable() })),
})

export const groupsReply = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      arn: z.string(),
      /** The X-Ray filter expression of its traces; null: all traces, the group `Default`. */
      filter: z.string().nullable(),
      insights: z.boolean(),
    }),
  ),
})

/** Requests that were hit (faulty, throttled or slow, as the insight's category says), fine ones, all. */
export const impact = z.object({ bad: z.number(), ok: z.number(), total: z.number() })

export const insightsReply = z.object({
  window: windowShape,
  /** Those that were going on at some time in the window, newest first. */
  insights: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      category: z.enum(['fault', 'throttle', 'latency']),
      start: z.number(),
      /** Null while it goes on. */
      end: z.number().nullable(),
      summary: z.string(),
      rootCause: nodeRef,
      /** Anomalous services, the root cause first. */
      services: z.array(nodeRef),
      clients: impact,
      rootCauseImpact: impact,
      updated: z.number(),
      /** Oldest first; empty where the source tells them of one insight only. */
      events: z.array(z.object({ at: z.number(), summary: z.string(), clients: impact, rootCause: impact })),
    }),
  ),
})

/** A sentence of `@roentgen/story`: its id, what stands in it, and what proves it. Lengths in seconds, moments in epoch seconds. */
export const storySentence = z.object({
  id: z.string(),
  values: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.object({ seconds: z.number() }), z.object({ at: z.number() })]),
  ),
  evidence: z.object({
    nodes: z.array(z.string()),
    edges: z.array(z.string()),
    /** When it happened. */
    window: windowShape.optional(),
    /** Filter expression of the traces that show it. */
    traces: z.string().optional(),
  }),
})

export const storyReply = z.object({
  source: z.string(),
  window: windowShape,
  /** Looked at to know what is usual, the window included: steps of so many seconds. */
  looked: windowShape.extend({ step: z.number() }),
  exactness,
  /** Busiest first; what was not looked at. */
  leftOut: z.object({ nodes: z.number(), edges: z.number() }),
  headline: z.object({
    state: z.enum(['trouble', 'over', 'missed', 'healthy', 'few', 'empty']),
    /** How the clauses are put together. */
    frame: z.enum([
      'whole',
      'trouble',
      'troubleOfUsers',
      'effectOnly',
      'effectOfUsers',
      'hidden',
      'inside',
      'insideOnly',
      'overHidden',
      'over',
      'overOfUsers',
      'missed',
      'marked',
      'missedAndMarked',
    ]),
    clauses: z.array(
      z.object({
        slot: z.enum(['whole', 'effect', 'since', 'users', 'cause', 'copes', 'inside', 'calm', 'missed', 'marked']),
        sentence: storySentence,
      }),
    ),
  }),
  /** When the trouble began and ended; null: no trouble, not known (before all that was looked at), or not over. */
  since: z.number().nullable(),
  until: z.number().nullable(),
  /** What stands out in single nodes and edges. */
  findings: z.array(z.object({ kind: z.enum(['node', 'edge']), id: z.string(), sentence: storySentence })),
})

export const sourceShape = z.object({
  id: z.string(),
  kind: z.enum(['own', 'aws', 'xray']),
  /** e.g. `eu-west-1 (profile shop)` or the endpoint. */
  label: z.string(),
})

export const sourcesReply = z.object({
  sources: z.array(sourceShape),
  current: z.string(),
  version: z.string(),
  /** Where to point SDKs: real ports, for the page "Add your app". */
  endpoints: z.object({
    xray: z.string().nullable(),
    daemon: z.string().nullable(),
    otlpHttp: z.string().nullable(),
    otlpGrpc: z.string().nullable(),
  }),
  /** The sample shop is running and takes scenario switches. */
  shop: z.boolean(),
  sampleHistory: windowShape.nullable(),
})

export const doctorStatus = z.enum(['ok', 'warn', 'fail', 'skip'])

const doctorValues = z.record(z.string(), z.union([z.string(), z.number()]))

export const doctorReply = z.object({
  source: z.string(),
  checks: z.array(
    z.object({
      /** Message id in the catalogue: `doctor.<id>.<status>`; e.g. `clickhouse`, `xray-api`, `udp-probe`, `sampling-port`, `identity`, `permission`. */
      id: z.string(),
      status: doctorStatus,
      values: doctorValues,
      /** What to do, mostly commands to paste: `doctor.advice.<id>` of the catalogue; null: nothing need be done, or nothing is known. */
      fix: z.object({ id: z.string(), values: doctorValues }).nullable(),
    }),
  ),
  ports: z.array(z.object({ name: z.string(), address: z.string().nullable(), open: z.boolean() })),
  /** Last document per SDK, version and host. */
  senders: z.array(
    z.object({
      sdk: z.string(),
      version: z.string(),
      host: z.string(),
      service: z.string(),
      last: z.number(),
      documents: z.number(),
    }),
  ),
  /** Newest first; what was not stored and why. */
  rejects: z.array(
    z.object({
      at: z.number(),
      code: z.string(),
      message: z.string(),
      id: z.string().nullable(),
      excerpt: z.string(),
      from: z.string(),
    }),
  ),
  rejectCounts: z.record(z.string(), z.number()),
  stored: z
    .object({ segments: z.number(), traces: z.number(), bytesOnDisk: z.number(), oldest: z.number().nullable() })
    .nullable(),
})

export const probeReply = z.object({
  udp: z.object({ ok: z.boolean(), seconds: z.number().nullable(), traceId: z.string() }),
  samplingTcp: z.object({ ok: z.boolean(), detail: z.string() }),
})

export const scenariosReply = z.object({
  scenarios: z.array(z.object({ id: z.string(), title: z.string(), description: z.string(), on: z.boolean() })),
})

const pattern = (max: number) => z.string().min(1).max(max)
const most = 2_147_483_647

/** A sampling rule's own members, with the limits of X-Ray's API. */
export const samplingRule = z.object({
  name: z.string().min(1).max(32),
  /** Lower first. Only `Default` has 10000. */
  priority: z.number().int().min(1).max(10_000),
  /** Share of requests sampled after the reservoir. */
  fixedRate: z.number().min(0).max(1),
  /** Traces a second, for all clients together. */
  reservoirSize: z.number().int().min(0).max(most),
  /** Beyond X-Ray: traces a minute instead, while `reservoirSize` is 0. Null: none. */
  perMinute: z.number().int().min(1).max(most).nullable(),
  serviceName: pattern(64),
  serviceType: pattern(64),
  host: pattern(64),
  httpMethod: pattern(10),
  urlPath: pattern(128),
  resourceArn: pattern(500),
  attributes: z
    .record(z.string().min(1).max(32), z.string().min(1).max(32))
    .refine((given) => Object.keys(given).length <= 5, 'at most five attributes'),
  boost: z.object({ maxRate: z.number().min(0).max(1), cooldownMinutes: z.number().int().min(0).max(most) }).nullable(),
})

export const samplingReply = z.object({
  source: z.string(),
  /** Counts are of [from, to). */
  window: windowShape,
  /** In the order in which clients ask them. */
  rules: z.array(
    samplingRule.extend({
      /** Epoch seconds; a change sends it back, so that nobody's work is overwritten unseen. */
      modified: z.number(),
      /** Windows of ten seconds in which clients counted something, oldest first: start, requests, sampled, borrowed. */
      counts: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
      /** Who shares the reservoir now; null: the source does not say. */
      clients: z.array(z.object({ client: z.string(), perSecond: z.number(), demand: z.number() })).nullable(),
    }),
  ),
  /** Why there are no counts; null: there are. */
  countsProblem: z.string().nullable(),
  /** The source knows reservoirs a minute. */
  perMinute: z.boolean(),
})

/** Server-sent events on /api/events: something arrived that may change open pages. */
export const arrivedEvent = z.object({
  /** Epoch seconds of the source's clock. */
  at: z.number(),
  /** Grows whenever a trace was assembled. */
  revision: z.number(),
})

export const errorReply = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** For a bad filter: character offsets into it, and what would have fitted. */
    at: z.object({ start: z.number(), end: z.number() }).optional(),
    expected: z.array(z.string()).optional(),
  }),
})

/** Id of a node or of a group, and where it stands with calls running to the right, in pixels. */
const place = z.tuple([z.string().min(1).max(1000), z.number().min(-1e6).max(1e6), z.number().min(-1e6).max(1e6)])

/** What a named view keeps. */
export const viewContent = z.object({
  name: z.string().trim().min(1).max(80),
  /** Members of the map's address: grouping, open groups, hide, focus, colour, words, direction, … */
  search: z
    .record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(4000))
    .refine((search) => Object.keys(search).length <= 40, 'at most 40 members'),
  /** Nodes put somewhere by hand. */
  pins: z.array(place).max(500),
  /** Where everything stood when it was saved; may be empty. */
  layout: z.array(place).max(500),
})

export const viewReply = viewContent.extend({
  /** `v` and ten letters or digits. */
  id: z.string(),
  /** Epoch seconds of the last change. */
  saved: z.number(),
})

export const viewsReply = z.object({
  /** By name. */
  views: z.array(
    viewReply.pick({ id: true, name: true, search: true, saved: true }).extend({
      /** How many nodes are pinned. */
      pins: z.number(),
    }),
  ),
  /** `memory`: they are gone with the process. */
  kept: z.enum(['store', 'files', 'memory']),
  /** Why they could not be read, in words. */
  problem: z.string().nullable(),
})
