/** Two real services, each behind a load balancer that does with the trace header what ELB does (facts 9.3), and sends nothing. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { BatchGetTracesCommand, GetTraceGraphCommand } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dumpServices } from '../api/dump-services.ts'
import { eventually, newTraceId, type Running, startRunning } from '../api/running.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const headerName = 'x-amzn-trace-id'

/** Adds `Root`, or `Self` where there is a root already, and passes the rest on untouched. */
class Balancer {
  readonly passed: string[] = []
  readonly added: string[] = []
  readonly #server: Server
  target = 0

  constructor() {
    this.#server = createServer((incoming, response) => {
      const given = incoming.headers[headerName]
      const own = newTraceId()
      this.added.push(own)
      const header = given === undefined ? `Root=${own}` : `Self=${own};${given}`
      this.passed.push(header)
      const headers = { ...incoming.headers, [headerName]: header, 'x-forwarded-for': '198.51.100.7' }
      const path = incoming.url ?? '/'
      const outgoing = request({ host: '127.0.0.1', port: this.target, path, headers }, (answer) =>
        answer.pipe(response),
      )
      outgoing.on('error', () => response.writeHead(502).end())
      outgoing.end()
    })
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

let running: Running
const [outer, inner] = [new Balancer(), new Balancer()]
const children: ChildProcess[] = []

/** Resolves with its port. */
async function start(name: string, next: string | null): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('apps/service.mjs', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      NAME: name,
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${running.port}`,
      AWS_XRAY_LOG_LEVEL: 'silent',
      ...(next === null ? {} : { NEXT: next }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = await once(child.stdout ?? child, 'data')
  return Number(String(line))
}

beforeAll(async () => {
  running = await startRunning()
  inner.target = await start('stock', null)
  outer.target = await start('storefront', `${await inner.listen()}/items/7`)
})
afterAll(async () => {
  for (const child of children) child.kill()
  outer.close()
  inner.close()
  await running.stop()
})

it('the header goes through both: one trace, two services, and no node for a balancer', async () => {
  const answer = await fetch(`${await outer.listen()}/`)
  expect([answer.status, await answer.text()]).toEqual([200, '7'])
  const [root = ''] = outer.added
  const [self = ''] = inner.added
  const parent = /Parent=([0-9a-f]{16})/.exec(inner.passed[0] ?? '')?.[1] ?? ''
  expect(inner.passed).toEqual([expect.stringContaining(`Self=${self};`)])
  expect(inner.passed[0]).toContain(`Root=${root}`)

  const { Traces } = await eventually(
    () => running.client.send(new BatchGetTracesCommand({ TraceIds: [root, self] })),
    (found) => (found.Traces?.[0]?.Segments ?? []).length === 2,
  )
  expect(Traces?.map((trace) => trace.Id)).toEqual([root])
  const documents = (Traces?.[0]?.Segments ?? []).map((segment) => JSON.parse(segment.Document ?? ''))
  const of = (name: string) => documents.find((document) => document.name === name)
  expect(of('storefront')).toMatchObject({ http: { request: { client_ip: '198.51.100.7', x_forwarded_for: true } } })
  expect(of('storefront').parent_id).toBeUndefined()
  expect(of('storefront').subsegments).toMatchObject([{ id: parent, namespace: 'remote' }])
  expect(of('stock').parent_id).toBe(parent)

  // Documents are read as soon as they are stored, the graph once both are assembled.
  const { Services } = await eventually(
    () => running.client.send(new GetTraceGraphCommand({ TraceIds: [root] })),
    ({ Services = [] }) =>
      Services.length === 3 &&
      Services.every((one) => one.Type === 'client' || one.SummaryStatistics?.TotalCount === 1),
  )
  expect(
    dumpServices(Services ?? [])
      .map((line) => line.replace(/ [\d.]+ms/, ''))
      .sort(),
  ).toEqual([
    'stock / null [active] 1 ok',
    'storefront / client -> storefront / null 1 ok',
    'storefront / null -> stock / null 1 ok alias 127.0.0.1 / remote',
    'storefront / null [active, root] 1 ok',
  ])
})
