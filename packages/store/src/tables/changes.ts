/**
 * What changed: versions of services that were seen for the first time, and the configuration. A version's first and last time are sums
 * that only widen, so rows may be written again by anyone. They are told when a trace is assembled, and kept as long as traces told then are.
 * Of a sender that gives every request a version of its own a service has so many; when others were seen is told by its row without a version.
 */
import type { NodeKey, SeenVersion } from '@roentgen/trace'
import type { Database } from '../clickhouse/database.ts'
import { RowBinary } from '../clickhouse/row-binary.ts'
import type { ConfigChange, Deployment, Window } from '../port.ts'
import { serverNowUs } from '../rollups/dirty.ts'
import { keyText, nodeKey } from './traces.ts'

/** `last_us` is written again when it is this much later: a version that lives long costs a row a minute. */
const widenedAfterUs = 60e6
/** When it was told is written again after that, though it was not seen later: old data that is sent again is received data. */
const toldAgainAfterMs = 3_600_000
/** Versions of a service that are kept; when they are tidied up, the `keptOfOne` that were seen last stay. */
const mostOfOne = 1000
const keptOfOne = 500
/** And so many more that live longer than a request's own version does: those that are told of again that much later. */
const mostLiving = mostOfOne + 500
/** Services whose stored versions are held in memory, those that were told of last; for others tidying up alone is the bound. */
const mostWithMany = 200
/** Of one service in one answer: its markers must not push out those of all others. */
const mostInAnswer = 50
/** Of a sender that gives every request a version of its own; those that were not told of lately are forgotten first. */
const mostKnown = 20_000

type Extent = { readonly firstUs: number; readonly lastUs: number; readonly writtenMs: number }

/** Writes what is news to this process. */
export class Versions {
  readonly #db: Database
  /** As this process last wrote them or left them out. */
  readonly #known = new Map<string, Extent>()
  readonly #now: () => number
  /** By service with many versions those that are stored; read anew now and then, since others write and tidy up too. */
  #many: { readonly of: ReadonlyMap<string, Set<string>>; readonly readMs: number } | null = null
  /** By any other service how many were written since that was read: at least as many as were new. */
  readonly #writtenSince = new Map<string, number>()

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db
    this.#now = now
  }

  forget(): void {
    this.#known.clear()
    this.#writtenSince.clear()
    this.#many = null
  }

  async #manyNow(): Promise<ReadonlyMap<string, Set<string>>> {
    const nowMs = this.#now()
    if (this.#many && nowMs - this.#many.readMs < toldAgainAfterMs) return this.#many.of
    const rows = await this.#db.rows<[string, string, string, string[]]>(
      `SELECT name, type, account, groupUniqArrayIf(${mostLiving})(version, version != '') AS versions FROM service_versions
GROUP BY name, type, account HAVING length(versions) >= ${keptOfOne} ORDER BY max(told_us) DESC LIMIT ${mostWithMany}`,
    )
    const of = new Map(
      rows.map(([name, type, account, versions]) => [keyText(nodeKey(name, type, account)), new Set(versions)]),
    )
    this.#many = { of, readMs: nowMs }
    this.#writtenSince.clear()
    return of
  }

  async write(seen: readonly SeenVersion[]): Promise<void> {
    const batch = new Map<string, SeenVersion>()
    for (const one of seen) widen(batch, idOf(one), one)
    const nowMs = this.#now()
    const news = [...batch].filter(([id, { firstUs, lastUs }]) => {
      const known = this.#known.get(id)
      // To the end: what is told of again and again is not forgotten for what is told of once.
      if (known) moveToEnd(this.#known, id, known)
      return (
        !known ||
        firstUs < known.firstUs ||
        lastUs >= known.lastUs + widenedAfterUs ||
        nowMs >= known.writtenMs + toldAgainAfterMs
      )
    })
    if (news.length === 0) return
    const [many, toldUs] = [await this.#manyNow(), await serverNowUs(this.#db)]
    const written: SeenVersion[] = []
    const leftOut = new Map<string, SeenVersion>()
    const added = new Map<string, string[]>()
    for (const [id, one] of news) {
      const service = keyText(one.node)
      const known = this.#known.get(id)
      const stored = many.get(service)
      // Its first time as this process knows it: its row may be tidied away by now.
      const row = { ...one, firstUs: Math.min(one.firstUs, known?.firstUs ?? one.firstUs) }
      if (stored ? stored.has(one.version) : known) {
        written.push(row)
        continue
      }
      const lives = known !== undefined && one.lastUs >= known.lastUs + widenedAfterUs
      const addedOf = added.get(service) ?? []
      const count = (stored?.size ?? keptOfOne + (this.#writtenSince.get(service) ?? 0)) + addedOf.length
      if (count < (lives ? mostLiving : mostOfOne)) {
        written.push(row)
        addedOf.push(one.version)
        added.set(service, addedOf)
      } else widen(leftOut, service, { ...one, version: '' })
    }
    const out = new RowBinary()
    for (const { node, version, firstUs, lastUs } of [...written, ...leftOut.values()]) {
      out.string(node.name).string(node.type ?? '')
      out.string(node.account ?? '').string(version)
      out.int64(firstUs).int64(lastUs).int64(toldUs)
    }
    await this.#db.insert('service_versions', columns, out.bytes())
    for (const [id, { firstUs, lastUs }] of news) {
      const known = this.#known.get(id)
      moveToEnd(this.#known, id, {
        firstUs: Math.min(firstUs, known?.firstUs ?? firstUs),
        lastUs: Math.max(lastUs, known?.lastUs ?? lastUs),
        writtenMs: nowMs,
      })
    }
    for (const [service, versions] of added) {
      const stored = many.get(service)
      if (stored) {
        for (const version of versions) stored.add(version)
        continue
      }
      const since = (this.#writtenSince.get(service) ?? 0) + versions.length
      moveToEnd(this.#writtenSince, service, since)
      // It may have many by now: that is read before more of it is written.
      if (since >= mostOfOne - keptOfOne) this.#many = null
    }
    forgetFirst(this.#known)
    forgetFirst(this.#writtenSince)
  }
}

function widen(all: Map<string, SeenVersion>, id: string, one: SeenVersion): void {
  const other = all.get(id)
  all.set(id, {
    ...one,
    firstUs: Math.min(one.firstUs, other?.firstUs ?? one.firstUs),
    lastUs: Math.max(one.lastUs, other?.lastUs ?? one.lastUs),
  })
}

function moveToEnd<T>(map: Map<string, T>, id: string, value: T): void {
  map.delete(id)
  map.set(id, value)
}

function forgetFirst(map: Map<string, unknown>): void {
  for (const id of map.keys()) {
    if (map.size <= mostKnown) break
    map.delete(id)
  }
}

const columns = ['name', 'type', 'account', 'version', 'first_us', 'last_us', 'told_us']
const idOf = ({ node, version }: { node: NodeKey; version: string }): string => `${keyText(node)}\u0000${version}`

/**
 * Versions that were seen first in the window, of services that another version of was seen before. Newest `most`, oldest first.
 * `uncounted`: of a service with very many versions there were others about then that are not kept, so nobody can count those of a window.
 */
export async function deploymentsIn(
  db: Database,
  window: Window,
  most: number,
): Promise<{ readonly deployments: Deployment[]; readonly leftOut: number; readonly uncounted: boolean }> {
  const notKept = await db.rows<[number]>(
    "SELECT 1 FROM service_versions WHERE version = '' GROUP BY name, type, account HAVING min(first_us) < {to:Int64} AND max(last_us) >= {from:Int64} LIMIT 1",
    { from: window.fromUs, to: window.toUs },
  )
  const rows = await db.rows<[string, string, string, string, number, string, number]>(
    `SELECT name, type, account, version, first, before, count() OVER () FROM (
  SELECT name, type, account, version, first, lagInFrame(version) OVER (
    PARTITION BY name, type, account ORDER BY first, version ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS before
  FROM (SELECT name, type, account, version, min(first_us) AS first FROM service_versions WHERE version != '' GROUP BY name, type, account, version)
) WHERE before != '' AND first >= {from:Int64} AND first < {to:Int64}
ORDER BY first DESC, name, type, account, version LIMIT ${mostInAnswer} BY name, type, account LIMIT {most:UInt32}`,
    { from: window.fromUs, to: window.toUs, most },
  )
  const deployments = rows.map(
    ([name, type, account, version, atUs, before]): Deployment => ({
      node: nodeKey(name, type, account),
      version,
      before,
      atUs,
    }),
  )
  return {
    deployments: deployments.reverse(),
    leftOut: (rows[0]?.[6] ?? 0) - rows.length,
    uncounted: notKept.length > 0,
  }
}

export async function recordChanges(db: Database, changes: readonly ConfigChange[]): Promise<void> {
  if (changes.length === 0) return
  const out = new RowBinary()
  for (const { atUs, kind, did, subject } of changes) {
    out.int64(atUs).string(kind)
    out.string(did).string(subject.slice(0, 256))
  }
  await db.insert('config_changes', ['at_us', 'kind', 'did', 'subject'], out.bytes())
}

export async function configChangesIn(
  db: Database,
  window: Window,
  most: number,
): Promise<{ readonly changes: ConfigChange[]; readonly leftOut: number }> {
  const rows = await db.rows<[number, ConfigChange['kind'], ConfigChange['did'], string, number]>(
    `SELECT at_us, kind, did, subject, count() OVER () FROM config_changes WHERE at_us >= {from:Int64} AND at_us < {to:Int64}
ORDER BY at_us DESC, kind, subject LIMIT {most:UInt32}`,
    { from: window.fromUs, to: window.toUs, most },
  )
  const changes = rows.map(([atUs, kind, did, subject]): ConfigChange => ({ atUs, kind, did, subject }))
  return { changes: changes.reverse(), leftOut: (rows[0]?.[4] ?? 0) - rows.length }
}

/**
 * Versions that nobody has told of since that moment, changes made before it, and of a service with very many versions those not seen lately.
 * One that lives may have been seen `widenedAfterUs` later than is written.
 */
export async function forgetChanges(db: Database, beforeUs: number): Promise<void> {
  const placed = `SELECT name, type, account, version, min(first_us) AS since, max(last_us) AS until, max(told_us) AS told, row_number() OVER (
    PARTITION BY name, type, account ORDER BY version = '', until + if(until - since >= ${widenedAfterUs}, ${widenedAfterUs}, 0) DESC, since, version) AS place
  FROM service_versions GROUP BY name, type, account, version`
  const isBeyond = `place > ${keptOfOne} AND version != ''`
  const gone = `SELECT name, type, account, version FROM (${placed}) WHERE told < {before:Int64} OR (${isBeyond})`
  if ((await db.rows(`${gone} LIMIT 1`, { before: beforeUs })).length > 0) {
    // First, so that what is deleted has been told of.
    await db.command(
      `INSERT INTO service_versions (name, type, account, version, first_us, last_us, told_us)
SELECT name, type, account, '', min(since), max(until), max(told) FROM (${placed}) WHERE told >= {before:Int64} AND ${isBeyond} GROUP BY name, type, account`,
      { before: beforeUs },
    )
    await db.command(`DELETE FROM service_versions WHERE (name, type, account, version) IN (${gone})`, {
      before: beforeUs,
    })
  }
  if (
    (await db.rows('SELECT 1 FROM config_changes WHERE at_us < {before:Int64} LIMIT 1', { before: beforeUs })).length >
    0
  )
    await db.command('DELETE FROM config_changes WHERE at_us < {before:Int64}', { before: beforeUs })
}
