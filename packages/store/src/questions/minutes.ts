/** Every service and every call of a window, minute by minute or in longer steps: what anomalies are looked for in, and what a replay shows. */
import type { FilterNode } from '@roentgen/filter'
import type { Database } from '../clickhouse/database.ts'
import { allOf, Binds } from '../clickhouse/sql.ts'
import { compileFilter } from '../filter-sql/compile.ts'
import type { Exactness, MinutePoint, MinuteSums, Window } from '../port.ts'
import { dirtyMinutes, readWatermark, watermarks } from '../rollups/dirty.ts'
import { arrayColumns, edges, type Measure, newestRows, services, sumsOfEntities } from '../rollups/measures.ts'
import { minuteUs, planWindow } from '../rollups/plan.ts'
import { nodeKey } from '../tables/traces.ts'
import { histogramFrom, plannedSums } from './graph.ts'
import { beganIn, sampling } from './matching.ts'
import { coarsestFor } from './series.ts'

type Point = [
  step: number,
  ok: number,
  error: number,
  throttle: number,
  fault: number,
  timeUs: number,
  histogram: Record<string, number>,
]
type NodeRow = [name: string, type: string, account: string, points: Point[], known: number]
type EdgeRow = [
  ...from: [string, string, string],
  ...to: [string, string, string],
  kind: string,
  points: Point[],
  known: number,
]

export async function minuteSums(
  db: Database,
  window: Window,
  filter: FilterNode | null,
  most: number,
  stepSeconds = 60,
): Promise<MinuteSums> {
  if (!Number.isInteger(stepSeconds) || stepSeconds < 60 || stepSeconds % 60 !== 0)
    throw new RangeError(`a step is whole minutes, not ${stepSeconds} seconds`)
  const { parts, exactness } =
    filter === null ? await unfiltered(db, window, stepSeconds) : await filtered(db, window, filter, stepSeconds)
  const ask = async <Row extends readonly unknown[]>(m: Measure): Promise<Row[]> => {
    const binds = new Binds()
    const sums = parts(m, binds)
    if (sums === null) return []
    const keys = m.keys.join(', ')
    // Sums first, and steps only of the keys that are told: all keys x all steps would be held in memory, with a histogram each.
    const busiest = `SELECT ${keys}, requests, uniqExact(${m.keys.filter((key) => key !== 'kind').join(', ')}) OVER () AS known FROM (
  SELECT ${keys}, sum(ok + error + throttle + fault) AS requests FROM (${sums}) GROUP BY ${keys} HAVING requests > 0
) ORDER BY requests DESC, ${keys} LIMIT ${binds.bind('UInt32', most)}`
    return db.rows<Row>(
      `SELECT ${keys}, arraySort(point -> point.1, groupArray((at, m_ok, m_error, m_throttle, m_fault, m_time_us, m_histogram))), any(known) FROM (
  SELECT step AS at, ${keys}, any(known) AS known, any(requests) AS requests,
    sum(ok) AS m_ok, sum(error) AS m_error, sum(throttle) AS m_throttle, sum(fault) AS m_fault, sum(time_us) AS m_time_us, sumMap(histogram) AS m_histogram
  FROM (${sums}) AS cells INNER JOIN (${busiest}) AS busiest USING (${keys}) GROUP BY step, ${keys} HAVING m_ok + m_error + m_throttle + m_fault > 0
) GROUP BY ${keys} ORDER BY any(requests) DESC, ${keys}`,
      binds.params(),
    )
  }
  const [nodeRows, edgeRows] = await Promise.all([ask<NodeRow>(services), ask<EdgeRow>(edges)])
  const pointFrom = pointOf(stepSeconds / 60)
  return {
    known: { nodes: nodeRows[0]?.[4] ?? 0, edges: edgeRows[0]?.[8] ?? 0 },
    exactness,
    nodes: nodeRows.map(([name, type, account, points]) => ({
      node: nodeKey(name, type, account),
      minutes: points.map(pointFrom),
    })),
    edges: edgeRows.map(([fromName, fromType, fromAccount, toName, toType, toAccount, kind, points]) => ({
      from: nodeKey(fromName, fromType, fromAccount),
      to: nodeKey(toName, toType, toAccount),
      kind: kind === 'client' || kind === 'link' ? kind : 'call',
      minutes: points.map(pointFrom),
    })),
  }
}

type Parts = { readonly parts: (m: Measure, binds: Binds) => string | null; readonly exactness: Exactness }

async function unfiltered(db: Database, window: Window, stepSeconds: number): Promise<Parts> {
  const watermarkUs = await readWatermark(db, watermarks.graph)
  const dirty = await dirtyMinutes(db, watermarkUs, [
    Math.floor(window.fromUs / minuteUs),
    Math.ceil(window.toUs / minuteUs),
  ])
  const plan = planWindow(window, dirty, coarsestFor(stepSeconds))
  return { parts: (m, binds) => plannedSums(m, binds, plan, { stepSeconds }), exactness: { kind: 'exact' } }
}

/** Over the budget of a question, every k-th trace: shares stay what they are, counts are the sample's. */
async function filtered(db: Database, window: Window, filter: FilterNode, stepSeconds: number): Promise<Parts> {
  const { every, exactness } = await sampling(db, window)
  const parts = (m: Measure, binds: Binds): string => {
    const rows = newestRows(
      arrayColumns(m),
      allOf([
        beganIn(binds, window),
        ...(every === 1 ? [] : [`h % ${binds.bind('UInt32', every)} = 0`]),
        compileFilter(filter, binds),
      ]),
    )
    const ended = `e_end >= ${binds.bind('Int64', window.fromUs)} AND e_end < ${binds.bind('Int64', window.toUs)}`
    return `SELECT slot AS step, * EXCEPT slot FROM (${sumsOfEntities(m, rows, ended, `intDiv(e_end, ${stepSeconds * 1_000_000})`)})`
  }
  return { parts, exactness }
}

const pointOf =
  (minutesPerStep: number) =>
  ([step, ok, error, throttle, fault, totalTimeUs, histogram]: Point): MinutePoint => ({
    minute: step * minutesPerStep,
    counts: { ok, error, throttle, fault, totalTimeUs },
    histogram: histogramFrom(histogram),
  })
