/** Traces with a name each, that the documented filter expressions tell apart. */
import { type AssembledTrace, assemble, type WireDocument, type WireEntity } from '@roentgen/trace'

const START = 1_700_000_000

let count = 0
const id = (): string => (++count).toString(16).padStart(16, '0')

type Parts = Omit<Partial<WireDocument>, 'name' | 'id' | 'start_time' | 'end_time'> & {
  readonly seconds?: number
  readonly at?: number
}

function entity(name: string, { seconds = 0.1, at = 0, ...rest }: Parts): WireEntity & { id: string; name: string } {
  return { id: id(), name, start_time: START + at, end_time: START + at + seconds, ...rest }
}

const http = (url: string, status: number, method = 'GET', more: object = {}) => ({
  http: { request: { url, method, ...more }, response: { status } },
})

/** A call that another segment may answer. */
const call = (name: string, parts: Parts = {}) => entity(name, { namespace: 'remote', ...parts })

/** Segments, the first one the root; `answers` names the call that a segment answers. */
function trace(
  ...segments: readonly (readonly [WireEntity & { id: string; name: string }, answers?: { id: string }])[]
): AssembledTrace {
  const traceId = `1-6553f100-${segments[0]![0].id.padStart(24, '0')}`
  return assemble(
    segments.map(([segment, answers], receivedUs) => ({
      document: { ...segment, trace_id: traceId, ...(answers === undefined ? {} : { parent_id: answers.id }) },
      receivedUs,
      complete: segment.in_progress !== true,
    })),
    { settled: true },
  )
}

const exception = (type: string, message: string) => ({ cause: { exceptions: [{ id: id(), type, message }] } })

function checkout(): AssembledTrace {
  const pay = call('payments.example.net', { ...http('https://payments.example.net/pay', 402), error: true })
  const root = entity('checkout', {
    seconds: 6,
    ...http('https://api.example/orders', 200, 'POST'),
    user: 'u-20417',
    subsegments: [pay],
  })
  return trace([root])
}

function pricing(): AssembledTrace {
  const ask = call('pricing', { seconds: 2.5, annotations: { 'request.id': 'r-1' } })
  const root = entity('web', {
    seconds: 3,
    ...http('https://shop/v2/cart', 200),
    subsegments: [ask],
    annotations: { tenant: 'acme', rank: 11 },
  })
  return trace([root], [entity('pricing', { seconds: 2.4, fault: true, ...http('http://pricing/p', 500) }), ask])
}

function legacy(): AssembledTrace {
  const ask = call('legacy')
  const root = entity('web', {
    seconds: 0.2,
    ...http('https://shop/v2/old', 200, 'GET', { user_agent: 'a bot', client_ip: '203.0.113.25' }),
    subsegments: [ask],
    annotations: { 'cache.hit': false, rank: 10 },
  })
  return trace([root], [entity('legacy', {}), ask])
}

function ledger(): AssembledTrace {
  const database = call('ledger@db', {
    fault: true,
    at: 0.1,
    seconds: 0.7,
    sql: {},
    ...exception('SqlError', 'Lock wait timeout'),
  })
  const post = entity('## LedgerService.post', {
    fault: true,
    at: 0.1,
    seconds: 0.8,
    subsegments: [database],
    ...exception('SqlError', 'Lock wait timeout'),
  })
  const root = entity('ledger', {
    seconds: 1,
    fault: true,
    ...http('https://shop/api/game/ledger', 500),
    subsegments: [post],
    aws: { ec2: { availability_zone: 'eu-west-1b', instance_id: 'i-0a1b2c3d4e5f60718' } },
    origin: 'AWS::EC2::Instance',
  })
  return trace([root])
}

function posting(): AssembledTrace {
  const inner = entity('## LedgerService.post', {
    fault: true,
    seconds: 0.8,
    ...exception('SqlError', 'Lock wait timeout exceeded'),
  })
  return trace([entity('ledger', { seconds: 1, fault: true, ...http('https://shop/post', 500), subsegments: [inner] })])
}

function images(): AssembledTrace {
  const carts = call('DynamoDB', {
    namespace: 'aws',
    throttle: true,
    error: true,
    aws: { operation: 'GetItem', table_name: 'carts' },
  })
  const root = entity('resize-image', {
    seconds: 7,
    error: true,
    origin: 'AWS::Lambda::Function',
    resource_arn: 'arn:aws:lambda:eu-west-1:123456789012:function:get-cart',
    aws: { account_id: '123456789012' },
    subsegments: [carts],
    ...http('https://x/resize', 404),
  })
  return trace([root])
}

function throttled(): AssembledTrace {
  return trace([
    entity('web', {
      throttle: true,
      error: true,
      ...http('https://x/', 429),
      user: 'alice',
      seconds: 4,
      aws: { ec2: { availability_zone: 'eu-west-1b' } },
    }),
  ])
}

function waiting(): AssembledTrace {
  const { end_time: _, ...open } = entity('web', {})
  return trace([{ ...open, in_progress: true }])
}

export const namedTraces = (): Readonly<Record<string, AssembledTrace>> => {
  count = 0
  return {
    checkout: checkout(),
    pricing: pricing(),
    legacy: legacy(),
    ledger: ledger(),
    posting: posting(),
    images: images(),
    throttled: throttled(),
    waiting: waiting(),
  }
}
