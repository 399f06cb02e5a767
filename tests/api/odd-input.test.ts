/** What a careless or hostile sender may write: a clear answer each time, and the service goes on. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newId, post, type Running, segment, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.stop())

const put = (...documents: readonly string[]) =>
  post(`${running.url}/TraceSegments`, { TraceSegmentDocuments: documents })

it('a document over 64 kB is named, its neighbour is stored', async () => {
  const [large, small] = [segment({ metadata: { pad: 'x'.repeat(66_000) } }), segment()]
  const reply = await put(JSON.stringify(large), JSON.stringify(small))
  expect(reply.status).toBe(200)
  expect(reply.body).toEqual({
    UnprocessedTraceSegments: [
      { Id: large.id, ErrorCode: 'DocumentTooLarge', Message: expect.stringContaining('at most 65536') },
    ],
  })
  const found = await post(`${running.url}/Traces`, { TraceIds: [large.trace_id, small.trace_id] })
  expect(found.body).toMatchObject({ Traces: [{ Id: small.trace_id }] })
})

it('a trace that nests too deep to be written is unprocessed, the others are answered', async () => {
  const plain = segment()
  const deep = segment({ metadata: 'here' })
  const text = JSON.stringify(deep).replace('"here"', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)
  expect((await put(text, JSON.stringify(plain))).body).toEqual({ UnprocessedTraceSegments: [] })
  const found = await post(`${running.url}/Traces`, { TraceIds: [deep.trace_id, plain.trace_id] })
  expect(found.status).toBe(200)
  expect(found.body).toMatchObject({ Traces: [{ Id: plain.trace_id }], UnprocessedTraceIds: [deep.trace_id] })
})

it.each([1_763_460_000_000, 1e18, 1e300, -1e300])('times around %d are answered', async (time) => {
  const window = { StartTime: time, EndTime: time + 256 }
  for (const path of ['/ServiceGraph', '/TimeSeriesServiceStatistics', '/TraceSummaries'])
    expect([path, (await post(running.url + path, window)).status]).toEqual([path, 200])
})

const summaries = (FilterExpression: string) =>
  post(`${running.url}/TraceSummaries`, { StartTime: 1_763_460_000, EndTime: 1_763_463_600, FilterExpression })

it.each([
  ['nested', `${'!('.repeat(60)}ok${')'.repeat(60)}`],
  ['negated', `${'!'.repeat(128)}ok`],
  ['long, of edges', Array.from({ length: 40 }, () => 'edge{source.annotation.a="b"}').join(' OR ')],
  ['long, of words', 'ok '.repeat(666)],
  ['of a number beyond all numbers', 'http.status < 1e999 AND responsetime > -1e999'],
])('a filter that is %s is answered', async (_, filter) => {
  const reply = await summaries(filter)
  expect([reply.status, reply.body]).toEqual([200, expect.objectContaining({ TraceSummaries: [] })])
})

it('a filter that would search everything sixty times over is refused in words', async () => {
  const reply = await summaries(Array.from({ length: 58 }, () => 'edge{source.annotation.a="b"}').join(' OR '))
  expect([reply.status, reply.body]).toEqual([
    400,
    { Message: expect.stringMatching(/asks too much at once.*\(at character \d+\)$/) },
  ])
})

it('a filter beyond all measure is refused', async () => {
  const reply = await summaries('ok OR '.repeat(50_000))
  expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([400, 'InvalidRequestException'])
})

it('a body too large is refused in the words of the contract and not by a broken line', async () => {
  const reply = await put('x'.repeat(33 * 1024 * 1024))
  expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([400, 'InvalidRequestException'])
  expect((await put(JSON.stringify(segment()))).status).toBe(200)
})

it('OTLP of another shape is refused span by span', async () => {
  const span = {
    traceId: '5759e988bd862e3fe1be46a994272793',
    spanId: newId(),
    startTimeUnixNano: '1',
    endTimeUnixNano: '2',
  }
  const request = { resourceSpans: [null, { scopeSpans: [{ spans: [null, { ...span, kind: {} }] }] }] }
  const reply = await post(`${running.url}/v1/traces`, request, { 'content-type': 'application/json' })
  expect([reply.status, reply.body]).toEqual([
    200,
    { partialSuccess: { rejectedSpans: '1', errorMessage: expect.any(String) } },
  ])
})
