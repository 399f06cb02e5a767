/** The daemon's UDP port, end to end, and OTLP beside it. */
import { gzipSync } from 'node:zlib'
import { GetServiceGraphCommand } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { eventually, newTraceId, type Running, segment, sendUdp, startRunning, udpHeader } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning({ otlpPort: 0 })
})
afterAll(() => running.stop())

const requestsAt = async (name: string): Promise<number> => {
  const window = { StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 60_000) }
  const { Services } = await running.client.send(new GetServiceGraphCommand(window))
  return (
    Services?.find((service) => service.Name === name && service.Type !== 'client')?.SummaryStatistics?.TotalCount ?? 0
  )
}
const report = async () => (await fetch(`${running.url}/roentgen/ingest`)).json()

it('a datagram is on the map; what is none is counted with its reason', async () => {
  const document = segment({ name: 'by-udp', aws: { xray: { sdk: 'X-Ray for Test', sdk_version: '9.9' } } })
  await sendUdp(
    running.port,
    udpHeader + JSON.stringify(document),
    'hello',
    `{"format":"xml","version":1}\n${JSON.stringify(document)}`,
    `${udpHeader}{"id":"nonsense"}`,
  )
  expect(
    await eventually(
      () => requestsAt('by-udp'),
      (count) => count > 0,
    ),
  ).toBe(1)
  const { received, accepted, rejectCounts, rejects, senders } = await report()
  expect(received.udp).toBe(4)
  expect(accepted.udp).toBe(1)
  expect(rejectCounts).toEqual({ MissingHeader: 1, InvalidHeader: 1, InvalidId: 1 })
  expect(rejects.find((one: { code: string }) => one.code === 'MissingHeader')).toMatchObject({
    excerpt: 'hello',
    from: '127.0.0.1',
  })
  expect(senders).toContainEqual({
    sdk: 'X-Ray for Test',
    version: '9.9',
    host: '127.0.0.1',
    service: 'by-udp',
    documents: 1,
    last: expect.any(Number),
  })
})

it('a burst of 3,000 datagrams is counted to the last one: stored, or said to be lost', async () => {
  const before = await report()
  const count = 3_000
  await sendUdp(
    running.port,
    ...Array.from({ length: count }, () => udpHeader + JSON.stringify(segment({ name: 'burst' }))),
  )
  const lost = (answer: { drops: Record<string, number> }) =>
    Object.values(answer.drops).reduce((sum, one) => sum + one, 0)
  const after = await eventually(report, (answer) => answer.accepted.udp - before.accepted.udp + lost(answer) >= count)
  const stored = after.accepted.udp - before.accepted.udp
  expect(stored + lost(after)).toBe(count)
  expect(
    await eventually(
      () => requestsAt('burst'),
      (seen) => seen >= stored,
    ),
  ).toBe(stored)
})

it('events tell that traces were assembled', async () => {
  const controller = new AbortController()
  const response = await fetch(`${running.url}/roentgen/events`, { signal: controller.signal })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const revisions: number[] = []
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      for (const [, json] of decoder.decode(chunk).matchAll(/data: (.*)\n/g))
        revisions.push(JSON.parse(json ?? '').revision)
      if (revisions.length >= 2) return
    }
  })()
  await sendUdp(running.port, udpHeader + JSON.stringify(segment()))
  await reading
  controller.abort()
  expect(revisions[1]).toBeGreaterThan(revisions[0] ?? Number.POSITIVE_INFINITY)
})

/** OTLP/JSON of a request that began now. */
const otlp = (name: string, spans: readonly object[] = []) => {
  const traceId = newTraceId().slice(2).replace('-', '')
  const now = BigInt(Date.now()) * 1_000_000n
  const times = { startTimeUnixNano: String(now - 50_000_000n), endTimeUnixNano: String(now) }
  const span = { traceId, spanId: 'aaaaaaaaaaaaaaaa', name: 'GET /', kind: 2, ...times, attributes: [] }
  return {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: name } }] },
        scopeSpans: [{ spans: [span, ...spans] }],
      },
    ],
  }
}
const postOtlp = (url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

it('OTLP/JSON is on the map, on its own port and on the X-Ray port', async () => {
  const own = await postOtlp(running.otlpUrl ?? '', JSON.stringify(otlp('otlp-own')))
  expect(own.status).toBe(200)
  expect(await own.json()).toEqual({})
  const zipped = gzipSync(JSON.stringify(otlp('otlp-shared')))
  expect((await postOtlp(running.url, new Uint8Array(zipped), { 'content-encoding': 'gzip' })).status).toBe(200)
  expect(
    await eventually(
      () => requestsAt('otlp-own'),
      (count) => count > 0,
    ),
  ).toBe(1)
  expect(
    await eventually(
      () => requestsAt('otlp-shared'),
      (count) => count > 0,
    ),
  ).toBe(1)
  expect((await report()).otlp).toMatchObject({ state: 'listening' })
  // The OTLP port is no X-Ray port.
  expect((await fetch(`${running.otlpUrl}/GetSamplingRules`, { method: 'POST' })).status).toBe(404)
})

it('OTLP: bad spans are a partial success, a bad body is 400', async () => {
  const partial = await postOtlp(running.url, JSON.stringify(otlp('otlp-partial', [{ spanId: 'x' }])))
  expect(partial.status).toBe(200)
  expect(await partial.json()).toEqual({ partialSuccess: { rejectedSpans: '1', errorMessage: expect.any(String) } })
  expect((await postOtlp(running.url, 'nonsense')).status).toBe(400)
  const broken = await postOtlp(running.url, new Uint8Array([0xff, 0xff]), { 'content-type': 'application/x-protobuf' })
  expect(broken.status).toBe(400)
  expect(broken.headers.get('content-type')).toBe('application/x-protobuf')
  expect((await postOtlp(running.url, 'x', { 'content-type': 'text/plain' })).status).toBe(415)
})

it('OTLP/protobuf is taken', async () => {
  // resource_spans { resource { service.name = "pb" }, scope_spans { span } }, written by hand from the published field numbers.
  const bytes = protobufRequest('otlp-pb')
  const reply = await postOtlp(running.url, bytes, { 'content-type': 'application/x-protobuf' })
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toBe('application/x-protobuf')
  expect((await reply.arrayBuffer()).byteLength).toBe(0)
  expect(
    await eventually(
      () => requestsAt('otlp-pb'),
      (count) => count > 0,
    ),
  ).toBe(1)
})

function protobufRequest(service: string): Uint8Array<ArrayBuffer> {
  const field = (number: number, content: Uint8Array) =>
    Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content])
  const text = (number: number, value: string) => field(number, Buffer.from(value))
  const fixed64 = (number: number, value: bigint) => {
    const out = Buffer.alloc(9)
    out[0] = (number << 3) | 1
    out.writeBigUInt64LE(value, 1)
    return out
  }
  const now = BigInt(Date.now()) * 1_000_000n
  const span = Buffer.concat([
    field(1, Buffer.from(newTraceId().slice(2).replace('-', ''), 'hex')),
    field(2, Buffer.from('bbbbbbbbbbbbbbbb', 'hex')),
    text(5, 'GET /'),
    Buffer.from([6 << 3, 2]),
    fixed64(7, now - 50_000_000n),
    fixed64(8, now),
  ])
  const resource = field(1, Buffer.concat([text(1, 'service.name'), field(2, text(1, service))]))
  const request = field(1, Buffer.concat([field(1, resource), field(2, field(2, span))]))
  return new Uint8Array(request)
}
