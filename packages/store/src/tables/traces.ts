/**
 * An assembled trace as one row: its summary, and what its services answered (`s_`) and its callers counted (`c_`) as arrays side by side.
 * An absent text is '', an absent status `noStatus`, an absent class `noClass`, an absent time -1.
 */
import {
  type AnnotationValue,
  bucketOf,
  type EntityFacts,
  type Micros,
  type NodeKey,
  type ResponseClass,
  type TraceId,
} from '@roentgen/trace'
import type { Database } from '../clickhouse/database.ts'
import { RowBinary } from '../clickhouse/row-binary.ts'
import type { VersionedTrace } from '../port.ts'
import { encodeRootCauses, rootCauseColumns } from './root-causes.ts'

export const classes: readonly ResponseClass[] = ['ok', 'error', 'throttle', 'fault']
export const classNumber: Record<ResponseClass, number> = { ok: 0, error: 1, throttle: 2, fault: 3 }
export const noClass = 255
export const noStatus = -2_147_483_648
export const edgeKinds = ['call', 'client', 'link'] as const
export const servedFlag = { inferred: 1, root: 2 } as const
export const traceFlag = {
  hasFault: 1,
  hasError: 2,
  hasThrottle: 4,
  partial: 8,
  anyFault: 16,
  anyError: 32,
  anyThrottle: 64,
  hasEntry: 128,
} as const
export const annotationKind = { text: 0, number: 1, boolean: 2 } as const

const factColumns = (p: string): string[] =>
  [
    'start',
    'end',
    'duration',
    'class',
    'bucket',
    'status',
    'method',
    'url',
    'agent',
    'ip',
    'ann_key',
    'ann_kind',
    'ann_text',
    'ann_number',
  ].map((name) => `${p}_${name}`)

/** In the order in which `encodeTraces` writes them. `asm_at` is the server's. */
export const traceColumns: readonly string[] = [
  ...['start_minute', 'trace_id', 'version', 'settled', 'touch_min', 'touch_max', 'touched'],
  ...['start_us', 'end_us', 'duration_us', 'response_us', 'root_class', 'flags'],
  ...['url', 'method', 'status', 'agent', 'ip', 'has_http', 'entry_name', 'entry_type', 'entry_account'],
  ...['n_name', 'n_type', 'n_account', 'u_name', 'u_nodes'],
  ...['a_key', 'a_kind', 'a_text', 'a_number', 'a_nodes', 'zones', 'instances', 'arns', 'documents', 'segments'],
  ...['s_name', 's_type', 's_account', 's_flags', 's_user', 's_zone', 's_instance', 's_arn', ...factColumns('s')],
  ...['c_from_name', 'c_from_type', 'c_from_account', 'c_to_name', 'c_to_type', 'c_to_account', 'c_kind'],
  ...['c_alias', 'c_alias_name', 'c_alias_type', 'c_alias_account', ...factColumns('c'), 'revision'],
  ...rootCauseColumns,
]

const minuteUs = 60_000_000
/** No minute at all: an empty range that overlaps nothing. */
const never = { min: 2_147_483_647, max: -2_147_483_648 }

/** `asmAtUs`: one more column with a stamp of the caller's own, for tests of what a slow insert looks like. */
export function encodeTraces(rows: readonly VersionedTrace[], asmAtUs?: Micros): Buffer {
  const out = new RowBinary(Math.max(64 * 1024, rows.length * 2048))
  const string = (text: string): unknown => out.string(text)
  const strings = (texts: readonly string[]): unknown => out.array(texts, string)
  const uint8 = (n: number): unknown => out.uint8(n)
  const int64 = (n: number): unknown => out.int64(n)
  const int32 = (n: number): unknown => out.int32(n)

  const textOf = (value: AnnotationValue): string => (typeof value === 'string' ? value : '')
  const numberOf = (value: AnnotationValue): number => (typeof value === 'string' ? 0 : Number(value))
  const kindOf = (value: AnnotationValue): number =>
    typeof value === 'string'
      ? annotationKind.text
      : typeof value === 'number'
        ? annotationKind.number
        : annotationKind.boolean

  const factsOf = (items: readonly EntityFacts[]): void => {
    out.array(items, (x) => out.int64(x.startUs))
    out.array(items, (x) => out.int64(x.endUs))
    out.array(items, (x) => out.int64(x.durationUs))
    out.array(items, (x) => out.uint8(classNumber[x.responseClass]))
    out.array(items, (x) => out.int16(bucketOf(x.durationUs / 1e6)))
    out.array(items, (x) => out.int32(statusNumber(x.httpStatus)))
    out.array(items, (x) => out.string(x.httpMethod ?? ''))
    out.array(items, (x) => out.string(x.httpUrl ?? ''))
    out.array(items, (x) => out.string(x.userAgent ?? ''))
    out.array(items, (x) => out.string(x.clientIp ?? ''))
    out.array(items, (x) => out.array(x.annotations, ([key]) => out.string(key)))
    out.array(items, (x) => out.array(x.annotations, ([, value]) => out.uint8(kindOf(value))))
    out.array(items, (x) => out.array(x.annotations, ([, value]) => out.string(textOf(value))))
    out.array(items, (x) => out.array(x.annotations, ([, value]) => out.float64(numberOf(value))))
  }
  const keysOf = <T>(items: readonly T[], key: (item: T) => NodeKey): void => {
    out.array(items, (x) => out.string(key(x).name))
    out.array(items, (x) => out.string(key(x).type ?? ''))
    out.array(items, (x) => out.string(key(x).account ?? ''))
  }

  for (const { trace, version, revision } of rows) {
    const { summary: s, served, called, touchedMinutes: touched } = trace
    const places = new Map(s.nodes.map((node, i) => [keyText(node), i]))
    const placesOf = (nodes: readonly NodeKey[]): unknown =>
      out.array(
        nodes.flatMap((node) => places.get(keyText(node)) ?? []),
        (i) => out.uint32(i),
      )

    out
      .int32(Math.floor(s.startUs / minuteUs))
      .string(s.traceId)
      .bigUint64(version)
      .uint8(trace.settled ? 1 : 0)
    out.int32(touched[0] ?? never.min).int32(touched.at(-1) ?? never.max)
    out.array(touched, int32)
    for (const us of [s.startUs, s.endUs, s.durationUs ?? -1, s.responseTimeUs ?? -1]) int64(us)
    out.uint8(s.rootClass === null ? noClass : classNumber[s.rootClass])
    out.uint8(
      (s.hasFault ? traceFlag.hasFault : 0) |
        (s.hasError ? traceFlag.hasError : 0) |
        (s.hasThrottle ? traceFlag.hasThrottle : 0) |
        (s.partial ? traceFlag.partial : 0) |
        (s.anyFault ? traceFlag.anyFault : 0) |
        (s.anyError ? traceFlag.anyError : 0) |
        (s.anyThrottle ? traceFlag.anyThrottle : 0) |
        (s.entryPoint ? traceFlag.hasEntry : 0),
    )
    out
      .string(s.http?.url ?? '')
      .string(s.http?.method ?? '')
      .int32(statusNumber(s.http?.status ?? null))
    out
      .string(s.http?.userAgent ?? '')
      .string(s.http?.clientIp ?? '')
      .uint8(s.http ? 1 : 0)
    out
      .string(s.entryPoint?.name ?? '')
      .string(s.entryPoint?.type ?? '')
      .string(s.entryPoint?.account ?? '')
    keysOf(s.nodes, (node) => node)
    strings(s.users.map((user) => user.name))
    out.array(s.users, (user) => placesOf(user.nodes))
    out.array(s.annotations, (a) => out.string(a.key))
    out.array(s.annotations, (a) => out.uint8(kindOf(a.value)))
    out.array(s.annotations, (a) => out.string(textOf(a.value)))
    out.array(s.annotations, (a) => out.float64(numberOf(a.value)))
    out.array(s.annotations, (a) => placesOf(a.nodes))
    strings(s.availabilityZones)
    strings(s.instanceIds)
    strings(s.resourceArns)
    out.uint32(s.documents).uint32(s.segments)

    keysOf(served, (x) => x.node)
    out.array(
      served.map((x) => (x.inferred ? servedFlag.inferred : 0) | (x.root ? servedFlag.root : 0)),
      uint8,
    )
    strings(served.map((x) => x.user ?? ''))
    strings(served.map((x) => x.availabilityZone ?? ''))
    strings(served.map((x) => x.instanceId ?? ''))
    strings(served.map((x) => x.resourceArn ?? ''))
    factsOf(served)

    keysOf(called, (x) => x.from)
    keysOf(called, (x) => x.to)
    out.array(called, (x) => out.uint8(edgeKinds.indexOf(x.kind)))
    out.array(called, (x) => out.uint8(x.alias ? 1 : 0))
    keysOf(called, (x) => x.alias ?? noNode)
    factsOf(called)
    out.uint32(revision ?? knowledgeOf(version))
    encodeRootCauses(out, s)
    if (asmAtUs !== undefined) out.int64(asmAtUs)
  }
  return out.bytes()
}

/** Without the number of the logic. */
const knowledgeOf = (version: bigint): number => Number(version & 0xffffffffn)

const noNode: NodeKey = { name: '', type: null, account: null }

/** A status is any number a client wrote; what is no whole 32-bit number is no status. */
function statusNumber(status: number | null): number {
  return status !== null && Number.isInteger(status) && Math.abs(status) < 2_147_483_648 ? status : noStatus
}

export const keyText = (key: NodeKey): string => `${key.name}\u0000${key.type ?? ''}\u0000${key.account ?? ''}`

export const nodeKey = (name: string, type: string, account: string): NodeKey => ({
  name,
  type: type || null,
  account: account || null,
})

/** Newest rows that still wait for a callee or for a link's origin. */
export async function unsettledTraces(db: Database): Promise<{ traceId: TraceId; assembledUs: Micros }[]> {
  const rows = await db.rows<[string, number]>(
    `SELECT trace_id, toUnixTimestamp64Micro(argMax(asm_at, version)) FROM traces
WHERE h IN (SELECT h FROM traces WHERE settled = 0) GROUP BY trace_id HAVING argMax(settled, version) = 0 ORDER BY trace_id`,
  )
  return rows.map(([traceId, assembledUs]) => ({ traceId, assembledUs }))
}

/** In the order of the hash, so that a pass meets each trace once, whether its row was replaced meanwhile or not. */
export async function tracesBelowVersion(
  db: Database,
  version: bigint,
  most: number,
  after: string | null,
): Promise<{ ids: TraceId[]; next: string | null }> {
  // Nearly always there are none: two columns are read and nothing is grouped. Whether an old row is its trace's newest is asked of those found.
  const old = await db.rows<[string]>(
    'SELECT DISTINCT toString(h) FROM traces WHERE h > {after:UInt64} AND version < {version:UInt64} ORDER BY h LIMIT {most:UInt32}',
    { after: after ?? '0', version: version.toString(), most },
  )
  if (old.length === 0) return { ids: [], next: null }
  const hashes = old.map(([h]) => h)
  const rows = await db.rows<[string]>(
    'SELECT any(trace_id) FROM traces WHERE h IN (SELECT toUInt64(arrayJoin({hashes:Array(String)}))) GROUP BY h HAVING max(version) < {version:UInt64} ORDER BY h',
    { hashes, version: version.toString() },
  )
  return { ids: rows.map(([id]) => id), next: hashes.length < most ? null : (hashes.at(-1) ?? null) }
}
