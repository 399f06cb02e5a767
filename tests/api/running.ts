/** A real service over a real store, and a client for it. */
import { createSocket } from 'node:dgram'
import { XRayClient } from '@aws-sdk/client-xray'
import { type TemporaryStore, temporaryStore } from '@roentgen/store/testing'
import { type RunningXray, startXray, type XrayOptions } from '../../apps/xray/src/index.ts'

export type Running = RunningXray & {
  readonly temporary: TemporaryStore
  readonly client: XRayClient
  readonly log: readonly string[]
  /** Stops the service and drops its database. */
  readonly stop: () => Promise<void>
}

export const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' }

export const clientOf = (endpoint: string, maxAttempts = 3) =>
  new XRayClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts })

export async function startRunning(
  options: Partial<XrayOptions> = {},
  given: TemporaryStore | null = null,
): Promise<Running> {
  const temporary = given ?? (await temporaryStore())
  const log: string[] = []
  const running = await startXray({
    store: temporary.store,
    port: 0,
    otlpPort: null,
    otlpGrpcPort: null,
    log: (line) => log.push(line),
    ...options,
  })
  const client = clientOf(running.url)
  return {
    ...running,
    temporary,
    client,
    log,
    stop: async () => {
      client.destroy()
      await running.close()
      await temporary.close()
    },
  }
}

export type RawReply = {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly text: string
}

/** Without any SDK: what is really on the wire. */
export async function post(
  url: string,
  body: string | object,
  headers: Record<string, string> = {},
): Promise<RawReply> {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text), text }
}

export async function sendUdp(port: number, ...datagrams: readonly string[]): Promise<void> {
  const socket = createSocket('udp4')
  for (const text of datagrams)
    await new Promise<void>((resolve, reject) =>
      socket.send(text, port, '127.0.0.1', (error) => (error === null ? resolve() : reject(error))),
    )
  await new Promise<void>((resolve) => socket.close(() => resolve()))
}

export const udpHeader = '{"format": "json", "version": 1}\n'

const hex = (digits: number) =>
  Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('')

export const newId = () => hex(16)
export const newTraceId = (seconds = Math.floor(Date.now() / 1000)) =>
  `1-${seconds.toString(16).padStart(8, '0')}-${hex(24)}`

/** A segment that ended now. */
export function segment(members: Readonly<Record<string, unknown>> = {}) {
  const end = Date.now() / 1000
  return { trace_id: newTraceId(), id: newId(), name: 'web', start_time: end - 0.25, end_time: end, ...members }
}

/** Asks until the answer is good; the test's own time limit ends it. */
export async function eventually<T>(ask: () => Promise<T>, good: (answer: T) => boolean, everyMs = 100): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (good(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
