/** Plays a recording: a request to it sends its documents to the daemon, one datagram each. */
import { newId, sendUdp } from '../../api/running.ts'
import type { Application } from '../application.ts'
import type { Recording } from './recording.ts'

/** The address that recorded calls to a service of one's own name. */
export const ownUrl = 'http://recorded.internal'

export function playRecording({ version, header, routes }: Recording, name: string, port: number): Application {
  const ask: Application['ask'] = async (path, headers = {}) => {
    const url = new URL(path, ownUrl)
    const route = routes[url.pathname]
    if (route === undefined) throw new Error(`nothing is recorded for ${url.pathname}`)
    const traceId = /Root=([^;]+)/.exec(headers['x-amzn-trace-id'] ?? '')?.[1] ?? ''
    const { status, documents } = route({ traceId, end: Date.now() / 1000, newId, name, query: url.searchParams })
    await sendUdp(port, ...documents.map((document) => `${header}\n${JSON.stringify(document)}`))
    return { status, traceId, text: 'recorded' }
  }
  return { version: `${version}, documents`, url: ownUrl, ask, stop: async () => {} }
}
