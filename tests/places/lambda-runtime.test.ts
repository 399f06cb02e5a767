/**
 * A handler behind a local Lambda runtime interface: no Lambda service sends the segments above its subsegments, and the function is on the
 * map all the same (decision 0022).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { BatchGetTracesCommand, GetTraceGraphCommand, paginateGetTraceSummaries } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dumpServices } from '../api/dump-services.ts'
import { eventually, newId, newTraceId, type Running, startRunning } from '../api/running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

type Invocation = { readonly id: string; readonly traceId: string; readonly event: object }
type Answer = { readonly id: string; readonly outcome: 'response' | 'error'; readonly body: unknown }

/** Hands out events and takes what the runtime posts; then 410, and the runtime ends. */
class RuntimeInterface {
  readonly answers: Answer[] = []
  readonly #server: Server
  readonly #waiting: Invocation[]

  constructor(invocations: readonly Invocation[]) {
    this.#waiting = [...invocations]
    this.#server = createServer((request, response) => this.#serve(request, response))
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = '', outcome = ''] =
      /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/?(.*)$/.exec(request.url ?? '') ?? []
    if (request.method === 'GET' && id === 'next') {
      const next = this.#waiting.shift()
      if (next === undefined) return void response.writeHead(410).end()
      const headers = {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': next.id,
        'lambda-runtime-trace-id': `Root=${next.traceId};Parent=${newId()};Sampled=1;Lineage=1:a87bd80c:0`,
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:012345678912:function:reserve-stock',
        'lambda-runtime-deadline-ms': String(Date.now() + 30_000),
      }
      return void response.writeHead(200, headers).end(JSON.stringify(next.event))
    }
    if (outcome !== 'response' && outcome !== 'error') return void response.writeHead(404).end()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    this.answers.push({ id, outcome, body: JSON.parse(Buffer.concat(chunks).toString()) })
    response.writeHead(202).end()
  }
}

let running: Running
let runtimeInterface: RuntimeInterface
let stock: Server
let child: ChildProcess
const [good, bad] = [newTraceId(), newTraceId()]

beforeAll(async () => {
  running = await startRunning()
  stock = createServer((_, response) => response.end('7')).listen(0, '127.0.0.1')
  await once(stock, 'listening')
  const url = `http://127.0.0.1:${(stock.address() as AddressInfo).port}/stock`
  runtimeInterface = new RuntimeInterface([
    { id: 'request-1', traceId: good, event: { order: 'o-1', stock: url, fail: false } },
    { id: 'request-2', traceId: bad, event: { order: 'o-2', stock: url, fail: true } },
  ])
  child = spawn(process.execPath, [fileURLToPath(new URL('apps/lambda-runtime.mjs', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      LAMBDA_TASK_ROOT: '/var/task',
      AWS_LAMBDA_FUNCTION_NAME: 'reserve-stock',
      AWS_LAMBDA_RUNTIME_API: await runtimeInterface.listen(),
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${running.port}`,
      AWS_XRAY_LOG_LEVEL: 'silent',
    },
    stdio: 'inherit',
  })
  await once(child, 'exit')
})
afterAll(async () => {
  child.kill()
  stock.close()
  runtimeInterface.close()
  await running.stop()
})

const tracesOf = async (...ids: string[]) =>
  (await running.client.send(new BatchGetTracesCommand({ TraceIds: ids }))).Traces ?? []
const graphOf = async (id: string) =>
  (await running.client.send(new GetTraceGraphCommand({ TraceIds: [id] }))).Services ?? []

it('the handler ran, and answered the runtime interface', () => {
  expect(runtimeInterface.answers).toEqual([
    { id: 'request-1', outcome: 'response', body: { status: 200 } },
    { id: 'request-2', outcome: 'error', body: { errorMessage: 'out of stock', errorType: 'Error' } },
  ])
})

it('its subsegments came by UDP, and are orphans for as long as their segment may still come', async () => {
  const traces = await eventually(
    () => tracesOf(good, bad),
    (found) => found.length === 2,
  )
  expect(traces.map((trace) => [trace.Segments, trace.Duration ?? null])).toEqual([
    [[], null],
    [[], null],
  ])
})

it('then the function is on the map, with what it called and how it ended', async () => {
  const services = await eventually(
    () => graphOf(good),
    (found) => found.length > 0,
    500,
  )
  const name = (line: string) => line.replace(/ [\d.]+ms/, '')
  expect(dumpServices(services).map(name).sort()).toEqual([
    '127.0.0.1 / remote [passive] 1 ok',
    'index.handler / AWS::Lambda::Function -> 127.0.0.1 / remote 1 ok',
    'index.handler / AWS::Lambda::Function [unknown, root] 1 ok',
    'index.handler / client -> index.handler / AWS::Lambda::Function 1 ok',
  ])
  const failed = await eventually(
    () => graphOf(bad),
    (found) => found.length > 0,
    500,
  )
  expect(dumpServices(failed).map(name)).toContain('index.handler / AWS::Lambda::Function [unknown, root] 1 fault')
})

it('its segment is marked inferred, and holds what was sent', async () => {
  const [trace] = await tracesOf(good)
  const [facade] = (trace?.Segments ?? []).map((segment) => JSON.parse(segment.Document ?? ''))
  expect(facade).toMatchObject({
    name: 'index.handler',
    origin: 'AWS::Lambda::Function',
    inferred: true,
    subsegments: [{ name: '## index.handler', annotations: { order: 'o-1' }, subsegments: [{ namespace: 'remote' }] }],
  })
  const window = { StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 60_000) }
  const found: (string | undefined)[] = []
  const question = { ...window, FilterExpression: 'annotation.order = "o-2" AND fault' }
  for await (const page of paginateGetTraceSummaries({ client: running.client }, question))
    found.push(...(page.TraceSummaries ?? []).map((summary) => summary.Id))
  expect(found).toEqual([bad])
})
