/**
 * What changed: versions of services that were seen for the first time, and the configuration. A version's first and last time are sums
 * that only widen, so rows may be written again by anyone. They are told when a trace is assembled.
 */
import type { NodeKey, SeenVersion } from '@roentgen/trace'
import type { Database } from '../clickhouse/database.ts'
import { RowBinary } from '../clickhouse/row-binary.ts'
import type { ConfigChange, Deployment, Window } from '../port.ts'
import { keyText, nodeKey } from './traces.ts'

/** `last_us` is written again when it is this much later: a version that lives long costs a row a minute. */
const widenedAfterUs = 60e6
/** Of a sender that gives every request a version of its own; those that were not seen lately are forgotten first. */
const mostKnown = 20_000

type Extent = { firstUs: number; lastUs: number }

/** Writes what is news to this process. */
export class Versions {
  readonly #db: Database
  /** As this process last wrote them; only saves work. */
  readonly #known = new Map<string, Extent>()

  constructor(db: Database) {
    this.#db = db
  }

  forget(): void {
    this.#known.clear()
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
    const news = [...batch].filter(([id, { firstUs, lastUs }]) => {
      const known = this.#known.get(id)
      return !known || firstUs < known.firstUs || lastUs >= known.lastUs + widenedAfterUs
    })
    if (news.length === 0) return
    const out = new RowBinary()
    for (const [, { node, version, firstUs, lastUs }] of news) {
      out.string(node.name).string(node.type ?? '')
      out.string(node.account ?? '').string(version)
      out.int64(firstUs).int64(lastUs)
    }
    await this.#db.insert('service_versions', columns, out.bytes())
    for (const [id, { firstUs, lastUs }] of news) {
      const known = this.#known.get(id)
      this.#known.delete(id)
      this.#known.set(id, {
        firstUs: Math.min(firstUs, known?.firstUs ?? firstUs),
        lastUs: Math.max(lastUs, known?.lastUs ?? lastUs),
      })
    }
    for (const id of this.#known.keys()) {
      if (this.#known.size <= mostKnown) break
      this.#known.delete(id)
    }
  }
}

const columns = ['name', 'type', 'account', 'version', 'first_us', 'last_us']
const idOf = ({ node, version }: { node: NodeKey; version: string }): string => `${keyText(node)}\u0000${version}`

/** Versions that were seen first in the window, of services that another version of was seen before. Newest `most`, oldest first. */
export async function deploymentsIn(
  db: Database,
  window: Window,
  most: number,
): Promise<{ readonly deployments: Deployment[]; readonly leftOut: number }> {
  const rows = await db.rows<[string, string, string, string, number, string, number]>(
    `SELECT name, type, account, version, first, before, count() OVER () FROM (
  SELECT name, type, account, version, first, lagInFrame(version) OVER (
    PARTITION BY name, type, account ORDER BY first, version ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS before
  FROM (SELECT name, type, account, version, min(first_us) AS first FROM service_versions GROUP BY name, type, account, version)
) WHERE before != '' AND first >= {from:Int64} AND first < {to:Int64}
ORDER BY first DESC, name, type, account, version LIMIT {most:UInt32}`,
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
  return { deployments: deployments.reverse(), leftOut: (rows[0]?.[6] ?? 0) - rows.length }
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

/** Versions that nobody has seen, and changes made, before that moment. */
export async function forgetChanges(db: Database, beforeUs: number): Promise<void> {
  const gone = `SELECT name, type, account, version FROM service_versions GROUP BY name, type, account, version HAVING max(last_us) < {before:Int64}`
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
