/** The store over one ClickHouse database. Nothing is asked of the server until the first call. */
import { type Connection, Database } from './clickhouse/database.ts'
import type { Store, Window } from './port.ts'
import { graphOfTraces, graphOfWindow } from './questions/graph.ts'
import { graphOfMatching } from './questions/matching.ts'
import { minuteSums } from './questions/minutes.ts'
import { revisionOf } from './questions/revision.ts'
import { seriesOf } from './questions/series.ts'
import { summariesOf } from './questions/summaries.ts'
import { usersOf } from './questions/users.ts'
import { readMark, serverNowUs, writeMark } from './rollups/dirty.ts'
import { Roller } from './rollups/roller.ts'
import { migrate } from './schema/migrate.ts'
import { configChangesIn, deploymentsIn, recordChanges, Versions } from './tables/changes.ts'
import { readConfig, writeConfig } from './tables/config.ts'
import { readInsight, readInsights, writeInsights } from './tables/insights.ts'
import { reset, retain, statistics } from './tables/keeping.ts'
import { claimedSeconds, documents, documentsWithin, insertSegments, tracesReceivedSince } from './tables/segments.ts'
import { encodeTraces, traceColumns, tracesBelowVersion, unsettledTraces } from './tables/traces.ts'

export type StoreOptions = Connection

/** A caller's window may lie anywhere, beyond whole numbers too; nothing stored does. */
const withinTime = ({ fromUs, toUs }: Window): Window => ({ fromUs: storable(fromUs), toUs: storable(toUs) })
const storable = (us: number): number => Math.min(Math.max(Math.round(us), 0), Number.MAX_SAFE_INTEGER)

export function openStore(options: StoreOptions): Store {
  const db = new Database(options)
  const roller = new Roller(db)
  const versions = new Versions(db)
  return {
    migrate: () => migrate(db),
    ping: () => db.ping(),
    serverNowUs: () => serverNowUs(db),
    close: () => db.close(),

    insertSegments: (rows) => insertSegments(db, rows),
    documents: (ids) => documents(db, ids),
    documentsWithin: (ids, bytes) => documentsWithin(db, ids, bytes),

    insertTraces: async (rows) => {
      if (rows.length === 0) return
      // First, so that a trace that counts as stored has told its versions; told twice they are the same.
      await versions.write(rows.flatMap(({ trace }) => trace.versions ?? []))
      await db.insert('traces', traceColumns, encodeTraces(rows))
    },
    tracesReceivedSince: (afterUs, receivedBeforeUs) => tracesReceivedSince(db, afterUs, receivedBeforeUs),
    claimedSeconds: (fromS, toS) => claimedSeconds(db, fromS, toS),
    tracesBelowVersion: (version, most, after) => tracesBelowVersion(db, version, most, after),
    unsettledTraces: () => unsettledTraces(db),
    readCursor: (name) => readMark(db, `cursor:${name}`),
    writeCursor: (name, us) => writeMark(db, `cursor:${name}`, us),

    rollOnce: () => roller.rollOnce(),

    graph: (window, filter) =>
      filter?.tree ? graphOfMatching(db, withinTime(window), filter.tree) : graphOfWindow(db, withinTime(window)),
    graphRevision: (window) => revisionOf(db, withinTime(window)),
    graphOfTraces: (ids) => graphOfTraces(db, ids),
    series: (window, stepSeconds, subject, filter) =>
      seriesOf(db, withinTime(window), stepSeconds, subject, filter?.tree ?? null),
    summaries: (window, by, filter, page) => summariesOf(db, withinTime(window), by, filter?.tree ?? null, page),
    users: (window, options) => usersOf(db, withinTime(window), options),

    minuteSums: (window, filter, most, stepSeconds) =>
      minuteSums(db, withinTime(window), filter?.tree ?? null, most, stepSeconds),
    writeInsights: (rows) => writeInsights(db, rows),
    insights: (window) => readInsights(db, withinTime(window)),
    insight: (id) => readInsight(db, id),

    deployments: (window, most) => deploymentsIn(db, withinTime(window), most),
    recordChanges: (changes) => recordChanges(db, changes),
    configChanges: (window, most) => configChangesIn(db, withinTime(window), most),

    readConfig: (name) => readConfig(db, name),
    writeConfig: (name, value) => writeConfig(db, name, value),

    retain: (limits) => retain(db, limits),
    reset: async () => {
      await reset(db)
      roller.forget()
      versions.forget()
    },
    statistics: () => statistics(db),
  }
}
