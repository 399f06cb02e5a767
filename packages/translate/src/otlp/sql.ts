import type { WireSql } from '@roentgen/trace'
import type { Attributes } from './attributes.ts'
import { databaseSystem } from './convention.ts'

/** Those of the exporter, and others of the conventions' list that speak SQL: a node of type `Database::SQL` fits them as well. */
const sqlSystems = new Set([
  ...['db2', 'derby', 'hive', 'mariadb', 'mssql', 'mysql', 'oracle', 'postgresql', 'sqlite', 'teradata', 'other_sql'],
  ...['clickhouse', 'cockroachdb', 'firebirdsql', 'h2', 'h2database', 'hanadb', 'hsqldb', 'informix', 'ingres'],
  ...['sap.hana', 'spanner', 'gcp.spanner', 'redshift', 'aws.redshift', 'snowflake', 'sybase', 'trino', 'vertica'],
])

/** The `sql` block (facts 10.3), for systems that speak SQL; old and new names of the attributes give the same block. */
export function sqlOf(a: Attributes, spanName: string): WireSql | null {
  const system = databaseSystem(a)
  if (system === null || !sqlSystems.has(system)) return null
  a.text('db.system', 'db.system.name')
  const connection = a.text('db.connection_string') ?? serverAt(a) ?? 'localhost'
  const name = a.text('db.name', 'db.namespace')
  const query = a.text('db.statement', 'db.query.text')
  const user = a.text('db.user')
  return {
    url: spanName,
    connection_string: withoutPassword(name === null ? connection : `${connection}/${name}`),
    database_type: system,
    ...(query === null ? {} : { sanitized_query: query }),
    ...(user === null ? {} : { user }),
  }
}

/** Only the new conventions' names: old ones say `localhost` where there is no connection string, as the exporter does. */
function serverAt(a: Attributes): string | null {
  const address = a.peekText('server.address')
  const port = a.peek('server.port')
  return address === null || port === null ? address : `${address}:${String(port)}`
}

/** `//user:password@host` -> `//user@host` (facts 2.7). */
const withoutPassword = (connection: string): string =>
  connection.replace(/(\/\/[^:/@\s]{0,200}):[^@/\s]{0,500}@/, '$1@')
