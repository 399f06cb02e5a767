import http, { type IncomingMessage } from 'node:http'
import { field, parseBody, readBody } from '../kit/http-answer.ts'
import { listen } from '../kit/listen.ts'
import { isScenarioId, type ScenarioId, scenarioStates } from '../scenarios.ts'

export type Switches = {
  on: () => ReadonlySet<ScenarioId>
  set: (id: ScenarioId, on: boolean) => Promise<void>
  /** For people who look: process ids, answers given so far. */
  status: () => object
}

/** A page of another site may send requests here through the reader's browser; its name would stand in Host or Origin. */
function isLocal(request: IncomingMessage): boolean {
  const names = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/
  const { host, origin } = request.headers
  return (
    host !== undefined && names.test(host) && (origin === undefined || names.test(origin.replace(/^https?:\/\//, '')))
  )
}

/** `GET /scenarios`, `POST /scenarios/:id` with `{"on": true}`, `GET /status`; loopback only. */
export async function startControl(switches: Switches, atPort = 0) {
  const server = http.createServer((request, response) => {
    const send = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(JSON.stringify(body))
    }
    answer(request, switches)
      .then(({ status, body }) => send(status, body))
      .catch((error: unknown) => send(500, { error: String(error) }))
  })
  const port = await listen(server, atPort)
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function answer(request: IncomingMessage, switches: Switches): Promise<{ status: number; body: object }> {
  if (!isLocal(request))
    return {
      status: 403,
      body: { error: 'The control API answers requests made to this machine by its own name only.' },
    }
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
  const list = () => ({ status: 200, body: { scenarios: scenarioStates(switches.on()) } })
  if (request.method === 'GET' && path === '/scenarios') return list()
  if (request.method === 'GET' && path === '/status') return { status: 200, body: switches.status() }
  const id = /^\/scenarios\/([a-z-]+)$/.exec(path)?.[1]
  if (request.method !== 'POST' || id === undefined)
    return { status: 404, body: { error: 'There is GET /scenarios and POST /scenarios/:id.' } }
  if (!isScenarioId(id)) return { status: 404, body: { error: `There is no scenario "${id}".` } }
  const on = field(parseBody(await readBody(request)), 'on')
  if (typeof on !== 'boolean') return { status: 400, body: { error: 'Send {"on": true} or {"on": false}.' } }
  await switches.set(id, on)
  return list()
}
