/** What a request may be in size and pace: the answer beyond it is the contract's, and the service goes on. */
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { bodies } from '../../apps/xray/src/http/body.ts'
import { eventually, post, type Running, segment, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning({ requestTimeoutMs: 2_000 })
})
afterAll(() => running.stop())

const mebibyte = 1024 * 1024
const putOne = () =>
  post(`${running.url}/TraceSegments`, { TraceSegmentDocuments: [JSON.stringify(segment())] }).then(
    ({ status }) => status,
  )

type Reply = { readonly status: number; readonly errorType: unknown; readonly body: string }

/** Begins a request, sends this much of its body, and leaves it there. */
function beginning(path: string, bytes: number, announced: number): { reply: Promise<Reply>; destroy: () => void } {
  const request = httpRequest(`${running.url}${path}`, {
    method: 'POST',
    headers: { 'content-length': announced, 'content-type': 'application/json' },
  })
  const reply = new Promise<Reply>((resolve, reject) => {
    request.once('error', reject)
    request.once('response', async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve({
        status: response.statusCode ?? 0,
        errorType: response.headers['x-amzn-errortype'],
        body: Buffer.concat(chunks).toString(),
      })
    })
  })
  request.write(Buffer.alloc(bytes, 'x'))
  return { reply, destroy: () => request.destroy() }
}

/** Bytes on a connection, and all that comes back. */
const onTheLine = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(running.port, '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk.toString()
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(heard))
  })

it('bodies of all requests together: beyond the limit ThrottledException, or 429 for OTLP, without reading it', async () => {
  const held = [1, 2, 3].map(() => beginning('/TraceSegments', 31 * mebibyte, 32 * mebibyte))
  for (const one of held) one.reply.catch(() => {})
  await eventually(
    async () => bodies.bytes,
    (bytes) => bytes >= 90 * mebibyte,
    10,
  )
  const pages = [beginning('/TraceSegments', 100, 20 * mebibyte), beginning('/v1/traces', 100, 19 * mebibyte)]
  const [api, otlp] = await Promise.all(pages.map((one) => one.reply))
  expect(api).toMatchObject({ status: 429, errorType: 'ThrottledException', body: '{"Message":"Rate exceeded"}' })
  expect(otlp).toMatchObject({ status: 429, body: expect.stringContaining('"message":"Rate exceeded"') })
  for (const one of [...held, ...pages]) one.destroy()
  await eventually(
    async () => bodies.bytes,
    (bytes) => bytes === 0,
    10,
  )
  expect(await putOne()).toBe(200)
})

it('what a small gzip unpacks to counts as well', async () => {
  const bomb = gzipSync(Buffer.alloc(40 * mebibyte))
  const reply = await fetch(`${running.url}/TraceSegments`, {
    method: 'POST',
    headers: { 'content-encoding': 'gzip' },
    body: new Uint8Array(bomb),
  })
  expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([400, 'InvalidRequestException'])
  expect(bodies.bytes).toBe(0)
})

it('a sender that stops in the middle is told so after its time', async () => {
  const head = `POST /TraceSegments HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{"Trace`
  expect(await onTheLine(head)).toMatch(
    /^HTTP\/1.1 400 .*x-amzn-errortype: SerializationException.*\{"Message":"The request did not arrive in time."\}$/s,
  )
  expect(await putOne()).toBe(200)
})

it.each([
  ['GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nbad header\r\n\r\n', 'not valid HTTP'],
  [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`, 'larger than 16384 bytes'],
  [`GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 'larger than 16384 bytes'],
])('%.40j… is refused in words', async (text, words) => {
  const heard = await onTheLine(text)
  expect(heard).toContain('x-amzn-errortype: SerializationException')
  expect(heard).toContain(words)
})

it.each([
  [-1e300, 1e300, 400],
  [1e300, 1e300, 200],
  [-5, -1, 200],
  [-1, 1, 200],
  [9e15, 9e15 + 60, 200],
  [1_700_000_000.1234567, 1_700_000_060.7654321, 200],
])('GetServiceGraph from %d to %d', async (StartTime, EndTime, status) => {
  for (const path of ['/ServiceGraph', '/TimeSeriesServiceStatistics'])
    expect([path, (await post(running.url + path, { StartTime, EndTime })).status]).toEqual([path, status])
  for (const TimeRangeType of ['TraceId', 'Event', 'Service']) {
    const reply = await post(`${running.url}/TraceSummaries`, { StartTime, EndTime, TimeRangeType })
    expect([TimeRangeType, reply.status]).toEqual([TimeRangeType, 200])
  }
})

it.each(['1e400', '-1e400', 'NaN', '"2026-01-01T00:00:00Z"', '[]', 'true'])('no time is %s', async (time) => {
  const reply = await post(`${running.url}/ServiceGraph`, `{"StartTime":${time},"EndTime":${time}}`)
  expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([400, 'SerializationException'])
})

it('a value that nests too deep to be written is told by its kind', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const tags = Array(201).fill('null').join(',')
  for (const body of [`{"GroupName":"g","Tags":[${deep},${tags}]}`, `{"GroupName":${deep}}`, deep]) {
    const reply = await post(`${running.url}/CreateGroup`, body)
    expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([
      400,
      expect.stringMatching(/^(Val|Serial)i/),
    ])
  }
})
