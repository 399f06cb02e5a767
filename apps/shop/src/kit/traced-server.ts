import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import AWSXRay from 'aws-xray-sdk-core'
import { type Answer, type Json, parseBody, readBody } from './http-answer.ts'
import { onStop } from './join.ts'
import { listen } from './listen.ts'
import { annotate, setUser } from './segment.ts'

export type Request = { parameter: string; query: URLSearchParams; body: Json; user: string; plan: string }
export type Route = { method: string; path: RegExp; handle: (request: Request) => Promise<Answer> }

/** A plain node:http server whose requests are segments, the way the SDK's own framework middlewares do it. Answers its port. */
export async function serveTraced(name: string, routes: readonly Route[]): Promise<number> {
  AWSXRay.middleware.setDefaultName(name)
  const server = http.createServer((request, response) => {
    const segment = AWSXRay.middleware.traceRequestResponseCycle(request, response)
    const namespace = AWSXRay.getNamespace()
    namespace.bindEmitter(request)
    namespace.bindEmitter(response)
    namespace.run(() => {
      AWSXRay.setSegment(segment)
      void answer(request, response, routes).catch((error: unknown) => {
        segment.addError(error instanceof Error ? error : String(error))
        send(response, { status: statusOf(error), body: { error: String(error) } })
      })
    })
  })
  const port = await listen(server)
  onStop(() => new Promise((resolve) => server.close(() => resolve())))
  return port
}

async function answer(request: IncomingMessage, response: ServerResponse, routes: readonly Route[]): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://shop.internal')
  const user = String(request.headers['x-shop-user'] ?? '')
  const plan = String(request.headers['x-shop-plan'] ?? '')
  setUser(user)
  annotate({ version: process.env.npm_package_version ?? 'unknown' })
  if (plan) annotate({ plan })
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(url.pathname) : null
    if (!match) continue
    const body = parseBody(await readBody(request))
    send(response, await route.handle({ parameter: match[1] ?? '', query: url.searchParams, body, user, plan }))
    return
  }
  send(response, { status: 404, body: { error: 'no such page' } })
}

export function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const payload = JSON.stringify(body)
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
  })
  response.end(payload)
}

/** An error may say which status it deserves; most do not. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
}
