/**
 * The facts of an expected file as rows to compare: {set, fact, expected, got}. Nothing here knows where the answers come from, so the same
 * rows are made of the pure assembly and of a running service; the comparison is text against text, with the tolerance already in it.
 */
import { classOf, type WireDocument, type WireEntity } from '@roentgen/trace'
import type { Expected, ExpectedInferred, ExpectedService, ExpectedTrace, NodeName } from './expected.ts'
import type { DataSet } from './sets.ts'
import type { Classes, FactSource, ObservedGraph, ObservedSummary, ObservedTrace } from './source.ts'

export type FactRow = { readonly set: string; readonly fact: string; readonly expected: string; readonly got: string }

export function holds(row: FactRow): boolean {
  return row.expected === row.got
}

export function markdownTable(rows: readonly FactRow[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const line = (row: FactRow) =>
    `| ${row.set} | ${cell(row.fact)} | ${cell(row.expected)} | ${cell(row.got)} | ${holds(row) ? 'yes' : '**no**'} |`
  return ['| set | fact | expected | got | holds |', '| --- | --- | --- | --- | --- |', ...rows.map(line)].join('\n')
}

/** Every fact of the set. One `traces` question holds the whole set, so give a live source its own batching. */
export async function factRows(set: DataSet, source: FactSource): Promise<FactRow[]> {
  const summaries = (await source.summaries()).map((summary) => ({ ...summary, id: set.recordedId(summary.id) }))
  const traces = (await source.traces(summaries.map((summary) => set.movedId(summary.id)))).map((trace) => ({
    ...trace,
    id: set.recordedId(trace.id),
  }))
  const graph = await source.graph()
  const rows = [
    ...countRows(set, source, summaries, traces),
    ...serviceRows(set.expected, graph),
    ...edgeRows(set.expected, graph),
    ...userRows(set.expected, summaries, traces),
    ...slowestRows(set.expected, summaries, traces),
    ...(await filterRows(set, source)),
    ...(await criticalPathRows(set, source)),
    ...(await perTraceRows(set, source, summaries, traces)),
  ]
  return rows.map((row) => ({ set: set.name, ...row }))
}

type Row = Omit<FactRow, 'set'>

function row(fact: string, expected: unknown, got: unknown): Row {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return { fact, expected: text(expected), got: text(got ?? null) }
}

/** Equal within the tolerance: then both sides print alike. */
function closeRow(fact: string, expected: number, got: number | null | undefined, tolerance: number): Row {
  const near = got !== null && got !== undefined && Math.abs(got - expected) <= tolerance
  return row(fact, String(expected), near ? String(expected) : String(got ?? null))
}

function countRows(
  set: DataSet,
  source: FactSource,
  summaries: readonly ObservedSummary[],
  traces: readonly ObservedTrace[],
): Row[] {
  const { expected } = set
  const documents = traces.flatMap((trace) => trace.documents)
  const sent = new Set(set.lines.map((line) => (JSON.parse(line) as WireDocument).id))
  const made = documents.filter((document) => document.inferred === true && !sent.has(document.id))
  const entities = traces.flatMap((trace) =>
    trace.documents
      .filter((document) => !made.includes(document))
      .flatMap(entitiesIn)
      .map((entity) => ({ entity, delta: set.deltaOf(trace.id) })),
  )
  const count = (test: (summary: ObservedSummary) => boolean) => summaries.filter(test).length
  const anyOf = (wanted: string) => traces.filter((trace) => classesIn(trace).has(wanted)).length
  return [
    row('traces', expected.traces, summaries.length),
    row('traces read back', expected.traces, traces.length),
    row('documents', expected.documents, source.accepted),
    row('segments', expected.segments, documents.filter((document) => document.inferred !== true).length),
    row('spans', expected.spans, entities.length),
    row('calls with an inferred node', expected.inferred_nodes_calls, made.length),
    closeRow('first start', expected.first_start, least(entities.map((e) => e.entity.start_time - e.delta)), 2e-6),
    closeRow(
      'last end',
      expected.last_end,
      greatest(entities.map((e) => (e.entity.end_time ?? Number.NEGATIVE_INFINITY) - e.delta)),
      2e-6,
    ),
    row(
      'traces with a root fault',
      expected.traces_root_fault,
      count((summary) => summary.hasFault),
    ),
    row(
      'traces with a root error',
      expected.traces_root_error,
      count((summary) => summary.hasError),
    ),
    row('traces with any fault', expected.traces_any_fault, anyOf('fault')),
    row('traces with any error', expected.traces_any_error, anyOf('error')),
    row(
      'partial traces',
      expected.traces_partial,
      count((summary) => summary.partial),
    ),
  ]
}

/** `null`, `sql` and `remote` in the file stand for: no type, whatever type an inferred SQL node has, and that of an inferred HTTP node. */
function typeName(type: string | null): string {
  if (type === 'sql' || type === 'Database::SQL') return 'sql'
  return type ?? ''
}

function nodeName(node: NodeName): string {
  const type = typeName(node.type)
  return type === '' ? node.name : `${node.name} (${type})`
}

const edgeName = (edge: { readonly from: NodeName; readonly to: NodeName }) =>
  `${nodeName(edge.from)} -> ${nodeName(edge.to)}`

function serviceRows(expected: Expected, graph: ObservedGraph): Row[] {
  const got = new Map<string, { classes: Record<keyof Classes, number>; totalSeconds: number }>()
  for (const service of graph.services) {
    const name = nodeName(service)
    const sum = got.get(name) ?? { classes: { ok: 0, error: 0, throttle: 0, fault: 0 }, totalSeconds: 0 }
    for (const key of ['ok', 'error', 'throttle', 'fault'] as const) sum.classes[key] += service.classes[key]
    sum.totalSeconds += service.totalSeconds
    got.set(name, sum)
  }
  const rows = expected.services.flatMap((service) => {
    const name = nodeName(service)
    const found = got.get(name)
    const total = found && found.classes.ok + found.classes.error + found.classes.throttle + found.classes.fault
    const { count } = service
    return [
      row(`service ${name}: requests`, count, total),
      row(`service ${name}: failures`, failureText(service), found ? failuresFound(service, found.classes) : null),
      // Recorded to the microsecond, summed in doubles by whoever made the facts.
      closeRow(`service ${name}: total seconds`, service.total_response_time, found?.totalSeconds, 1e-6 * (count + 1)),
    ]
  })
  return [...rows, row('services', namesOf(expected.services.map(nodeName)), namesOf([...got.keys()]))]
}

/** The file counts flags, of which one request may have several; the map has one class a request: throttle, then fault, then error. */
function failureText(service: ExpectedService): string {
  return `fault ${service.fault}, error ${service.error}, throttle ${service.throttle}`
}

function failuresFound(expected: ExpectedService, got: Classes): string {
  const fits =
    got.throttle === expected.throttle &&
    got.fault <= expected.fault &&
    got.fault >= expected.fault - expected.throttle &&
    got.error <= expected.error &&
    got.error >= expected.error - expected.throttle - expected.fault
  return fits ? failureText(expected) : `fault ${got.fault}, error ${got.error}, throttle ${got.throttle}`
}

function edgeRows(expected: Expected, graph: ObservedGraph): Row[] {
  const calls = countByName(graph.edges.filter((edge) => edge.from.type !== 'client'))
  const clients = countByName(graph.edges.filter((edge) => edge.from.type === 'client'))
  return [
    ...expected.edges.map((edge) => row(`edge ${edgeName(edge)}`, edge.count, calls.get(edgeName(edge)))),
    row('edges', namesOf(expected.edges.map(edgeName)), namesOf([...calls.keys()])),
    ...expected.client_roots.map((root) => {
      const edge = edgeName({ from: { name: root.name, type: 'client' }, to: root })
      return row(`edge ${edge}`, root.count, clients.get(edge))
    }),
  ]
}

function countByName(edges: ObservedGraph['edges']): Map<string, number> {
  const counts = new Map<string, number>()
  for (const edge of edges) counts.set(edgeName(edge), (counts.get(edgeName(edge)) ?? 0) + edge.count)
  return counts
}

function userRows(expected: Expected, summaries: readonly ObservedSummary[], traces: readonly ObservedTrace[]): Row[] {
  const byId = new Map(traces.map((trace) => [trace.id, trace]))
  const of = (user: string) => summaries.filter((summary) => summary.users.includes(user))
  const any = (mine: readonly ObservedSummary[], wanted: string) =>
    mine.filter((summary) => classesIn(byId.get(summary.id)).has(wanted)).length
  const rows = Object.entries(expected.users).map(([user, facts]) => {
    const mine = of(user)
    return row(`user ${user}`, facts, {
      traces: mine.length,
      traces_root_fault: mine.filter((summary) => summary.hasFault).length,
      traces_root_error: mine.filter((summary) => summary.hasError).length,
      traces_any_fault: any(mine, 'fault'),
      traces_any_error: any(mine, 'error'),
    })
  })
  const seen = new Set(summaries.flatMap((summary) => summary.users))
  const redis = Object.entries(expected.redis_calls_and_timeouts_per_user ?? {}).map(([user, facts]) => {
    const calls = of(user)
      .flatMap((summary) => byId.get(summary.id)?.documents ?? [])
      .filter((d) => d.name === 'redis')
    return row(`redis calls and timeouts of user ${user}`, facts, {
      calls: calls.length,
      timeouts: calls.filter((call) => classOf(call) === 'fault').length,
    })
  })
  return [row('users', namesOf(Object.keys(expected.users)), namesOf([...seen])), ...rows, ...redis]
}

function slowestRows(
  expected: Expected,
  summaries: readonly ObservedSummary[],
  traces: readonly ObservedTrace[],
): Row[] {
  const slowest = (seconds: (summary: ObservedSummary) => number | null) =>
    [...summaries].sort((a, b) => (seconds(b) ?? 0) - (seconds(a) ?? 0)).slice(0, 5)
  const segments = (id: string) =>
    traces.find((trace) => trace.id === id)?.documents.filter((document) => document.inferred !== true).length
  const milliseconds = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : seconds.toFixed(3)
  return [
    row(
      'slowest by duration',
      expected.slowest_by_duration.map((slow) => [slow.id, milliseconds(slow.duration), slow.segments]),
      slowest((summary) => summary.durationSeconds).map((summary) => [
        summary.id,
        milliseconds(summary.durationSeconds),
        segments(summary.id),
      ]),
    ),
    row(
      'slowest by response time',
      expected.slowest_by_response_time.map((slow) => [slow.id, milliseconds(slow.response_time)]),
      slowest((summary) => summary.responseTimeSeconds).map((summary) => [
        summary.id,
        milliseconds(summary.responseTimeSeconds),
      ]),
    ),
  ]
}

async function filterRows(set: DataSet, source: FactSource): Promise<Row[]> {
  const rows: Row[] = []
  for (const { expression, count, ids } of set.expected.filters) {
    const found = (await source.filter(expression)).map(set.recordedId)
    rows.push(row(`filter ${expression}: count`, count, found.length))
    if (ids !== null) rows.push(row(`filter ${expression}: traces`, namesOf(ids), namesOf(found)))
  }
  return rows
}

async function criticalPathRows({ expected, movedId }: DataSet, source: FactSource): Promise<Row[]> {
  const wanted = expected.critical_path
  if (wanted === undefined) return []
  const path = await source.criticalPath(movedId(wanted.trace_id))
  const parts = (path?.parts ?? []).filter((part) => part.exclusiveUs > 0)
  const byService = new Map<string, number>()
  for (const part of parts) byService.set(part.service, (byService.get(part.service) ?? 0) + part.exclusiveUs)
  const lines = (rows: readonly { id: string; label: string; us: number }[]) =>
    namesOf(rows.map((part) => `${part.id} ${part.label} ${part.us}`))
  return [
    row('critical path: total µs', wanted.total_us, path?.totalUs),
    row(
      'critical path: adds up',
      wanted.total_us,
      parts.reduce((sum, part) => sum + part.exclusiveUs, 0),
    ),
    row(
      'critical path: µs by (sub)segment',
      lines(wanted.spans.map((span) => ({ id: span.id, label: span.label, us: span.exclusive_us }))),
      lines(parts.map((part) => ({ id: part.id, label: `${part.service}: ${part.name}`, us: part.exclusiveUs }))),
    ),
    row(
      'critical path: µs by service',
      namesOf(Object.entries(wanted.by_service_us).map(([name, us]) => `${name} ${us}`)),
      namesOf([...byService].map(([name, us]) => `${name} ${us}`)),
    ),
  ]
}

async function perTraceRows(
  set: DataSet,
  source: FactSource,
  summaries: readonly ObservedSummary[],
  traces: readonly ObservedTrace[],
): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, wanted] of Object.entries(set.expected.per_trace ?? {})) {
    const trace = traces.find((found) => found.id === wanted.trace_id)
    const summary = summaries.find((found) => found.id === wanted.trace_id)
    const graph = await source.graph([set.movedId(wanted.trace_id)])
    const delta = set.deltaOf(wanted.trace_id)
    rows.push(...awsReplyRows(wanted, trace, delta), ...awsSummaryRows(wanted, summary), ...awsGraphRows(wanted, graph))
    for (const index of rows.keys()) {
      const at = rows[index]!
      if (!at.fact.startsWith('trace ')) rows[index] = { ...at, fact: `trace ${name}: ${at.fact}` }
    }
  }
  for (const [name, wanted] of Object.entries(set.expected.per_file ?? {})) {
    const trace = traces.find((found) => found.id === wanted.trace_id)
    const reported = trace?.documents.filter((document) => document.inferred !== true).length
    rows.push(row(`trace ${name}: documents`, wanted.documents, reported))
  }
  return rows
}

function awsReplyRows(wanted: ExpectedTrace, trace: ObservedTrace | undefined, delta: number): Row[] {
  const parents = new Set(wanted.aws_inferred.map((inferred) => inferred.parent_id))
  const made = (trace?.documents ?? []).filter((d) => d.inferred === true && parents.has(d.parent_id ?? ''))
  return [
    closeRow('Duration of AWS', wanted.aws_duration, trace?.durationSeconds, 0.0006),
    row('segments AWS returned', wanted.aws_segments_returned, trace?.documents.length),
    row(
      'segments AWS inferred',
      namesOf(wanted.aws_inferred.map(inferredText)),
      namesOf(made.map((d) => inferredText(asInferred(d, delta)))),
    ),
  ]
}

function inferredText(inferred: ExpectedInferred): string {
  const flags = (['fault', 'error', 'throttle'] as const).filter((flag) => inferred[flag] === true)
  const times = [inferred.start_time, inferred.end_time].map((seconds) => seconds.toFixed(5)).join('-')
  return [
    inferred.parent_id,
    inferred.name,
    inferred.node,
    inferred.origin,
    times,
    inferred.status ?? '',
    ...flags,
  ].join(' ')
}

function asInferred(document: WireDocument, delta: number): ExpectedInferred {
  const names = document.aws?.resource_names
  const status = document.http?.response?.status
  return {
    name: document.name,
    node: Array.isArray(names) ? String(names[0]) : document.name,
    origin: document.origin ?? '',
    parent_id: document.parent_id ?? '',
    start_time: document.start_time - delta,
    end_time: (document.end_time ?? 0) - delta,
    ...(status === undefined ? {} : { status }),
    fault: document.fault === true,
    error: document.error === true,
    throttle: document.throttle === true,
  }
}

function awsSummaryRows(wanted: ExpectedTrace, summary: ObservedSummary | undefined): Row[] {
  return [
    row('root', nodeName(wanted.root), summary?.entryPoint ? nodeName(summary.entryPoint) : null),
    row(
      'fault, error, throttle, partial',
      [wanted.has_fault, wanted.has_error, wanted.has_throttle, wanted.partial],
      [summary?.hasFault, summary?.hasError, summary?.hasThrottle, summary?.partial],
    ),
    row('http status', wanted.http_status, summary?.httpStatus),
    closeRow('response time', wanted.response_time, summary?.responseTimeSeconds, 0.0006),
  ]
}

function awsGraphRows(wanted: ExpectedTrace, graph: ObservedGraph): Row[] {
  const services = new Map<string, { count: number; seconds: number }>()
  for (const service of graph.services) {
    const { ok, error, throttle, fault } = service.classes
    const sum = services.get(nodeName(service)) ?? { count: 0, seconds: 0 }
    sum.count += ok + error + throttle + fault
    sum.seconds += service.totalSeconds
    services.set(nodeName(service), sum)
  }
  const calls = countByName(graph.edges.filter((edge) => edge.from.type !== 'client'))
  const asNode = ([name, type]: readonly [string, string | null]) => ({ name, type })
  const rows = [
    row(
      'nodes',
      namesOf(wanted.nodes.map((node) => `${nodeName(node)} ${node.count}`)),
      namesOf([...services].map(([name, sum]) => `${name} ${sum.count}`)),
    ),
    row(
      'edges',
      namesOf(
        wanted.edges.map((edge) => `${edgeName({ from: asNode(edge.from), to: asNode(edge.to) })} ${edge.count}`),
      ),
      namesOf([...calls].map(([name, count]) => `${name} ${count}`)),
    ),
  ]
  if (wanted.console === null) return rows
  for (const [name, type, count, time] of wanted.console.nodes) {
    const node = services.get(nodeName({ name, type }))
    const near = node !== undefined && closeToShown(node.seconds / node.count, time)
    rows.push(
      row(
        `AWS console: ${nodeName({ name, type })}`,
        `${count} ${time}`,
        `${node?.count ?? 0} ${near ? time : `${node ? node.seconds / node.count : '?'}s`}`,
      ),
    )
  }
  const clients = graph.edges.filter((edge) => edge.from.type === 'client')
  return [
    ...rows,
    row('AWS console: edges', wanted.console.edges, calls.size + clients.length),
    row('AWS console: client calls', wanted.console.client_to, clients.map((edge) => edge.to.name).join(', ')),
  ]
}

/** `5.77s`, `avg 38ms`: equal within half of the last digit shown (and a hair, as the console rounds what it was given rounded). */
function closeToShown(seconds: number, shown: string): boolean {
  const found = /([0-9.]+)(ms|s)$/.exec(shown)
  if (found === null) return false
  const unit = found[2] === 'ms' ? 1e-3 : 1
  const digits = found[1]!.split('.')[1]?.length ?? 0
  return Math.abs(seconds - Number(found[1]) * unit) <= 0.51 * unit * 10 ** -digits
}

/** Of reported segments: what their own services said. */
function classesIn(trace: ObservedTrace | undefined): Set<string> {
  return new Set((trace?.documents ?? []).filter((document) => document.inferred !== true).map(classOf))
}

function entitiesIn(entity: WireEntity): WireEntity[] {
  return [entity, ...(entity.subsegments ?? []).flatMap(entitiesIn)]
}

const namesOf = (names: readonly string[]): string => [...names].sort().join('\n')
const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const greatest = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
