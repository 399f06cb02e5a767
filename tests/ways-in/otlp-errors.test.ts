/** What OTLP's senders are told when something is wrong: by code, in their own form, and when to come again. */
import { Client, credentials, type Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { temporaryStore } from '@roentgen/store/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { traceExportPath } from '../../packages/translate/src/index.ts'
import { newId, type Running, startRunning } from '../api/running.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let running: Running
let away = false
beforeAll(async () => {
  const temporary = await temporaryStore()
  const { store } = temporary
  // A store that can be made to stand still: everything else about it is real.
  const insertSegments: typeof store.insertSegments = (rows) =>
    away ? Promise.reject(new Error('away')) : store.insertSegments(rows)
  const standing = new Proxy(store, {
    get: (target, key) => {
      if (key === 'insertSegments') return insertSegments
      const member: unknown = Reflect.get(target, key)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  running = await startRunning(
    { otlpPort: 0, otlpGrpcPort: 0, patienceMs: 2_000, bufferBytes: 40_000 },
    { ...temporary, store: standing, close: () => temporary.close() },
  )
})
afterAll(() => running?.stop())

const nanos = () => `${Date.now()}000000`
const span = (members: object = {}) => ({
  traceId: newId() + newId(),
  spanId: newId(),
  name: 'work',
  startTimeUnixNano: nanos(),
  endTimeUnixNano: nanos(),
  ...members,
})
const body = (...spans: object[]) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] })

const http = async (text: string | Uint8Array, type = 'application/json', headers: Record<string, string> = {}) => {
  const url = `${running.otlpUrl}/v1/traces`
  const response = await fetch(url, {
    method: 'POST',
    body: Buffer.from(text),
    headers: { 'content-type': type, ...headers },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes, text: bytes.toString('utf8') }
}

/** The message by hand: what an exporter would never send can be sent too. */
function grpc(message: Uint8Array, path = traceExportPath): Promise<{ reply: Buffer } | { error: ServiceError }> {
  const client = new Client((running.otlpGrpcUrl ?? '').replace('http://', ''), credentials.createInsecure())
  const same = (bytes: Buffer) => bytes
  return new Promise((resolve) =>
    client.makeUnaryRequest(path, same, same, Buffer.from(message), (error, reply) => {
      client.close()
      resolve(error === null ? { reply: reply ?? Buffer.alloc(0) } : { error })
    }),
  )
}

/** One span in protobuf, written field by field. */
function protobufSpan(spanIdBytes = 8, padding = 0): Buffer {
  const field = (number: number, bytes: Uint8Array) => {
    const size: number[] = []
    for (let rest = bytes.length; ; rest >>>= 7) {
      size.push(rest > 127 ? (rest & 127) | 128 : rest)
      if (rest <= 127) break
    }
    return Buffer.concat([Buffer.from([(number << 3) | 2, ...size]), bytes])
  }
  const time = (number: number) => {
    const bytes = Buffer.alloc(9)
    bytes[0] = (number << 3) | 1
    bytes.writeBigUInt64LE(BigInt(nanos()), 1)
    return bytes
  }
  const random = (size: number) => Buffer.from(newId() + newId(), 'hex').subarray(0, size)
  const members = [
    field(1, random(16)),
    field(2, random(spanIdBytes)),
    field(5, Buffer.alloc(4 + padding, 'x')),
    time(7),
    time(8),
  ]
  return field(1, field(2, field(2, Buffer.concat(members))))
}

describe('some spans are none', () => {
  it('the others are taken, and JSON says how many were not', async () => {
    const reply = await http(body(span(), span({ spanId: 'xyz' }), span({ endTimeUnixNano: 0 })))
    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.text)).toEqual({
      partialSuccess: {
        rejectedSpans: '2',
        errorMessage: '2 spans rejected; the first: the span id is not 16 hex digits',
      },
    })
  })

  it('protobuf says it too, over HTTP and over gRPC', async () => {
    const message = Buffer.concat([protobufSpan(), protobufSpan(5)])
    const reply = await http(message, 'application/x-protobuf')
    const called = await grpc(message)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('application/x-protobuf')
    expect([...reply.bytes.subarray(0, 4)]).toEqual([0x0a, reply.bytes.length - 2, 0x08, 1])
    expect(called).toEqual({ reply: reply.bytes })
  })

  it('one that is larger than a document may be is named', async () => {
    const reply = await http(
      body(span(), span({ name: 'a', attributes: [{ key: 'k', value: { stringValue: 'x'.repeat(300_000) } }] })),
    )
    expect(JSON.parse(reply.text).partialSuccess).toMatchObject({ rejectedSpans: '1' })
    expect(reply.text).toContain('DocumentTooLarge')
  })
})

describe('what is no request', () => {
  it.each([
    ['no JSON', '{', 'application/json', 400, 3],
    ['a list', '[]', 'application/json', 400, 3],
    ['another form', '<a/>', 'text/xml', 415, 3],
  ])('%s, in JSON', async (_, text, type, expected, code) => {
    const reply = await http(text, type)
    expect(reply.status).toBe(expected)
    expect(JSON.parse(reply.text)).toMatchObject({ code })
    expect(JSON.parse(reply.text).message).toMatch(/\w/)
  })

  it('no protobuf', async () => {
    const reply = await http(Buffer.from([0x0a, 0xff, 0xff]), 'application/x-protobuf')
    expect(reply.status).toBe(400)
    expect([...reply.bytes.subarray(0, 2)]).toEqual([0x08, 3])
    expect(await grpc(Buffer.from([0x0a, 0xff, 0xff]))).toMatchObject({ error: { code: status.INVALID_ARGUMENT } })
  })

  it('no gzip', async () => {
    const reply = await http('{}', 'application/json', { 'content-encoding': 'gzip' })
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.text)).toMatchObject({ code: 3 })
  })

  it('values without end', async () => {
    const deep = Buffer.concat(Array.from({ length: 5_000 }, () => Buffer.from([0x2a, 0x80, 0x80, 0x04])))
    expect(await grpc(deep)).toMatchObject({ error: { code: status.INVALID_ARGUMENT } })
  })

  it('a message that is too large', async () => {
    const large = protobufSpan(8, 21 * 1024 * 1024)
    expect(await grpc(large)).toMatchObject({ error: { code: status.RESOURCE_EXHAUSTED } })
    const reply = await http(large, 'application/x-protobuf')
    expect(reply.status).toBe(413)
    expect(reply.headers.get('retry-after')).toBeNull()
  })

  it('metrics', async () => {
    const path = '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export'
    expect(await grpc(Buffer.alloc(0), path)).toMatchObject({ error: { code: status.UNIMPLEMENTED } })
  })
})

const retryInfo = (metadata: Metadata) => {
  const [details] = metadata.get('grpc-status-details-bin')
  return Buffer.isBuffer(details) ? details.toString('latin1') : ''
}

describe('the store is away', () => {
  it('senders are told to come again, and what was refused is not there twice', async () => {
    away = true
    try {
      const reply = await http(body(span()))
      expect(reply.status).toBe(503)
      expect(reply.headers.get('retry-after')).toBe('1')
      expect(JSON.parse(reply.text)).toMatchObject({ code: 14, details: [{ retryDelay: '1s' }] })
      const called = await grpc(protobufSpan())
      expect(called).toMatchObject({ error: { code: status.UNAVAILABLE } })
      if ('error' in called) expect(retryInfo(called.error.metadata)).toContain('google.rpc.RetryInfo')
    } finally {
      away = false
    }
  })

  it('a full buffer is another code', async () => {
    away = true
    try {
      const waiting = http(
        body(span({ name: 'x'.repeat(150), attributes: [{ key: 'k', value: { stringValue: 'x'.repeat(39_000) } }] })),
      )
      await new Promise((resolve) => setTimeout(resolve, 100))
      const called = await grpc(protobufSpan(8, 180))
      const more = await http(body(...Array.from({ length: 10 }, () => span())))
      expect(called).toMatchObject({ error: { code: status.RESOURCE_EXHAUSTED } })
      if ('error' in called) expect(retryInfo(called.error.metadata)).toContain('google.rpc.RetryInfo')
      expect(more.status).toBe(429)
      expect(more.headers.get('retry-after')).toBe('1')
      expect((await waiting).status).toBe(503)
    } finally {
      away = false
    }
  })
})

it('a taken port is said, and the rest goes on', async () => {
  const port = Number(new URL(running.otlpGrpcUrl ?? '').port)
  const second = await startRunning({ otlpGrpcPort: port })
  try {
    expect(second.otlpGrpcUrl).toBeNull()
    expect(second.log.join()).toContain('--otlp-grpc-port')
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200)
  } finally {
    await second.stop()
  }
})
