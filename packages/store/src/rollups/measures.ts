/** Services and edges as SQL: which columns make the key, how raw entities become sums, how sums add up. */
import type { Binds } from '../clickhouse/sql.ts'
import { anyOf } from '../clickhouse/sql.ts'
import { servedFlag } from '../tables/traces.ts'
import { coveringRanges, minuteUs, type Range } from './plan.ts'

export type Level = 'minutes' | 'hours' | 'days'
export const slotOf: Record<Level, string> = { minutes: 'minute', hours: 'hour', days: 'day' }

export type Measure = {
  readonly table: 'service' | 'edge'
  readonly keys: readonly string[]
  /** Array columns of `traces` whose members are the entities, by the name they get. */
  readonly arrays: Readonly<Record<string, string>>
  /** Turns the members into the key's columns (`kind` is stored as a word in rollups). */
  readonly keySql: readonly string[]
  /** Beyond counts, time, histogram and extent: [column, from entities, sum of sums, zero]. */
  readonly extras: readonly (readonly [column: string, raw: string, sum: string, zero: string])[]
}

export const services: Measure = {
  table: 'service',
  keys: ['name', 'type', 'account'],
  arrays: {
    e_name: 's_name',
    e_type: 's_type',
    e_account: 's_account',
    e_flags: 's_flags',
    e_class: 's_class',
    e_duration: 's_duration',
    e_bucket: 's_bucket',
    e_start: 's_start',
    e_end: 's_end',
  },
  keySql: ['e_name', 'e_type', 'e_account'],
  extras: [
    ['reported', `countIf(bitAnd(e_flags, ${servedFlag.inferred}) = 0)`, 'sum(reported)', 'toUInt64(0)'],
    ['roots', `countIf(bitAnd(e_flags, ${servedFlag.root}) != 0)`, 'sum(roots)', 'toUInt64(0)'],
  ],
}

export const edges: Measure = {
  table: 'edge',
  keys: ['from_name', 'from_type', 'from_account', 'to_name', 'to_type', 'to_account', 'kind'],
  arrays: {
    e_from_name: 'c_from_name',
    e_from_type: 'c_from_type',
    e_from_account: 'c_from_account',
    e_to_name: 'c_to_name',
    e_to_type: 'c_to_type',
    e_to_account: 'c_to_account',
    e_kind: 'c_kind',
    e_alias: 'c_alias',
    e_alias_name: 'c_alias_name',
    e_alias_type: 'c_alias_type',
    e_alias_account: 'c_alias_account',
    e_class: 'c_class',
    e_duration: 'c_duration',
    e_bucket: 'c_bucket',
    e_start: 'c_start',
    e_end: 'c_end',
  },
  keySql: [
    'e_from_name',
    'e_from_type',
    'e_from_account',
    'e_to_name',
    'e_to_type',
    'e_to_account',
    "CAST(['call', 'client', 'link'][e_kind + 1], 'LowCardinality(String)')",
  ],
  extras: [
    [
      'aliases',
      'groupUniqArrayIf((toString(e_alias_name), toString(e_alias_type), toString(e_alias_account)), e_alias = 1)',
      'groupUniqArrayArray(aliases)',
      "CAST([], 'Array(Tuple(String, String, String))')",
    ],
  ],
}

export const noFirst = '9223372036854775807'
export const noLast = '-9223372036854775808'

/** The sums' columns, in the order of every list below. */
export const sumColumns = (m: Measure): string[] => [
  ...['ok', 'error', 'throttle', 'fault', 'time_us', 'histogram', 'first_us', 'last_us'],
  ...m.extras.map(([column]) => column),
]

/** Sums of sums; name them like `sumColumns`. */
export const sumOfSums = (m: Measure): string =>
  [
    ...['ok', 'error', 'throttle', 'fault', 'time_us'].map((c) => `sum(${c})`),
    'sumMap(histogram)',
    'min(first_us)',
    'max(last_us)',
    ...m.extras.map(([, , sum]) => sum),
  ].join(', ')

export const zeros = (m: Measure): string =>
  [
    ...Array.from({ length: 5 }, () => 'toUInt64(0)'),
    "CAST(map(), 'Map(Int16, UInt64)')",
    `toInt64(${noFirst})`,
    `toInt64(${noLast})`,
    ...m.extras.map(([, , , zero]) => zero),
  ].join(', ')

/** Entities that ended in whole minutes or in pieces of a minute. */
export type Ended = { readonly minutes: readonly number[]; readonly us: readonly Range[] }

export const endedNothing = (ended: Ended): boolean => ended.minutes.length === 0 && ended.us.length === 0

export function endedSql(binds: Binds, ended: Ended, end = 'e_end'): string {
  const terms = ended.us.map(
    ([from, to]) => `(${end} >= ${binds.bind('Int64', from)} AND ${end} < ${binds.bind('Int64', to)})`,
  )
  const ranges = coveringRanges(ended.minutes, Number.POSITIVE_INFINITY)
  if (ranges.length > 0 && ranges.length <= 8)
    for (const [from, to] of ranges)
      terms.push(
        `(${end} >= ${binds.bind('Int64', from * minuteUs)} AND ${end} < ${binds.bind('Int64', to * minuteUs)})`,
      )
  else if (ranges.length > 0)
    terms.push(`intDiv(${end}, ${minuteUs}) IN ${binds.bind('Array(Int32)', [...ended.minutes])}`)
  return anyOf(terms)
}

/** Rows of `traces`, of any version, that touched those minutes: few ranges for the index, then the minutes themselves. */
export function touchedSql(binds: Binds, ended: Ended): string {
  const minutes = new Set(ended.minutes)
  for (const [from, to] of ended.us) for (let m = Math.floor(from / minuteUs); m * minuteUs < to; m++) minutes.add(m)
  const sorted = [...minutes].sort((a, b) => a - b)
  const ranges = coveringRanges(sorted, 12).map(
    ([from, to]) => `(touch_min < ${binds.bind('Int32', to)} AND touch_max >= ${binds.bind('Int32', from)})`,
  )
  return anyOf(ranges)
}

/**
 * The newest version of every trace of which any version fulfils `where`. The version is looked up by the trace alone, over all
 * of the table: a condition must never hide the newer version and let an older one answer.
 */
export const newestRows = (columns: string, where: string): string =>
  `SELECT ${columns} FROM traces WHERE ${where} AND (h, version) IN (
  SELECT h, max(version) FROM traces WHERE h IN (SELECT h FROM traces WHERE ${where}) GROUP BY h
) LIMIT 1 BY trace_id`

/** Sums by key (and minute) of entities. `rows`: a select of newest rows that has the measure's arrays. */
export function sumsOfEntities(m: Measure, rows: string, where: string, slot: string | null): string {
  const by = slot === null ? '' : 'slot, '
  const bucketed = `SELECT ${slot === null ? '' : `${slot} AS slot, `}${m.keySql.map((sql, i) => `${sql} AS ${m.keys[i]}`).join(', ')}, e_bucket AS bucket,
  countIf(e_class = 0) AS b_ok, countIf(e_class = 1) AS b_error, countIf(e_class = 2) AS b_throttle, countIf(e_class = 3) AS b_fault,
  toUInt64(sum(e_duration)) AS b_time, min(e_start) AS b_first, max(e_end) AS b_last,
  ${m.extras.map(([column, raw]) => `${raw} AS b_${column}`).join(', ')}
FROM (${rows}) ARRAY JOIN ${Object.entries(m.arrays)
    .map(([as, column]) => `${column} AS ${as}`)
    .join(', ')}
WHERE ${where} GROUP BY ${by}${m.keys.join(', ')}, bucket`
  const extras = m.extras.map(([column, , sum]) => sum.replace(`(${column})`, `(b_${column})`))
  return `SELECT ${by}${m.keys.join(', ')}, sum(b_ok) AS ok, sum(b_error) AS error, sum(b_throttle) AS throttle, sum(b_fault) AS fault, sum(b_time) AS time_us,
  CAST(mapFromArrays(groupArray(bucket), groupArray(toUInt64(b_ok + b_error + b_throttle + b_fault))), 'Map(Int16, UInt64)') AS histogram,
  min(b_first) AS first_us, max(b_last) AS last_us, ${extras.map((sql, i) => `${sql} AS ${m.extras[i]![0]}`).join(', ')}
FROM (${bucketed}) GROUP BY ${by}${m.keys.join(', ')}`
}

/** Nodes that a minute keeps by name; the requests of all others are counted under one. A client that puts an id into a name must not fill the disk. */
export const nodesPerMinute = 5_000
export const otherNode = { name: 'other', type: 'other', account: '' } as const

/** Sums by slot and key, with every node outside of `top` (a select of name, type, account) under the other one's key. */
export function capped(m: Measure, sums: string, top: string): string {
  const keys = m.keys.map((key, i) => {
    const node = i - (i % 3)
    if (node + 2 >= m.keys.length) return key
    const other = Object.values(otherNode)[i % 3]
    return `if((k_${m.keys.slice(node, node + 3).join(', k_')}) IN (${top}), k_${key}, '${other}') AS ${key}`
  })
  const inner = m.keys.map((key, i) => (i - (i % 3) + 2 < m.keys.length ? `toString(${key}) AS k_${key}` : key))
  const columns = sumColumns(m).join(', ')
  return `SELECT slot, ${keys.join(', ')}, ${columns} FROM (SELECT slot, ${inner.join(', ')}, ${columns} FROM (${sums}))`
}

/** The nodes of the traces of `rows` (newest rows with `n_name`, `n_type`, `n_account`) that most of them touched. */
export const topNodes = (rows: string, most: number): string =>
  `SELECT toString(n), toString(t), toString(a) FROM (SELECT n, t, a, count() AS c FROM (${rows}) ARRAY JOIN n_name AS n, n_type AS t, n_account AS a
GROUP BY n, t, a ORDER BY c DESC, n, t, a LIMIT ${most})`

export const arrayColumns = (m: Measure): string => ['trace_id', ...Object.values(m.arrays)].join(', ')
