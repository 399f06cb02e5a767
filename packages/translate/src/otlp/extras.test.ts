import { describe, expect, it } from 'vitest'
import { call, one, pairs, request } from './testing.ts'

describe('annotations', () => {
  const attributes = pairs({ 'app.tier': 'gold', 'app tags': ['a'], 'http.method': 'GET', 'peer.service': 'x' })

  it('are none unless asked for', () => expect(one({ kind: 2, attributes }).annotations).toBeUndefined())
  it('are what the service was told to index, used by a rule or not', () =>
    expect(
      one({ kind: 2, attributes }, undefined, { indexed: new Set(['app.tier', 'http.method']) }).annotations,
    ).toEqual({
      'app.tier': 'gold',
      'http.method': 'GET',
    }))
  it('are all that is left, when told so; a list cannot be one', () => {
    const document = one({ kind: 2, attributes }, undefined, { indexed: 'all' })
    expect(document.annotations).toEqual({
      'app.tier': 'gold',
      'peer.service': 'x',
      'otel.resource.service.name': 'shop',
    })
    expect(document.metadata).toMatchObject({ default: { 'app tags': ['a'] } })
  })
  it('can be of the resource', () =>
    expect(
      one({ kind: 2, attributes: pairs({ 'aws.xray.annotations': ['otel.resource.service.name'] }) }).annotations,
    ).toEqual({ 'otel.resource.service.name': 'shop' }))
})

it('metadata may have namespaces of its own; what is no object stays as it is', () => {
  const document = one({
    kind: 2,
    attributes: pairs({
      'aws.xray.metadata.cart': '{"items":3}',
      'aws.xray.metadata.Default': '{"a":1}',
      'aws.xray.metadata.bad': 'text',
      'aws.xray.metadata.__proto__': '{"x":1}',
    }),
  })
  expect(document.metadata).toMatchObject({ cart: { items: 3 }, default: { a: 1, 'aws.xray.metadata.bad': 'text' } })
  expect(Object.keys(document.metadata ?? {})).toContain('__proto__')
})

it('events, scope, state and losses are kept, and the name where another took its place', () => {
  const { documents } = request({
    kind: 2,
    name: 'GET /orders',
    traceState: 'vendor=1',
    droppedAttributesCount: 2,
    events: [{ name: 'retry', timeUnixNano: '1763460012200000000', attributes: pairs({ attempt: 2 }) }],
  })
  expect(documents[0]?.metadata).toMatchObject({
    default: {
      'otel.span.name': 'GET /orders',
      'otel.trace_state': 'vendor=1',
      'otel.dropped_attributes_count': 2,
      'otel.events': [{ name: 'retry', time: 1763460012.2, attributes: { attempt: 2 } }],
    },
  })
})

it('what a span was named by is still shown', () =>
  expect(call({ 'peer.service': 'rates' }).metadata).toMatchObject({ default: { 'peer.service': 'rates' } }))

it('the attributes of the collector that read X-Ray documents give them back', () => {
  const document = call({
    'aws.xray.inprogress': true,
    'aws.xray.traced': true,
    'aws.xray.resource_arn': 'arn:aws:x',
    'aws.xray.retries': 2,
  })
  expect(document).toMatchObject({ in_progress: true, traced: true, resource_arn: 'arn:aws:x', aws: { retries: 2 } })
  expect(document.end_time).toBeUndefined()
})

it('a function says that it is one', () =>
  expect(
    one(
      { kind: 2, attributes: pairs({ 'faas.invocation_id': 'r-1' }) },
      { 'service.name': 'resize', 'cloud.platform': 'aws_lambda', 'cloud.resource_id': 'arn:aws:lambda:x' },
    ),
  ).toMatchObject({
    origin: 'AWS::Lambda::Function',
    resource_arn: 'arn:aws:lambda:x',
    aws: { function_arn: 'arn:aws:lambda:x', request_id: 'r-1' },
  }))

it('log groups by name and by ARN', () => {
  const groups = (resource: Record<string, string>) => one({ kind: 2 }, { 'service.name': 'a', ...resource }).aws
  expect(groups({ 'aws.log.group.names': '/a&/b' })).toMatchObject({
    cloudwatch_logs: [{ log_group: '/a' }, { log_group: '/b' }],
  })
  const arn = 'arn:aws:logs:eu-west-1:000000000000:log-group:/a:*'
  expect(groups({ 'aws.log.group.arns': arn })).toMatchObject({ cloudwatch_logs: [{ log_group: '/a', arn }] })
})
