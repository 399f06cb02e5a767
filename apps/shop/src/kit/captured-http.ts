import http from 'node:http'
import AWSXRay from 'aws-xray-sdk-core'
import { hostOf, loopbackLookup } from './hosts.ts'
import { type Answer, type Json, parseBody } from './http-answer.ts'
import { portOf } from './join.ts'
import type { PlaceName } from './messages.ts'

// Two captured copies of node:http: callees of the shop report themselves (`traced`), the world outside does not.
const toReporting = AWSXRay.captureHTTPs(http, true)
const toSilent = AWSXRay.captureHTTPs(http, false)
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 })

export class CallTimeout extends Error {
  override name = 'CallTimeout'
}

export type Call = { body?: Json; timeoutMs?: number; headers?: Record<string, string> }

export function call(place: PlaceName, method: string, path: string, options: Call = {}): Promise<Answer> {
  const { body, timeoutMs = 5000 } = options
  const host = hostOf[place]
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const client = place === 'bank' ? toSilent : toReporting
  return new Promise((resolve, reject) => {
    const request = client.request(
      {
        method,
        hostname: host,
        port: portOf(place),
        path,
        agent,
        lookup: loopbackLookup,
        headers: {
          host,
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
          ...options.headers,
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parseBody(text) }))
        response.on('error', reject)
      },
    )
    request.setTimeout(timeoutMs, () =>
      request.destroy(new CallTimeout(`${host} did not answer within ${timeoutMs} ms`)),
    )
    request.on('error', reject)
    request.end(payload)
  })
}
