/** Old and new semantic conventions say the same: the same node, the same blocks. */
import { calleeOf } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { base, call, one, pairs, type Value } from './testing.ts'

type Given = Readonly<Record<string, Value>>

const node = (attributes: Given, kind = 3): string => {
  const key = calleeOf(call(attributes, kind), '000000000000')
  return key === null ? 'local' : `${key.name} / ${key.type}`
}

it.each<[string, Given, string]>([
  [
    'a database by old names',
    { 'db.system': 'postgresql', 'db.name': 'orders', 'db.connection_string': 'postgresql://db.internal:5432' },
    'orders@db.internal / Database::SQL',
  ],
  [
    'a database by new names',
    { 'db.system.name': 'postgresql', 'db.namespace': 'orders', 'server.address': 'db.internal', 'server.port': 5432 },
    'orders@db.internal / Database::SQL',
  ],
  [
    'a schema in a database',
    { 'db.system.name': 'postgresql', 'db.namespace': 'orders|public', 'server.address': 'db' },
    'orders.public@db / Database::SQL',
  ],
  [
    'a database of which only the host is known',
    { 'db.system.name': 'mysql', 'server.address': 'db' },
    'db / Database::SQL',
  ],
  ['a database of which only the kind is known', { 'db.system.name': 'mysql' }, 'mysql / Database::SQL'],
  [
    'Redis by old names',
    { 'db.system': 'redis', 'net.peer.name': 'cache', 'db.redis.database_index': 0 },
    'cache / remote',
  ],
  [
    'Redis by new names',
    { 'db.system.name': 'redis', 'server.address': 'cache', 'db.namespace': '0' },
    'cache / remote',
  ],
  [
    'DynamoDB by old names',
    {
      'rpc.system': 'aws-api',
      'rpc.service': 'DynamoDB',
      'rpc.method': 'PutItem',
      'db.system': 'dynamodb',
      'db.name': 'carts',
      'aws.dynamodb.table_names': ['carts'],
    },
    'carts / AWS::DynamoDB::Table',
  ],
  [
    'DynamoDB by new names',
    { 'rpc.system.name': 'aws-api', 'rpc.method': 'DynamoDB/PutItem', 'aws.dynamodb.table_names': ['carts'] },
    'carts / AWS::DynamoDB::Table',
  ],
  [
    'S3',
    { 'rpc.system': 'aws-api', 'rpc.service': 'S3', 'rpc.method': 'GetObject', 'aws.s3.bucket': 'photos' },
    'photos / AWS::S3::Bucket',
  ],
  [
    'SNS',
    {
      'rpc.system': 'aws-api',
      'rpc.service': 'SNS',
      'rpc.method': 'Publish',
      'messaging.destination': 'arn:aws:sns:eu-west-1:000000000000:news',
    },
    'arn:aws:sns:eu-west-1:000000000000:news / AWS::SNS',
  ],
  [
    'Lambda',
    { 'rpc.system': 'aws-api', 'rpc.service': 'Lambda', 'rpc.method': 'Invoke', 'faas.invoked_name': 'resize' },
    'resize / AWS::Lambda',
  ],
  [
    'HTTP by old names',
    { 'http.method': 'GET', 'http.url': 'http://rates.example/x', 'net.peer.name': 'rates.example' },
    'rates.example / remote',
  ],
  [
    'HTTP by new names',
    { 'http.request.method': 'GET', 'url.full': 'http://rates.example/x', 'server.address': 'rates.example' },
    'rates.example / remote',
  ],
  [
    'HTTP of which only the address is known',
    { 'http.method': 'GET', 'http.url': 'http://rates.example/x' },
    'rates.example / remote',
  ],
  [
    'gRPC by old names',
    { 'rpc.system': 'grpc', 'rpc.service': 'shop.Cart', 'rpc.method': 'Add' },
    'shop.Cart / remote',
  ],
  ['gRPC by new names', { 'rpc.system.name': 'grpc', 'rpc.method': 'shop.Cart/Add' }, 'shop.Cart / remote'],
  ['a peer by old names', { 'peer.service': 'pricing', 'server.address': '10.0.0.1' }, 'pricing / remote'],
  ['a peer by new names', { 'service.peer.name': 'pricing', 'server.address': '10.0.0.1' }, 'pricing / remote'],
  ['a function elsewhere', { 'faas.invoked_name': 'resize', 'faas.invoked_provider': 'gcp' }, 'resize / remote'],
])('%s', (_, attributes, expected) => expect(node(attributes)).toBe(expected))

describe('messages', () => {
  it.each<[string, Given]>([
    ['old names', { 'messaging.system': 'kafka', 'messaging.destination': 'orders', 'net.peer.name': 'broker' }],
    ['new names', { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders', 'server.address': 'broker' }],
  ])('a topic is a node of its own, by %s', (_, attributes) => expect(node(attributes, 4)).toBe('orders / remote'))

  it('a queue of SQS', () => {
    const queue = 'https://sqs.eu-west-1.amazonaws.com/000000000000/jobs'
    for (const key of ['messaging.url', 'aws.sqs.queue.url', 'aws.queue.url'])
      expect(
        node({ 'rpc.system': 'aws-api', 'rpc.service': 'SQS', 'rpc.method': 'SendMessage', [key]: queue }, 4),
      ).toBe(`${queue} / AWS::SQS::Queue`)
  })
})

describe('the same blocks', () => {
  it('http, on the server', () => {
    const old = one({
      kind: 2,
      attributes: pairs({
        'http.method': 'GET',
        'http.scheme': 'https',
        'http.host': 'shop.example:8443',
        'http.target': '/orders?a=1',
        'http.status_code': 200,
        'http.user_agent': 'curl',
        'http.client_ip': '203.0.113.1',
        'net.peer.ip': '10.0.0.1',
        'http.response_content_length': 12,
      }),
    })
    const now = one({
      kind: 2,
      attributes: pairs({
        'http.request.method': 'GET',
        'url.scheme': 'https',
        'server.address': 'shop.example',
        'server.port': 8443,
        'url.path': '/orders',
        'url.query': '?a=1',
        'http.response.status_code': 200,
        'user_agent.original': 'curl',
        'client.address': '203.0.113.1',
        'network.peer.address': '10.0.0.1',
        'http.response.body.size': 12,
      }),
    })
    expect(now).toEqual(old)
    expect(old.http).toEqual({
      request: {
        method: 'GET',
        url: 'https://shop.example:8443/orders?a=1',
        user_agent: 'curl',
        client_ip: '203.0.113.1',
      },
      response: { status: 200, content_length: 12 },
    })
  })

  it('sql', () => {
    const old = call({
      'db.system': 'mssql',
      'db.name': 'orders',
      'db.connection_string': 'db:1433',
      'db.statement': 'SELECT 1',
      'db.user': 'app',
    })
    const now = call({
      'db.system.name': 'microsoft.sql_server',
      'db.namespace': 'orders',
      'server.address': 'db',
      'server.port': 1433,
      'db.query.text': 'SELECT 1',
      'db.user': 'app',
    })
    expect(old.sql).toEqual({
      url: 'a span',
      connection_string: 'db:1433/orders',
      database_type: 'mssql',
      sanitized_query: 'SELECT 1',
      user: 'app',
    })
    expect(now.sql).toEqual(old.sql)
  })

  it('a password stays out of the connection string', () =>
    expect(
      call({ 'db.system': 'mysql', 'db.connection_string': 'mysql://app:s3cret@db:3306', 'db.name': 'a' }).sql,
    ).toMatchObject({ connection_string: 'mysql://app@db:3306/a' }))

  it('a method that the conventions do not know keeps its name', () =>
    expect(
      call({ 'http.request.method': '_OTHER', 'http.request.method_original': 'PURGE' }).http?.request?.method,
    ).toBe('PURGE'))

  it("a host's name is no client ip, and an address alone is no request", () => {
    expect(one({ kind: 2, attributes: pairs({ 'url.path': '/', 'client.address': 'host-7' }) }).http).toEqual({
      request: { url: '/' },
    })
    expect(call({ 'server.address': 'db', 'network.peer.address': '10.0.0.1' }).http).toBeUndefined()
  })
})

it.each(['constructor', 'toString', '__proto__'])('what objects inherit is no known name: %s', (name) => {
  expect(call({ 'db.system': name }).name).toBe(name)
  expect(one({ kind: 2, name: 'a' }, { 'cloud.platform': name }).origin).toBeUndefined()
  const thrown = { 'exception.type': 'E', 'exception.message': 'm', 'exception.stacktrace': 'at a' }
  const events = [{ timeUnixNano: base.startTimeUnixNano, name: 'exception', attributes: pairs(thrown) }]
  const causeIn = (language: string) =>
    one({ kind: 2, name: 'a', events }, { 'telemetry.sdk.language': language }).cause
  expect(causeIn(name)).toMatchObject({ exceptions: [{ message: 'm', type: 'E' }] })
  expect(causeIn(name)).toEqual(causeIn('none such'))
})
