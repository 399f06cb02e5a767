import { describe, expect, it } from 'vitest'
import { latestTime, readTraceFile, shifted } from './file.ts'
import { base } from './otlp/testing.ts'

const read = (value: unknown) => readTraceFile(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))
const document = {
  trace_id: '1-5759e988-bd862e3fe1be46a994272793',
  id: '53995c3f42cd8ad8',
  name: 'web',
  start_time: 1,
  end_time: 2,
}
const otlp = { resourceSpans: [{ scopeSpans: [{ spans: [{ ...base, name: 'a', kind: 2 }] }] }] }
const zipkin = { traceId: 'abc', id: '1', timestamp: 5, duration: 1 }
const jaeger = { traceID: 'abc', spans: [{ traceID: 'abc', spanID: '1', startTime: 5, duration: 1 }], processes: {} }
const answer = (...segments: object[]) => ({
  Traces: [{ Id: document.trace_id, Segments: segments.map((one) => ({ Id: 'x', Document: JSON.stringify(one) })) }],
  UnprocessedTraceIds: [],
})

describe('the format is told by what is there', () => {
  it.each<[string, unknown, string, number]>([
    ['a document', document, 'X-Ray documents', 1],
    ['a list of documents', [document, document], 'X-Ray documents', 2],
    ['documents as text', [JSON.stringify(document)], 'X-Ray documents', 1],
    ['lines', `${JSON.stringify(document)}\n\n${JSON.stringify(document)}\n`, 'X-Ray documents', 2],
    ['what the daemon is sent', `{"format": "json", "version": 1}\n${JSON.stringify(document)}`, 'X-Ray documents', 1],
    ['a call of PutTraceSegments', { TraceSegmentDocuments: [JSON.stringify(document)] }, 'X-Ray documents', 1],
    ['an answer of BatchGetTraces', answer(document), 'X-Ray documents', 1],
    ['OTLP', otlp, 'OTLP JSON', 1],
    ['lines of OTLP', `${JSON.stringify(otlp)}\n${JSON.stringify(otlp)}`, 'OTLP JSON', 2],
    ['Zipkin spans', [zipkin], 'Zipkin v2', 1],
    ['Zipkin traces', [[zipkin], [zipkin]], 'Zipkin v2', 2],
    ["what Jaeger's UI saves", { data: [jaeger], total: 0 }, 'Jaeger JSON', 1],
    ['one trace of Jaeger', jaeger, 'Jaeger JSON', 1],
    ['a byte order mark', `\ufeff${JSON.stringify([document])}`, 'X-Ray documents', 1],
  ])('%s', (_, value, format, documents) => {
    const contents = read(value)
    expect(contents).toMatchObject({ formats: [format], left: [] })
    expect(contents.documents).toHaveLength(documents)
  })
})

describe('what is left says why', () => {
  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{"a"', /no JSON/],
    ['a line that is none', `${JSON.stringify(document)}\n{"a\n`, /line 2 is no JSON/],
    ['metrics', { resourceMetrics: [] }, /an object with resourceMetrics/],
    ['numbers', [1, 2], /a number/],
    ['text', 'hello', /neither JSON nor OTLP/],
    ['nothing', '\n', /the file is empty/],
    ['a summary', { TraceSummaries: [] }, /TraceSummaries/],
  ])('%s', (_, value, reason) => {
    const { left } = read(value)
    expect(left.length).toBeGreaterThan(0)
    expect(left[0]?.reason).toMatch(reason)
  })

  it('inferred segments are made again by the service, unless somebody hangs below', () => {
    const inferred = { ...document, id: '1111111111111111', inferred: true }
    const child = { ...document, id: '2222222222222222', parent_id: '1111111111111111' }
    expect(read(answer(document, inferred))).toMatchObject({ documents: [document], left: [{ id: inferred.id }] })
    expect(read(answer(document, inferred, child)).documents).toHaveLength(3)
  })
})

it('a document that has grown too large by what was folded into it is sent in pieces again', () => {
  const grandchild = {
    id: '3333333333333333',
    name: 'c',
    start_time: 1,
    end_time: 2,
    metadata: { a: 'x'.repeat(40_000) },
  }
  const child = {
    id: '2222222222222222',
    name: 'b',
    start_time: 1,
    end_time: 2,
    metadata: { a: 'x'.repeat(40_000) },
    subsegments: [grandchild],
  }
  const { documents } = read([{ ...document, subsegments: [child] }])
  expect(documents.map((one) => Reflect.get(one, 'id'))).toEqual([document.id, child.id, grandchild.id])
  expect(documents[2]).toMatchObject({ type: 'subsegment', trace_id: document.trace_id, parent_id: child.id })
})

it('protobuf, one message or several behind their lengths', () => {
  // ResourceSpans { ScopeSpans { Span { trace_id, span_id, times } } }
  const span = Buffer.concat([
    Buffer.from(`0a10${base.traceId}1208${base.spanId}`, 'hex'),
    Buffer.from('390000000000000018410000000000000018', 'hex'),
  ])
  const wrap = (bytes: Buffer, tag: number) => Buffer.concat([Buffer.from([tag, bytes.length]), bytes])
  const message = wrap(wrap(wrap(span, 0x12), 0x12), 0x0a)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(message.length)
  expect(readTraceFile(message)).toMatchObject({ formats: ['OTLP protobuf'], documents: [{ id: base.spanId }] })
  expect(readTraceFile(Buffer.concat([size, message, size, message])).documents).toHaveLength(2)
  expect(readTraceFile(Buffer.from([0xff, 0xfe, 0x00]))).toMatchObject({ formats: [], documents: [] })
})

it('a file of very many spans that are none loses only those', () => {
  const spans = Array.from({ length: 150_000 }, () => ({}))
  const contents = read({ resourceSpans: [...otlp.resourceSpans, { scopeSpans: [{ spans }] }] })
  expect(contents.documents).toHaveLength(1)
  expect(contents.left).toHaveLength(150_000)
})

it('moving a document moves its times, its trace and its links', () => {
  const link = { trace_id: '1-00000010-bd862e3fe1be46a994272793', id: 'a' }
  const moved = shifted({ ...document, links: [link], subsegments: [{ start_time: 1.5, end_time: 1.6 }] }, 100)
  expect(moved).toMatchObject({
    trace_id: '1-5759e9ec-bd862e3fe1be46a994272793',
    start_time: 101,
    end_time: 102,
    links: [{ trace_id: '1-00000074-bd862e3fe1be46a994272793' }],
    subsegments: [{ start_time: 101.5, end_time: 101.6 }],
  })
  expect(latestTime(moved)).toBe(102)
})
