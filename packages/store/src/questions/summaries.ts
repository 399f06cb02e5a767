/** Pages of trace summaries, newest start first. */
import type { FilterNode } from '@roentgen/filter'
import type { TraceAnnotation } from '@roentgen/trace'
import type { Database } from '../clickhouse/database.ts'
import { allOf, Binds } from '../clickhouse/sql.ts'
import { compileFilter } from '../filter-sql/compile.ts'
import type { Store, SummaryPage, Window } from '../port.ts'
import { clampMinute } from '../rollups/dirty.ts'
import { newestRows } from '../rollups/measures.ts'
import { minuteUs } from '../rollups/plan.ts'
import { type RootCauseRow, rootCauseColumns, rootCausesFrom } from '../tables/root-causes.ts'
import { annotationKind, classes, nodeKey, noStatus, traceFlag } from '../tables/traces.ts'
import { beganIn } from './matching.ts'

type By = Parameters<Store['summaries']>[1]
type Page = Parameters<Store['summaries']>[3]
type Place = {
  readonly startUs: number
  readonly traceId: string
  readonly scanned: number
  /** Nothing before it is looked at. */
  readonly floorUs: number
}
type Found = [startMinute: number, traceId: string, version: number, startUs: number]

/** The caller's mistake: a token that no page gave out. */
export class BadPageToken extends Error {
  override name = 'BadPageToken'
}

/** Looking back from the window's end, first over little and then over ever more: what is wanted is usually new. */
const firstStepUs = 60_000_000
const stepGrows = 6
/** A step that took longer does not grow. */
const quickMs = 500

export async function summariesOf(
  db: Database,
  asked: Window,
  by: By,
  filter: FilterNode | null,
  page: Page,
): Promise<SummaryPage> {
  const startedMs = performance.now()
  const after = page.after === undefined ? null : placeFrom(page.after)
  const floorUs = after?.floorUs ?? (await floorOf(db, asked, by, page.most))
  const window = { fromUs: Math.max(asked.fromUs, floorUs), toUs: asked.toUs }
  const found: Found[] = []
  let highUs = after ? Math.min(window.toUs, after.startUs + 1) : window.toUs
  let stepUs = firstStepUs
  // Only starts can be looked for from the end backwards; the other windows are found whole, and cut by the page: their traces may have
  // begun long before the window.
  while (found.length < page.limit && (by !== 'start' || highUs > window.fromUs)) {
    const lowUs = by === 'start' ? Math.max(window.fromUs, highUs - stepUs) : window.fromUs
    const stepMs = performance.now()
    const binds = new Binds()
    const where = allOf([
      by === 'start' ? beganIn(binds, { fromUs: lowUs, toUs: highUs }) : lastTouched(binds, window, by),
      ...(after ? [before(binds, after)] : []),
      ...(filter ? [compileFilter(filter, binds, by === 'end' ? { entitiesEndedIn: window } : {})] : []),
    ])
    found.push(
      ...(await db.rows<Found>(
        `SELECT start_minute, trace_id, version, start_us FROM (${newestRows('start_minute, trace_id, version, start_us', where)})
ORDER BY start_us DESC, trace_id DESC LIMIT ${binds.bind('UInt32', page.limit - found.length)}`,
        binds.params(),
      )),
    )
    highUs = lowUs
    if (by !== 'start') break
    const tookMs = performance.now() - stepMs
    if (tookMs < quickMs) stepUs *= stepGrows
    if (page.forMs !== undefined && performance.now() - startedMs > page.forMs) break
  }
  const last = found.length < page.limit ? undefined : found.at(-1)
  const reachedUs = last ? last[3] : Math.max(window.fromUs, Math.min(highUs, window.toUs))
  const [summaries, scanned] = await Promise.all([
    summariesAt(db, found),
    filter ? scannedFrom(db, window, by, reachedUs) : (after?.scanned ?? 0) + found.length,
  ])
  // Where time ran out there may be nothing to show yet, and all the more to go on with.
  const rest = last ? { startUs: last[3], traceId: last[1] } : { startUs: reachedUs, traceId: '' }
  return {
    summaries,
    next: last || reachedUs > window.fromUs ? tokenOf({ ...rest, scanned, floorUs }) : null,
    scanned,
    reachedUs,
  }
}

/** Where the newest `most` traces of the window begin. */
async function floorOf(db: Database, window: Window, by: By, most: number | undefined): Promise<number> {
  if (most === undefined || by !== 'start') return window.fromUs
  const binds = new Binds()
  const [row] = await db.rows<[count: number, startUs: number]>(
    `SELECT count(), min(s) FROM (SELECT max(start_us) AS s FROM traces WHERE ${beganIn(binds, window)} GROUP BY h ORDER BY s DESC LIMIT ${binds.bind('UInt32', most)})`,
    binds.params(),
  )
  return row !== undefined && row[0] >= most ? row[1] : window.fromUs
}

const before = (binds: Binds, { startUs, traceId }: Place): string =>
  `(start_us, trace_id) < (${binds.bind('Int64', startUs)}, ${binds.bind('String', traceId)})`

/** `assembled`: written in the window. `end`: one of its requests ended in it. */
function lastTouched(binds: Binds, { fromUs, toUs }: Window, by: Exclude<By, 'start'>): string {
  const from = binds.bind('Int64', Math.max(0, fromUs))
  const to = binds.bind('Int64', Math.max(0, toUs))
  if (by === 'assembled')
    return `asm_at >= fromUnixTimestamp64Micro(${from}) AND asm_at < fromUnixTimestamp64Micro(${to})`
  return allOf([
    `touch_max >= ${binds.bind('Int32', clampMinute(Math.floor(fromUs / minuteUs)))}`,
    `touch_min <= ${binds.bind('Int32', clampMinute(Math.floor(toUs / minuteUs)))}`,
    `arrayExists(e -> e >= ${from} AND e < ${to}, s_end)`,
  ])
}

async function scannedFrom(db: Database, window: Window, by: By, reachedUs: number): Promise<number> {
  const binds = new Binds()
  const where =
    by === 'start'
      ? beganIn(binds, { fromUs: reachedUs, toUs: window.toUs })
      : `${lastTouched(binds, window, by)} AND start_us >= ${binds.bind('Int64', reachedUs)}`
  return (await db.value<number>(`SELECT uniqExact(h) FROM traces WHERE ${where}`, binds.params())) ?? 0
}

const tokenOf = (place: Place): string =>
  Buffer.from(JSON.stringify([place.startUs, place.traceId, place.scanned, place.floorUs])).toString('base64url')

function placeFrom(token: string): Place {
  try {
    const [startUs, traceId, scanned, floorUs]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (isWhole(startUs) && typeof traceId === 'string' && isWhole(scanned) && isWhole(floorUs))
      return { startUs, traceId, scanned, floorUs }
  } catch {
    // Neither base64 nor JSON: falls through to the one message.
  }
  throw new BadPageToken(`no page of ours: ${token.slice(0, 80)}`)
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

const summaryColumns = [
  ...['trace_id', 'revision', 'start_us', 'end_us', 'duration_us', 'response_us', 'root_class', 'flags'],
  ...['url', 'method', 'status', 'agent', 'ip', 'has_http', 'entry_name', 'entry_type', 'entry_account'],
  ...['n_name', 'n_type', 'n_account', 'u_name', 'u_nodes', 'a_key', 'a_kind', 'a_text', 'a_number', 'a_nodes'],
  ...['zones', 'instances', 'arns', 'documents', 'segments', 'toUnixTimestamp64Micro(asm_at)'],
  ...rootCauseColumns,
].join(', ')

type Row = [
  traceId: string,
  revision: number,
  startUs: number,
  endUs: number,
  durationUs: number,
  responseUs: number,
  rootClass: number,
  flags: number,
  url: string,
  method: string,
  status: number,
  agent: string,
  ip: string,
  hasHttp: number,
  entryName: string,
  entryType: string,
  entryAccount: string,
  nodeNames: string[],
  nodeTypes: string[],
  nodeAccounts: string[],
  users: string[],
  userNodes: number[][],
  keys: string[],
  kinds: number[],
  texts: string[],
  numbers: number[],
  annotationNodes: number[][],
  zones: string[],
  instances: string[],
  arns: string[],
  documents: number,
  segments: number,
  assembledUs: number,
  ...causes: RootCauseRow,
]

/** The wide columns, only of the rows that are shown. */
async function summariesAt(db: Database, found: readonly Found[]): Promise<SummaryPage['summaries']> {
  if (found.length === 0) return []
  const rows = await db.rows<Row>(
    // An older version may begin later, and be another trace's newest in number: of each trace the newest first, then the order.
    `SELECT * FROM (SELECT ${summaryColumns} FROM traces
WHERE start_minute IN {minutes:Array(Int32)} AND trace_id IN {ids:Array(String)} AND version IN {versions:Array(UInt64)}
ORDER BY trace_id, version DESC LIMIT 1 BY trace_id) ORDER BY start_us DESC, trace_id DESC`,
    {
      minutes: [...new Set(found.map((row) => row[0]))],
      ids: found.map((row) => row[1]),
      versions: [...new Set(found.map((row) => row[2]))],
    },
  )
  return rows.map((row) => summaryFrom(row))
}

function summaryFrom(row: Row): SummaryPage['summaries'][number] {
  const [
    traceId,
    revision,
    startUs,
    endUs,
    durationUs,
    responseUs,
    rootClass,
    flags,
    url,
    method,
    status,
    agent,
    ip,
    hasHttp,
  ] = row
  const [entryName, entryType, entryAccount, nodeNames, nodeTypes, nodeAccounts, users, userNodes] = row.slice(14) as [
    string,
    string,
    string,
    string[],
    string[],
    string[],
    string[],
    number[][],
  ]
  const [
    keys,
    kinds,
    texts,
    numbers,
    annotationNodes,
    zones,
    instances,
    arns,
    documents,
    segments,
    assembledUs,
    ...causes
  ] = row.slice(22) as [
    string[],
    number[],
    string[],
    number[],
    number[][],
    string[],
    string[],
    string[],
    number,
    number,
    number,
    ...RootCauseRow,
  ]
  const nodes = nodeNames.map((name, i) => nodeKey(name, nodeTypes[i] ?? '', nodeAccounts[i] ?? ''))
  const nodesAt = (places: readonly number[] | undefined) => (places ?? []).flatMap((i) => nodes[i] ?? [])
  const flag = (bit: number): boolean => (flags & bit) !== 0
  return {
    traceId,
    startUs,
    endUs,
    durationUs: durationUs < 0 ? null : durationUs,
    responseTimeUs: responseUs < 0 ? null : responseUs,
    rootClass: classes[rootClass] ?? null,
    hasFault: flag(traceFlag.hasFault),
    hasError: flag(traceFlag.hasError),
    hasThrottle: flag(traceFlag.hasThrottle),
    partial: flag(traceFlag.partial),
    http: hasHttp
      ? {
          url: url || null,
          method: method || null,
          status: status === noStatus ? null : status,
          userAgent: agent || null,
          clientIp: ip || null,
        }
      : null,
    entryPoint: flag(traceFlag.hasEntry) ? nodeKey(entryName, entryType, entryAccount) : null,
    nodes,
    users: users.map((name, i) => ({ name, nodes: nodesAt(userNodes[i]) })),
    annotations: keys.map(
      (key, i): TraceAnnotation => ({
        key,
        value: annotationValue(kinds[i] ?? 0, texts[i] ?? '', numbers[i] ?? 0),
        nodes: nodesAt(annotationNodes[i]),
      }),
    ),
    availabilityZones: zones,
    instanceIds: instances,
    resourceArns: arns,
    documents,
    segments,
    anyFault: flag(traceFlag.anyFault),
    anyError: flag(traceFlag.anyError),
    anyThrottle: flag(traceFlag.anyThrottle),
    ...rootCausesFrom(causes),
    revision,
    assembledUs,
  }
}

function annotationValue(kind: number, text: string, number: number): TraceAnnotation['value'] {
  if (kind === annotationKind.text) return text
  return kind === annotationKind.boolean ? number !== 0 : number
}
