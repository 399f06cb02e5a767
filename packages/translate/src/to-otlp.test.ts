import { expect, it } from 'vitest'
import { segmentsFromOtlp } from './otlp.ts'
import { otlpSpansOf } from './to-otlp.ts'

const document = {
  trace_id: '1-5759e988-bd862e3fe1be46a994272793',
  id: '53995c3f42cd8ad8',
  name: 'api',
  start_time: 1_465_510_280.25,
  end_time: 1_465_510_281.5,
  fault: true,
  http: { request: { method: 'GET', url: 'http://api/orders' }, response: { status: 500 } },
  annotations: { tier: 'gold', size: 3, ok: true },
  metadata: { shop: { basket: [1, 2] } },
  cause: { exceptions: [{ id: '1', type: 'Timeout', message: 'too late' }] },
  subsegments: [
    {
      id: '53995c3f42cd8ad9',
      name: 'db',
      namespace: 'remote',
      start_time: 1_465_510_280.5,
      end_time: 1_465_510_281,
      subsegments: [{ id: '53995c3f42cd8ada', name: 'local', start_time: 1_465_510_280.5, end_time: 1_465_510_281 }],
    },
  ],
}

it('makes a span of each segment and subsegment, parents first', () => {
  const spans = otlpSpansOf(document)
  expect(spans.map(({ spanId, parentSpanId, kind, status }) => [spanId, parentSpanId, kind, status.code])).toEqual([
    ['53995c3f42cd8ad8', '', 2, 2],
    ['53995c3f42cd8ad9', '53995c3f42cd8ad8', 3, 0],
    ['53995c3f42cd8ada', '53995c3f42cd8ad9', 1, 0],
  ])
  expect(spans[0]).toMatchObject({
    traceId: '5759e988bd862e3fe1be46a994272793',
    startTimeUnixNano: '1465510280250000000',
    endTimeUnixNano: '1465510281500000000',
    status: { code: 2, message: 'too late' },
  })
})

it('comes back as the same segment', () => {
  const spans = otlpSpansOf(document)
  const { documents, rejected } = segmentsFromOtlp({
    resourceSpans: spans.map(({ resource, scope: _scope, ...span }) => ({ resource, scopeSpans: [{ spans: [span] }] })),
  })
  expect(rejected).toEqual([])
  expect(documents[0]).toMatchObject({
    trace_id: document.trace_id,
    id: document.id,
    name: 'api',
    start_time: document.start_time,
    end_time: document.end_time,
    fault: true,
    http: document.http,
    annotations: document.annotations,
    metadata: { shop: { basket: [1, 2] } },
    cause: { exceptions: [{ type: 'Timeout', message: 'too late' }] },
  })
  expect(documents.map((one) => Reflect.get(one, 'id'))).toEqual(spans.map(({ spanId }) => spanId))
})

it('takes odd members as they come', () => {
  const odd = JSON.parse(
    '{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"53995c3f42cd8ad8","name":"x","start_time":-1,"in_progress":true,' +
      '"aws":3,"http":"x","annotations":{"a":{"b":1},"c":null},"metadata":null,"cause":"e","links":[null,{"id":4}],"subsegments":"no"}',
  )
  expect(otlpSpansOf(odd)).toMatchObject([{ startTimeUnixNano: '0', endTimeUnixNano: '0', links: [], events: [] }])
})
