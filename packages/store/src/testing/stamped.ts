/** Rows of `traces` with a stamp of the test's choosing: what an insert looks like that began then and became visible only now. */
import type { Database } from '../clickhouse/database.ts'
import type { VersionedTrace } from '../port.ts'
import { encodeTraces, traceColumns } from '../tables/traces.ts'

export const insertStamped = (db: Database, rows: readonly VersionedTrace[], asmAtUs: number): Promise<void> =>
  db.insert('traces', [...traceColumns, 'asm_at'], encodeTraces(rows, asmAtUs))
