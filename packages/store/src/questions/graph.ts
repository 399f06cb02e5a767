/** The service graph of a window: rollups where they are whole, traces where they are not. */
import {
  type EdgeSum,
  type GraphEdge,
  graphOfSums,
  type Histogram,
  type NodeSum,
  type ServiceGraph,
  type TraceId,
} from '@roentgen/trace'
import type { Database } from '../clickhouse/database.ts'
import { Binds } from '../clickhouse/sql.ts'
import type { GraphAnswer, Window } from '../port.ts'
import { dirtyMinutes, readWatermark, serverNowUs, watermarks } from '../rollups/dirty.ts'
import {
  arrayColumns,
  edges,
  endedNothing,
  endedSql,
  type Level,
  type Measure,
  newestRows,
  services,
  slotOf,
  sumColumns,
  sumOfSums,
  sumsOfEntities,
  touchedSql,
} from '../rollups/measures.ts'
import { minuteUs, planWindow, type Range, type WindowPlan } from '../rollups/plan.ts'
import { nodeKey } from '../tables/traces.ts'

type Sums = [
  ok: number,
  error: number,
  throttle: number,
  fault: number,
  timeUs: number,
  histogram: HistogramPair,
  firstUs: number,
  lastUs: number,
]
/** As two lists: a map comes as an object with thousands of different keys, which takes twice as long to read. */
type HistogramPair = readonly [buckets: readonly number[], counts: readonly number[]]
type ServiceRow = [name: string, type: string, account: string, ...Sums, reported: number, roots: number]
type EdgeRow = [
  fromName: string,
  fromType: string,
  fromAccount: string,
  toName: string,
  toType: string,
  toAccount: string,
  kind: GraphEdge['kind'],
  ...Sums,
  aliases: [string, string, string][],
]

/**
 * Slots of one level. Few ranges go to the primary key one by one. Many go as a set behind their common envelope: the slots that
 * are in, or those that are not, whichever are fewer (half of 30 days of minutes is 200 kB of URL; the server takes 1 MB).
 */
export function slotsSql(binds: Binds, slot: string, ranges: readonly Range[]): string {
  const within = (from: number, to: number): string =>
    `(${slot} >= ${binds.bind('Int32', from)} AND ${slot} < ${binds.bind('Int32', to)})`
  if (ranges.length <= 16) return `(${ranges.map(([from, to]) => within(from, to)).join(' OR ')})`
  const first = ranges[0]![0]
  const end = ranges.at(-1)![1]
  const holes: Range[] = ranges.slice(1).map(([from], i) => [ranges[i]![1], from])
  const inside = slotsIn(ranges)
  const outside = slotsIn(holes)
  const [word, slots] = inside.length <= outside.length ? ['IN', inside] : ['NOT IN', outside]
  return `${within(first, end)} AND ${slot} ${word} ${binds.bind('Array(Int32)', slots)}`
}

const slotsIn = (ranges: readonly Range[]): number[] =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))

type PlannedOptions = {
  /** A condition on the key's columns. */
  readonly keyWhere?: string
  /** Adds a first column `step`: the number of the step since 1970 in which it happened. */
  readonly stepSeconds?: number
}

/** All sums of a plan under one key each: rollup levels and raw rows side by side. `''` is the series of all traffic. */
export function plannedSums(m: Measure, binds: Binds, plan: WindowPlan, options: PlannedOptions = {}): string | null {
  const { keyWhere = '1', stepSeconds } = options
  const columns = `${m.keys.join(', ')}, ${sumColumns(m).join(', ')}`
  const parts: string[] = []
  for (const level of ['days', 'hours', 'minutes'] satisfies Level[]) {
    if (plan[level].length === 0) continue
    const step = stepSeconds
      ? `intDiv(toInt64(${slotOf[level]}) * ${slotSeconds[level]}, ${stepSeconds}) AS step, `
      : ''
    parts.push(
      `SELECT ${step}${columns} FROM ${m.table}_${level} FINAL WHERE series = '' AND ${slotsSql(binds, slotOf[level], plan[level])} AND ${keyWhere}`,
    )
  }
  const ended = { minutes: plan.dirty, us: plan.raggedUs }
  if (!endedNothing(ended)) {
    const rows = newestRows(arrayColumns(m), touchedSql(binds, ended))
    const slot = stepSeconds ? `intDiv(e_end, ${stepSeconds * 1_000_000})` : null
    const sums = sumsOfEntities(m, rows, endedSql(binds, ended), slot)
    parts.push(`SELECT ${slot === null ? '' : 'slot AS step, '}${columns} FROM (${sums}) WHERE ${keyWhere}`)
  }
  return parts.length === 0 ? null : parts.join('\nUNION ALL\n')
}

const slotSeconds: Record<Level, number> = { minutes: 60, hours: 3_600, days: 86_400 }

const paired = (columns: string, histogram: string): string =>
  columns.replace(histogram, `tuple(mapKeys(${histogram}), mapValues(${histogram}))`)

const summed = (m: Measure, parts: string): string =>
  `SELECT ${m.keys.join(', ')}, ${paired(sumOfSums(m), 'sumMap(histogram)')} FROM (${parts}) GROUP BY ${m.keys.join(', ')}
HAVING sum(ok) + sum(error) + sum(throttle) + sum(fault) > 0`

/** Where each piece of the window is read from, and since when that holds. */
export async function planned(db: Database, window: Window): Promise<{ plan: WindowPlan; asOfUs: number }> {
  const [watermarkUs, asOfUs] = await Promise.all([readWatermark(db, watermarks.graph), serverNowUs(db)])
  const dirty = await dirtyMinutes(db, watermarkUs, [
    Math.floor(window.fromUs / minuteUs),
    Math.ceil(window.toUs / minuteUs),
  ])
  return { plan: planWindow(window, dirty), asOfUs }
}

export async function graphOfWindow(db: Database, window: Window): Promise<GraphAnswer> {
  const { plan, asOfUs } = await planned(db, window)
  const ask = async <Row extends readonly unknown[]>(m: Measure): Promise<Row[]> => {
    const binds = new Binds()
    const parts = plannedSums(m, binds, plan)
    return parts === null ? [] : db.rows<Row>(summed(m, parts), binds.params())
  }
  const [serviceRows, edgeRows] = await Promise.all([ask<ServiceRow>(services), ask<EdgeRow>(edges)])
  return { graph: graphFromRows(serviceRows, edgeRows), asOfUs, exactness: { kind: 'exact' } }
}

/** All entities of chosen traces. `rows` selects newest rows with whatever columns it is asked for. */
export async function graphOfRows(
  db: Database,
  rows: (columns: string, binds: Binds) => string,
): Promise<ServiceGraph> {
  const ask = <Row extends readonly unknown[]>(m: Measure): Promise<Row[]> => {
    const binds = new Binds()
    const sums = sumsOfEntities(m, rows(arrayColumns(m), binds), '1', null)
    return db.rows<Row>(
      `SELECT ${m.keys.join(', ')}, ${paired(sumColumns(m).join(', '), 'histogram')} FROM (${sums})`,
      binds.params(),
    )
  }
  const [serviceRows, edgeRows] = await Promise.all([ask<ServiceRow>(services), ask<EdgeRow>(edges)])
  return graphFromRows(serviceRows, edgeRows)
}

export const graphOfTraces = (db: Database, traceIds: readonly TraceId[]): Promise<ServiceGraph> =>
  graphOfRows(db, (columns, binds) => {
    const ids = binds.bind('Array(String)', [...new Set(traceIds)])
    return newestRows(columns, `h IN (SELECT cityHash64(arrayJoin(${ids}))) AND trace_id IN ${ids}`)
  })

function graphFromRows(serviceRows: readonly ServiceRow[], edgeRows: readonly EdgeRow[]): ServiceGraph {
  const nodes = serviceRows.map((row): NodeSum => {
    const [name, type, account, ...sums] = row
    return { key: nodeKey(name, type, account), ...sumOf(sums), reported: sums[8] > 0, root: sums[9] > 0 }
  })
  const calls = edgeRows.map((row): EdgeSum => {
    const [fromName, fromType, fromAccount, toName, toType, toAccount, kind, ...sums] = row
    return {
      from: nodeKey(fromName, fromType, fromAccount),
      to: nodeKey(toName, toType, toAccount),
      kind,
      ...sumOf(sums),
      aliases: new Map(sums[8].map((alias) => [alias.join('\u0000'), nodeKey(...alias)])),
    }
  })
  return graphOfSums(nodes, calls)
}

const sumOf = (row: readonly [...Sums, ...unknown[]]): Pick<NodeSum, 'counts' | 'histogram' | 'firstUs' | 'lastUs'> => {
  const [ok, error, throttle, fault, totalTimeUs, histogram, firstUs, lastUs] = row
  return { counts: { ok, error, throttle, fault, totalTimeUs }, histogram: histogramOf(histogram), firstUs, lastUs }
}

function histogramOf([buckets, counts]: HistogramPair): Histogram {
  const histogram: Histogram = new Map()
  for (let i = 0; i < buckets.length; i++) histogram.set(buckets[i] ?? 0, Number(counts[i]))
  return histogram
}

/** ClickHouse prints a map with its keys as text. */
export const histogramFrom = (json: Readonly<Record<string, number>>): Histogram =>
  new Map(Object.entries(json).map(([bucket, count]) => [Number(bucket), Number(count)]))
