/** One ClickHouse database over HTTP: reads as rows, commands, RowBinary inserts. All SQL of this package passes here. */
import { Readable } from 'node:stream'
import { type ClickHouseClient, type ClickHouseSettings, createClient } from '@clickhouse/client'
import { asStoreFailure } from '../errors.ts'

export type Connection = {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly database: string
  /** Requests in flight at once, default 16. */
  readonly connections?: number
  /** Ceiling for one read, default 60 s. */
  readonly readSeconds?: number
}

export type Param = string | number | boolean | readonly string[] | readonly number[]
export type Params = Readonly<Record<string, Param>>

/**
 * No insert may take longer, so that what is stamped with the server's time at its start is visible at most this much later
 * (G in the protocol: the watermark looks back over twice of it).
 */
export const graceSeconds = 20

export class Database {
  readonly name: string
  readonly #client: ClickHouseClient
  readonly #connection: Connection
  readonly #readSeconds: number

  constructor(connection: Connection) {
    this.#connection = connection
    this.name = connection.database
    this.#readSeconds = connection.readSeconds ?? 60
    this.#client = this.#connect(connection.database)
  }

  #connect(database: string): ClickHouseClient {
    const { url, user, password, connections } = this.#connection
    return createClient({
      url,
      username: user,
      password,
      database,
      application: 'roentgen',
      max_open_connections: connections ?? 16,
      // Long enough for the longest read; the server ends its side by max_execution_time.
      request_timeout: (this.#readSeconds + 10) * 1000,
      compression: { request: false, response: false },
      log: { level: 127 },
    })
  }

  /** Rows as arrays in the order of the select list; 64-bit integers are numbers (all of ours are safe). */
  async rows<Row extends readonly unknown[]>(sql: string, params: Params = {}): Promise<Row[]> {
    try {
      return await this.#read<Row>(sql, params)
    } catch (thrown) {
      // A kept connection that the server closed just as it was taken: nothing was answered, and a read may be asked again.
      if (!isHangUp(thrown)) throw asStoreFailure(thrown)
    }
    try {
      return await this.#read<Row>(sql, params)
    } catch (thrown) {
      throw asStoreFailure(thrown)
    }
  }

  async #read<Row extends readonly unknown[]>(sql: string, params: Params): Promise<Row[]> {
    const result = await this.#client.query({
      query: sql,
      query_params: { ...params },
      format: 'JSONCompactEachRow',
      clickhouse_settings: {
        readonly: '1',
        output_format_json_quote_64bit_integers: 0,
        max_execution_time: this.#readSeconds,
      },
    })
    return await result.json<Row>()
  }

  async value<T>(sql: string, params: Params = {}): Promise<T | null> {
    const [row] = await this.rows<[T]>(sql, params)
    return row ? row[0] : null
  }

  /** A statement without rows: DDL, or an INSERT ... SELECT. Gives the number of rows written. */
  async command(sql: string, params: Params = {}, settings: ClickHouseSettings = {}): Promise<number> {
    try {
      const { summary } = await this.#client.command({
        query: sql,
        query_params: { ...params },
        clickhouse_settings: { wait_end_of_query: 1, ...settings },
      })
      return Number(summary?.written_rows ?? 0)
    } catch (thrown) {
      throw asStoreFailure(thrown)
    }
  }

  /** Creates the database itself, from outside of it. */
  async create(): Promise<void> {
    const outside = this.#connect('default')
    try {
      await outside.command({
        query: 'CREATE DATABASE IF NOT EXISTS {name:Identifier}',
        query_params: { name: this.name },
      })
    } catch (thrown) {
      throw asStoreFailure(thrown)
    } finally {
      await outside.close()
    }
  }

  /** Our own encoded rows in the body; resolves when they are on disk. */
  async insert(table: string, columns: readonly string[], rows: Buffer): Promise<void> {
    try {
      const result = await this.#client.exec({
        query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT RowBinary`,
        values: Readable.from([rows], { objectMode: false }),
        clickhouse_settings: {
          max_execution_time: graceSeconds,
          wait_end_of_query: 1,
          async_insert: 0,
          // One call is one block and so one part: all of it is there or nothing.
          min_insert_block_size_rows: '100000000',
          min_insert_block_size_bytes: '1000000000',
          input_format_parallel_parsing: 0,
        },
      })
      for await (const _ of result.stream);
    } catch (thrown) {
      throw asStoreFailure(thrown)
    }
  }

  async ping(): Promise<boolean> {
    const { success } = await this.#client.ping({ select: true })
    return success
  }

  close(): Promise<void> {
    return this.#client.close()
  }
}

const isHangUp = (thrown: unknown): boolean =>
  thrown instanceof Error && ('code' in thrown ? thrown.code === 'ECONNRESET' : thrown.message === 'socket hang up')
