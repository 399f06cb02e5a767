/**
 * What changed: versions of services that were seen for the first time, and the configuration. A version's first and last time are sums
 * that only widen, so rows may be written again by anyone. They are told when a trace is assembled, and kept as long as traces told then are.
 * Of a sender that gives every request a version of its own a service has so many; the others are counted in its row without a version.
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
/** Versions of a service that are kept; when they are tidied up, the newest `keptOfOne` stay. */
const mostOfOne = 1000
const keptOfOne = 500
/** Of one service in one answer: its markers must not push out those of all others. */
const mostInAnswer = 50
/** Of a sender that gives every request a version of its own; those that were not seen lately are forgotten first. */
const mostKnown = 20_000

type Extent = { readonly firstUs: number; readonly lastUs: number; readonly writtenMs: number }
type Held = { versions: number; leftOut: number }

/** Writes what is news to this process. */
export class Versions {
  readonly #db: Database
  /** As this process last wrote them; only saves work. */
  readonly #known = new Map<string, Extent>()
  readonly #now: () => number
  /** By service; read anew now and then, since others write and tidy up too. */
  #held: { readonly of: Map<string, Held>; readonly readMs: number } | null = null

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db
    this.#now = now
  }

  forget(): void {
    this.#known.clear()
    this.#held = null
  }

  async #heldNow(): Promise<Map<string, Held>> {
    const nowMs = this.#now()
    if (this.#held && nowMs - this.#held.readMs < toldAgainAfterMs) return this.#held.of
    const rows = await this.#db.rows<[string, string, string, number, number]>(
      "SELECT name, type, account, uniqExactIf(version, version != ''), max(left_out) FROM service_versions GROUP BY name, type, account",
    )
    const of = new Map(
      rows.map(([name, type, account, versions, leftOut]) => [
        keyText(nodeKey(name, type, account)),
        { versions, leftOut },
      ]),
    )
    this.#held = { of, readMs: nowMs }
    return of
  }

  async write(seen: readonly SeenVersion[]): Promise<void> {
    const batch = new Map<string, SeenVersion>()
    for (const one of seen) {
      const id = idOf(one)
      const other = batch.get(id)
      batch.set(id, {
        ...one,
        firstUs: Math.min(one.firstUs, other?.firstUs ?? one.firstUs),
        lastUs: Math.max(one.lastUs, other?.lastUs ?? one.lastUs),
      })
    }
    const nowMs = this.#now()
    const news = [...batch].filter(([id, { firstUs, lastUs }]) => {
      const known = this.#known.get(id)
      return (
        !known ||
        firstUs < known.firstUs ||
        lastUs >= known.lastUs + widenedAfterUs ||
        nowMs >= known.writtenMs + toldAgainAfterMs
      )
    })
    if (news.length === 0) return
    const [held, toldUs] = [await this.#heldNow(), await serverNowUs(this.#db)]
    const out = new RowBinary()
    const row = ({ node, version, firstUs, lastUs }: SeenVersion, leftOut: number): void => {
      out.string(node.name).string(node.type ?? '')
      out.string(node.account ?? '').string(version)
      out.int64(firstUs).int64(lastUs)
      out.int64(toldUs).int64(leftOut)
    }
    for (const [id, seen] of news) {
      const service = keyText(seen.node)
      const of = held.get(service) ?? { versions: 0, leftOut: 0 }
      held.set(service, of)
      const known = this.#known.get(id)
      // What was left out and is told of again later lives, as a request's own version does not: it is kept then.
      if (!known && of.versions >= mostOfOne) {
        of.leftOut++
        row({ ...seen, version: '' }, of.leftOut)
      } else {
        if (!known) of.versions++
        row(seen, 0)
      }
    }
    await this.#db.insert('service_versions', columns, out.bytes())
    for (const [id, { firstUs, lastUs }] of news) {
      const known = this.#known.get(id)
      this.#known.delete(id)
      this.#known.set(id, {
        firstUs: Math.min(firstUs, known?.firstUs ?? firstUs),
        lastUs: Math.max(lastUs, known?.lastUs ?? lastUs),
        writtenMs: nowMs,
      })
    }
    for (const id of this.#known.keys()) {
      if (this.#known.size <= mostKnown) break
      this.#known.delete(id)
    }
  }
}

const columns = ['name', 'type', 'account', 'version', 'first_us', 'last_us', 'told_us', 'left_out']
const idOf = ({ node, version }: { node: NodeKey; version: string }): string => `${keyText(node)}\u0000${version}`

/** Versions that were seen first in the window, of services that another version of was seen before. Newest `most`, oldest first. */
export async function deploymentsIn(
  db: Database,
  window: Window,
  most: number,
): Promise<{ readonly deployments: Deployment[]; readonly leftOut: number }> {
  const beyond = await db.value<number>(
    "SELECT sum(more) FROM (SELECT max(left_out) AS more FROM service_versions WHERE version = '' GROUP BY name, type, account HAVING min(first_us) < {to:Int64} AND max(last_us) >= {from:Int64})",
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
  return { deployments: deployments.reverse(), leftOut: (rows[0]?.[6] ?? 0) - rows.length + (beyond ?? 0) }
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

/** Versions that nobody has told of since that moment, changes made before it, and of a service with very many versions the oldest. */
export async function forgetChanges(db: Database, beforeUs: number): Promise<void> {
  const gone = `SELECT name, type, account, version FROM (
  SELECT name, type, account, version, max(told_us) AS told, row_number() OVER (PARTITION BY name, type, account ORDER BY min(first_us) DESC, version) AS place
  FROM service_versions GROUP BY name, type, account, version
) WHERE told < {before:Int64} OR (place > ${keptOfOne} AND version != '')`
  if ((await db.rows(`${gone} LIMIT 1`, { before: beforeUs })).length > 0)
    await db.command(`DELETE FROM service_versions WHERE (name, type, account, version) IN (${gone})`, {
      before: beforeUs,
    })
  if (
    (await db.rows('SELECT 1 FROM config_changes WHERE at_us < {before:Int64} LIMIT 1', { before: beforeUs })).length >
    0
  )
    await db.command('DELETE FROM config_changes WHERE at_us < {before:Int64}', { before: beforeUs })
}
