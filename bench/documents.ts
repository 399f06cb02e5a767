/** Segment documents like a small shop's: five services, two of them called, one table, about 1.4 kB a document. Seeded, so that runs compare. */
import { randomBytes } from 'node:crypto'

export type BenchTrace = { readonly id: string; readonly documents: readonly string[] }

/** Mulberry32: small, seeded, good enough for shapes. */
export function seeded(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

/** One trace of five documents that ended at `endSeconds`. */
export function benchTrace(random: () => number, endSeconds: number): BenchTrace {
  const total = 0.05 + random() ** 3 * 2
  const start = endSeconds - total
  const id = `1-${Math.floor(start).toString(16).padStart(8, '0')}-${hex(12)}`
  const fault = random() < 0.01
  const user = `user-${Math.floor(random() * 2000)}`
  const http = (url: string, status: number) => ({
    request: {
      method: 'GET',
      url,
      user_agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
      client_ip: '203.0.113.25',
    },
    response: { status, content_length: Math.floor(random() * 9000) },
  })
  const aws = {
    ec2: {
      instance_id: 'i-0a1b2c3d4e5f60718',
      availability_zone: 'eu-west-1b',
      instance_size: 'm7g.large',
      ami_id: 'ami-0ec5a1b2c3d4e5f60',
    },
    xray: { sdk: 'X-Ray for Node.js', sdk_version: '3.12.0', package: 'aws-xray-sdk', rule_name: 'Default' },
  }
  const documents: string[] = []
  const segment = (name: string, parent: string | null, at: number, lasts: number, calls: string[]): string => {
    const own = hex(8)
    const made: string[] = []
    const subsegments = calls.map((call, i) => {
      const callId = hex(8)
      const from = at + (lasts * (i + 0.1)) / calls.length
      const took = (lasts * 0.8) / calls.length
      if (call === 'table') {
        return {
          id: callId,
          name: 'DynamoDB',
          namespace: 'aws',
          start_time: from,
          end_time: from + took,
          aws: { operation: 'GetItem', region: 'eu-west-1', table_name: 'orders', request_id: hex(16) },
          http: { response: { status: 200 } },
        }
      }
      made.push(segment(call, callId, from + 0.001, Math.max(took - 0.002, 0.0005), callsOf[call] ?? []))
      return {
        id: callId,
        name: `${call}.internal`,
        namespace: 'remote',
        start_time: from,
        end_time: from + took,
        http: http(`http://${call}.internal/v1/${hex(3)}`, 200),
      }
    })
    documents.push(
      JSON.stringify({
        name,
        id: own,
        trace_id: id,
        ...(parent && { parent_id: parent }),
        start_time: at,
        end_time: at + lasts,
        origin: 'AWS::EC2::Instance',
        ...(parent === null && { user }),
        ...(fault && name === 'orders' && { fault: true }),
        http: http(
          `https://shop.example.com/orders/${Math.floor(random() * 1e6)}`,
          fault && parent === null ? 500 : 200,
        ),
        annotations: {
          tenant: `t-${Math.floor(random() * 50)}`,
          order_id: Math.floor(random() * 1e6),
          cache_hit: random() < 0.5,
        },
        metadata: {
          default: {
            build: '2026.11.22',
            flags: ['a', 'b', 'c'],
            note: 'lorem ipsum dolor sit amet consectetur adipiscing elit',
          },
        },
        aws,
        service: { version: '1.4.2', runtime: 'node', runtime_version: 'v20.20.2' },
        subsegments,
      }),
    )
    return own
  }
  segment('storefront', null, start, total, ['orders', 'catalog'])
  return { id, documents }
}

const callsOf: Record<string, string[]> = {
  orders: ['payments', 'table'],
  catalog: ['pricing'],
  payments: [],
  pricing: [],
}

/** Enough traces for `count` documents, spread over the seconds before now. */
export function benchTraces(count: number, nowSeconds: number, overSeconds: number, seed = 1): BenchTrace[] {
  const random = seeded(seed)
  const traces: BenchTrace[] = []
  let documents = 0
  while (documents < count) {
    const trace = benchTrace(random, nowSeconds - random() * overSeconds)
    documents += trace.documents.length
    traces.push(trace)
  }
  return traces
}
