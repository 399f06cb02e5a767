/** Millions of segments' worth of `traces` rows in seconds, for benchmarks: a few thousand templates, copied and moved by the server. */
import type { AssembledTrace, Called, NodeKey, ResponseClass, Served } from '@roentgen/trace'
import type { Database } from '../clickhouse/database.ts'
import type { VersionedTrace } from '../port.ts'
import { encodeTraces, traceColumns } from '../tables/traces.ts'
import { Dice } from './random-traces.ts'

const key = (name: string, type: string | null = 'AWS::ECS::Container'): NodeKey => ({ name, type, account: null })
const client = key('storefront', 'client')
const storefront = key('storefront')
const services = Array.from({ length: 18 }, (_, i) => key(`service-${i + 1}`))
const stores = Array.from({ length: 12 }, (_, i) =>
  i % 2 === 0 ? key(`table-${i}`, 'AWS::DynamoDB::Table') : key(`db@host-${i}`, 'Database::SQL'),
)

/** A request through a shop of 32 nodes: about six segments, reported and inferred. Times are microseconds after 0. */
function template(dice: Dice, n: number): VersionedTrace {
  const served: Served[] = []
  const called: Called[] = []
  const facts = (startUs: number, durationUs: number, responseClass: ResponseClass) => ({
    startUs,
    endUs: startUs + durationUs,
    durationUs,
    responseClass,
    httpStatus: responseClass === 'fault' ? 500 : responseClass === 'error' ? 404 : 200,
    httpMethod: 'GET',
    httpUrl: `https://shop.example/items/${n % 50}`,
    userAgent: null,
    clientIp: '203.0.113.7',
    annotations: [['tenant', `t-${n % 40}`] as const],
  })
  const serve = (node: NodeKey, startUs: number, durationUs: number, c: ResponseClass, inferred: boolean): void => {
    served.push({
      ...facts(startUs, durationUs, c),
      entityId: '0000000000000000',
      node,
      inferred,
      root: node === storefront,
      user: node === storefront ? `user-${n % 900}` : null,
      availabilityZone: null,
      instanceId: null,
      resourceArn: null,
    })
  }
  const call = (from: NodeKey, to: NodeKey, startUs: number, durationUs: number, c: ResponseClass): void => {
    const kind = from === client ? 'client' : 'call'
    called.push({ ...facts(startUs, durationUs, c), entityId: '0000000000000000', from, to, kind, alias: null })
  }
  const outcome = (): ResponseClass =>
    dice.below(50) === 0 ? 'fault' : dice.below(40) === 0 ? 'error' : dice.below(200) === 0 ? 'throttle' : 'ok'
  const total = Math.floor(20_000 * Math.exp(3 * dice.float()))
  const rootClass = outcome()
  call(client, storefront, 0, total, rootClass)
  serve(storefront, 0, total, rootClass, false)
  const calls = 1 + dice.below(3)
  for (let i = 0; i < calls; i++) {
    const at = Math.floor((total * i) / calls)
    const took = Math.floor((total / calls) * (0.5 + dice.float() / 2))
    const service = dice.pick(services)
    const c = outcome()
    call(storefront, service, at, took, c)
    serve(service, at + 500, Math.max(0, took - 900), c, false)
    const store = stores[(services.indexOf(service) * 5 + dice.below(2)) % stores.length]!
    call(service, store, at + 800, Math.floor(took / 2), 'ok')
    serve(store, at + 800, Math.floor(took / 2), 'ok', true)
  }
  const nodes = [client, ...new Set(served.map((x) => x.node))]
  const trace: AssembledTrace = {
    summary: {
      traceId: `template-${n}`,
      startUs: 0,
      endUs: total,
      durationUs: total,
      responseTimeUs: total,
      rootClass,
      hasFault: rootClass === 'fault',
      hasError: rootClass === 'error',
      hasThrottle: rootClass === 'throttle',
      partial: false,
      http: {
        url: `https://shop.example/items/${n % 50}`,
        method: 'GET',
        status: 200,
        userAgent: null,
        clientIp: null,
      },
      entryPoint: storefront,
      nodes,
      users: [{ name: `user-${n % 900}`, nodes: [storefront] }],
      annotations: [{ key: 'tenant', value: `t-${n % 40}`, nodes: [storefront] }],
      availabilityZones: [],
      instanceIds: [],
      resourceArns: [],
      documents: served.length,
      segments: served.length,
      anyFault: false,
      anyError: false,
      anyThrottle: false,
      faultRootCauses: [],
      errorRootCauses: [],
      responseTimeRootCauses: [],
    },
    served,
    called,
    touchedMinutes: [0],
    knowledge: served.length * 2,
    settled: true,
    whole: true,
  }
  return { trace, version: 2n ** 32n + BigInt(trace.knowledge * 2 + 1) }
}

export type BulkOptions = {
  /** Segments wanted, reported and inferred; traces have about five each. */
  readonly segments: number
  /** Traces begin evenly in [fromUs, toUs). */
  readonly fromUs: number
  readonly toUs: number
  /** `w3c`: random ids; `xray`: the id begins with its time. */
  readonly ids?: 'w3c' | 'xray'
  /** When they are to have been assembled; default an hour ago, so that a round or two makes all clean. */
  readonly assembledUs?: number
}

/** Returns what was loaded. Rows go straight into `traces`: no documents, and no round yet. */
export async function loadTraces(db: Database, options: BulkOptions): Promise<{ traces: number; segments: number }> {
  const dice = new Dice(options.segments)
  const templates = Array.from({ length: 2_000 }, (_, n) => template(dice, n))
  const perRound = templates.reduce((sum, t) => sum + t.trace.served.length, 0)
  const copies = Math.max(1, Math.ceil(options.segments / perRound))
  await db.command('DROP TABLE IF EXISTS bulk_templates')
  await db.command('CREATE TABLE bulk_templates AS traces')
  try {
    await db.insert('bulk_templates', traceColumns, encodeTraces(templates))
    const moved: Record<string, string> = {
      start_minute: 'toInt32(intDiv(shift, 60000000))',
      trace_id:
        options.ids === 'xray'
          ? "concat('1-', lower(leftPad(hex(toUInt32(intDiv(shift, 1000000))), 8, '0')), '-', substring(lower(hex(sipHash128(b.trace_id, copy, {from:Int64}))), 1, 24))"
          : "concat('1-', substring(lower(hex(sipHash128(copy, b.trace_id, {from:Int64}))), 1, 8), '-', substring(lower(hex(sipHash128(b.trace_id, copy, {from:Int64}))), 1, 24))",
      touch_min: 'arrayMin(minutes)',
      touch_max: 'arrayMax(minutes)',
      touched: 'minutes',
      start_us: 'b.start_us + shift',
      end_us: 'b.end_us + shift',
      ...Object.fromEntries(
        ['s_start', 's_end', 'c_start', 'c_end'].map((c) => [c, `arrayMap(x -> x + shift, b.${c})`]),
      ),
    }
    const atOnce = Math.max(1, Math.floor(40_000 / templates.length))
    for (let first = 0; first < copies; first += atOnce) {
      await db.command(
        `INSERT INTO traces (${traceColumns.join(', ')}, asm_at)
SELECT ${traceColumns.map((c) => `${moved[c] ?? `b.${c}`} AS n_${c}`).join(', ')}, ${
          options.assembledUs === undefined ? 'now64(6) - INTERVAL 1 HOUR' : 'fromUnixTimestamp64Micro({asm:Int64})'
        }
FROM bulk_templates AS b CROSS JOIN (SELECT number AS copy FROM numbers({first:UInt64}, {count:UInt64})) AS n
ARRAY JOIN [toInt64({from:Int64} + toInt64(sipHash64(b.trace_id, copy, 7) % toUInt64({span:Int64})))] AS shift
ARRAY JOIN [arraySort(arrayDistinct(arrayMap(x -> toInt32(intDiv(x + shift, 60000000)), arrayConcat(b.s_end, b.c_end))))] AS minutes`,
        {
          first,
          count: Math.min(atOnce, copies - first),
          from: options.fromUs,
          span: options.toUs - options.fromUs,
          asm: options.assembledUs ?? 0,
        },
      )
    }
  } finally {
    await db.command('DROP TABLE IF EXISTS bulk_templates')
  }
  return { traces: copies * templates.length, segments: copies * perRound }
}
