import { assemble, validateParsed, type WireDocument } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { segmentsFromZipkin } from './zipkin.ts'

const traceId = '5759e988bd862e3fe1be46a994272793'
const at = 1_763_460_012_104_000
const span = (members: object) => ({ traceId, timestamp: at, duration: 1_000, ...members })
const local = (serviceName: string) => ({ localEndpoint: { serviceName } })
const remote = (serviceName: string) => ({ remoteEndpoint: { serviceName } })

const documents = (spans: readonly object[], whole = false): readonly WireDocument[] => {
  const { documents, rejected } = segmentsFromZipkin(spans, { whole })
  expect(rejected).toEqual([])
  for (const document of documents) expect(validateParsed({ ...document })).toMatchObject({ ok: true })
  return documents
}

/** `from -> to`, as a map would draw them. */
const edges = (spans: readonly object[], whole = false): string[] => {
  const docs = documents(spans, whole).map((document) => ({ document, receivedUs: 1, complete: true }))
  return assemble(docs, { settled: true })
    .called.filter(({ kind }) => kind === 'call')
    .map(({ from, to }) => `${from.name} -> ${to.name}`)
    .sort()
}

const client = { id: 'a1', kind: 'CLIENT', name: 'get', ...local('web'), ...remote('shop') }
const server = { id: 'a1', kind: 'SERVER', name: 'get', ...local('shop'), shared: true }
const root = { id: 'a0', kind: 'SERVER', name: 'get', ...local('web') }
const call = (members: object = {}) => ({
  id: 'a2',
  parentId: 'a1',
  kind: 'CLIENT',
  ...local('shop'),
  ...remote('db'),
  ...members,
})

describe('one span of two halves', () => {
  const spans = [root, { ...client, parentId: 'a0' }, { ...server, parentId: 'a0' }, call()].map(span)

  it('is a call and, below it, who answered; work hangs below the half of its own service', () =>
    expect(edges(spans)).toEqual(['shop -> db', 'web -> shop']))

  it('gives the same in any order, and again', () => {
    expect(edges(spans.toReversed())).toEqual(['shop -> db', 'web -> shop'])
    expect(documents(spans)).toEqual(documents(spans))
  })

  it('can come apart: the server waits for its client under an id of its own', () => {
    const [half] = documents([span({ ...server, parentId: 'a0' })])
    expect(half).toMatchObject({ parent_id: '00000000000000a1', name: 'shop' })
    expect(half?.id).not.toBe('00000000000000a1')
  })

  it("of which only the server's is in a whole file is a span like any other", () => {
    const [half] = documents([span({ ...server, parentId: 'a0' })], true)
    expect(half).toMatchObject({ parent_id: '00000000000000a0', id: '00000000000000a1' })
  })
})

it('ids of their own on both sides need no splitting', () =>
  expect(
    edges(
      [
        root,
        { ...client, parentId: 'a0' },
        { ...server, id: 'a3', parentId: 'a1', shared: false },
        call({ parentId: 'a3' }),
      ].map(span),
    ),
  ).toEqual(['shop -> db', 'web -> shop']))

it('a message ties its two services together', () =>
  expect(
    edges(
      [
        root,
        { id: 'b1', parentId: 'a0', kind: 'PRODUCER', ...local('web'), ...remote('kafka') },
        { id: 'b2', parentId: 'b1', kind: 'CONSUMER', ...local('mail'), ...remote('kafka') },
      ].map(span),
    ),
  ).toEqual(['web -> mail']))

it('work of another service than its parent is a service, and so is work without a parent in a whole file', () => {
  expect(edges([root, { id: 'c1', parentId: 'a0', name: 'async', ...local('batch') }].map(span))).toEqual([
    'web -> batch',
  ])
  const orphan = span({ id: 'c2', parentId: 'c9', name: 'job', ...local('batch') })
  expect(documents([orphan], true)[0]?.type).toBeUndefined()
  expect(documents([orphan])[0]?.type).toBe('subsegment')
})

it('tags, annotations, errors and the missing end', () => {
  const [document] = documents([
    span({
      id: 'a0',
      kind: 'SERVER',
      name: 'get /x',
      ...local('web'),
      remoteEndpoint: { ipv4: '203.0.113.1', port: 5 },
      duration: undefined,
      tags: { 'http.method': 'GET', 'http.path': '/x', 'http.status_code': '500', error: 'boom', team: 'a' },
      annotations: [{ timestamp: at + 5, value: 'retry' }],
    }),
  ])
  expect(document).toMatchObject({
    name: 'web',
    in_progress: true,
    fault: true,
    http: { request: { method: 'GET', url: '/x', client_ip: '203.0.113.1' }, response: { status: 500 } },
    cause: { exceptions: [{ message: 'boom' }] },
    metadata: { default: { team: 'a', 'otel.events': [{ name: 'retry', time: 1763460012.104005 }] } },
  })
})

it('a query is a database, an address a name, and a call of nobody only work', () => {
  const below = (members: object) =>
    documents([span({ id: 'a2', parentId: 'a1', kind: 'CLIENT', name: 'get', ...local('web'), ...members })])[0]
  expect(below({ ...remote('orders'), tags: { 'sql.query': 'SELECT 1' } })).toMatchObject({
    name: 'orders',
    namespace: 'remote',
    sql: { sanitized_query: 'SELECT 1' },
  })
  expect(below({ remoteEndpoint: { ipv4: '10.0.0.1' } })).toMatchObject({ name: '10.0.0.1', namespace: 'remote' })
  expect(below({})?.namespace).toBeUndefined()
})

it.each([
  [{ id: 'a' }, 'timestamp', { timestamp: undefined }],
  [{ id: 'xyz' }, 'id is not', {}],
  [{ id: 'a' }, 'traceId', { traceId: '' }],
])('%j is no span: %s', (members, reason, broken) => {
  const { documents, rejected } = segmentsFromZipkin([span({ ...members, ...broken }), 7, span({ id: 'b' })])
  expect(documents).toHaveLength(1)
  expect(rejected).toHaveLength(2)
  expect(rejected[0]?.reason).toContain(reason)
})

it.each(['constructor', 'toString', '__proto__'])('what objects inherit is no known name: %s', (name) => {
  const tags = Object.fromEntries([[name, 'x']])
  const [document] = documents([span({ id: 'a1', kind: name, name: 'get', ...local('web'), tags })])
  const plain = documents([span({ id: 'a1', name: 'get', ...local('web') })])[0]
  expect({ ...document, metadata: null }).toEqual({ ...plain, metadata: null })
  expect(Object.entries(document?.metadata?.default ?? {})).toContainEqual([name, 'x'])
})
