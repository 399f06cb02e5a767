/** `roentgen import` into a running service: what it takes, what it leaves and says, and its exit codes. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { BatchGetTracesCommand, GetTraceSummariesCommand } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { encodeTraceRequest } from '../../packages/translate/src/otlp/testing.ts'
import { eventually, newId, type Running, segment, startRunning } from '../api/running.ts'
import { byFile, withFile } from './roads.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning({ otlpPort: 0 })
})
afterAll(() => running?.stop())

const imported = (contents: string | Uint8Array, ...flags: string[]) =>
  withFile(contents, (path) => byFile(running, [path], ...flags))

const names = async (id: string): Promise<string[]> => {
  const command = new BatchGetTracesCommand({ TraceIds: [id] })
  const read = async () => (await running.client.send(command)).Traces?.[0]?.Segments ?? []
  const segments = await eventually(read, (some) => some.length > 0)
  return segments.map(({ Document }) => JSON.parse(Document ?? '{}').name).sort()
}

const traceId = () => newId() + newId()
const asXray = (id: string) => `1-${id.slice(0, 8)}-${id.slice(8)}`
const micros = () => Date.now() * 1000

it('an OTLP file in protobuf, packed', async () => {
  const id = traceId()
  const time = `${Date.now()}000000`
  const span = { traceId: id, spanId: newId(), name: 'a', kind: 2, startTimeUnixNano: time, endTimeUnixNano: time }
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'packed' } }] }
  const message = encodeTraceRequest({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] })
  expect(await imported(gzipSync(message))).toMatchObject({
    code: 0,
    said: expect.stringContaining('OTLP protobuf. 1 document of 1 trace taken, 0 left.'),
  })
  expect(await names(asXray(id))).toEqual(['packed'])
})

it('Zipkin by file and by its own endpoint: the same trace', async () => {
  const spans = (id: string) => [
    { traceId: id, id: '1', kind: 'SERVER', timestamp: micros(), duration: 9, localEndpoint: { serviceName: 'web' } },
    {
      traceId: id,
      id: '2',
      parentId: '1',
      kind: 'CLIENT',
      timestamp: micros(),
      duration: 5,
      localEndpoint: { serviceName: 'web' },
      remoteEndpoint: { serviceName: 'db' },
    },
  ]
  const [file, own, xray] = [traceId(), traceId(), traceId()]
  expect((await imported(JSON.stringify(spans(file)))).code).toBe(0)
  const post = (url: string | null, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v2/spans`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  const packed = gzipSync(JSON.stringify(spans(own)))
  expect((await post(running.otlpUrl, packed, { 'content-encoding': 'gzip' })).status).toBe(202)
  expect((await post(running.url, JSON.stringify(spans(xray)))).status).toBe(202)
  for (const id of [file, own, xray]) expect(await names(asXray(id))).toEqual(['db', 'web'])

  const partly = await post(running.url, JSON.stringify([{ traceId: 'x' }, ...spans(traceId())]))
  expect([partly.status, await partly.text()]).toEqual([
    400,
    '1 span rejected; the first: traceId is not 16 to 32 hex digits. The others are stored.\n',
  ])
  expect((await post(running.url, '{}')).status).toBe(400)
  expect((await post(running.url, '[', {})).status).toBe(400)
  expect((await post(running.url, 'x', { 'content-type': 'application/x-protobuf' })).status).toBe(415)
  const report = await (await fetch(`${running.url}/roentgen/ingest`)).json()
  expect(report.accepted.zipkin).toBe(6)
})

it("a trace saved in Jaeger's UI", async () => {
  const id = traceId()
  const spans = [{ traceID: id, spanID: '1', operationName: 'GET', startTime: micros(), duration: 5, processID: 'p1' }]
  const trace = { traceID: id, spans, processes: { p1: { serviceName: 'hotrod' } } }
  expect((await imported(JSON.stringify({ data: [trace] }))).code).toBe(0)
  expect(await names(asXray(id))).toEqual(['hotrod'])
})

it('the recorded OTLP file: traces, spans and users as they were recorded', async () => {
  const file = fileURLToPath(new URL('../data/hotrod/hotrod.otlp.ndjson.gz', import.meta.url))
  const expected = JSON.parse(readFileSync(new URL('../data/hotrod/hotrod.expected.json', import.meta.url), 'utf8'))
  const { code, said } = await byFile(running, [file], '--shift', 'now')
  expect(code).toBe(0)
  expect(said).toContain(`OTLP JSON. ${expected.spans} documents of ${expected.traces} traces taken, 0 left.`)
  expect(said).toMatch(/All times were moved by \d+ seconds/)
  // Moved to now, they are found among the traces of the last minutes.
  const window = { StartTime: new Date(Date.now() - 300_000), EndTime: new Date(Date.now() + 5_000) }
  const found = async () => {
    const { TraceSummaries = [] } = await running.client.send(new GetTraceSummariesCommand(window))
    return TraceSummaries.filter(({ EntryPoint }) => EntryPoint?.Name === 'frontend')
  }
  const summaries = await eventually(found, (some) => some.length === expected.traces)
  const users = new Set(summaries.flatMap(({ Users = [] }) => Users.map(({ UserName }) => UserName)))
  expect([...users].sort()).toEqual(Object.keys(expected.users).sort())
})

it('says what it left and why', async () => {
  const good = segment()
  const { code, said } = await imported(
    [
      good,
      segment({ id: 'x' }),
      segment({ id: 'y' }),
      { metrics: [] },
      segment({ metadata: { a: 'x'.repeat(70_000) } }),
    ]
      .map((one) => JSON.stringify(one))
      .join('\n'),
  )
  expect(code).toBe(3)
  expect(said).toContain('X-Ray documents. 1 document of 4 traces taken, 4 left.')
  expect(said).toContain('left 2: Invalid segment. ErrorCode: InvalidId (the first: x)')
  expect(said).toContain('left 1: not a trace: an object with metrics')
  expect(said).toContain('DocumentTooLarge')
  expect(await names(good.trace_id)).toEqual(['web'])
})

it('what holds no trace is an error, and so is a file that is not there', async () => {
  expect(await imported('hello')).toMatchObject({ code: 1, said: expect.stringContaining('no known format') })
  expect(await imported(gzipSync('x').subarray(0, 12))).toMatchObject({
    code: 1,
    said: expect.stringContaining('unpacked'),
  })
  const missing = await byFile(running, ['/nowhere/traces.json'])
  expect(missing).toMatchObject({ code: 1, said: expect.stringContaining('cannot be read') })
})

it('several files, of which one is broken: the others are taken', async () => {
  const good = segment({ name: 'second' })
  const { code, said } = await withFile(JSON.stringify(good), (path) => byFile(running, ['/nowhere', path]))
  expect(code).toBe(3)
  expect(said).toContain('1 document of 1 trace taken')
})

it('says so when no service answers, or no file is named', async () => {
  await expect(withFile('[]', (path) => byFile({ ...running, port: 1 }, [path]))).rejects.toThrow(
    /does not answer.*roentgen up/,
  )
  await expect(byFile(running, [])).rejects.toThrow(/Which file/)
  await expect(withFile('[]', (path) => byFile(running, [path], '--shift', 'soon'))).rejects.toThrow(/--shift takes/)
})

it('standard input, through the command itself', async () => {
  const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))
  const good = segment({ name: 'piped' })
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'import', '-', '--xray-port', String(running.port)])
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
  child.stdin.end(gzipSync(JSON.stringify([good])))
  expect(await new Promise((resolve) => child.once('exit', resolve)), said).toBe(0)
  expect(said).toContain('standard input: X-Ray documents. 1 document of 1 trace taken, 0 left.')
})
