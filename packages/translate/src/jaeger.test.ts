import { assemble, validateParsed } from '@roentgen/trace'
import { expect, it } from 'vitest'
import { segmentsFromJaeger } from './jaeger.ts'

const traceID = '4376effce3c2d72d'
const tag = (key: string, value: string | number | boolean) => ({ key, type: typeof value, value })
const child = (spanID: string, refType = 'CHILD_OF', trace = traceID) => ({ refType, traceID: trace, spanID })
const span = (members: object) => ({
  traceID,
  startTime: 1_763_460_012_104_000,
  duration: 1_000,
  processID: 'p1',
  ...members,
})

const trace = {
  traceID,
  processes: {
    p1: { serviceName: 'frontend', tags: [tag('hostname', 'h-1')] },
    p2: { serviceName: 'customer', tags: [] },
  },
  spans: [
    span({
      spanID: 'a1',
      operationName: 'GET /dispatch',
      tags: [tag('span.kind', 'server'), tag('http.status_code', 200)],
    }),
    span({
      spanID: 'a2',
      operationName: 'GET',
      references: [child('a1')],
      tags: [tag('span.kind', 'client'), tag('http.url', 'http://customer.internal/x')],
    }),
    span({
      spanID: 'a3',
      operationName: 'GET /customer',
      processID: 'p2',
      references: [child('a2')],
      tags: [tag('span.kind', 'server')],
    }),
    span({
      spanID: 'a4',
      operationName: 'SQL SELECT',
      processID: 'p2',
      references: [child('a3'), child('77', 'FOLLOWS_FROM', 'ff')],
      tags: [tag('span.kind', 'client'), tag('db.system', 'mysql'), tag('peer.service', 'mysql'), tag('error', true)],
      logs: [
        {
          timestamp: 1_763_460_012_104_500,
          fields: [tag('event', 'error'), tag('error.kind', 'Timeout'), tag('message', 'no answer')],
        },
        { timestamp: 1_763_460_012_104_600, fields: [tag('event', 'retry'), tag('attempt', 2)] },
      ],
    }),
    span({ spanID: 'a5', operationName: 'work', processID: 'p2', references: [child('a1', 'FOLLOWS_FROM')] }),
    span({ spanID: 'a6', operationName: 'lost', processID: 'p2', references: [child('99')] }),
  ],
}

const { documents, rejected } = segmentsFromJaeger([trace])
const byId = (id: string) => documents.find((document) => document.id === id.padStart(16, '0'))

it('every span becomes a document', () => {
  expect(rejected).toEqual([])
  expect(documents).toHaveLength(6)
  for (const document of documents) expect(validateParsed({ ...document })).toMatchObject({ ok: true })
})

it('services call services, by reference and by process', () => {
  const docs = documents.map((document) => ({ document, receivedUs: 1, complete: true }))
  const { called, served } = assemble(docs, { settled: true })
  const calls = called.filter(({ kind }) => kind === 'call').map(({ from, to }) => `${from.name} -> ${to.name}`)
  expect(calls.sort()).toEqual(['customer -> mysql', 'frontend -> customer', 'frontend -> customer'])
  // A span whose parent was not saved is a service's own record: it is not lost.
  expect(served.filter(({ node }) => node.name === 'customer')).toHaveLength(3)
})

it('tags, logs, links and processes are kept', () => {
  expect(byId('a1')).toMatchObject({
    trace_id: '1-00000000-000000004376effce3c2d72d',
    http: { response: { status: 200 } },
    metadata: { default: { 'otel.resource.hostname': 'h-1', 'otel.span.name': 'GET /dispatch' } },
  })
  expect(byId('a4')).toMatchObject({
    fault: true,
    sql: { database_type: 'mysql' },
    cause: { exceptions: [{ type: 'Timeout', message: 'no answer' }] },
    links: [{ trace_id: '1-00000000-0000000000000000000000ff', id: '0000000000000077' }],
    metadata: { default: { 'otel.events': [{ name: 'retry', attributes: { attempt: 2 } }] } },
  })
})

it('what is no span costs only itself', () => {
  const result = segmentsFromJaeger([{ spans: [7, span({ spanID: '' }), span({ spanID: 'b' })] }, null])
  expect(result.documents).toHaveLength(1)
  expect(result.rejected.map(({ reason }) => reason)).toEqual([
    'a span is no object',
    'spanID is not up to 16 hex digits',
    'a trace is no object',
  ])
})

it.each(['constructor', 'tostring', 'toString', '__proto__'])('what objects inherit is no known name: %s', (name) => {
  const work = (tags: object[], fields: object[], processID = 'p1') => {
    const logs = [{ timestamp: 1_763_460_012_104_500, fields: [tag('event', 'error'), tag('message', 'm'), ...fields] }]
    const spans = [span({ spanID: 'a1', operationName: 'work', tags, logs, processID })]
    return segmentsFromJaeger([{ ...trace, spans }]).documents
  }
  const plain = work([], [])
  expect(plain).toHaveLength(1)
  expect(work([tag('span.kind', name)], [])).toEqual(plain)
  // Beside the exception's own fields it says nothing of it.
  expect(work([], [tag(name, 'x')])[0]?.cause).toEqual(plain[0]?.cause)
  expect(work([], [], name)).toEqual(work([], [], 'nobody'))
})
