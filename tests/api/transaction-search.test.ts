/** Transaction Search end to end: the switch, the indexed share, retrieval of the rest through AWS's client and through the bff's source. */
import {
  BatchGetTracesCommand,
  CancelTraceRetrievalCommand,
  GetIndexingRulesCommand,
  GetRetrievedTracesGraphCommand,
  GetServiceGraphCommand,
  GetTraceGraphCommand,
  GetTraceSegmentDestinationCommand,
  GetTraceSummariesCommand,
  ListRetrievedTracesCommand,
  type ListRetrievedTracesCommandOutput,
  StartTraceRetrievalCommand,
  type TraceFormatType,
  type TraceSegmentDestination,
  UpdateIndexingRuleCommand,
  UpdateTraceSegmentDestinationCommand,
} from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { awsSource } from '../../apps/bff/src/source/aws/source.ts'
import { segmentsFromOtlp } from '../../packages/translate/src/index.ts'
import { eventually, newId, newTraceId, post, type Running, segment, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.stop())

const window = () => ({ StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 60_000) })

async function put(...documents: readonly object[]): Promise<void> {
  const reply = await post(`${running.url}/TraceSegments`, {
    TraceSegmentDocuments: documents.map((document) => JSON.stringify(document)),
  })
  expect([reply.status, reply.body]).toEqual([200, { UnprocessedTraceSegments: [] }])
}

async function switchTo(Destination: TraceSegmentDestination): Promise<void> {
  const asked = await running.client.send(new UpdateTraceSegmentDestinationCommand({ Destination }))
  expect(asked).toMatchObject({ Destination, Status: 'PENDING' })
  await eventually(
    () => running.client.send(new GetTraceSegmentDestinationCommand({})),
    (state) => state.Destination === Destination && state.Status === 'ACTIVE',
  )
}

async function summarised(name: string): Promise<string[]> {
  const ids: string[] = []
  let NextToken: string | undefined
  do {
    const input = { ...window(), FilterExpression: `service("${name}")`, NextToken }
    const page = await running.client.send(new GetTraceSummariesCommand(input))
    ids.push(...(page.TraceSummaries ?? []).map(({ Id }) => Id ?? ''))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  return ids.sort()
}

async function requestsAt(name: string): Promise<number> {
  const { Services } = await running.client.send(new GetServiceGraphCommand(window()))
  return Services?.find((one) => one.Name === name && one.Type !== 'client')?.SummaryStatistics?.TotalCount ?? 0
}

async function batched(ids: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < ids.length; at += 5) {
    const { Traces } = await running.client.send(new BatchGetTracesCommand({ TraceIds: ids.slice(at, at + 5) }))
    found.push(...(Traces ?? []).map(({ Id }) => Id ?? ''))
  }
  return found.sort()
}

/** The pages of a complete retrieval. */
async function retrieved(ids: readonly string[], TraceFormat: TraceFormatType) {
  const { RetrievalToken } = await running.client.send(
    new StartTraceRetrievalCommand({ TraceIds: [...ids], ...window() }),
  )
  const pages: ListRetrievedTracesCommandOutput[] = []
  let NextToken: string | undefined
  do {
    const ask = () => running.client.send(new ListRetrievedTracesCommand({ RetrievalToken, TraceFormat, NextToken }))
    const page = await eventually(ask, ({ RetrievalStatus }) => RetrievalStatus === 'COMPLETE')
    pages.push(page)
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  return { token: RetrievalToken, pages }
}

const namedTraces = (name: string, count: number) => Array.from({ length: count }, () => segment({ name }))

it('begins with everything in X-Ray and one rule', async () => {
  const { client } = running
  expect(await client.send(new GetTraceSegmentDestinationCommand({}))).toMatchObject({
    Destination: 'XRay',
    Status: 'ACTIVE',
  })
  const { IndexingRules } = await client.send(new GetIndexingRulesCommand({}))
  expect(IndexingRules).toMatchObject([
    { Name: 'Default', Rule: { Probabilistic: { DesiredSamplingPercentage: 1, ActualSamplingPercentage: 1 } } },
  ])
})

it('shows the indexed share and keeps the rest for retrieval; back in X-Ray everything new is shown', async () => {
  const { client } = running
  const before = namedTraces('before', 20)
  await put(...before)
  const Rule = { Probabilistic: { DesiredSamplingPercentage: 30 } }
  await client.send(new UpdateIndexingRuleCommand({ Name: 'Default', Rule }))
  await switchTo('CloudWatchLogs')
  const during = namedTraces('during', 200)
  await put(...during)
  const ids = during.map(({ trace_id }) => trace_id)
  await eventually(
    async () => (await summarised('during')).length,
    (count) => count > 20,
  )
  // A trace begun before goes on being shown, and grows.
  await put({ ...segment({ name: 'before-grown', parent_id: before[0]?.id }), trace_id: before[0]?.trace_id })
  expect(
    await eventually(
      () => requestsAt('before-grown'),
      (count) => count === 1,
    ),
  ).toBe(1)
  const shown = await summarised('during')
  expect(shown.length).toBeGreaterThan(30)
  expect(shown.length).toBeLessThan(90)
  expect(await requestsAt('during')).toBe(shown.length)
  expect(await batched(ids)).toEqual(shown)
  expect((await summarised('before')).length).toBe(20)
  const { IndexingRules } = await client.send(new GetIndexingRulesCommand({}))
  expect(IndexingRules?.[0]?.Rule?.Probabilistic?.ActualSamplingPercentage).toBeCloseTo(shown.length / 2, 6)

  const hidden = ids.filter((id) => !shown.includes(id))
  await expect(client.send(new GetTraceGraphCommand({ TraceIds: hidden.slice(0, 1) }))).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: 'Trace id not found',
  })
  const { pages, token } = await retrieved(hidden.slice(0, 12), 'XRAY')
  expect(pages.map(({ Traces }) => Traces?.length)).toEqual([5, 5, 2])
  const spans = pages.flatMap(({ Traces }) => Traces ?? []).map(({ Id, Spans }) => [Id, Spans?.length])
  expect(spans).toEqual(hidden.slice(0, 12).map((id) => [id, 1]))
  const graph = await client.send(new GetRetrievedTracesGraphCommand({ RetrievalToken: token }))
  expect(graph.RetrievalStatus).toBe('COMPLETE')
  const node = graph.Services?.find(({ Service }) => Service?.Name === 'during' && Service.Type !== 'client')
  expect(node?.Service?.SummaryStatistics?.TotalCount).toBe(12)

  const source = awsSource({ id: 'x', kind: 'aws', label: 'x', client })
  const [one = ''] = hidden
  const found = await source.documents([one])
  expect(found.get(one)?.documents.map(({ document }) => document.name)).toEqual(['during'])

  await switchTo('XRay')
  await put(...namedTraces('after', 40))
  await eventually(
    async () => (await summarised('after')).length,
    (count) => count === 40,
  )
  expect(await summarised('during')).toEqual(shown)
})

it('a restart decides the same', async () => {
  const { temporary } = running
  await running.client.send(
    new UpdateIndexingRuleCommand({ Name: 'Default', Rule: { Probabilistic: { DesiredSamplingPercentage: 0 } } }),
  )
  await switchTo('CloudWatchLogs')
  const hidden = segment({ name: 'hidden' })
  await put(hidden)
  running.client.destroy()
  await running.close()
  running = await startRunning({}, temporary)
  expect(await running.client.send(new GetTraceSegmentDestinationCommand({}))).toMatchObject({
    Destination: 'CloudWatchLogs',
  })
  // The start-up poll takes the trace up again; so does another document of it.
  await put({ ...segment({ name: 'hidden' }), trace_id: hidden.trace_id })
  await switchTo('XRay')
  await put(segment({ name: 'shown' }))
  await eventually(
    () => requestsAt('shown'),
    (count) => count === 1,
  )
  expect(await requestsAt('hidden')).toBe(0)
  expect(await batched([hidden.trace_id])).toEqual([])
  const { pages } = await retrieved([hidden.trace_id], 'XRAY')
  expect(pages[0]?.Traces?.[0]?.Spans).toHaveLength(2)
})

it('a hundred spans of a trace on a page, in both formats, none twice', async () => {
  const trace_id = newTraceId()
  const root = segment({ trace_id, name: 'wide' })
  const children = Array.from({ length: 249 }, () => segment({ trace_id, name: 'leaf', parent_id: root.id }))
  await put(root, ...children)
  for (const format of ['XRAY', 'OTEL'] as const) {
    const { pages } = await retrieved([trace_id], format)
    const spans = pages.map(({ Traces }) => Traces?.[0]?.Spans ?? [])
    expect([format, spans.map((page) => page.length)]).toEqual([format, [100, 100, 50]])
    expect(new Set(spans.flat().map(({ Id }) => Id)).size).toBe(250)
    expect(pages.every((page) => page.TraceFormat === format)).toBe(true)
  }
})

it('a span in OTEL format is OTLP', async () => {
  const one = segment({
    name: 'otel',
    http: { request: { method: 'GET', url: 'http://x/' }, response: { status: 503 } },
    fault: true,
  })
  await put(one)
  const { pages } = await retrieved([one.trace_id], 'OTEL')
  const { resource, scope, ...span } = JSON.parse(pages[0]?.Traces?.[0]?.Spans?.[0]?.Document ?? '')
  const { documents } = segmentsFromOtlp({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [span] }] }] })
  expect(documents).toMatchObject([
    { id: one.id, trace_id: one.trace_id, name: 'otel', fault: true, http: { response: { status: 503 } } },
  ])
})

it('a document longer than a span may be is told in parts', async () => {
  const trace_id = newTraceId()
  const root = segment({ trace_id, name: 'long' })
  // Only a translated span may be that long.
  const attributes = [{ key: 'pad', value: { stringValue: 'x'.repeat(230_000) } }]
  const nanos = (seconds: number) => `${BigInt(Math.round(seconds * 1e6)) * 1000n}`
  const span = {
    traceId: trace_id.slice(2).replace('-', ''),
    spanId: root.id,
    name: 'long',
    kind: 2,
    startTimeUnixNano: nanos(root.start_time),
    endTimeUnixNano: nanos(root.end_time),
    attributes,
  }
  const reply = await post(
    `${running.url}/v1/traces`,
    { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] },
    { 'content-type': 'application/json' },
  )
  expect([reply.status, reply.body]).toEqual([200, {}])
  for (const format of ['XRAY', 'OTEL'] as const) {
    const { pages } = await retrieved([trace_id], format)
    const [only] = pages[0]?.Traces?.[0]?.Spans ?? []
    expect(only?.Id).toBe(root.id)
    expect(only?.Document?.length).toBeLessThanOrEqual(204_800)
  }
})

it('errors of the model', async () => {
  const { client } = running
  const missing = { RetrievalToken: 'nothing-of-ours' }
  for (const command of [
    new ListRetrievedTracesCommand(missing),
    new GetRetrievedTracesGraphCommand(missing),
    new CancelTraceRetrievalCommand(missing),
  ] as const)
    await expect(client.send(command as ListRetrievedTracesCommand)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceName: 'nothing-of-ours',
    })
  const rule = { Name: 'Other', Rule: { Probabilistic: { DesiredSamplingPercentage: 5 } } }
  await expect(client.send(new UpdateIndexingRuleCommand(rule))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    ResourceName: 'Other',
  })
  const beyond = { Name: 'Default', Rule: { Probabilistic: { DesiredSamplingPercentage: 101 } } }
  await expect(client.send(new UpdateIndexingRuleCommand(beyond))).rejects.toMatchObject({
    name: 'InvalidRequestException',
  })
  for (const [path, body, error] of [
    ['/UpdateTraceSegmentDestination', {}, 'InvalidRequestException'],
    ['/UpdateTraceSegmentDestination', { Destination: 'S3' }, 'ValidationException'],
    ['/UpdateIndexingRule', { Name: 'Default', Rule: {} }, 'SerializationException'],
    ['/GetIndexingRules', { NextToken: 'x' }, 'InvalidRequestException'],
    ['/StartTraceRetrieval', { TraceIds: ['x'], StartTime: 1, EndTime: 2 }, 'InvalidRequestException'],
    ['/StartTraceRetrieval', { TraceIds: [], StartTime: 1, EndTime: 2 }, 'InvalidRequestException'],
    ['/StartTraceRetrieval', { TraceIds: [newTraceId()], StartTime: 2, EndTime: 1 }, 'InvalidRequestException'],
    [
      '/StartTraceRetrieval',
      { TraceIds: Array(101).fill(newTraceId()), StartTime: 1, EndTime: 2 },
      'ValidationException',
    ],
  ] as const) {
    const reply = await post(running.url + path, body)
    expect([path, reply.headers.get('x-amzn-errortype')]).toEqual([path, error])
  }
  const { token } = await retrieved([newTraceId()], 'XRAY')
  const made = await post(`${running.url}/ListRetrievedTraces`, { RetrievalToken: token, NextToken: newId() })
  expect([made.status, made.headers.get('x-amzn-errortype')]).toEqual([400, 'InvalidRequestException'])
  expect(await client.send(new CancelTraceRetrievalCommand({ RetrievalToken: token }))).toBeTruthy()
})
