/**
 * The X-Ray SDK for Ruby (facts 13.3): inline subsegments repeat `parent_id`, `trace_id` and `type`, local work has the namespace
 * `local`, exceptions carry no id, and a propagated exception is the id of the subsegment that recorded it.
 */
import { busyTable } from '../peers.ts'
import type { Moment, Played, Recording } from './recording.ts'

type Members = Readonly<Record<string, unknown>>

/** A served request; `children` get its id as their parent. */
function served(
  moment: Moment,
  path: string,
  status: number,
  members: Members = {},
  children: readonly ((parentId: string) => object)[] = [],
): object {
  const id = moment.newId()
  return {
    name: moment.name,
    id,
    start_time: moment.end - 0.09,
    end_time: moment.end,
    ...(children.length === 0 ? {} : { subsegments: children.map((child) => child(id)) }),
    aws: { xray: { sampling_rule_name: 'Default', sdk_version: '0.16.0', sdk: 'X-Ray for Ruby' } },
    http: {
      request: { url: `http://shop.example${path}`, method: 'GET', user_agent: 'Ruby', client_ip: '127.0.0.1' },
      response: { status, content_length: 12 },
    },
    trace_id: moment.traceId,
    service: { runtime: 'ruby 3.3.6 (2024-11-05 revision 75015d4c1f) [x86_64-linux]' },
    ...members,
  }
}

const work =
  ({ traceId, end, newId }: Moment, name: string, members: Members = {}) =>
  (parentId: string) => ({
    name,
    id: newId(),
    start_time: end - 0.06,
    end_time: end - 0.02,
    parent_id: parentId,
    trace_id: traceId,
    type: 'subsegment',
    namespace: 'local',
    ...members,
  })

const cause = {
  working_directory: '/srv/shop',
  paths: ['/srv/.gem/ruby/3.3.0', '/usr/lib/ruby/gems/3.3.0'],
  exceptions: [
    {
      message: 'the shelf is empty',
      type: 'ArgumentError',
      stack: [
        { path: '/srv/shop/app/models/shelf.rb', line: 12, label: 'reserve' },
        { path: '/srv/shop/app/controllers/orders_controller.rb', line: 8, label: 'show' },
      ],
      truncated: 41,
    },
  ],
}

const refusal = {
  working_directory: '/srv/shop',
  paths: ['/srv/.gem/ruby/3.3.0'],
  exceptions: [
    {
      message: 'The level of configured provisioned throughput for the table was exceeded.',
      type: 'Aws::DynamoDB::Errors::ProvisionedThroughputExceededException',
      remote: true,
      stack: [{ path: '/srv/shop/app/models/order.rb', line: 30, label: 'load' }],
    },
  ],
}

const one = (...given: Parameters<typeof served>): Played => ({ status: given[2], documents: [served(...given)] })

function failing(moment: Moment, status: number): Played {
  const id = moment.newId()
  const reserve = work(moment, 'reserve', { id, fault: true, cause })
  return status === 200
    ? one(moment, '/caught', status, {}, [reserve])
    : one(moment, '/broken', status, { fault: true, cause: id }, [reserve])
}

function called(moment: Moment): Played {
  const url = new URL(moment.query.get('url') ?? '')
  const id = moment.newId()
  const call = work(moment, url.hostname, {
    id,
    namespace: 'remote',
    http: { request: { url: url.href, method: 'GET' }, response: { status: 200, content_length: 11 } },
  })
  const caller = served(moment, '/call', 200, {}, [call])
  if (url.pathname !== '/ping') return { status: 200, documents: [caller] }
  const callee = served({ ...moment, end: moment.end - 0.03 }, '/ping', 200, {
    parent_id: id,
    start_time: moment.end - 0.05,
  })
  return { status: 200, documents: [callee, caller] }
}

/** Streamed: a hundred on their own before their segment, the rest inside it. */
function many(moment: Moment): Played {
  const step = (index: number) => work(moment, `step ${index}`)
  const inside = Array.from({ length: 50 }, (_, index) => step(100 + index))
  const caller = served(moment, '/many', 200, {}, inside)
  const parentId: unknown = Reflect.get(caller, 'id')
  const alone = Array.from({ length: 100 }, (_, index) => step(index)(String(parentId)))
  return { status: 200, documents: [...alone, caller] }
}

export const ruby: Recording = {
  version: '0.16.0',
  header: '{"format":"json","version":1}',
  routes: {
    '/ping': (moment) => one(moment, '/ping', 200),
    '/missing': (moment) => one(moment, '/missing', 404, { error: true }),
    '/busy': (moment) => one(moment, '/busy', 429, { error: true, throttle: true }),
    '/broken': (moment) => failing(moment, 500),
    '/caught': (moment) => failing(moment, 200),
    '/notes': (moment) =>
      one(moment, '/notes', 200, { user: 'u-7' }, [
        work(moment, 'price', {
          annotations: { colour: 'blue', weight: 42.5, express: true },
          metadata: { shop: { order: { lines: 2 } } },
        }),
      ]),
    '/call': called,
    '/aws': (moment) => {
      const table = moment.query.get('table') ?? ''
      const throttled = table === busyTable
      return one(moment, '/aws', 200, {}, [
        work(moment, 'DynamoDB', {
          namespace: 'aws',
          aws: {
            operation: 'GetItem',
            region: 'eu-west-1',
            retries: 0,
            request_id: 'B2EFT3VO4QTEGJ8PJ9Q0P8L9LJVV4KQNSO5AEMVJF66Q9ASUAAJG',
            table_name: table,
          },
          http: { response: { status: throttled ? 400 : 200, content_length: 24 } },
          ...(throttled ? { error: true, cause: refusal } : {}),
        }),
      ])
    },
    '/sql': (moment) =>
      one(moment, '/sql', 200, {}, [
        work(moment, 'orders@orders-db.internal', {
          namespace: 'remote',
          sql: { user: 'shop', url: 'postgresql://shop@orders-db.internal:5432/orders', database_type: 'PostgreSQL' },
        }),
      ]),
    '/many': many,
  },
}
