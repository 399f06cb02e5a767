/** What is checked of every SDK, as one table: a request to its application and what a reader of X-Ray's API must then see. */
import type { Service, XRayClient } from '@aws-sdk/client-xray'
import type { WireEntity } from '@roentgen/trace'
import { expect } from 'vitest'
import { busyTable, type Peers } from './peers.ts'
import type { Traits } from './sdks.ts'
import { edgeOf, exceptionsOf, nodeOf, type Seen, tracesWith } from './seen.ts'

export type CheckId =
  | 'request'
  | 'error'
  | 'throttle'
  | 'fault'
  | 'handled'
  | 'annotations'
  | 'metadata'
  | 'user'
  | 'http'
  | 'traced'
  | 'aws'
  | 'awsThrottle'
  | 'sql'
  | 'many'

/** The application under check. */
export type Subject = {
  /** The service's name. */
  readonly name: string
  /** Of its own server. */
  readonly url: string
  readonly traits: Traits
  readonly peers: Peers
  readonly client: XRayClient
}

export type Check = {
  readonly id: CheckId
  readonly what: string
  readonly path: (subject: Subject) => string
  readonly status: number
  readonly expect: (seen: Seen, subject: Subject) => void | Promise<void>
}

const statistics = (service: Service | undefined) => {
  const { OkCount, ErrorStatistics, FaultStatistics, TotalCount } = service?.SummaryStatistics ?? {}
  return {
    ok: OkCount,
    error: ErrorStatistics?.OtherCount,
    throttle: ErrorStatistics?.ThrottleCount,
    fault: FaultStatistics?.TotalCount,
    total: TotalCount,
  }
}
const one = (what: 'ok' | 'error' | 'throttle' | 'fault') => ({
  ...{ ok: 0, error: 0, throttle: 0, fault: 0, total: 1 },
  [what]: 1,
})

/** One segment of the service, a client before it, and the class of its answer on node and summary. */
function servedOnce({ summary, segments, graph }: Seen, { name }: Subject, what: Parameters<typeof one>[0]) {
  expect(segments.map((segment) => segment.name)).toEqual([name])
  expect(summary).toMatchObject({
    HasError: what === 'error',
    HasThrottle: what === 'throttle',
    HasFault: what === 'fault',
    IsPartial: false,
    EntryPoint: { Name: name },
  })
  const service = nodeOf(graph, name)
  expect(service).toMatchObject({ Root: true, State: 'active' })
  expect(statistics(service)).toEqual(one(what))
  const client = graph.find(({ Name, Type }) => Name === name && Type === 'client')
  expect(edgeOf(client, service)?.SummaryStatistics?.TotalCount).toBe(1)
}

/** A call to something that does not report: its node, made from the caller's subsegment. */
function calledOnce({ graph }: Seen, { name }: Subject, callee: string, type: string, what: Parameters<typeof one>[0]) {
  const node = nodeOf(graph, callee, type)
  expect(node, `${callee} in ${graph.map(({ Name, Type }) => `${Name} (${Type})`).join(', ')}`).toBeDefined()
  expect(statistics(node)).toEqual(one(what))
  expect(edgeOf(nodeOf(graph, name), node)?.SummaryStatistics?.TotalCount).toBe(1)
}

const tableNode = ({ traits }: Subject, table: string) =>
  traits.dynamoTable ? ([table, 'AWS::DynamoDB::Table'] as const) : ([traits.dynamo, `AWS::${traits.dynamo}`] as const)

const named = (seen: Seen, name: string): WireEntity | undefined => seen.entities.find((entity) => entity.name === name)

/** Somewhere in the trace, on an entity that is marked as failed. */
function failedWith(seen: Seen, type: string) {
  const exceptions = seen.entities.filter(({ fault }) => fault === true).flatMap(exceptionsOf)
  const found = exceptions.find((exception) => exception.type?.split('.').at(-1) === type)
  expect(found?.message).toContain('the shelf is empty')
  expect(found?.stack?.length).toBeGreaterThan(0)
}

async function foundBy({ client }: Subject, { traceId }: Seen, filter: string) {
  const found = await tracesWith(client, filter)
  expect(found.map(({ Id }) => Id)).toContain(traceId)
}

export const checks: readonly Check[] = [
  {
    id: 'request',
    what: 'a request: segment, node, client, SDK named',
    path: () => '/ping',
    status: 200,
    expect: (seen, subject) => {
      servedOnce(seen, subject, 'ok')
      expect(seen.summary.Http).toMatchObject({ HttpMethod: 'GET', HttpStatus: 200 })
      expect(seen.summary.Http?.HttpURL).toMatch(/^http:\/\/[^/]+\/ping$/)
      expect(seen.segments[0]?.aws?.xray).toMatchObject({ sdk: subject.traits.sdk })
    },
  },
  {
    id: 'error',
    what: '404 is an error',
    path: () => '/missing',
    status: 404,
    expect: (seen, subject) => servedOnce(seen, subject, 'error'),
  },
  {
    id: 'throttle',
    what: '429 is a throttle',
    path: () => '/busy',
    status: 429,
    expect: (seen, subject) => servedOnce(seen, subject, 'throttle'),
  },
  {
    id: 'fault',
    what: 'an exception is a fault with type, message and stack',
    path: () => '/broken',
    status: 500,
    expect: (seen, subject) => {
      servedOnce(seen, subject, 'fault')
      failedWith(seen, subject.traits.exception)
    },
  },
  {
    id: 'handled',
    what: 'a handled exception leaves the request ok',
    path: () => '/caught',
    status: 200,
    expect: async (seen, subject) => {
      servedOnce(seen, subject, 'ok')
      failedWith(seen, subject.traits.exception)
      expect(named(seen, 'reserve')).toMatchObject({ fault: true })
    },
  },
  {
    id: 'annotations',
    what: 'annotations of three types, found by filter',
    path: () => '/notes',
    status: 200,
    expect: async (seen, subject) => {
      expect(seen.summary.Annotations).toMatchObject({
        colour: [{ AnnotationValue: { StringValue: 'blue' } }],
        weight: [{ AnnotationValue: { NumberValue: 42.5 } }],
        express: [{ AnnotationValue: { BooleanValue: true } }],
      })
      await foundBy(
        subject,
        seen,
        `service("${subject.name}") AND annotation[colour] = "blue" AND annotation.weight > 42 AND annotation[express] = true`,
      )
    },
  },
  {
    id: 'metadata',
    what: 'metadata',
    path: () => '/notes',
    status: 200,
    expect: (seen, { traits }) => expect(named(seen, 'price')?.metadata).toMatchObject(traits.metadata),
  },
  {
    id: 'user',
    what: 'user, found by filter',
    path: () => '/notes',
    status: 200,
    expect: async (seen, subject) => {
      expect(seen.summary.Users).toMatchObject([{ UserName: 'u-7' }])
      await foundBy(subject, seen, `service("${subject.name}") AND user = "u-7"`)
    },
  },
  {
    id: 'http',
    what: 'a call to a server that does not trace',
    path: ({ peers }) => `/call?url=${encodeURIComponent(peers.plainUrl)}`,
    status: 200,
    expect: (seen, subject) => {
      servedOnce(seen, subject, 'ok')
      const callee = subject.traits.remote(Number(new URL(subject.peers.plainUrl).port))
      calledOnce(seen, subject, callee, 'remote', 'ok')
      expect(named(seen, callee)).toMatchObject({ http: { response: { status: 200 } } })
    },
  },
  {
    id: 'traced',
    what: 'a call to a traced service: one trace, no inferred node',
    path: ({ url }) => `/call?url=${encodeURIComponent(`${url}/ping`)}`,
    status: 200,
    expect: (seen, { name }) => {
      expect(seen.segments.map((segment) => segment.name)).toEqual([name, name])
      const callee = seen.segments.find(({ parent_id }) => seen.entities.some(({ id }) => id === parent_id))
      expect(callee, 'the second segment names the call as its parent').toBeDefined()
      expect(seen.summary.IsPartial).toBe(false)
      expect(seen.graph.map(({ Type }) => Type ?? null).sort()).toEqual(['client', null].sort())
      const service = nodeOf(seen.graph, name)
      expect(statistics(service)).toMatchObject({ ok: 2, total: 2 })
      const edge = edgeOf(service, service)
      expect(edge?.SummaryStatistics?.TotalCount).toBe(1)
      expect(edge?.Aliases).toMatchObject([{ Type: 'remote' }])
    },
  },
  {
    id: 'aws',
    what: 'an AWS call: DynamoDB table',
    path: () => '/aws?table=orders',
    status: 200,
    expect: (seen, subject) => {
      servedOnce(seen, subject, 'ok')
      calledOnce(seen, subject, ...tableNode(subject, 'orders'), 'ok')
      const call = seen.entities.find(({ namespace }) => namespace === 'aws')
      expect(call).toMatchObject({
        name: subject.traits.dynamo,
        aws: {
          operation: 'GetItem',
          region: 'eu-west-1',
          request_id: expect.any(String),
          ...(subject.traits.dynamoTable ? { table_name: 'orders' } : {}),
        },
      })
    },
  },
  {
    id: 'awsThrottle',
    what: 'a throttle of DynamoDB, as the SDK tells it',
    path: () => `/aws?table=${busyTable}`,
    status: 200,
    expect: (seen, subject) => {
      servedOnce(seen, subject, 'ok')
      calledOnce(seen, subject, ...tableNode(subject, busyTable), subject.traits.dynamoThrottle)
    },
  },
  {
    id: 'sql',
    what: 'a SQL call: database node',
    path: () => '/sql',
    status: 200,
    expect: (seen, subject) => {
      servedOnce(seen, subject, 'ok')
      const { database } = subject.traits
      const node = nodeOf(seen.graph, database, 'Database::SQL')
      expect(node, seen.graph.map(({ Name, Type }) => `${Name} (${Type})`).join(', ')).toBeDefined()
      expect(named(seen, database)?.sql).toBeDefined()
    },
  },
  {
    id: 'many',
    what: '150 pieces of work in one request, streamed, all in the tree',
    path: () => '/many?n=150',
    status: 200,
    expect: (seen, subject) => {
      servedOnce(seen, subject, 'ok')
      const names = seen.entities.map(({ name }) => name).filter((name) => name.startsWith('step '))
      expect(new Set(names).size).toBe(150)
      expect(names.length).toBe(150)
    },
  },
]
