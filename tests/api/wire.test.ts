/** The form on the wire: nulls and empty lists as AWS prints them, bare clients, and who is refused. */
import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startXray } from '../../apps/xray/src/index.ts'
import { post, type Running, segment, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning({ otlpPort: 0 })
})
afterAll(() => running.stop())

/** `fetch` does not let one choose the Host header. */
function raw(
  headers: Record<string, string>,
  path = '/GetSamplingRules',
  body = '',
): Promise<{ status: number; error: string | undefined }> {
  return new Promise((resolve, reject) => {
    const call = request(
      running.url + path,
      { method: 'POST', headers, setHost: headers.host === undefined },
      (reply) => {
        reply.resume()
        const error = reply.headers['x-amzn-errortype']
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, error: Array.isArray(error) ? error[0] : error }),
        )
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

describe('forms', () => {
  it('an empty graph has nulls and empty lists', async () => {
    const reply = await post(`${running.url}/ServiceGraph`, { StartTime: 100, EndTime: 200 })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('application/json')
    expect(reply.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(reply.body).toEqual({
      StartTime: null,
      EndTime: null,
      Services: [],
      ContainsOldGroupVersions: false,
      NextToken: null,
    })
  })

  it('so have the other lists', async () => {
    const window = { StartTime: 100, EndTime: 200 }
    expect((await post(`${running.url}/TraceSummaries`, window)).body).toEqual({
      ApproximateTime: expect.any(Number),
      NextToken: null,
      TracesProcessedCount: 0,
      TraceSummaries: [],
    })
    expect((await post(`${running.url}/Traces`, { TraceIds: ['1-00000001-000000000000000000000001'] })).body).toEqual({
      Traces: [],
      UnprocessedTraceIds: [],
      NextToken: null,
    })
    expect((await post(`${running.url}/TimeSeriesServiceStatistics`, window)).body).toEqual({
      TimeSeriesServiceStatistics: [],
      ContainsOldGroupVersions: false,
      NextToken: null,
    })
  })

  it('groups and encryption', async () => {
    expect((await post(`${running.url}/Groups`, '')).body).toMatchObject({
      Groups: [{ GroupName: 'Default' }],
      NextToken: null,
    })
    expect((await post(`${running.url}/EncryptionConfig`, {})).body).toEqual({
      EncryptionConfig: { KeyId: null, Status: 'ACTIVE', Type: 'NONE' },
    })
  })
})

describe('bare clients', () => {
  it('no content type, an odd one, and gzip are all taken', async () => {
    const body = { TraceSegmentDocuments: [JSON.stringify(segment())] }
    expect((await raw({}, '/TraceSegments', JSON.stringify(body))).status).toBe(200)
    expect((await post(`${running.url}/TraceSegments`, body, { 'content-type': 'text/plain' })).status).toBe(200)
    const zipped = await fetch(`${running.url}/TraceSegments`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify(body)),
    })
    expect(zipped.status).toBe(200)
  })

  it('a body that says gzip and is not is the client’s mistake', async () => {
    const reply = await fetch(`${running.url}/TraceSegments`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: '{}',
    })
    expect(reply.status).toBe(400)
    expect(reply.headers.get('x-amzn-errortype')).toBe('SerializationException')
  })

  it('the .NET SDK asks for rules with an empty body', async () => {
    const reply = await post(`${running.url}/GetSamplingRules`, '')
    expect(reply.body).toMatchObject({
      SamplingRuleRecords: [
        {
          CreatedAt: 0,
          SamplingRule: { RuleName: 'Default', Priority: 10000, FixedRate: 0.05, ReservoirSize: 1, Version: 1 },
        },
      ],
    })
  })

  it('the Java SDK reports in milliseconds; an unknown rule is listed; LastRuleModification is a number', async () => {
    const document = (RuleName: string, Timestamp: number, ClientID = 'a'.repeat(24)) => ({
      RuleName,
      ClientID,
      Timestamp,
      RequestCount: 10,
      SampledCount: 2,
      BorrowCount: 1,
    })
    const reply = await post(`${running.url}/SamplingTargets`, {
      SamplingStatisticsDocuments: [document('Default', Date.now()), document('nobody', Date.now() / 1000)],
    })
    expect(reply.body).toEqual({
      SamplingTargetDocuments: [
        {
          RuleName: 'Default',
          FixedRate: 0.05,
          ReservoirQuota: 1,
          ReservoirQuotaTTL: expect.any(Number),
          Interval: 10,
          SamplingBoost: null,
        },
      ],
      LastRuleModification: expect.any(Number),
      UnprocessedStatistics: [{ RuleName: 'nobody', ErrorCode: '400', Message: 'Unknown rule' }],
      UnprocessedBoostStatistics: [],
    })
    const second = await post(`${running.url}/SamplingTargets`, {
      SamplingStatisticsDocuments: [document('Default', Date.now() / 1000, 'b'.repeat(24))],
    })
    // One reservoir slot a second, and the first client has it.
    expect(second.body).toMatchObject({ SamplingTargetDocuments: [{ ReservoirQuota: 0 }] })
  })
})

describe('who is refused', () => {
  it.each([
    [{ host: 'evil.example' }],
    [{ host: 'evil.example:2000' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
  ])('%j', async (headers) => {
    expect(await raw(headers)).toEqual({ status: 403, error: 'AccessDeniedException' })
    expect(await raw(headers, '/v1/traces', '{}')).toEqual({ status: 403, error: 'AccessDeniedException' })
  })

  it('our own names and pages are not', async () => {
    expect((await raw({ host: 'localhost:1' })).status).toBe(200)
    expect((await raw({ origin: 'http://127.0.0.1:4000' })).status).toBe(200)
  })

  it('listening beyond loopback needs an explicit word', async () => {
    const { store } = running.temporary
    await expect(startXray({ store, host: '0.0.0.0', port: 0 })).rejects.toThrow(/--insecure/)
    const open = await startXray({ store, host: '0.0.0.0', port: 0, otlpPort: null, insecure: true })
    expect((await fetch(`http://127.0.0.1:${open.port}/healthz`)).status).toBe(200)
    await open.close()
  })

  it('a taken port is told in one sentence; a taken OTLP port is gone without', async () => {
    const { store } = running.temporary
    await expect(startXray({ store, port: running.port })).rejects.toThrow(/taken.*--xray-port/)
    const taken = running.otlp.state === 'listening' ? running.otlp.port : 0
    const log: string[] = []
    const second = await startXray({ store, port: 0, otlpPort: taken, log: (line) => log.push(line) })
    expect(second.otlp).toEqual({ state: 'taken', port: taken })
    expect(log.join()).toContain('--otlp-http-port')
    await second.close()
  })
})

describe('for operators', () => {
  it('health, readiness, metrics', async () => {
    expect(await (await fetch(`${running.url}/healthz`)).text()).toBe('ok\n')
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
    const metrics = await (await fetch(`${running.url}/metrics`)).text()
    expect(metrics).toMatch(/^roentgen_documents_accepted_total\{way="api"\} \d+$/m)
    expect(metrics).toMatch(/^roentgen_buffer_bytes 0$/m)
  })
})
