import { createRequire } from 'node:module'
import net from 'node:net'
import pg from 'pg'
import { hostOf } from './hosts.ts'
import { portOf } from './join.ts'

// Its types say that the module exports a function of this name; in truth the module is the function.
const capturePostgres: (module: typeof pg) => void = createRequire(import.meta.url)('aws-xray-sdk-postgres')
capturePostgres(pg)

/** The database is on this machine at a free port; its name and Postgres's own port are what traces show. */
class LoopbackSocket extends net.Socket {
  override connect(): this {
    return super.connect(portOf('database'), '127.0.0.1')
  }
}

type Connection = { client: pg.Client; waiting: number }

const open: Connection[] = []
const size = 4

function connect(): Connection {
  const client = new pg.Client({
    host: hostOf.database,
    port: 5432,
    user: 'postgres',
    database: 'shop',
    query_timeout: 2500,
    stream: () => new LoopbackSocket(),
  })
  const connection: Connection = { client, waiting: 0 }
  const forget = () => {
    const at = open.indexOf(connection)
    if (at >= 0) open.splice(at, 1)
  }
  client.on('error', forget)
  client.on('end', forget)
  client.connect((error: Error | null | undefined) => {
    if (error) forget()
  })
  open.push(connection)
  return connection
}

function leastBusy(): Connection {
  const idle = open.find((connection) => connection.waiting === 0)
  if (idle) return idle
  if (open.length < size) return connect()
  return open.reduce((least, connection) => (connection.waiting < least.waiting ? connection : least))
}

/**
 * Not pg's own pool: it hands a freed connection over inside the previous request's context, and the SDK would put the query under
 * the wrong segment. Not promises either: without a callback the SDK never closes the subsegment of a query that fails.
 */
export function query<Row extends pg.QueryResultRow>(
  sql: string,
  values: readonly (string | number)[] = [],
): Promise<Row[]> {
  const connection = leastBusy()
  connection.waiting++
  return new Promise((resolve, reject) => {
    connection.client.query<Row>(sql, [...values], (error: Error | null, result: pg.QueryResult<Row>) => {
      connection.waiting--
      if (error) reject(error)
      else resolve(result.rows)
    })
  })
}
