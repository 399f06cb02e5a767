import type { WireSql } from '@roentgen/trace'
import type { Attributes } from './attributes.ts'

const sqlSystems = new Set([
  'db2',
  'derby',
  'hive',
  'mariadb',
  'mssql',
  'mysql',
  'oracle',
  'postgresql',
  'sqlite',
  'teradata',
  'other_sql',
])

/** The `sql` block (facts 10.3), for systems that speak SQL. Also the newer names of the same attributes. */
export function sqlOf(a: Attributes, spanName: string): WireSql | null {
  const system = a.peek('db.system') ?? a.peek('db.system.name')
  if (typeof system !== 'string' || !sqlSystems.has(system.replace(/^microsoft\.sql_server$/, 'mssql'))) return null
  a.text('db.system', 'db.system.name')
  const connection = a.text('db.connection_string') ?? 'localhost'
  const name = a.text('db.name', 'db.namespace')
  const query = a.text('db.statement', 'db.query.text')
  const user = a.text('db.user')
  return {
    url: spanName,
    connection_string: name === null ? connection : `${connection}/${name}`,
    database_type: system,
    ...(query === null ? {} : { sanitized_query: query }),
    ...(user === null ? {} : { user }),
  }
}
