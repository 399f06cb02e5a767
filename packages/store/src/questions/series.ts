/** Counts over time, of everything that enters, of a node or of an edge. Steps without traffic are absent. */
import type { FilterNode } from '@roentgen/filter'
import type { Database } from '../clickhouse/database.ts'
import { allOf, Binds } from '../clickhouse/sql.ts'
import { compileFilter } from '../filter-sql/compile.ts'
import type { SeriesPoint, SeriesSubject, Window } from '../port.ts'
import { clampMinute, dirtyMinutes, readWatermark, watermarks } from '../rollups/dirty.ts'
import {
  arrayColumns,
  edges,
  endedSql,
  type Measure,
  newestRows,
  services,
  sumColumns,
  sumsOfEntities,
} from '../rollups/measures.ts'
import { type Finest, minuteUs, planWindow, type WindowPlan } from '../rollups/plan.ts'
import { histogramFrom, plannedSums } from './graph.ts'

type Row = [
  step: number,
  ok: number,
  error: number,
  throttle: number,
  fault: number,
  timeUs: number,
  histogram: Record<string, number>,
]

/** The largest rollup slots that fit into steps of that length. */
export function coarsestFor(stepSeconds: number): Finest {
  if (stepSeconds % 86_400 === 0) return 'day'
  return stepSeconds % 3_600 === 0 ? 'hour' : 'minute'
}

export async function seriesOf(
  db: Database,
  window: Window,
  stepSeconds: number,
  subject: SeriesSubject,
  filter: FilterNode | null = null,
): Promise<SeriesPoint[]> {
  if (!Number.isInteger(stepSeconds) || stepSeconds < 60 || stepSeconds % 60 !== 0)
    throw new RangeError(`a step is whole minutes, not ${stepSeconds} seconds`)
  const binds = new Binds()
  const measure = subject.kind === 'node' ? services : edges
  const options = { keyWhere: keyWhere(subject, binds), stepSeconds }
  const parts =
    filter === null
      ? plannedSums(measure, binds, await planOf(db, window, stepSeconds), options)
      : matchingSums(measure, binds, window, filter, options)
  if (parts === null) return []
  const rows = await db.rows<Row>(
    `SELECT step, sum(ok), sum(error), sum(throttle), sum(fault), sum(time_us), sumMap(histogram) FROM (${parts}) GROUP BY step
HAVING sum(ok) + sum(error) + sum(throttle) + sum(fault) > 0 ORDER BY step`,
    binds.params(),
  )
  return rows.map(([step, ok, error, throttle, fault, totalTimeUs, histogram]) => ({
    startUs: step * stepSeconds * 1_000_000,
    counts: { ok, error, throttle, fault, totalTimeUs },
    histogram: histogramFrom(histogram),
  }))
}

async function planOf(db: Database, window: Window, stepSeconds: number): Promise<WindowPlan> {
  const watermarkUs = await readWatermark(db, watermarks.graph)
  const dirty = await dirtyMinutes(db, watermarkUs, [
    Math.floor(window.fromUs / minuteUs),
    Math.ceil(window.toUs / minuteUs),
  ])
  return planWindow(window, dirty, coarsestFor(stepSeconds))
}

/** Of matching traces, whenever they began, what ended in the window: pieces of a window add up to the whole, without any sample. */
function matchingSums(
  m: Measure,
  binds: Binds,
  { fromUs, toUs }: Window,
  filter: FilterNode,
  options: { readonly keyWhere: string; readonly stepSeconds: number },
): string | null {
  if (!(toUs > fromUs)) return null
  const touched = allOf([
    `touch_min <= ${binds.bind('Int32', clampMinute(Math.floor(toUs / minuteUs)))}`,
    `touch_max >= ${binds.bind('Int32', clampMinute(Math.floor(fromUs / minuteUs)))}`,
    compileFilter(filter, binds),
  ])
  const slot = `intDiv(e_end, ${options.stepSeconds * 1_000_000})`
  const ended = endedSql(binds, { minutes: [], us: [[fromUs, toUs]] })
  const sums = sumsOfEntities(m, newestRows(arrayColumns(m), touched), ended, slot)
  return `SELECT slot AS step, ${sumColumns(m).join(', ')} FROM (${sums}) WHERE ${options.keyWhere}`
}

function keyWhere(subject: SeriesSubject, binds: Binds): string {
  const is = (prefix: string, key: { name: string; type: string | null; account: string | null }): string[] => [
    `${prefix}name = ${binds.bind('String', key.name)}`,
    `${prefix}type = ${binds.bind('String', key.type ?? '')}`,
    `${prefix}account = ${binds.bind('String', key.account ?? '')}`,
  ]
  if (subject.kind === 'node') return allOf(is('', subject.node))
  if (subject.kind === 'edge') return allOf([...is('from_', subject.from), ...is('to_', subject.to)])
  // A client beyond the nodes that a minute keeps by name has lost its type there, but its edge is still one of a client.
  return "(kind = 'client' OR from_type = 'client')"
}
