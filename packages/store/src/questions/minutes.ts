/** Every service and every call of a window, minute by minute: what anomalies are looked for in. */
import type { FilterNode } from '@roentgen/filter'
import type { Database } from '../clickhouse/database.ts'
import { allOf, Binds } from '../clickhouse/sql.ts'
import { compileFilter } from '../filter-sql/compile.ts'
import type { MinutePoint, MinuteSums, Window } from '../port.ts'
import { dirtyMinutes, readWatermark, watermarks } from '../rollups/dirty.ts'
import { arrayColumns, edges, type Measure, newestRows, services, sumsOfEntities } from '../rollups/measures.ts'
import { minuteUs, planWindow } from '../rollups/plan.ts'
import { nodeKey } from '../tables/traces.ts'
import { histogramFrom, plannedSums } from './graph.ts'
import { beganIn, sampling } from './matching.ts'

type Point = [minute: number, ok: number, error: number, throttle: number, fault: number, Record<string, number>]
type NodeRow = [name: string, type: string, account: string, points: Point[]]
type EdgeRow = [...from: [string, string, string], ...to: [string, string, string], kind: string, points: Point[]]

export async function minuteSums(
  db: Database,
  window: Window,
  filter: FilterNode | null,
  most: number,
): Promise<MinuteSums> {
  const parts = filter === null ? await unfiltered(db, window) : await filtered(db, window, filter)
  const ask = async <Row extends readonly unknown[]>(m: Measure): Promise<Row[]> => {
    const binds = new Binds()
    const sums = parts(m, binds)
    if (sums === null) return []
    const keys = m.keys.join(', ')
    return db.rows<Row>(
      `SELECT ${keys}, arraySort(groupArray((minute, m_ok, m_error, m_throttle, m_fault, m_histogram))) FROM (
  SELECT step AS minute, ${keys}, sum(ok) AS m_ok, sum(error) AS m_error, sum(throttle) AS m_throttle, sum(fault) AS m_fault, sumMap(histogram) AS m_histogram
  FROM (${sums}) GROUP BY step, ${keys} HAVING m_ok + m_error + m_throttle + m_fault > 0
) GROUP BY ${keys} ORDER BY sum(m_ok + m_error + m_throttle + m_fault) DESC, ${keys} LIMIT ${binds.bind('UInt32', most)}`,
      binds.params(),
    )
  }
  const [nodeRows, edgeRows] = await Promise.all([ask<NodeRow>(services), ask<EdgeRow>(edges)])
  return {
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

type Parts = (m: Measure, binds: Binds) => string | null

async function unfiltered(db: Database, window: Window): Promise<Parts> {
  const watermarkUs = await readWatermark(db, watermarks.graph)
  const dirty = await dirtyMinutes(db, watermarkUs, [
    Math.floor(window.fromUs / minuteUs),
    Math.ceil(window.toUs / minuteUs),
  ])
  const plan = planWindow(window, dirty, 'minute')
  return (m, binds) => plannedSums(m, binds, plan, { stepSeconds: 60 })
}

/** Over the budget of a question, every k-th trace: shares stay what they are, counts are the sample's. */
async function filtered(db: Database, window: Window, filter: FilterNode): Promise<Parts> {
  const { every } = await sampling(db, window)
  return (m, binds) => {
    const rows = newestRows(
      arrayColumns(m),
      allOf([
        beganIn(binds, window),
        ...(every === 1 ? [] : [`h % ${binds.bind('UInt32', every)} = 0`]),
        compileFilter(filter, binds),
      ]),
    )
    const ended = `e_end >= ${binds.bind('Int64', window.fromUs)} AND e_end < ${binds.bind('Int64', window.toUs)}`
    return `SELECT slot AS step, * EXCEPT slot FROM (${sumsOfEntities(m, rows, ended, `intDiv(e_end, ${minuteUs})`)})`
  }
}

const pointFrom = ([minute, ok, error, throttle, fault, histogram]: Point): MinutePoint => ({
  minute,
  counts: { ok, error, throttle, fault },
  histogram: histogramFrom(histogram),
})
