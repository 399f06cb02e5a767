import { createSocket } from 'node:dgram'
import { probeName } from '@roentgen/picture'
import { afterEach, describe, expect, it } from 'vitest'
import { makeClient } from '../source/aws/client.ts'
import { type FakeReply, type FakeXray, fakeXray } from '../source/aws/fake-xray.ts'
import { awsSource } from '../source/aws/source.ts'
import { parseSource, type SourceSpec } from '../source/spec.ts'
import { startBff } from '../start.ts'
import { firstDenied, policyStatement, readActions } from './api.ts'
import { daemonFrom, probe } from './probe.ts'

let fake: FakeXray | null = null
afterEach(async () => {
  await fake?.close()
  fake = null
})

const denied: FakeReply = {
  status: 403,
  error: 'AccessDeniedException',
  body: { Message: 'User is not authorized to perform: xray:GetTraceSummaries' },
}

describe('permissions', () => {
  it('names the first action that is denied, in the order in which pages need them', async () => {
    fake = await fakeXray(({ path }) => {
      if (path === '/TraceSummaries' || path === '/Groups') return denied
      // Not found is an answer to someone who may ask.
      if (path === '/TraceGraph') {
        return { status: 400, error: 'InvalidRequestException', body: { Message: 'Trace id not found' } }
      }
      return { body: {} }
    })
    const client = makeClient({ kind: 'xray', url: fake.url })
    expect(await firstDenied(client)).toMatchObject({ action: 'GetTraceSummaries' })
    expect(new Set(fake.calls.map((call) => call.path)).size).toBe(readActions.length)
    expect(JSON.parse(policyStatement())).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Resource: '*', Action: expect.arrayContaining(['xray:GetTraceSummaries']) }],
    })
  })

  it('is content when nothing is', async () => {
    fake = await fakeXray(() => ({ body: {} }))
    expect(await firstDenied(makeClient({ kind: 'xray', url: fake.url }))).toBeNull()
  })
})

describe('probe', () => {
  const source = (url: string) =>
    awsSource({ id: 'x', kind: 'xray', label: 'x', client: makeClient({ kind: 'xray', url }) })

  it('is a real datagram, seen when it can be read', async () => {
    const daemon = createSocket('udp4')
    const received: string[] = []
    daemon.on('message', (message) => received.push(message.toString()))
    await new Promise<void>((resolve) => daemon.bind(0, '127.0.0.1', resolve))
    fake = await fakeXray(({ path, body }) => {
      if (path === '/GetSamplingRules') return { body: { SamplingRuleRecords: [{}] } }
      const [, document] = received[0]?.split('\n') ?? []
      const ids = (body.TraceIds ?? []) as string[]
      return {
        body: { Traces: document ? ids.map((Id) => ({ Id, Segments: [{ Id: 'x', Document: document }] })) : [] },
      }
    })
    const { port } = daemon.address()
    const result = await probe(source(fake.url), { host: '127.0.0.1', port }, { patienceMs: 5000, nowMs: Date.now() })
    daemon.close()
    const [header, document] = received[0]?.split('\n') ?? []
    expect(JSON.parse(header ?? '')).toEqual({ format: 'json', version: 1 })
    expect(JSON.parse(document ?? '')).toMatchObject({ name: probeName, trace_id: result.udp.traceId })
    expect(result.udp).toMatchObject({ ok: true, seconds: expect.any(Number) })
  })

  it('with UDP blocked: sent, never seen; sampling over TCP still answers', async () => {
    fake = await fakeXray(({ path }) =>
      path === '/GetSamplingRules' ? { body: { SamplingRuleRecords: [{}] } } : { body: { Traces: [] } },
    )
    const port = Number(new URL(fake.url).port)
    const result = await probe(source(fake.url), { host: '127.0.0.1', port }, { patienceMs: 500, nowMs: Date.now() })
    expect(result.udp).toMatchObject({ ok: false, seconds: null })
    expect(result.samplingTcp).toEqual({ ok: true, detail: '1 rule' })
  })
})

it.each([
  ['10.0.0.5:3000', { host: '10.0.0.5', port: 3000 }],
  ['tcp:10.0.0.5:2001 udp:10.0.0.6:2002', { host: '10.0.0.6', port: 2002 }],
  ['udp:xray:2002 tcp:xray:2001', { host: 'xray', port: 2002 }],
  ['nonsense', null],
  [undefined, null],
])('daemon address %j', (text, daemon) => {
  expect(daemonFrom(text)).toEqual(daemon)
})

it('the report of a source whose API is away says so, and what to do about sampling', async () => {
  const bff = await startBff({
    port: 0,
    source: parseSource('xray:http://127.0.0.1:1') as SourceSpec,
    checkReplies: true,
    log: () => {},
  })
  const report = (await (await fetch(`${bff.url}/api/doctor`)).json()) as {
    checks: { id: string; status: string; values: { address?: string }; fix: unknown }[]
  }
  await bff.close()
  const status = Object.fromEntries(report.checks.map((check) => [check.id, check.status]))
  expect(status).toMatchObject({ clickhouse: 'skip', 'xray-api': 'fail', 'sampling-port': 'fail', 'udp-probe': 'skip' })
  const sampling = report.checks.find((check) => check.id === 'sampling-port')
  expect(sampling?.fix).toEqual({ id: 'daemon-address', values: { address: sampling?.values.address } })
})
