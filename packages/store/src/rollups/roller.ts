/**
 * One round: T := the server's time *before* reading; dirty := minutes touched by rows stamped after W - 2G; each dirty minute gets, in one
 * insert stamped T, the sums from the newest versions plus zeros for every key it already has; hours and days likewise from
 * the level below; then W := T. A crash in between leaves W, and the round is done again.
 */
import type { Database } from '../clickhouse/database.ts'
import { graceSeconds } from '../clickhouse/database.ts'
import { Binds } from '../clickhouse/sql.ts'
import type { RollReport } from '../port.ts'
import { chunks } from '../tables/segments.ts'
import { type Clock, freshSql, readWatermark, serverNowUs, watermarks, writeMark } from './dirty.ts'
import {
  arrayColumns,
  capped,
  edges,
  endedSql,
  type Level,
  type Measure,
  newestRows,
  nodesPerMinute,
  services,
  slotOf,
  sumColumns,
  sumOfSums,
  sumsOfEntities,
  topNodes,
  touchedSql,
  zeros,
} from './measures.ts'
import { minuteUs } from './plan.ts'
import { UserRoller } from './users.ts'

/** What one statement sums: bounds its memory and its time after a long absence or an import. */
const tracesAtOnce = 60_000
const minutesAtOnce = 720
const hoursAtOnce = 96

const insertSettings = {
  max_execution_time: graceSeconds,
  // One block, one part: a reader sees all keys of a round or none.
  min_insert_block_size_rows: '100000000',
  min_insert_block_size_bytes: '1000000000',
  max_insert_threads: '1',
} as const

type TouchedMinute = {
  readonly minute: number
  /** Fresh traces that touched it; the rest of its traces is not counted here. */
  readonly traces: number
  readonly all: Fingerprint
  readonly later: Fingerprint
}

/** What a minute looked like: sums of hashes over the rows that made it dirty, wrapped at 2^64, as text. */
type Fingerprint = string

export class Roller {
  readonly #db: Database
  readonly #clock: Clock
  readonly #users: UserRoller
  readonly #nodesPerMinute: number
  /** Of minutes as this process last rolled them, over the rows that the next round will still look at. Only saves work. */
  #rolled = new Map<number, Fingerprint>()

  /** The clock must be the one that stamps the rows: the server's. Tests bring one they can move. */
  constructor(db: Database, clock: Clock = () => serverNowUs(db), most: number = nodesPerMinute) {
    this.#db = db
    this.#nodesPerMinute = most
    this.#clock = clock
    this.#users = new UserRoller(db, clock)
  }

  /** After all data was dropped. */
  forget(): void {
    this.#rolled.clear()
    this.#users.forget()
  }

  async rollOnce(): Promise<RollReport> {
    const nowUs = await this.#clock()
    const watermarkUs = await readWatermark(this.#db, watermarks.graph)
    const found = await this.#touchedByFresh(watermarkUs, nowUs)
    if (found.length === 0) {
      await this.#users.rollWhenDue(nowUs)
      // Nothing is behind W, so it may stay: writing it each round would keep an idle disk busy.
      return { dirtyMinutes: 0, rows: 0, watermarkUs }
    }
    const changed = found.filter(({ minute, all }) => this.#rolled.get(minute) !== all)
    let rows = 0
    for (const minutes of batches(changed)) {
      // Only where there are too many nodes at all does each minute need a list of its own.
      if (await this.#fewNodes(minutes)) rows += await this.#rollMinutes(minutes, nowUs, false)
      else for (const minute of minutes) rows += await this.#rollMinutes([minute], nowUs, true)
    }
    const hours = [...new Set(changed.map(({ minute }) => Math.floor(minute / 60)))]
    for (const some of chunks(hours, hoursAtOnce)) rows += await this.#rollUp('minutes', 'hours', 60, some, nowUs)
    const days = [...new Set(hours.map((hour) => Math.floor(hour / 24)))]
    for (const some of chunks(days, hoursAtOnce)) rows += await this.#rollUp('hours', 'days', 24, some, nowUs)
    await writeMark(this.#db, watermarks.graph, nowUs)
    this.#rolled = new Map(found.map(({ minute, later }) => [minute, later]))
    await this.#users.rollWhenDue(nowUs)
    return { dirtyMinutes: changed.length, rows, watermarkUs: nowUs }
  }

  /**
   * `all` sums over what this round looks at, `later` over the part that the next one will look at again: equal to that round's `all`
   * when nothing was added. Other versions of the same traces count for the minutes, not for the sums.
   */
  async #touchedByFresh(watermarkUs: number, nowUs: number): Promise<TouchedMinute[]> {
    const rows = await this.#db.rows<[number, number, string, string]>(
      `WITH fresh AS (
  SELECT h, sum(cityHash64(version, asm_at)) AS a, sumIf(cityHash64(version, asm_at), ${freshSql('{t:Int64}')}) AS b
  FROM traces WHERE ${freshSql('{w:Int64}')} GROUP BY h
)
SELECT m, count(), toString(sum(a)), toString(sum(b)) FROM (
  SELECT h, arrayJoin(touched) AS m FROM traces WHERE h IN (SELECT h FROM fresh) GROUP BY h, m
) AS touches INNER JOIN fresh USING (h) GROUP BY m ORDER BY m`,
      { w: watermarkUs, t: nowUs },
    )
    return rows.map(([minute, traces, all, later]) => ({ minute, traces, all, later }))
  }

  async #fewNodes(minutes: readonly number[]): Promise<boolean> {
    const binds = new Binds()
    const touched = touchedSql(binds, { minutes, us: [] })
    const nodes = await this.#db.value<number>(
      `SELECT uniq(n, t, a) FROM traces ARRAY JOIN n_name AS n, n_type AS t, n_account AS a WHERE ${touched}`,
      binds.params(),
    )
    // `uniq` may be a little off.
    return (nodes ?? 0) < this.#nodesPerMinute * 0.9
  }

  async #rollMinutes(minutes: readonly number[], nowUs: number, cap: boolean): Promise<number> {
    let written = 0
    for (const m of [services, edges]) {
      const binds = new Binds()
      const ended = { minutes, us: [] }
      const rows = newestRows(arrayColumns(m), touchedSql(binds, ended))
      const all = sumsOfEntities(m, rows, endedSql(binds, ended), `toInt32(intDiv(e_end, ${minuteUs}))`)
      const nodes = newestRows('trace_id, n_name, n_type, n_account', touchedSql(binds, ended))
      const sums = cap ? capped(m, all, topNodes(nodes, this.#nodesPerMinute)) : all
      const known = `SELECT minute AS slot, ${m.keys.join(', ')}, ${zeros(m)} FROM ${m.table}_minutes
WHERE series = '' AND minute IN ${binds.bind('Array(Int32)', minutes)} GROUP BY slot, ${m.keys.join(', ')}`
      written += await this.#insertSums(m, 'minutes', `${sums}\nUNION ALL\n${known}`, binds, nowUs)
    }
    return written
  }

  async #rollUp(below: Level, level: Level, size: number, slots: readonly number[], nowUs: number): Promise<number> {
    let written = 0
    for (const m of [services, edges]) {
      const binds = new Binds()
      const slot = slotOf[below]
      const list = binds.bind('Array(Int32)', slots)
      const first = binds.bind('Int32', Math.min(...slots) * size)
      const end = binds.bind('Int32', (Math.max(...slots) + 1) * size)
      // A key that vanished has rows of zeros below, so it gets its zeros here by the same sum.
      const sums = `SELECT toInt32(intDiv(${slot}, ${size})) AS slot, ${m.keys.join(', ')}, ${sumColumns(m).join(', ')} FROM ${m.table}_${below} FINAL
WHERE series = '' AND ${slot} >= ${first} AND ${slot} < ${end} AND intDiv(${slot}, ${size}) IN ${list}`
      written += await this.#insertSums(m, level, sums, binds, nowUs)
    }
    return written
  }

  async #insertSums(m: Measure, level: Level, sums: string, binds: Binds, nowUs: number): Promise<number> {
    const keys = m.keys.join(', ')
    const at = binds.bind('Int64', nowUs)
    return this.#db.command(
      `INSERT INTO ${m.table}_${level} (series, ${slotOf[level]}, ${keys}, rolled_at, ${sumColumns(m).join(', ')})
SELECT '', slot, ${keys}, fromUnixTimestamp64Micro(${at}), ${sumOfSums(m)} FROM (
${sums}
) GROUP BY slot, ${keys}`,
      binds.params(),
      insertSettings,
    )
  }
}

function* batches(found: readonly TouchedMinute[]): Generator<number[]> {
  let minutes: number[] = []
  let traces = 0
  for (const touched of found) {
    if (minutes.length > 0 && (traces + touched.traces > tracesAtOnce || minutes.length >= minutesAtOnce)) {
      yield minutes
      minutes = []
      traces = 0
    }
    minutes.push(touched.minute)
    traces += touched.traces
  }
  if (minutes.length > 0) yield minutes
}
