import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { assemble, validateParsed, type WireDocument } from '@roentgen/trace'
import protobuf from 'protobufjs'
import { describe, expect, it } from 'vitest'
import { base, one, pairs, request } from './otlp/testing.ts'
import { decodeTraceRequest, encodeTraceResponse, type OtlpTraceRequest, segmentsFromOtlp } from './otlp.ts'

describe('what a span becomes', () => {
  it('a SERVER span is a segment of its service, with http and user', () => {
    const document = one({
      kind: 2,
      name: 'GET /orders',
      parentSpanId: '1111111111111111',
      attributes: pairs({
        'http.request.method': 'GET',
        'url.scheme': 'https',
        'server.address': 'shop.example',
        'url.path': '/orders',
        'url.query': 'a=1',
        'http.response.status_code': 404,
        'user_agent.original': 'curl',
        'client.address': '203.0.113.1',
        'enduser.id': 'u-1',
        'app.tier': 'gold',
        'aws.xray.annotations': ['app.tier'],
      }),
    })
    expect(document).toMatchObject({
      trace_id: '1-5759e988-bd862e3fe1be46a994272793',
      id: '53995c3f42cd8ad8',
      parent_id: '1111111111111111',
      name: 'shop',
      start_time: 1763460012.104,
      end_time: 1763460012.516123,
      user: 'u-1',
      http: {
        request: {
          method: 'GET',
          url: 'https://shop.example/orders?a=1',
          user_agent: 'curl',
          client_ip: '203.0.113.1',
          x_forwarded_for: true,
        },
        response: { status: 404 },
      },
      error: true,
      fault: false,
      throttle: false,
      annotations: { 'app.tier': 'gold' },
      metadata: { default: { 'otel.resource.service.name': 'shop' } },
    })
    expect(document.type).toBeUndefined()
    expect(document.namespace).toBeUndefined()
  })

  it('a CLIENT span with a parent is a remote subsegment named after its peer', () => {
    expect(
      one({
        kind: 'SPAN_KIND_CLIENT',
        parentSpanId: '1111111111111111',
        attributes: pairs({ 'peer.service': 'rates' }),
      }),
    ).toMatchObject({ type: 'subsegment', namespace: 'remote', name: 'rates', parent_id: '1111111111111111' })
  })

  it('a SQL call is named by its database and carries the query', () => {
    expect(
      one({
        kind: 3,
        name: 'SELECT orders',
        parentSpanId: '1111111111111111',
        attributes: pairs({
          'db.system': 'postgresql',
          'db.name': 'orders',
          'db.connection_string': 'jdbc:postgresql://db.internal:5432',
          'db.statement': 'SELECT 1',
          'db.user': 'app',
        }),
      }),
    ).toMatchObject({
      name: 'orders@db.internal',
      namespace: 'remote',
      sql: {
        url: 'SELECT orders',
        connection_string: 'jdbc:postgresql://db.internal:5432/orders',
        database_type: 'postgresql',
        sanitized_query: 'SELECT 1',
        user: 'app',
      },
    })
  })

  it('an AWS SDK call has namespace aws, operation and resource', () => {
    expect(
      one({
        kind: 3,
        parentSpanId: '1111111111111111',
        attributes: pairs({
          'rpc.system': 'aws-api',
          'rpc.method': 'PutItem',
          'aws.remote.service': 'AWS::DynamoDB',
          'aws.dynamodb.table_names': ['carts'],
          'aws.region': 'eu-west-1',
        }),
      }),
    ).toMatchObject({
      name: 'DynamoDB',
      namespace: 'aws',
      aws: { operation: 'PutItem', table_name: 'carts', region: 'eu-west-1' },
    })
  })

  it('an INTERNAL span with a parent is local work named after the span', () => {
    const document = one({ kind: 1, parentSpanId: '1111111111111111', name: 'rank <items>' })
    expect(document).toMatchObject({ type: 'subsegment', name: 'rank items' })
    expect(document.namespace).toBeUndefined()
  })

  it('a 429 is error and throttle, a 5xx a fault, an ERROR without status a fault with its message', () => {
    const flags = (status: number) => one({ kind: 2, attributes: pairs({ 'http.status_code': status }) })
    expect(flags(429)).toMatchObject({ error: true, throttle: true, fault: false })
    expect(flags(503)).toMatchObject({ error: false, throttle: false, fault: true })
    expect(one({ kind: 2, status: { code: 2, message: 'redis timeout' } })).toMatchObject({
      fault: true,
      cause: { exceptions: [{ message: 'redis timeout' }] },
    })
  })

  it('exception events become exceptions with frames', () => {
    const stack = [
      'TypeError: x is not a function',
      '    at load (/app/orders.js:12:5)',
      '    at /app/index.js:3:1',
    ].join('\n')
    const document = one(
      {
        kind: 2,
        status: { code: 2 },
        events: [
          {
            name: 'exception',
            attributes: pairs({
              'exception.type': 'TypeError',
              'exception.message': 'x is not a function',
              'exception.stacktrace': stack,
            }),
          },
        ],
      },
      { 'service.name': 'shop', 'telemetry.sdk.language': 'nodejs' },
    )
    expect(document.cause).toMatchObject({
      exceptions: [
        {
          type: 'TypeError',
          message: 'x is not a function',
          stack: [
            { path: '/app/orders.js', line: 12, label: 'load' },
            { path: '/app/index.js', line: 3, label: '' },
          ],
        },
      ],
    })
  })

  it('a local root that is a call becomes the service and, below it, the call', () => {
    const { documents } = request({
      kind: 5,
      parentSpanId: '1111111111111111',
      attributes: pairs({ 'aws.span.kind': 'LOCAL_ROOT', 'aws.local.service': 'worker', 'aws.remote.service': 'jobs' }),
      links: [{ traceId: '5759e988bd862e3fe1be46a994272794', spanId: '2222222222222222' }],
    })
    const [service, call] = documents
    expect(documents).toHaveLength(2)
    expect(service).toMatchObject({ name: 'worker', parent_id: '1111111111111111' })
    expect(service?.links).toEqual([{ trace_id: '1-5759e988-bd862e3fe1be46a994272794', id: '2222222222222222' }])
    expect(call).toMatchObject({
      id: base.spanId,
      name: 'jobs',
      parent_id: service?.id,
      namespace: 'remote',
      type: 'subsegment',
    })
    expect(call?.links).toBeUndefined()
    expect(request({ kind: 5, attributes: pairs({ 'aws.span.kind': 'LOCAL_ROOT' }) })).toEqual(
      request({ kind: 5, attributes: pairs({ 'aws.span.kind': 'LOCAL_ROOT' }) }),
    )
  })

  it('says where it ran', () => {
    const document = one(
      { kind: 2 },
      {
        'service.name': 'shop',
        'cloud.provider': 'aws',
        'cloud.platform': 'aws_ecs',
        'aws.ecs.launchtype': 'fargate',
        'container.name': 'shop-1',
        'telemetry.sdk.name': 'opentelemetry',
        'telemetry.sdk.language': 'go',
        'telemetry.sdk.version': '1.30.0',
      },
    )
    expect(document.origin).toBe('AWS::ECS::Fargate')
    expect(document.aws).toMatchObject({
      ecs: { container: 'shop-1' },
      xray: { sdk: 'opentelemetry for go', sdk_version: '1.30.0' },
    })
    expect(one({ kind: 2 }, { 'service.name': 'shop', 'cloud.provider': 'gcp', 'host.id': 'x' }).aws).toBeUndefined()
  })
})

describe('spans that are none', () => {
  it.each([
    [{ traceId: 'xyz' }, 'trace id'],
    [{ traceId: '0'.repeat(32) }, 'trace id'],
    [{ spanId: '12' }, 'span id'],
    [{ startTimeUnixNano: undefined }, 'time'],
    [{ endTimeUnixNano: '0' }, 'time'],
  ])('%j are rejected alone', (broken, reason) => {
    const { documents, rejected } = segmentsFromOtlp({
      resourceSpans: [{ scopeSpans: [{ spans: [{ ...base, ...broken }, base] }] }],
    })
    expect(documents).toHaveLength(1)
    expect(rejected).toHaveLength(1)
    expect(rejected[0]?.reason).toContain(reason)
  })

  it('nonsense gives nothing and breaks nothing', () => {
    for (const nonsense of [{}, { resourceSpans: 5 }, { resourceSpans: [{ scopeSpans: [{ spans: [{}] }] }] }])
      expect(segmentsFromOtlp(nonsense as OtlpTraceRequest).documents).toEqual([])
  })
})

describe('the recorded HotROD traffic', () => {
  const lines = gunzipSync(readFileSync(new URL('../../../tests/data/hotrod/hotrod.otlp.ndjson.gz', import.meta.url)))
    .toString('utf8')
    .trim()
    .split('\n')
  const requests = lines.map((line): OtlpTraceRequest => JSON.parse(line))

  it('becomes documents that are all accepted, one a span', () => {
    const documents = requests.flatMap((request) => segmentsFromOtlp(request).documents)
    expect(documents).toHaveLength(379)
    for (const document of documents) expect(validateParsed({ ...document })).toMatchObject({ ok: true })
  })

  it('draws the services and calls of the recording', () => {
    const services = new Set<string>()
    const edges = new Set<string>()
    for (const request of requests) {
      const docs = segmentsFromOtlp(request).documents.map((document) => ({ document, receivedUs: 1, complete: true }))
      const trace = assemble(docs, { settled: true })
      for (const { node, inferred } of trace.served) if (!inferred) services.add(node.name)
      for (const { from, to, kind } of trace.called) if (kind === 'call') edges.add(`${from.name}>${to.name}`)
    }
    expect([...services].sort()).toEqual(['customer', 'driver', 'frontend', 'route'])
    for (const edge of ['frontend>customer', 'frontend>driver', 'frontend>route']) expect(edges).toContain(edge)
  })

  it('is the same through protobuf', () => {
    const text = `syntax = "proto3";
      message AnyValue { oneof value { string stringValue = 1; bool boolValue = 2; int64 intValue = 3; double doubleValue = 4; } }
      message KeyValue { string key = 1; AnyValue value = 2; }
      message Resource { repeated KeyValue attributes = 1; }
      message Event { fixed64 timeUnixNano = 1; string name = 2; repeated KeyValue attributes = 3; }
      message Status { string message = 2; int32 code = 3; }
      message Span { bytes traceId = 1; bytes spanId = 2; bytes parentSpanId = 4; string name = 5; int32 kind = 6;
        fixed64 startTimeUnixNano = 7; fixed64 endTimeUnixNano = 8; repeated KeyValue attributes = 9; repeated Event events = 11; Status status = 15; }
      message Scope { string name = 1; string version = 2; }
      message ScopeSpans { Scope scope = 1; repeated Span spans = 2; }
      message ResourceSpans { Resource resource = 1; repeated ScopeSpans scopeSpans = 2; }
      message Request { repeated ResourceSpans resourceSpans = 1; }`
    const type = protobuf.parse(text).root.lookupType('Request')
    const first = requests[0]!
    const bytes = type.encode(type.fromObject(withBytes(first))).finish()
    const round = (document: WireDocument) => ({
      ...document,
      // Without 64-bit integers nanoseconds keep 53 bits: a quarter of a microsecond.
      start_time: document.start_time.toFixed(4),
      end_time: document.end_time?.toFixed(4),
    })
    expect(segmentsFromOtlp(decodeTraceRequest(bytes)).documents.map(round)).toEqual(
      segmentsFromOtlp(first).documents.map(round),
    )
  })
})

/** OTLP/JSON writes ids in hex where protobuf's own JSON has base64. */
function withBytes(value: unknown): Record<string, unknown> {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, member]) =>
        ['traceId', 'spanId', 'parentSpanId'].includes(key) && typeof member === 'string'
          ? [key, Buffer.from(member, 'hex')]
          : [key, walk(member)],
      ),
    )
  }
  return Object(walk(value))
}

it('answers in protobuf: empty for all, field 1 for some', () => {
  expect([...encodeTraceResponse(null)]).toEqual([])
  expect(encodeTraceResponse({ rejected: 2, message: 'x' })[0]).toBe(0x0a)
})

describe('what is not formed as OTLP has it', () => {
  const deep = (levels: number): object => {
    let value: object = { stringValue: 'x' }
    for (let level = 0; level < levels; level++) value = { arrayValue: { values: [value] } }
    return value
  }
  it.each([
    ['a list of nothing', { resourceSpans: [null, 7, { scopeSpans: [null, { spans: [null, base] }] }] }, 1, 0],
    ['a kind that is an object', { resourceSpans: [{ scopeSpans: [{ spans: [{ ...base, kind: {} }, base] }] }] }, 1, 1],
    [
      'an attribute that is null',
      { resourceSpans: [{ scopeSpans: [{ spans: [{ ...base, attributes: [null] }, base] }] }] },
      1,
      1,
    ],
    [
      'an event that is null',
      { resourceSpans: [{ scopeSpans: [{ spans: [{ ...base, events: [null] }, base] }] }] },
      1,
      1,
    ],
    [
      'values without end',
      {
        resourceSpans: [
          { scopeSpans: [{ spans: [{ ...base, attributes: [{ key: 'a', value: deep(200_000) }] }, base] }] },
        ],
      },
      1,
      1,
    ],
  ])('%s costs only itself', (_, request, documents, rejected) => {
    const result = segmentsFromOtlp(request as OtlpTraceRequest)
    expect([result.documents.length, result.rejected.length]).toEqual([documents, rejected])
  })
})

it.each(['\n', '(', 'at x in ', ' (a', '\n\tat x', '\n  ', '\nCaused by: '])(
  'a stack trace of nothing but %j is read in no time worth speaking of',
  (piece) => {
    for (const language of ['java', 'python', 'nodejs', 'dotnet', 'php', 'go']) {
      const events = [
        { name: 'exception', attributes: pairs({ 'exception.stacktrace': `at ${piece.repeat(500_000)}` }) },
      ]
      expect(request({ events }, { 'telemetry.sdk.language': language }).documents).toHaveLength(1)
    }
  },
)
