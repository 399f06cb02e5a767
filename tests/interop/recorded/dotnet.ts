/**
 * The X-Ray SDK for .NET (facts 13.3): `trace_id` on every entity, `end_time` always written and 0 while an entity is open, frames of
 * the stack with full names, an exception's `cause` names the one it wraps, a propagated exception is only that id.
 */
import { busyTable } from '../peers.ts'
import type { Moment, Played, Recording } from './recording.ts'

type Members = Readonly<Record<string, unknown>>

/** Ticks are 100 ns: seven decimals. */
const ticks = (seconds: number) => Number(seconds.toFixed(7))

const http = (path: string, status: number, host: string) => ({
  request: {
    url: `http://${host}${path}`,
    method: 'GET',
    user_agent: 'curl/8.5.0',
    client_ip: '127.0.0.1',
  },
  response: { status, content_length: 12 },
})

function segment({ traceId, end, newId, name }: Moment, path: string, status: number, members: Members = {}): object {
  return {
    trace_id: traceId,
    id: newId(),
    start_time: ticks(end - 0.08),
    end_time: ticks(end),
    name,
    aws: { xray: { sdk: 'X-Ray for .NET Core', sdk_version: '2.16.0.0', sampling_rule_name: 'Default' } },
    http: http(path, status, 'shop.example'),
    service: { runtime: '.NET Core Framework', runtime_version: '8.0.11' },
    ...members,
  }
}

function subsegment({ traceId, end, newId }: Moment, name: string, members: Members = {}) {
  return {
    trace_id: traceId,
    id: newId(),
    start_time: ticks(end - 0.05),
    end_time: ticks(end - 0.01),
    name,
    ...members,
  }
}

const frame = (label: string, line: number) => ({ path: '/src/Shop/Shelf.cs', line, label: `Shop.${label}` })

function exception(id: string) {
  return {
    working_directory: '/app',
    exceptions: [
      {
        id,
        message: 'the shelf is empty',
        type: 'InvalidOperationException',
        remote: false,
        stack: [frame('Shelf.Reserve', 41), frame('OrdersController.Get', 17)],
        truncated: 6,
      },
    ],
  }
}

const throttled = (id: string) => ({
  working_directory: '/app',
  exceptions: [
    {
      id,
      message: 'The level of configured provisioned throughput for the table was exceeded.',
      type: 'ProvisionedThroughputExceededException',
      remote: true,
      stack: [frame('Orders.Load', 23)],
    },
  ],
})

const one = (moment: Moment, path: string, status: number, members: Members = {}): Played => ({
  status,
  documents: [segment(moment, path, status, members)],
})

const dynamo = (moment: Moment, table: string, members: Members) =>
  subsegment(moment, 'DynamoDBv2', {
    aws: {
      region: 'eu-west-1',
      operation: 'GetItem',
      request_id: 'Q5MHVKR0ME7UT1PV8NBP0DQ3QFVV4KQNSO5AEMVJF66Q9ASUAAJG',
      table_name: table,
    },
    namespace: 'aws',
    ...members,
  })

function failing(moment: Moment, status: number): Played {
  const cause = moment.newId()
  const reserve = subsegment(moment, 'reserve', { fault: true, cause: exception(cause) })
  const handled = status === 200
  return one(moment, handled ? '/caught' : '/broken', status, {
    ...(handled ? {} : { fault: true, cause }),
    subsegments: [reserve],
  })
}

function calledTraced(moment: Moment): Played {
  const call = subsegment(moment, 'recorded.internal', {
    http: { request: { url: 'http://recorded.internal/ping', method: 'GET' }, response: { status: 200 } },
    namespace: 'remote',
  })
  const callee = segment({ ...moment, end: moment.end - 0.015 }, '/ping', 200, {
    parent_id: call.id,
    start_time: ticks(moment.end - 0.04),
  })
  return { status: 200, documents: [callee, segment(moment, '/call', 200, { subsegments: [call] })] }
}

/** Streamed: all but the last fifty went on their own, each with its parent's id; one is still open when its segment closes. */
function many(moment: Moment): Played {
  const served = segment(moment, '/many', 200, {
    subsegments: Array.from({ length: 50 }, (_, index) =>
      subsegment(moment, `step ${100 + index}`, index === 49 ? { end_time: 0 } : {}),
    ),
  })
  const streamed = Array.from({ length: 100 }, (_, index) =>
    subsegment(moment, `step ${index}`, { parent_id: Reflect.get(served, 'id'), type: 'subsegment' }),
  )
  return { status: 200, documents: [...streamed, served] }
}

export const dotnet: Recording = {
  version: '2.16.0',
  header: '{"format":"json","version":1}',
  routes: {
    '/ping': (moment) => one(moment, '/ping', 200),
    '/missing': (moment) => one(moment, '/missing', 404, { error: true }),
    '/busy': (moment) => one(moment, '/busy', 429, { error: true, throttle: true }),
    '/broken': (moment) => failing(moment, 500),
    '/caught': (moment) => failing(moment, 200),
    '/notes': (moment) =>
      one(moment, '/notes', 200, {
        user: 'u-7',
        subsegments: [
          subsegment(moment, 'price', {
            annotations: { colour: 'blue', weight: 42.5, express: true },
            metadata: { shop: { order: { lines: 2 } } },
          }),
        ],
      }),
    '/call': (moment) =>
      moment.query.get('url')?.endsWith('/ping')
        ? calledTraced(moment)
        : one(moment, '/call', 200, {
            subsegments: [
              subsegment(moment, '127.0.0.1', {
                http: {
                  request: { url: moment.query.get('url'), method: 'GET' },
                  response: { status: 200, content_length: 11 },
                },
                namespace: 'remote',
              }),
            ],
          }),
    '/aws': (moment) => {
      const table = moment.query.get('table') ?? ''
      const outcome =
        table === busyTable
          ? { error: true, cause: throttled(moment.newId()), http: { response: { status: 400 } } }
          : { http: { response: { status: 200, content_length: 24 } } }
      return one(moment, '/aws', 200, { subsegments: [dynamo(moment, table, outcome)] })
    },
    '/sql': (moment) =>
      one(moment, '/sql', 200, {
        subsegments: [
          subsegment(moment, 'orders@orders-db.internal', {
            sql: {
              database_type: 'sqlserver',
              database_version: '16.00.1000',
              user: 'shop',
              connection_string: 'Data Source=orders-db.internal;Initial Catalog=orders;User ID=shop',
              sanitized_query: 'SELECT id FROM orders WHERE id = @id',
            },
            namespace: 'remote',
          }),
        ],
      }),
    '/many': many,
  },
}
