/** Names, statuses and messages of facts 1.2 and 1.5, on the wire and as the SDK throws them. */
import {
  BatchGetTracesCommand,
  GetServiceGraphCommand,
  InvalidRequestException,
  XRayServiceException,
} from '@aws-sdk/client-xray'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newTraceId, post, type Running, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.stop())

const hour = { StartTime: 1763460000, EndTime: 1763463600 }
const [one, two] = [newTraceId(), newTraceId()]
const six = Array.from({ length: 6 }, () => newTraceId())

describe('InvalidRequestException, 400', () => {
  it.each([
    ['/TraceSegments', { TraceSegmentDocuments: [] }, 'Segments can not be empty'],
    ['/TelemetryRecords', { TelemetryRecords: [] }, /./],
    ['/Traces', { TraceIds: six }, 'Exceeding maximum query size: 5'],
    ['/Traces', { TraceIds: ['1-x'] }, 'Invalid trace id 1-x: incorrect id format'],
    ['/Traces', { TraceIds: [one, one] }, 'Containing duplicate trace ids'],
    ['/Traces', { TraceIds: [one], NextToken: 'a' }, 'NextToken is currently not supported'],
    ['/TraceGraph', { TraceIds: [] }, 'Zero trace ids provided'],
    ['/TraceGraph', { TraceIds: [one] }, 'Trace id not found'],
    ['/TraceGraph', { TraceIds: ['nonsense'] }, 'Invalid traceId. ErrorCode: InvalidId'],
    ['/TraceGraph', { TraceIds: [two], NextToken: 'a' }, 'NextToken is currently not supported'],
    ['/ServiceGraph', { StartTime: 10, EndTime: 5 }, 'End time cannot be earlier than start time'],
    ['/ServiceGraph', { StartTime: 0, EndTime: 6 * 3600 + 1 }, 'Time range cannot be longer than 6 hours'],
    ['/ServiceGraph', { ...hour, GroupName: 'nobody' }, 'Group not found.'],
    ['/ServiceGraph', { ...hour, NextToken: 'a' }, 'NextToken is currently not supported'],
    ['/TimeSeriesServiceStatistics', { ...hour, Period: 120 }, 'Time period must be one of [60, 300]'],
    ['/TimeSeriesServiceStatistics', { ...hour, EntitySelectorExpression: 'service("a") { fault }' }, /selector/i],
    ['/TimeSeriesServiceStatistics', { ...hour, GroupName: 'nobody' }, 'Group not found.'],
    [
      '/TraceSummaries',
      { ...hour, Sampling: true, SamplingStrategy: { Name: 'FixedRate', Value: 0.5 } },
      'Cannot use FixedRate with input time range type: TraceId. Please try using time range type: Event',
    ],
    [
      '/TraceSummaries',
      { ...hour, TimeRangeType: 'Event', Sampling: true, SamplingStrategy: { Name: 'FixedRate' } },
      'sampling rate must be specified and its value must be between [0, 1]',
    ],
    [
      '/TraceSummaries',
      { ...hour, TimeRangeType: 'Event', Sampling: true, SamplingStrategy: { Name: 'FixedRate', Value: 2 } },
      'sampling rate must be specified and its value must be between [0, 1]',
    ],
    ['/TraceSummaries', { ...hour, NextToken: 'madeup' }, 'Invalid token madeup'],
    ['/TraceSummaries', { ...hour, FilterExpression: 'service(' }, /Invalid filter expression/],
    ['/Groups', { NextToken: 'a' }, 'Next Token not supported'],
  ])('%s %j', async (path, body, message) => {
    const reply = await post(running.url + path, body)
    expect(reply.status).toBe(400)
    expect(reply.headers.get('x-amzn-errortype')).toBe('InvalidRequestException')
    expect(reply.headers.get('content-type')).toBe('application/json')
    expect(reply.body).toEqual({ Message: typeof message === 'string' ? message : expect.stringMatching(message) })
  })
})

describe('ValidationException, 400', () => {
  it.each([
    ['/TraceSummaries', {}, /startTime.*must not be null/i],
    ['/TraceSummaries', { StartTime: 1 }, /endTime/],
    ['/ServiceGraph', { StartTime: null, EndTime: 1 }, /startTime/],
    ['/ServiceGraph', { ...hour, GroupName: 'x'.repeat(33) }, /groupName.*less than or equal to 32/],
    ['/TraceSegments', '', /traceSegmentDocuments/],
    ['/Traces', { TraceIds: [''] }, /traceIds.*greater than or equal to 1/],
    ['/TraceSummaries', { ...hour, TimeRangeType: 'Never' }, /timeRangeType.*TraceId, Event, Service/],
    ['/TimeSeriesServiceStatistics', { ...hour, EntitySelectorExpression: '' }, /entitySelectorExpression/],
    ['/TimeSeriesServiceStatistics', { ...hour, EntitySelectorExpression: 'x'.repeat(501) }, /500/],
    ['/SamplingTargets', { SamplingStatisticsDocuments: [{ RuleName: 'Default' }] }, /clientID/],
  ])('%s %j', async (path, body, message) => {
    const reply = await post(running.url + path, body)
    expect(reply.status).toBe(400)
    expect(reply.headers.get('x-amzn-errortype')).toBe('ValidationException')
    expect(reply.body).toEqual({ Message: expect.stringMatching(message) })
  })
})

describe('SerializationException, 400', () => {
  it.each([
    ['/ServiceGraph', '{"StartTime":'],
    ['/ServiceGraph', '[]'],
    ['/ServiceGraph', { StartTime: '2025-11-18T10:00:00Z', EndTime: 1763463600 }],
    ['/TraceSegments', { TraceSegmentDocuments: 'x' }],
    ['/TraceSegments', { TraceSegmentDocuments: [{ id: 'an object, not a string' }] }],
    ['/TelemetryRecords', { TelemetryRecords: [{ Timestamp: 'now' }] }],
  ])('%s %j', async (path, body) => {
    const reply = await post(running.url + path, body)
    expect(reply.status).toBe(400)
    expect(reply.headers.get('x-amzn-errortype')).toBe('SerializationException')
    expect(reply.body).toEqual({ Message: expect.any(String) })
  })
})

it('an unknown operation is UnknownOperationException, 404', async () => {
  for (const [method, path] of [
    ['POST', '/Nothing'],
    ['GET', '/ServiceGraph'],
    ['POST', '/'],
  ] as const) {
    const response = await fetch(running.url + path, { method })
    expect(response.status).toBe(404)
    expect(response.headers.get('x-amzn-errortype')).toBe('UnknownOperationException')
    expect(await response.json()).toEqual({ Message: expect.any(String) })
  }
})

it('the SDK throws them by name', async () => {
  const tooLong = new GetServiceGraphCommand({ StartTime: new Date(0), EndTime: new Date(7 * 3600_000) })
  await expect(running.client.send(tooLong)).rejects.toBeInstanceOf(InvalidRequestException)
  const wrong = running.client.send(new BatchGetTracesCommand({ TraceIds: undefined }))
  await expect(wrong).rejects.toBeInstanceOf(XRayServiceException)
  await expect(wrong).rejects.toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } })
})
