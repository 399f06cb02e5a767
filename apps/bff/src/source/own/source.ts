import { allOf, edgeFilter, type FilterExpression, parse } from '@roentgen/filter'
import { parseInsight } from '@roentgen/insight'
import type { Exactness, Store, UserRow, Window } from '@roentgen/store'
import {
  processedDocuments,
  type ResponseClass,
  type TraceDocument,
  type TraceId,
  type WireDocument,
  withoutInferred,
} from '@roentgen/trace'
import { ApiError } from '../../http/errors.ts'
import { Arrivals, polled, relayed } from '../arrivals.ts'
import { Asker } from '../aws/asker.ts'
import { makeClient } from '../aws/client.ts'
import { groupsOf } from '../aws/groups.ts'
import { named, worstFirst } from '../aws/users.ts'
import { bothOf, narrowed } from '../narrowed.ts'
import type {
  SourceChange,
  SourceChanges,
  SourceExactness,
  SourceFilter,
  SourceMinutes,
  SourceTrace,
  SourceUsers,
  TraceSource,
  UserSubject,
  UsersQuestion,
} from '../port.ts'
import { fittingStep, MinutesSum } from '../steps.ts'

export type OwnSourceOptions = {
  readonly store: Store
  readonly id?: string
  readonly label?: string
  /** Our X-Ray service, which tells at once what it has assembled; absent: the store is looked at now and then. */
  readonly xrayUrl?: string
}

const pollEveryMs = 2000
/** Late callees of a call are waited for that long (docs/agreements.md). */
const settledAfterUs = 10e6

const exactnessOf = (exactness: Exactness): SourceExactness =>
  exactness.kind === 'exact'
    ? exactness
    : {
        ...exactness,
        because: `A filter over this many traces is answered from a sample: ${exactness.scanned} of ${exactness.total}.`,
      }

function expressionOf(filter: SourceFilter | null): FilterExpression | null {
  if (!filter) return null
  if (filter.expression) return filter.expression
  throw new ApiError('BAD_FILTER', 'This filter is not understood')
}

/** Our own words, so they parse. */
function parsed(text: string): FilterExpression {
  const result = parse(text)
  if (result.ok) return result.expression
  throw new Error(`own filter does not parse: ${text}: ${result.error.message}`)
}

export function ownSource(options: OwnSourceOptions): TraceSource {
  const { store } = options
  let since: number | null = null
  const looking = polled(async () => {
    const now = await store.serverNowUs()
    const ids = await store.tracesReceivedSince(since ?? now)
    if (ids.length > 0 || since === null) since = now
    return String(since)
  }, pollEveryMs)
  const arrivals = new Arrivals(options.xrayUrl ? relayed(options.xrayUrl, looking) : looking)

  // Groups belong to the X-Ray service; the store has traces.
  const asker = options.xrayUrl ? new Asker(makeClient({ kind: 'xray', url: options.xrayUrl })) : null

  const documents = async (ids: readonly TraceId[]): Promise<Map<TraceId, SourceTrace>> => {
    const found = await store.documents(ids)
    const nowUs = Date.now() * 1000
    const traces = new Map<TraceId, SourceTrace>()
    for (const [traceId, stored] of found) {
      const sent = stored.map(
        ({ document, complete, receivedUs }): TraceDocument => ({
          document: JSON.parse(document) as WireDocument,
          complete,
          receivedUs,
        }),
      )
      const lastUs = Math.max(0, ...stored.map((one) => one.receivedUs))
      traces.set(traceId, { traceId, limitExceeded: false, documents: asRead(sent, nowUs - lastUs > settledAfterUs) })
    }
    return traces
  }

  return {
    id: options.id ?? 'own',
    kind: 'own',
    label: options.label ?? 'This Roentgen',
    graph: async (window, filter, group = null) => {
      const expression = expressionOf(narrowed(filter, group))
      const answer = await (expression ? store.graph(window, expression) : store.graph(window))
      return { ...answer, exactness: exactnessOf(answer.exactness) }
    },
    graphRevision: (window) => store.graphRevision(window),
    series: (window, stepSeconds, subject, group = null) =>
      store.series(window, stepSeconds, subject, expressionOf(narrowed(null, group)) ?? undefined),
    minutes: (window, stepSeconds, most, filter = null, group = null) =>
      minutes(store, window, stepSeconds, most, expressionOf(narrowed(filter, group))),
    groups: () => (asker ? groupsOf(asker) : Promise.resolve([])),
    traces: async (window, filter, page) => {
      const answer = await store.summaries(window, 'start', expressionOf(filter), {
        limit: page.limit,
        ...(page.after === null ? {} : { after: page.after }),
      })
      return {
        traces: answer.summaries.map((summary) => ({
          ...summary,
          users: summary.users.map((user) => user.name),
          annotations: summary.annotations.map(({ key, value }) => [key, value] as const),
        })),
        next: answer.next,
        scanned: answer.scanned,
        reachedUs: answer.reachedUs,
        exactness: { kind: 'exact' },
      }
    },
    documents,
    users: (window, question) => users(store, window, question),
    insights: async (window) => (await store.insights(window)).flatMap(({ document }) => parseInsight(document) ?? []),
    changes: (window, most) => changes(store, window, most),
    ownAccount: async () => null,
    listen: (callback) => arrivals.listen(callback),
    close: async () => {
      arrivals.close()
      asker?.client.destroy()
    },
  }
}

async function minutes(
  store: Store,
  window: Window,
  asked: number,
  most: number,
  filter: FilterExpression | null,
): Promise<SourceMinutes> {
  const stepSeconds = fittingStep(window, asked)
  const sums = await store.minuteSums(window, filter, most, stepSeconds)
  const sum = new MinutesSum()
  for (const { node, minutes } of sums.nodes) for (const point of minutes) sum.addNode(node, point.minute * 60e6, point)
  for (const { from, to, minutes } of sums.edges)
    for (const point of minutes) sum.addEdge(from, to, point.minute * 60e6, point)
  return sum.answer(stepSeconds, most, exactnessOf(sums.exactness), sums.known)
}

async function changes(store: Store, window: Window, most: number): Promise<SourceChanges> {
  const [{ deployments, uncounted, ...first }, { changes: configured, ...second }] = await Promise.all([
    store.deployments(window, most),
    store.configChanges(window, most),
  ])
  const all: SourceChange[] = [...deployments.map((one) => ({ kind: 'deployment' as const, ...one })), ...configured]
  all.sort((a, b) => a.atUs - b.atUs)
  const kept = all.slice(-most)
  return {
    changes: kept,
    leftOut: first.leftOut + second.leftOut + all.length - kept.length,
    uncounted,
    unknown: [],
  }
}

/** As the X-Ray API would give them, so that a page looks the same whichever way it was read. */
function asRead(sent: readonly TraceDocument[], settled: boolean): TraceDocument[] {
  return withoutInferred(processedDocuments(sent, { settled }).segments).map(({ document }) => ({
    document,
    receivedUs: 0,
    complete: document.in_progress !== true && typeof document.end_time === 'number',
  }))
}

const everyone = 1_000_000

async function users(store: Store, window: Window, question: UsersQuestion): Promise<SourceUsers> {
  const { subject, limit, affectedOnly, find } = question
  const filter = expressionOf(question.filter)
  if (subject.kind === 'edge') return usersOfEdge(store, window, question, subject)
  const answer = await store.users(window, {
    ...(subject.kind === 'node' ? { node: subject.node } : {}),
    ...(filter ? { filter } : {}),
    affectedOnly,
    ...(find ? { find } : {}),
    limit,
  })
  return { ...answer, exactness: exactnessOf(answer.exactness) }
}

/** The store knows nodes; an edge is asked for class by class: worst first, each without those before it. */
async function usersOfEdge(
  store: Store,
  window: Window,
  question: UsersQuestion,
  { from, to }: Extract<UserSubject, { kind: 'edge' }>,
): Promise<SourceUsers> {
  const asked = expressionOf(question.filter) ?? { text: '', tree: null }
  const worst = ['fault', 'throttle', 'error'] as const
  const ask = (expression: string) => {
    const filter = bothOf(expression, asked, parsed(expression)) ?? undefined
    return store.users(window, { ...(filter ? { filter } : {}), affectedOnly: false, limit: everyone })
  }
  const edge = (classes: readonly ResponseClass[]) => edgeFilter(from, to, { classes })
  const all = await ask(edge([]))
  const rows = new Map(all.users.map((row) => [row.user, { ...row, ok: row.traces, error: 0, throttle: 0, fault: 0 }]))
  for (const [i, responseClass] of worst.entries()) {
    const before = worst.slice(0, i).map((worse) => `!(${edge([worse])})`)
    const answer = await ask(allOf(edge([responseClass]), ...before))
    for (const { user, traces } of answer.users) {
      const row = rows.get(user)
      if (!row) continue
      row[responseClass] += traces
      row.ok -= traces
    }
  }
  const sorted: UserRow[] = [...rows.values()].sort(worstFirst)
  const affected = sorted.filter((row) => row.fault + row.throttle + row.error > 0)
  return {
    users: (question.affectedOnly ? affected : sorted).filter(named(question.find ?? '')).slice(0, question.limit),
    totalUsers: sorted.length,
    affectedUsers: affected.length,
    exactness: exactnessOf(all.exactness),
  }
}
