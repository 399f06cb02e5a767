import { type AssembledTrace, assemble, graphFromTraces, type WireDocument } from '@roentgen/trace'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allOf, edgeFilter, evaluate, type FilterNode, format, parse, serviceFilter } from './index.ts'

const TRACE = '1-6ab13b80-0123456789abcdef01234567'

/**
 *     client ▶ web (503, 2 s) ─▶ pricing.internal answered by pricing (ok, 0.4 s) ─▶ prices@db / SQL (1 fault)
 *                             └▶ carts / DynamoDB (throttled)
 */
const DOCUMENTS: WireDocument[] = [
  {
    id: '000000000000000a',
    name: 'web',
    trace_id: TRACE,
    start_time: 1000,
    end_time: 1002,
    user: 'alice',
    origin: 'AWS::EC2::Instance',
    resource_arn: 'arn:aws:ec2:eu-west-1:1:instance/i-1',
    aws: { ec2: { instance_id: 'i-1', availability_zone: 'eu-west-1b' }, account_id: '123456789012' },
    http: {
      request: { url: 'https://shop/v2/cart?x=1', method: 'POST', user_agent: 'curl/8', client_ip: '203.0.113.25' },
      response: { status: 503 },
    },
    annotations: { tenant: 'acme', 'cache.hit': false, rank: 12 },
    subsegments: [
      {
        id: '000000000000000b',
        name: 'pricing.internal',
        start_time: 1000.1,
        end_time: 1000.6,
        namespace: 'remote',
        http: { request: { url: 'http://pricing.internal/p', method: 'GET' }, response: { status: 200 } },
        annotations: { 'request.id': 'r-1' },
      },
      {
        id: '000000000000000c',
        name: 'DynamoDB',
        start_time: 1000.7,
        end_time: 1001.7,
        namespace: 'aws',
        throttle: true,
        error: true,
        aws: { operation: 'PutItem', table_name: 'carts' },
      },
    ],
  },
  {
    id: '000000000000000d',
    name: 'pricing',
    trace_id: TRACE,
    parent_id: '000000000000000b',
    start_time: 1000.15,
    end_time: 1000.55,
    user: 'svc',
    annotations: { tenant: 'shared' },
    subsegments: [
      {
        id: '000000000000000e',
        name: 'prices@db',
        start_time: 1000.2,
        end_time: 1003,
        namespace: 'remote',
        fault: true,
        sql: {},
      },
    ],
  },
]

const trace = assemble(
  DOCUMENTS.map((document, receivedUs) => ({ document, receivedUs, complete: true })),
  { settled: true },
)

function matches(text: string, subject: AssembledTrace = trace): boolean {
  const parsed = parse(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`)
  return evaluate(parsed.expression, subject)
}

describe('evaluate', () => {
  it.each<[string, boolean]>([
    ['', true],
    // bare keywords are the root's
    ['fault', true],
    ['error', false],
    ['throttle', false],
    ['ok', false],
    ['ok = false', true],
    ['fault != false', true],
    ['partial', false],
    ['inferred', true],
    ['responsetime = 2', true],
    ['responsetime > 2', false],
    ['duration = 3', true], // the database outlived everything
    ['duration >= 2.9 AND duration <= 3.1', true],
    ['http.status = 503', true],
    ['http.status != 200', true],
    ['http.status', true],
    ['http.url CONTAINS "/v2/"', true],
    ['http.url BEGINSWITH "https://"', true],
    ['http.url ENDSWITH "x=1"', true],
    ['http.url CONTAINS "pricing.internal"', false], // not the root's
    ['http.method = "post"', false], // values are case-sensitive
    ['http.useragent = "curl/8" http.clientip = "203.0.113.25"', true],
    // any segment
    ['user = "alice"', true],
    ['user = "svc"', true],
    ['user CONTAINS ""', true],
    ['user = "bob"', false],
    ['availabilityzone = "eu-west-1b"', true],
    ['instance.id', true],
    ['resource.arn ENDSWITH "instance/i-1"', true],
    ['annotation[tenant] = "acme" AND annotation[tenant] = "shared"', true], // two segments say so
    ['annotation.rank > 10', true],
    ['annotation.rank = "12"', false], // another type
    ['annotation[cache.hit] = false', true],
    ['annotation[cache.hit] != true', true],
    ['annotation[Tenant]', false],
    ['annotation[request.id]', true],
    ['!annotation[colour]', true],
    ['annotation[colour] != "red"', false], // absent matches no operator
    ['!(annotation[colour] = "red")', true],
    // nodes
    ['service("web")', true],
    ['service("web") { fault AND responsetime > 1 }', true],
    ['service("pricing") { fault }', false],
    ['service() { fault AND responsetime < 1 }', false], // one request must satisfy all of it
    ['service() { throttle }', true],
    ['service(id(type: "AWS::DynamoDB::Table")) { throttle AND inferred }', true],
    ['service(id(type: "Database::SQL")) { fault AND duration > 2 }', true],
    ['service(id(account.id: "123456789012")) { root }', true],
    ['service("pricing") { root }', false],
    ['service(id(name: "web", type: "client"))', true],
    ['service("carts") { name = "carts" AND type BEGINSWITH "AWS::" }', true],
    ['service("pricing") { annotation[tenant] = "shared" AND user = "svc" }', true],
    ['service("web") { annotation[request.id] }', false], // the call's, not the service's
    ['service("pricing.internal")', false],
    ['!service("legacy")', true],
    // edges
    ['edge("web", "pricing")', true],
    ['edge("web", "pricing.internal") { ok }', true], // its alias
    ['edge("pricing", "web")', false],
    ['edge("web", "carts") { throttle }', true],
    ['edge(id(name: "web", type: "client"), "web") { fault AND responsetime >= 2 }', true],
    ['edge("web", "pricing") { annotation[request.id] = "r-1" }', true],
    ['edge("web", "pricing") { source.annotation[tenant] = "acme" }', true],
    ['edge("web", "pricing") { source.annotation[request.id] = "r-1" }', true],
    ['edge("web", "pricing") { destination.annotation[tenant] = "shared" }', true],
    ['edge("web", "pricing") { destination.annotation[tenant] = "acme" }', false],
    ['edge("web", "pricing") { http.url CONTAINS "pricing.internal" AND http.status = 200 }', true],
    ['edge { responsetime > 2.5 }', true],
    ['edge() { responsetime > 3 }', false],
    ['fault AND (ok OR edge("web", "carts")) !service("x")', true],
  ])('%s: %s', (text, expected) => {
    expect(matches(text)).toBe(expected)
  })

  it('a root at work has no class, no time', () => {
    const { end_time: _, subsegments: __, ...open } = { ...DOCUMENTS[0]!, in_progress: true }
    const waiting = assemble([{ document: open, receivedUs: 0, complete: false }], { settled: false })
    expect(matches('partial', waiting)).toBe(true)
    expect(matches('ok OR fault OR error OR throttle', waiting)).toBe(false)
    expect(matches('responsetime >= 0 OR responsetime OR duration', waiting)).toBe(false)
    expect(matches('service("web")', waiting)).toBe(true)
    expect(matches('service("web") { ok }', waiting)).toBe(false)
  })
})

describe('what a click asks for', () => {
  it('finds the trace by each of its nodes and edges, and by the class it had there', () => {
    const graph = graphFromTraces([trace])
    expect(graph.nodes.length).toBeGreaterThan(4)
    for (const { key } of graph.nodes) expect(matches(serviceFilter(key))).toBe(true)
    for (const { from, to, counts } of graph.edges) {
      expect(matches(edgeFilter(from, to))).toBe(true)
      for (const name of ['ok', 'error', 'throttle', 'fault'] as const) {
        expect(matches(edgeFilter(from, to, { classes: [name] }))).toBe(counts[name] > 0)
      }
    }
  })

  it('is what a person would write', () => {
    const table = { name: 'a "b" \\', type: 'AWS::DynamoDB::Table', account: '123456789012' }
    expect(serviceFilter(table, { classes: ['fault', 'error'], responseSeconds: { from: 0.1, to: 0.25 } })).toBe(
      'service(id(name: "a \\"b\\" \\\\", type: "AWS::DynamoDB::Table", account.id: "123456789012")) { (fault OR error) AND responsetime >= 0.1 AND responsetime <= 0.25 }',
    )
    expect(edgeFilter({ name: 'a', type: null, account: null }, { name: 'a', type: 'client', account: null })).toBe(
      'edge("a", id(name: "a", type: "client"))',
    )
    expect(serviceFilter({ name: 'a', type: null, account: null }, { responseSeconds: { from: 1e-7 } })).toBe(
      'service("a") { responsetime >= 1e-7 }',
    )
    expect(allOf('', ' fault OR ok ', 'user = "x"')).toBe('(fault OR ok) AND (user = "x")')
    expect([allOf(), allOf('', 'ok')]).toEqual(['', 'ok'])
  })
})

const leaf: fc.Arbitrary<FilterNode> = fc.oneof(
  fc.record({
    kind: fc.constant('boolean' as const),
    field: fc.constantFrom('ok', 'error', 'fault', 'throttle'),
    value: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('number' as const),
    field: fc.constantFrom('responsetime', 'duration', 'http.status'),
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  }),
  fc.record({
    kind: fc.constant('string' as const),
    field: fc.constantFrom('http.url', 'http.method'),
    operator: fc.constantFrom('=', '!=', 'CONTAINS', 'BEGINSWITH', 'ENDSWITH'),
    value: fc.string({ unit: 'binary' }),
  }),
  fc.record({ kind: fc.constant('annotation' as const), key: fc.string({ unit: 'binary', minLength: 1 }) }),
  fc.record({
    kind: fc.constant('annotation' as const),
    key: fc.string({ minLength: 1 }),
    test: fc.record({ operator: fc.constantFrom('=', '!='), value: fc.boolean() }),
  }),
)

/** Flat as the parser makes them: no AND directly inside an AND. */
function nested(inner: fc.Arbitrary<FilterNode>): fc.Arbitrary<FilterNode> {
  const list = (kind: 'and' | 'or') =>
    fc.array(inner, { minLength: 2, maxLength: 4 }).map(
      (terms): FilterNode => ({
        kind,
        terms: terms.map((term) => (term.kind === kind ? ({ kind: 'not', term } as const) : term)),
      }),
    )
  return fc.oneof(
    inner,
    list('and'),
    list('or'),
    inner.map((term): FilterNode => ({ kind: 'not', term })),
  )
}

const trees = fc
  .oneof(
    nested(nested(leaf)),
    fc.record({
      kind: fc.constant('service' as const),
      node: fc.record({ name: fc.string(), type: fc.string() }, { requiredKeys: [] }),
      block: fc.option(nested(leaf)),
    }),
    fc.record({
      kind: fc.constant('edge' as const),
      from: fc.record({ name: fc.string() }),
      to: fc.record({ name: fc.string(), account: fc.string() }),
      block: fc.option(nested(leaf)),
    }),
  )
  .map((tree): FilterNode => tree as FilterNode)

it('what is printed reads back as the same tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const text = format(tree)
      const parsed = parse(text)
      expect(parsed.ok ? parsed.expression.tree : parsed.error).toEqual(tree)
    }),
    { numRuns: 500 },
  )
})

it('no text makes the parser throw', () => {
  const pieces = fc.constantFrom(
    'service',
    'edge',
    '(',
    ')',
    '{',
    '}',
    '!',
    '"a"',
    '"',
    '[',
    ']',
    'annotation',
    '.',
    'ok',
    '=',
    '1',
    ' ',
    'AND',
    'OR',
    'id',
    ':',
    ',',
    '#',
    'rootcause.json',
    'group.name',
    '-',
    '\\',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((some) => some.join('')),
      ),
      (text) => {
        const parsed = parse(text)
        if (parsed.ok) return
        expect(parsed.error.at.start).toBeGreaterThanOrEqual(0)
        expect(parsed.error.at.end).toBeLessThanOrEqual(text.length)
        expect(parsed.error.at.start).toBeLessThanOrEqual(parsed.error.at.end)
      },
    ),
    { numRuns: 1000 },
  )
})
