/** Every route of the bff's API in one table: the server serves from it, the web calls through it, OpenAPI is printed from it. */
import { z } from 'zod'
import { compareReply, type graphChange } from './compare.ts'
import * as s from './shapes.ts'

/** Common query members. `from` and `to`: ISO, epoch seconds, or relative (`now-6h`, `now`); the bff resolves them. `group`: the name of an X-Ray group; absent: all traces. */
export const windowQuery = z.object({
  source: z.string().optional(),
  from: z.string().default('now-15m'),
  to: z.string().default('now'),
  filter: z.string().optional(),
  group: z.string().optional(),
})

type Method = 'GET' | 'POST'
export type Route<Path extends string, Q extends z.ZodType, R extends z.ZodType, B extends z.ZodType = z.ZodType> = {
  readonly method: Method
  readonly path: Path
  readonly summary: string
  readonly query: Q
  readonly body?: B
  readonly reply: R
}

const route = <const Path extends string, Q extends z.ZodType, R extends z.ZodType, B extends z.ZodType = z.ZodType>(
  r: Omit<Route<Path, Q, R, B>, 'method'> & { method?: Method },
): Route<Path, Q, R, B> => ({ method: 'GET', ...r })

const none = z.object({})
const sourceOnly = z.object({ source: z.string().optional() })

export const routes = {
  sources: route({
    path: '/api/sources',
    summary: 'Sources, ports and the current source',
    query: none,
    reply: s.sourcesReply,
  }),
  graph: route({
    path: '/api/graph',
    summary: 'The service graph of a window',
    query: windowQuery,
    reply: s.graphReply,
  }),
  picture: route({
    path: '/api/picture',
    summary: 'A graph as a map opens with it: of a large one what is drawn first, grouped',
    /** `by`: absent, as many nodes as one can read; `open`: ids of groups that stand open, commas between. */
    query: windowQuery.extend({
      by: z.enum(['kind', 'domain', 'team', 'owner', 'account', 'region']).optional(),
      open: z.string().optional(),
      only: z.enum(['unwell']).optional(),
    }),
    reply: s.pictureReply,
  }),
  series: route({
    path: '/api/series',
    summary: 'Counts and percentiles over time, of everything, a node or an edge',
    /** `node` and `edge` are ids as the graph gives them; neither: all traffic that enters. `step` in seconds: 60, 300, 3600 or 86400; absent: chosen for about 60 points. */
    query: windowQuery.extend({
      node: z.string().optional(),
      edge: z.string().optional(),
      step: z.coerce.number().optional(),
    }),
    reply: s.seriesReply,
  }),
  minutes: route({
    path: '/api/minutes',
    summary: 'What the busiest nodes and edges counted, step by step, as columns',
    /** `step` in seconds: 60, 300, 3600 or 86400; absent: the finest that cuts the window into at most 1500. `most` nodes and as many edges. */
    query: windowQuery.extend({
      step: z.coerce.number().optional(),
      most: z.coerce.number().int().min(1).max(1000).default(300),
    }),
    reply: s.minutesReply,
  }),
  changes: route({
    path: '/api/changes',
    summary: 'Deployments (a version of a service seen first) and changes of the configuration',
    query: windowQuery.extend({ most: z.coerce.number().int().min(1).max(1000).default(200) }),
    reply: s.changesReply,
  }),
  compare: route({
    path: '/api/compare',
    summary: 'What changed between two windows beyond chance, ranked',
    /** `before`: `previous` (as long, right before; the default), `day` or `week` (the same time earlier), or `from~to`. `since`: id of a deployment of /api/changes; then the windows end and begin with it. */
    query: windowQuery.extend({ before: z.string().optional(), since: z.string().optional() }),
    reply: compareReply,
  }),
  traces: route({
    path: '/api/traces',
    summary: 'Traces that began in the window, newest first',
    query: windowQuery.extend({
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      after: z.string().optional(),
    }),
    reply: s.tracesReply,
  }),
  trace: route({ path: '/api/traces/:id', summary: 'One trace as columns', query: sourceOnly, reply: s.traceReply }),
  entity: route({
    path: '/api/traces/:id/entities/:entity',
    summary: 'All about one segment or subsegment',
    query: sourceOnly,
    reply: s.entityReply,
  }),
  rawTrace: route({
    path: '/api/traces/:id/raw',
    summary: 'The documents of a trace',
    query: sourceOnly,
    reply: s.rawTraceReply,
  }),
  traceGraph: route({
    path: '/api/traces/:id/graph',
    summary: "One trace's own map",
    query: sourceOnly,
    reply: s.graphReply,
  }),
  users: route({
    path: '/api/users',
    summary: 'Users by faults and errors',
    /** `node`: only traces that touched it, classed by it. `affected`: leave out users with nothing but ok. `q`: only users whose name contains it, in any case; totals stay those of all. */
    query: windowQuery.extend({
      node: z.string().optional(),
      edge: z.string().optional(),
      affected: z.enum(['0', '1']).default('0'),
      q: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    reply: s.usersReply,
  }),
  groups: route({
    path: '/api/groups',
    summary: 'Groups of the source, for the member `group` of other questions',
    query: sourceOnly,
    reply: s.groupsReply,
  }),
  insights: route({
    path: '/api/insights',
    summary: 'Anomalies of faults, throttles and latency, with their root cause',
    query: windowQuery,
    reply: s.insightsReply,
  }),
  story: route({
    path: '/api/story',
    summary: 'What is wrong in plain words: what, how bad, since when, for whom, where it comes from',
    query: windowQuery,
    reply: s.storyReply,
  }),
  slos: route({ path: '/api/slos', summary: 'Objectives and how they stand', query: windowQuery, reply: s.slosReply }),
  doctor: route({
    path: '/api/doctor',
    summary: 'What works, what does not, and what to do',
    query: sourceOnly,
    reply: s.doctorReply,
  }),
  probe: route({
    method: 'POST',
    path: '/api/doctor/probe',
    summary: 'Send a probe segment over UDP and wait for it',
    query: sourceOnly,
    reply: s.probeReply,
  }),
  scenarios: route({
    path: '/api/scenarios',
    summary: "The sample shop's scenarios",
    query: none,
    reply: s.scenariosReply,
  }),
  switchScenario: route({
    method: 'POST',
    path: '/api/scenarios/:id',
    summary: 'Switch a scenario on or off',
    query: none,
    body: z.object({ on: z.boolean() }),
    reply: s.scenariosReply,
  }),
  names: route({
    path: '/api/names',
    summary: 'What people call services, whose they are, and which hosts outside are one crowd',
    query: none,
    reply: s.namesReply,
  }),
  setName: route({
    method: 'POST',
    path: '/api/names',
    summary: 'Set what people call a service and whose it is; empty members are removed',
    query: none,
    body: s.nameChange,
    reply: s.namesReply,
  }),
  views: route({
    path: '/api/views',
    summary: 'Named views of the map',
    query: none,
    reply: s.viewsReply,
  }),
  view: route({ path: '/api/views/:id', summary: 'One named view', query: none, reply: s.viewReply }),
  saveView: route({
    method: 'POST',
    path: '/api/views',
    summary: 'Save the map as a new view',
    query: none,
    body: s.viewContent,
    reply: s.viewReply,
  }),
  changeView: route({
    method: 'POST',
    path: '/api/views/:id',
    summary: 'Change a view; members left out stay as they are',
    query: none,
    /** `saved` as it was read: when the view has changed since, nothing is done (CONFLICT). */
    body: s.viewContent.partial().extend({ saved: z.number() }),
    reply: s.viewReply,
  }),
  deleteView: route({
    method: 'POST',
    path: '/api/views/:id/delete',
    summary: 'Delete a view',
    query: none,
    body: z.object({ saved: z.number() }),
    reply: s.viewsReply,
  }),
  sampling: route({
    path: '/api/sampling',
    summary: 'Sampling rules, and what clients counted in the last quarter of an hour',
    query: sourceOnly,
    reply: s.samplingReply,
  }),
  createSamplingRule: route({
    method: 'POST',
    path: '/api/sampling/rules',
    summary: 'Create a sampling rule',
    query: sourceOnly,
    body: s.samplingRule,
    reply: s.samplingReply,
  }),
  changeSamplingRule: route({
    method: 'POST',
    path: '/api/sampling/rules/:name',
    summary: 'Change a sampling rule; of Default only the reservoir and the rate',
    query: sourceOnly,
    /** `modified` as it was read: when the rule has changed since, nothing is done (CONFLICT). */
    body: z.object({ rule: s.samplingRule.omit({ name: true }), modified: z.number() }),
    reply: s.samplingReply,
  }),
  deleteSamplingRule: route({
    method: 'POST',
    path: '/api/sampling/rules/:name/delete',
    summary: 'Delete a sampling rule',
    query: sourceOnly,
    body: z.object({ modified: z.number() }),
    reply: s.samplingReply,
  }),
} as const

export type Routes = typeof routes
export type RouteName = keyof Routes
/** What a route's request carries; `never` for one without a body. */
export type Body<N extends RouteName> = Routes[N] extends { readonly body?: infer B extends z.ZodType }
  ? z.input<B>
  : never
export type Query<N extends RouteName> = z.input<Routes[N]['query']>
export type Reply<N extends RouteName> = z.output<Routes[N]['reply']>

export type GraphReply = z.output<typeof s.graphReply>
export type PictureReply = z.output<typeof s.pictureReply>
export type DrawnReply = NonNullable<PictureReply['drawn']>
export type GraphNodeShape = z.output<typeof s.graphNode>
export type GraphEdgeShape = z.output<typeof s.graphEdge>
export type TraceRow = z.output<typeof s.traceRow>
export type TraceReply = z.output<typeof s.traceReply>
export type EntityReply = z.output<typeof s.entityReply>
export type UserRowShape = z.output<typeof s.userRow>
export type SeriesReply = z.output<typeof s.seriesReply>
export type MinutesReply = z.output<typeof s.minutesReply>
export type Course = z.output<typeof s.courseShape>
export type ChangesReply = z.output<typeof s.changesReply>
export type Change = z.output<typeof s.changeShape>
export type CompareReply = z.output<typeof compareReply>
export type GraphChange = z.output<typeof graphChange>
export type StoryReply = z.output<typeof s.storyReply>
export type StorySentence = z.output<typeof s.storySentence>
export type SloState = z.output<typeof s.sloState>
export type NodeRef = z.output<typeof s.nodeRef>
export type Exactness = z.output<typeof s.exactness>
export type DoctorReply = z.output<typeof s.doctorReply>
export type ViewReply = z.output<typeof s.viewReply>
export type ViewsReply = z.output<typeof s.viewsReply>
export type ViewContent = z.output<typeof s.viewContent>
export type SamplingReply = z.output<typeof s.samplingReply>
export type SamplingRuleShape = z.output<typeof s.samplingRule>
