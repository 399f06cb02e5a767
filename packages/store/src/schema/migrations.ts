/**
 * The schema, as numbered steps. A step is never edited once released, only followed; each statement may run twice
 * (two processes may start at once), so every one says IF NOT EXISTS.
 */

/** Rows are on disk when an insert answers: a power cut loses nothing that was acknowledged. */
const durable = 'fsync_after_insert = 1, fsync_part_directory = 1, ttl_only_drop_parts = 1'

const word = 'LowCardinality(String)'
const facts = (p: string): string => `
  ${p}_start Array(Int64), ${p}_end Array(Int64), ${p}_duration Array(Int64), ${p}_class Array(UInt8), ${p}_bucket Array(Int16),
  ${p}_status Array(Int32), ${p}_method Array(${word}), ${p}_url Array(String), ${p}_agent Array(${word}), ${p}_ip Array(String),
  ${p}_ann_key Array(Array(${word})), ${p}_ann_kind Array(Array(UInt8)), ${p}_ann_text Array(Array(String)), ${p}_ann_number Array(Array(Float64))`

/**
 * Sums of one key in one minute, hour or day. The newest round wins whole (ReplacingMergeTree), and a key that vanished has a row of
 * zeros. Partitioned by the day of the round: retention counts from receipt, and a minute of next year does not open a partition.
 */
const rollup = (table: string, slot: string, keys: string, extra: string): string => `
CREATE TABLE IF NOT EXISTS ${table} (
  series ${word}, ${slot} Int32, ${keys.replaceAll(',', ` ${word},`)} ${word},
  rolled_at DateTime64(6, 'UTC'),
  ok UInt64, error UInt64, throttle UInt64, fault UInt64, time_us UInt64,
  histogram Map(Int16, UInt64), first_us Int64, last_us Int64, ${extra}
) ENGINE = ReplacingMergeTree(rolled_at) PARTITION BY toDate(rolled_at) ORDER BY (series, ${slot}, ${keys})
SETTINGS index_granularity = 1024, ${durable}`

const serviceKeys = 'name, type, account'
const serviceExtra = 'reported UInt64, roots UInt64'
const edgeKeys = 'from_name, from_type, from_account, to_name, to_type, to_account, kind'
const edgeExtra = 'aliases Array(Tuple(String, String, String))'

export type Migration = { readonly number: number; readonly what: string; readonly statements: readonly string[] }

export const migrations: readonly Migration[] = [
  {
    number: 1,
    what: 'documents, traces, rollups by minute, hour and day, users by hour, configuration, marks',
    statements: [
      // Small granules: a trace is a handful of rows and is read by its key. Receipt day: random ids must not open a hundred partitions.
      `CREATE TABLE IF NOT EXISTS segments (
  trace_id String, id String, complete UInt8, received_us UInt64,
  stored_at DateTime64(6, 'UTC') DEFAULT now64(6),
  rank UInt64 DEFAULT bitShiftLeft(toUInt64(complete), 62) + (4611686018427387903 - received_us),
  document String CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(rank) PARTITION BY toDate(stored_at) ORDER BY (trace_id, id)
SETTINGS index_granularity = 256, ${durable}`,

      // Ordered by time and not by id: W3C ids are random, and the graph of one minute must not read all of the history.
      `CREATE TABLE IF NOT EXISTS traces (
  start_minute Int32, trace_id String, version UInt64,
  h UInt64 MATERIALIZED cityHash64(trace_id),
  asm_at DateTime64(6, 'UTC') DEFAULT now64(6),
  settled UInt8,
  touch_min Int32, touch_max Int32, touched Array(Int32),
  start_us Int64, end_us Int64, duration_us Int64, response_us Int64, root_class UInt8, flags UInt8,
  url String, method ${word}, status Int32, agent ${word}, ip String, has_http UInt8,
  entry_name ${word}, entry_type ${word}, entry_account ${word},
  n_name Array(${word}), n_type Array(${word}), n_account Array(${word}),
  u_name Array(String), u_nodes Array(Array(UInt32)),
  a_key Array(${word}), a_kind Array(UInt8), a_text Array(String), a_number Array(Float64), a_nodes Array(Array(UInt32)),
  zones Array(${word}), instances Array(${word}), arns Array(${word}),
  documents UInt32, segments UInt32,
  s_name Array(${word}), s_type Array(${word}), s_account Array(${word}), s_flags Array(UInt8),
  s_user Array(String), s_zone Array(${word}), s_instance Array(${word}), s_arn Array(${word}),${facts('s')},
  c_from_name Array(${word}), c_from_type Array(${word}), c_from_account Array(${word}),
  c_to_name Array(${word}), c_to_type Array(${word}), c_to_account Array(${word}), c_kind Array(UInt8),
  c_alias Array(UInt8), c_alias_name Array(${word}), c_alias_type Array(${word}), c_alias_account Array(${word}),${facts('c')},
  INDEX by_touch_min touch_min TYPE minmax GRANULARITY 1,
  INDEX by_touch_max touch_max TYPE minmax GRANULARITY 1,
  INDEX by_asm asm_at TYPE minmax GRANULARITY 1,
  INDEX by_id h TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_settled settled TYPE minmax GRANULARITY 1
) ENGINE = ReplacingMergeTree(version) PARTITION BY toDate(asm_at) ORDER BY (start_minute, trace_id)
SETTINGS index_granularity = 512, ${durable}`,

      rollup('service_minutes', 'minute', serviceKeys, serviceExtra),
      rollup('service_hours', 'hour', serviceKeys, serviceExtra),
      rollup('service_days', 'day', serviceKeys, serviceExtra),
      rollup('edge_minutes', 'minute', edgeKeys, edgeExtra),
      rollup('edge_hours', 'hour', edgeKeys, edgeExtra),
      rollup('edge_days', 'day', edgeKeys, edgeExtra),

      // Distinct users do not add up, so their rows are kept: traces that began in the hour, by user and node ('' = by the root's class).
      `CREATE TABLE IF NOT EXISTS user_hours (
  series ${word}, hour Int32, user String, name ${word}, type ${word}, account ${word},
  rolled_at DateTime64(6, 'UTC'),
  traces UInt64, ok UInt64, error UInt64, throttle UInt64, fault UInt64, last_us Int64
) ENGINE = ReplacingMergeTree(rolled_at) PARTITION BY toDate(rolled_at) ORDER BY (series, name, type, account, hour, user)
SETTINGS index_granularity = 1024, ${durable}`,

      `CREATE TABLE IF NOT EXISTS config (
  name String, value String, written_at DateTime64(6, 'UTC') DEFAULT now64(6)
) ENGINE = ReplacingMergeTree(written_at) ORDER BY name SETTINGS ${durable}`,

      `CREATE TABLE IF NOT EXISTS marks (
  name String, us Int64, written_at DateTime64(6, 'UTC') DEFAULT now64(6)
) ENGINE = ReplacingMergeTree(written_at) ORDER BY name SETTINGS ${durable}`,
    ],
  },
  {
    number: 2,
    what: 'revision of a summary',
    statements: [
      'ALTER TABLE traces ADD COLUMN IF NOT EXISTS revision UInt32 DEFAULT toUInt32(bitAnd(version, 4294967295))',
    ],
  },
  {
    number: 3,
    what: 'root causes of a summary; insights',
    // What stands in the arrays: tables/root-causes.ts.
    statements: [
      `ALTER TABLE traces
  ADD COLUMN IF NOT EXISTS rc_kind Array(UInt8), ADD COLUMN IF NOT EXISTS rc_impacting Array(UInt8),
  ADD COLUMN IF NOT EXISTS rs_kind Array(UInt8), ADD COLUMN IF NOT EXISTS rs_cause Array(UInt16),
  ADD COLUMN IF NOT EXISTS rs_at Array(UInt16), ADD COLUMN IF NOT EXISTS rs_flags Array(UInt8),
  ADD COLUMN IF NOT EXISTS rs_name Array(${word}), ADD COLUMN IF NOT EXISTS rs_type Array(${word}), ADD COLUMN IF NOT EXISTS rs_account Array(${word}),
  ADD COLUMN IF NOT EXISTS re_kind Array(UInt8), ADD COLUMN IF NOT EXISTS re_cause Array(UInt16), ADD COLUMN IF NOT EXISTS re_service Array(UInt16),
  ADD COLUMN IF NOT EXISTS re_at Array(UInt16), ADD COLUMN IF NOT EXISTS re_flags Array(UInt8),
  ADD COLUMN IF NOT EXISTS re_name Array(String), ADD COLUMN IF NOT EXISTS re_coverage Array(Float64),
  ADD COLUMN IF NOT EXISTS rx_kind Array(UInt8), ADD COLUMN IF NOT EXISTS rx_cause Array(UInt16), ADD COLUMN IF NOT EXISTS rx_service Array(UInt16),
  ADD COLUMN IF NOT EXISTS rx_entity Array(UInt16), ADD COLUMN IF NOT EXISTS rx_at Array(UInt16), ADD COLUMN IF NOT EXISTS rx_flags Array(UInt8),
  ADD COLUMN IF NOT EXISTS rx_name Array(${word}), ADD COLUMN IF NOT EXISTS rx_message Array(String)`,
      `CREATE TABLE IF NOT EXISTS insights (
  id String, group_arn String, start_us Int64, end_us Int64, document String CODEC(ZSTD(1)),
  written_at DateTime64(6, 'UTC') DEFAULT now64(6)
) ENGINE = ReplacingMergeTree(written_at) PARTITION BY toDate(written_at) ORDER BY id SETTINGS ${durable}`,
    ],
  },
  {
    number: 4,
    what: 'versions of services as they were first and last seen; changes of the configuration',
    statements: [
      // Sums of what was said so far: the same trace assembled again changes nothing, and several writers need no order.
      `CREATE TABLE IF NOT EXISTS service_versions (
  name ${word}, type ${word}, account ${word}, version String,
  first_us SimpleAggregateFunction(min, Int64), last_us SimpleAggregateFunction(max, Int64)
) ENGINE = AggregatingMergeTree ORDER BY (name, type, account, version) SETTINGS ${durable}`,
      `CREATE TABLE IF NOT EXISTS config_changes (
  at_us Int64, kind ${word}, did ${word}, subject String
) ENGINE = MergeTree ORDER BY at_us SETTINGS ${durable}`,
    ],
  },
  {
    number: 5,
    what: 'versions of services are kept from when they were told, and so many of a service',
    statements: [
      `ALTER TABLE service_versions
  ADD COLUMN IF NOT EXISTS told_us SimpleAggregateFunction(max, Int64) DEFAULT last_us`,
    ],
  },
]

/** Tables whose rows are dropped by receipt day. */
export const datedTables: readonly string[] = [
  'segments',
  'traces',
  'service_minutes',
  'service_hours',
  'service_days',
  'edge_minutes',
  'edge_hours',
  'edge_days',
  'user_hours',
  'insights',
]
export const undatedTables: readonly string[] = ['config', 'marks', 'service_versions', 'config_changes']
