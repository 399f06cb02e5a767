/** Segments in, traces, graph, series and summaries out, through the SDK. */
import {
  BatchGetTracesCommand,
  GetServiceGraphCommand,
  GetTimeSeriesServiceStatisticsCommand,
  GetTraceGraphCommand,
  GetTraceSummariesCommand,
  PutTelemetryRecordsCommand,
  PutTraceSegmentsCommand,
  paginateGetTraceSummaries,
  type Service,
} from '@aws-sdk/client-xray'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { eventually, newId, newTraceId, type Running, segment, startRunning } from './running.ts'

// Generous: what is waited for is waited for, on however busy a machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.stop())

const put = (...documents: readonly object[]) =>
  running.client.send(
    new PutTraceSegmentsCommand({ TraceSegmentDocuments: documents.map((document) => JSON.stringify(document)) }),
  )
const lately = () => ({ StartTime: new Date(Date.now() - 3600_000), EndTime: new Date(Date.now() + 60_000) })
const graph = async () => (await running.client.send(new GetServiceGraphCommand(lately()))).Services ?? []
const node = (services: readonly Service[], name: string, type?: string) =>
  services.find((service) => service.Name === name && (type === undefined || service.Type === type))
const traceOf = async (id: string) =>
  (await running.client.send(new BatchGetTracesCommand({ TraceIds: [id] }))).Traces?.[0]
const summaryOf = async (id: string, filter?: string) =>
  (
    await running.client.send(new GetTraceSummariesCommand({ ...lately(), FilterExpression: filter }))
  ).TraceSummaries?.find((summary) => summary.Id === id)

describe('one request through two services', () => {
  const traceId = newTraceId()
  const call = newId()
  const end = Date.now() / 1000
  const front = segment({
    trace_id: traceId,
    name: 'front',
    start_time: end - 0.5,
    end_time: end,
    user: 'u-1',
    annotations: { tier: 'gold', size: 3, beta: true },
    http: {
      request: { method: 'GET', url: 'http://front/x', user_agent: 'curl', client_ip: '10.0.0.1' },
      response: { status: 500 },
    },
    fault: true,
    subsegments: [
      {
        id: call,
        name: 'back.internal',
        namespace: 'remote',
        start_time: end - 0.4,
        end_time: end - 0.1,
        http: { request: { url: 'http://back.internal/y', method: 'GET', traced: true }, response: { status: 429 } },
        error: true,
        throttle: true,
      },
    ],
  })
  const back = segment({
    trace_id: traceId,
    parent_id: call,
    name: 'back',
    origin: 'AWS::EC2::Instance',
    start_time: end - 0.35,
    end_time: end - 0.15,
    error: true,
    throttle: true,
    http: { response: { status: 429 } },
  })

  beforeAll(async () => {
    expect((await put(front)).UnprocessedTraceSegments).toEqual([])
    expect((await put(back)).UnprocessedTraceSegments).toEqual([])
  })

  it('is on the graph with both sides’ numbers', async () => {
    const services = await eventually(graph, (answer) => node(answer, 'back', 'AWS::EC2::Instance') !== undefined)
    const backNode = node(services, 'back')
    const frontNode = node(services, 'front', undefined)
    expect(backNode).toMatchObject({
      Names: ['back'],
      Type: 'AWS::EC2::Instance',
      State: 'active',
      SummaryStatistics: {
        OkCount: 0,
        ErrorStatistics: { ThrottleCount: 1, OtherCount: 0, TotalCount: 1 },
        FaultStatistics: { OtherCount: 0, TotalCount: 0 },
        TotalCount: 1,
      },
    })
    expect(backNode?.Root).toBeUndefined()
    expect(backNode?.SummaryStatistics?.TotalResponseTime).toBeCloseTo(0.2, 5)
    const root = services.find((service) => service.Name === 'front' && service.Type === undefined)
    expect(root).toMatchObject({
      Root: true,
      State: 'active',
      SummaryStatistics: { FaultStatistics: { TotalCount: 1 } },
    })
    expect(root?.Edges).toHaveLength(1)
    expect(root?.Edges?.[0]).toMatchObject({
      ReferenceId: backNode?.ReferenceId,
      Aliases: [{ Name: 'back.internal', Names: ['back.internal'], Type: 'remote' }],
      SummaryStatistics: { TotalCount: 1, ErrorStatistics: { ThrottleCount: 1 } },
    })
    // The caller's clock: longer than the callee's by the network.
    expect(root?.Edges?.[0]?.SummaryStatistics?.TotalResponseTime).toBeCloseTo(0.3, 5)
    const client = services.find((service) => service.Name === 'front' && service.Type === 'client')
    expect(client).toMatchObject({ State: 'unknown', Edges: [{ ReferenceId: root?.ReferenceId }] })
    expect(client?.SummaryStatistics).toBeUndefined()
    expect(client?.ResponseTimeHistogram).toBeUndefined()
    expect(root?.ResponseTimeHistogram).toEqual([{ Value: expect.any(Number), Count: 1 }])
    expect(Math.abs((root?.ResponseTimeHistogram?.[0]?.Value ?? 0) - 0.5)).toBeLessThan(0.005)
    expect(frontNode).toBeDefined()
  })

  it('is a trace with its documents, and a graph of its own', async () => {
    const trace = await traceOf(traceId)
    expect(trace).toMatchObject({ Id: traceId, LimitExceeded: false })
    expect(trace?.Duration).toBeCloseTo(0.5, 5)
    expect(trace?.Segments?.map((one) => one.Id).sort()).toEqual([front.id, back.id].sort())
    for (const { Id, Document } of trace?.Segments ?? [])
      expect(JSON.parse(Document ?? '')).toMatchObject({ id: Id, trace_id: traceId })
    const { Services } = await running.client.send(new GetTraceGraphCommand({ TraceIds: [traceId] }))
    expect(Services?.map((service) => `${service.Name}/${service.Type ?? ''}`).sort()).toEqual([
      'back/AWS::EC2::Instance',
      'front/',
      'front/client',
    ])
    expect(Services?.every((service) => service.StartTime === undefined)).toBe(true)
  })

  it('has a summary that is the root’s', async () => {
    const summary = await eventually(
      () => summaryOf(traceId),
      (found) => found?.IsPartial === false,
    )
    expect(summary).toMatchObject({
      HasFault: true,
      HasError: false,
      HasThrottle: false,
      Http: { HttpURL: 'http://front/x', HttpStatus: 500, HttpMethod: 'GET', UserAgent: 'curl', ClientIp: '10.0.0.1' },
      Users: [{ UserName: 'u-1' }],
      EntryPoint: { Name: 'front', Names: ['front'] },
    })
    expect(summary?.Annotations?.tier?.[0]?.AnnotationValue).toEqual({ StringValue: 'gold' })
    expect(summary?.Annotations?.size?.[0]?.AnnotationValue).toEqual({ NumberValue: 3 })
    expect(summary?.Annotations?.beta?.[0]?.AnnotationValue).toEqual({ BooleanValue: true })
    expect(summary?.ServiceIds?.map((service) => `${service.Name}/${service.Type ?? ''}`).sort()).toEqual([
      'back/AWS::EC2::Instance',
      'front/',
      'front/client',
    ])
    // Sent in two calls, and settled a moment later at most.
    expect(summary?.Revision).toBeGreaterThanOrEqual(1)
    expect(summary?.Revision).toBeLessThanOrEqual(3)
  })

  it.each([
    ['fault', true],
    ['throttle', false], // the root's class only
    ['service("back") { throttle }', true],
    ['service("back") { fault }', false],
    ['annotation[tier] = "gold" AND user = "u-1"', true],
    ['annotation[size] > 2 AND annotation[beta] = true', true],
    ['http.status = 500 AND http.url CONTAINS "/x"', true],
    ['responsetime > 0.4 AND duration < 1', true],
    ['NOT fault', false],
    ['ok OR error', false],
  ])('filter %s: %s', async (filter, expected) => {
    expect((await summaryOf(traceId, filter)) !== undefined).toBe(expected)
  })

  it.each([['TraceId'], ['Event'], ['Service']] as const)('is found by %s time', async (TimeRangeType) => {
    const { TraceSummaries } = await running.client.send(new GetTraceSummariesCommand({ ...lately(), TimeRangeType }))
    const found = TraceSummaries?.find((summary) => summary.Id === traceId)
    expect(found).toBeDefined()
    expect(found?.MatchedEventTime instanceof Date).toBe(TimeRangeType !== 'TraceId')
  })

  it('has a time series for all, for a service and for an edge', async () => {
    const series = async (EntitySelectorExpression?: string, Period?: number) =>
      (
        await running.client.send(
          new GetTimeSeriesServiceStatisticsCommand({ ...lately(), EntitySelectorExpression, Period }),
        )
      ).TimeSeriesServiceStatistics ?? []
    const [all] = await series()
    expect(all?.EdgeSummaryStatistics?.TotalCount).toBeGreaterThanOrEqual(1)
    expect(all?.ServiceSummaryStatistics).toBeUndefined()
    // Stamped with the end of its bucket.
    const bucketEnd = (Math.floor(end / 60) + 1) * 60
    const [service] = await series('service("back")')
    expect(service).toMatchObject({
      ServiceSummaryStatistics: { TotalCount: 1, ErrorStatistics: { ThrottleCount: 1 } },
    })
    expect(service?.Timestamp?.getTime()).toBe(Math.floor((end - 0.15) / 60) * 60_000 + 60_000)
    const [edge] = await series('edge("front", "back")', 300)
    expect(edge).toMatchObject({ EdgeSummaryStatistics: { TotalCount: 1 } })
    expect((edge?.Timestamp?.getTime() ?? 0) % 300_000).toBe(0)
    expect(await series('service("nobody")')).toEqual([])
    expect(bucketEnd).toBeGreaterThan(end)
  })
})

describe('documents', () => {
  it('that are broken are listed, their neighbours go through', async () => {
    const good = segment({ name: 'neighbour' })
    const { UnprocessedTraceSegments } = await running.client.send(
      new PutTraceSegmentsCommand({
        TraceSegmentDocuments: [
          '{',
          JSON.stringify(segment({ id: 'short' })),
          JSON.stringify(good),
          JSON.stringify(segment({ trace_id: undefined })),
          JSON.stringify(segment({ type: 'subsegment' })),
        ],
      }),
    )
    expect(UnprocessedTraceSegments?.map((one) => one.ErrorCode)).toEqual([
      'ParseError',
      'InvalidId',
      'MissingTraceId',
      'MissingParentId',
    ])
    expect(UnprocessedTraceSegments?.[0]?.Id).toBeUndefined()
    expect(UnprocessedTraceSegments?.[1]).toEqual({
      Id: 'short',
      ErrorCode: 'InvalidId',
      Message: 'Invalid segment. ErrorCode: InvalidId',
    })
    expect((await traceOf(good.trace_id))?.Segments).toHaveLength(1)
    const report = await (await fetch(`${running.url}/roentgen/ingest`)).json()
    expect(report.rejectCounts).toMatchObject({ ParseError: 1, InvalidId: 1, MissingTraceId: 1, MissingParentId: 1 })
    expect(report.rejects[0]).toMatchObject({ code: 'MissingParentId', from: '127.0.0.1' })
  })

  it('in progress have no duration; the completion counts once; a second completion is ignored', async () => {
    const end = Date.now() / 1000
    const started = segment({ name: 'job', start_time: end - 1, end_time: undefined, in_progress: true })
    await put(started)
    expect((await traceOf(started.trace_id))?.Duration).toBeUndefined()
    const summary = await eventually(
      () => summaryOf(started.trace_id),
      (found) => found !== undefined,
    )
    expect(summary?.ResponseTime).toBeUndefined()
    expect(summary?.Revision).toBe(1)
    await put({ ...started, in_progress: undefined, end_time: end })
    await put({ ...started, in_progress: undefined, end_time: end + 100 })
    const done = await eventually(
      () => summaryOf(started.trace_id),
      (found) => found?.ResponseTime !== undefined,
    )
    expect(done?.ResponseTime).toBeCloseTo(1, 5)
    expect(done?.Revision).toBeGreaterThan(summary?.Revision ?? 0)
    expect((await traceOf(started.trace_id))?.Duration).toBeCloseTo(1, 5)
    const services = await eventually(graph, (answer) => node(answer, 'job')?.SummaryStatistics?.TotalCount === 1)
    expect(node(services, 'job')?.SummaryStatistics?.TotalResponseTime).toBeCloseTo(1, 5)
  })

  it('of years ago are taken as they are', async () => {
    const start = 1_500_000_000
    const old = segment({ trace_id: newTraceId(start), name: 'ancient', start_time: start, end_time: start + 2 })
    await put(old)
    const window = { StartTime: new Date((start - 60) * 1000), EndTime: new Date((start + 60) * 1000) }
    const services = await eventually(
      async () => (await running.client.send(new GetServiceGraphCommand(window))).Services ?? [],
      (answer) => answer.length > 0,
    )
    expect(node(services, 'ancient')?.SummaryStatistics?.TotalCount).toBe(1)
    expect(services[0]?.StartTime?.getTime()).toBe(start * 1000)
  })
})

it('a call marked traced that nobody answers becomes a node after ten seconds', async () => {
  const end = Date.now() / 1000
  const lonely = segment({
    name: 'lonely',
    subsegments: [
      {
        id: newId(),
        name: 'silent.internal',
        namespace: 'remote',
        start_time: end - 0.1,
        end_time: end,
        http: { request: { url: 'http://silent.internal', method: 'GET', traced: true }, response: { status: 200 } },
      },
    ],
  })
  await put(lonely)
  const early = await eventually(graph, (answer) => node(answer, 'lonely') !== undefined)
  expect(node(early, 'silent.internal')).toBeUndefined()
  const late = await eventually(graph, (answer) => node(answer, 'silent.internal') !== undefined, 500)
  expect(node(late, 'silent.internal')).toMatchObject({ Type: 'remote', State: 'passive' })
})

it('pages of summaries follow one another, nearest the end first, and their token fits their question only', async () => {
  const base = 1_600_000_000
  const many = Array.from({ length: 270 }, (_, index) =>
    segment({
      trace_id: newTraceId(base + index),
      name: 'paged',
      start_time: base + index,
      end_time: base + index + 0.01,
    }),
  )
  for (let from = 0; from < many.length; from += 100) await put(...many.slice(from, from + 100))
  const window = { StartTime: new Date(base * 1000), EndTime: new Date((base + 1000) * 1000) }
  const all = async () => {
    const ids: string[] = []
    const times: number[] = []
    for await (const page of paginateGetTraceSummaries({ client: running.client }, { ...window }))
      for (const summary of page.TraceSummaries ?? []) {
        ids.push(summary.Id ?? '')
        times.push(summary.StartTime?.getTime() ?? 0)
      }
    return { ids, times }
  }
  const { ids, times } = await eventually(all, (answer) => answer.ids.length >= many.length, 300)
  expect(new Set(ids).size).toBe(many.length)
  expect(ids).toHaveLength(many.length)
  expect(times).toEqual([...times].sort((a, b) => b - a))
  const first = await running.client.send(new GetTraceSummariesCommand(window))
  expect(first.NextToken).toBeDefined()
  const other = { ...window, FilterExpression: 'ok', NextToken: first.NextToken }
  await expect(running.client.send(new GetTraceSummariesCommand(other))).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: `Invalid token ${first.NextToken}`,
  })
  const sampled = await running.client.send(
    new GetTraceSummariesCommand({
      StartTime: new Date(Date.now() - 3600_000),
      EndTime: new Date(Date.now() + 60_000),
      TimeRangeType: 'Event',
      Sampling: true,
      SamplingStrategy: { Name: 'FixedRate', Value: 0.2 },
    }),
  )
  const kept = sampled.TraceSummaries?.length ?? 0
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(135)
})

it('telemetry records are taken', async () => {
  const record = { Timestamp: new Date(), SegmentsReceivedCount: 5, SegmentsSpilloverCount: 2 }
  await running.client.send(new PutTelemetryRecordsCommand({ TelemetryRecords: Array(12).fill(record), Hostname: 'h' }))
  const report = await (await fetch(`${running.url}/roentgen/ingest`)).json()
  expect(report.daemons).toEqual({ records: 12, spillover: 24, rejected: 0 })
})
