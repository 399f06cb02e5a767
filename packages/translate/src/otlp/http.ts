import { isIP } from 'node:net'
import type { WireHttp } from '@roentgen/trace'
import { Attributes } from './attributes.ts'
import type { OtlpEvent, SpanKind } from './message.ts'

export type HttpFacts = { readonly http: WireHttp | null; readonly status: number | null }

/** Any of these makes a span one of HTTP (facts 10.3); an address alone does not. */
const telling = [
  'http.method',
  'http.request.method',
  'http.client_ip',
  'http.user_agent',
  'user_agent.original',
  'http.status_code',
  'http.response.status_code',
  'http.url',
  'url.full',
  'http.scheme',
  'url.scheme',
  'http.host',
  'http.target',
  'http.server_name',
  'net.host.port',
  'url.path',
  'url.query',
]

/** The `http` block; null when the span says nothing of HTTP: then its addresses stay what they are. */
export function httpOf(attributes: Attributes, kind: SpanKind, events: readonly OtlpEvent[]): HttpFacts {
  if (!telling.some((key) => attributes.has(key))) return { http: null, status: null }
  const method = methodOf(attributes)
  const url = urlOf(attributes, kind)
  const status = attributes.number('http.status_code', 'http.response.status_code')
  const userAgent = attributes.text('http.user_agent', 'user_agent.original')
  const length = responseBytes(attributes) ?? receivedBytes(events)
  const request = {
    ...(method === null ? {} : { method }),
    ...(url === null ? {} : { url }),
    ...(userAgent === null ? {} : { user_agent: userAgent }),
    ...clientOf(attributes),
  }
  const response = {
    ...(status === null ? {} : { status: Math.trunc(status) }),
    ...(length === null ? {} : { content_length: length }),
  }
  return { http: { request, ...(Object.keys(response).length === 0 ? {} : { response }) }, status }
}

/** New conventions write `_OTHER` for a method they do not know, and the method itself beside it. */
function methodOf(a: Attributes): string | null {
  const original = a.peek('http.request.method') === '_OTHER' ? a.text('http.request.method_original') : null
  const method = a.text('http.method', 'http.request.method')
  return original ?? method
}

/** `client_ip` of the caller, or of whoever a proxy in between says it was. */
function clientOf(attributes: Attributes): { client_ip?: string; x_forwarded_for?: boolean } {
  const peer = addressOf(attributes, ['net.sock.peer.addr', 'net.peer.ip'], 'network.peer.address')
  const given = addressOf(attributes, ['http.client_ip'], 'client.address')
  const marked = attributes.text('aws.xray.x_forwarded_for') === 'true'
  const client = given ?? peer
  if (client === null) return {}
  return { client_ip: client, ...(marked || (given !== null && peer === null) ? { x_forwarded_for: true } : {}) }
}

/** New names may hold a host's name or a socket's path, which is no IP. */
function addressOf(a: Attributes, old: readonly string[], now: string): string | null {
  const text = a.text(...old)
  if (text !== null) return text
  return isIP(a.peekText(now) ?? '') === 0 ? null : a.text(now)
}

function urlOf(attributes: Attributes, kind: SpanKind): string | null {
  const whole = attributes.text('http.url', 'url.full')
  const scheme = attributes.text('http.scheme', 'url.scheme') ?? 'http'
  const query = attributes.text('url.query')
  const path = attributes.text('url.path')
  const target = attributes.text('http.target') ?? joined(path, query)
  const port = attributes.text('server.port', 'net.host.port')
  const peerPort = attributes.text('net.peer.port')
  const host =
    attributes.text('http.host', 'server.address', 'http.server_name', 'net.host.name') ??
    (kind === 'client' ? attributes.text('net.peer.name', 'net.peer.ip') : null)
  if (whole !== null) return whole
  if (host === null) return target
  const usedPort = port ?? (kind === 'client' ? peerPort : null)
  const authority = usedPort === null || host.includes(':') || isUsual(scheme, usedPort) ? host : `${host}:${usedPort}`
  return `${scheme}://${authority}${target ?? '/'}`
}

function joined(path: string | null, query: string | null): string | null {
  if (query === null) return path
  return `${path ?? '/'}${query.startsWith('?') ? '' : '?'}${query}`
}

const isUsual = (scheme: string, port: string) => port === (scheme === 'https' ? '443' : '80')

const responseBytes = (a: Attributes): number | null =>
  a.number('http.response_content_length', 'http.response.body.size', 'http.response.size')

/** gRPC instrumentation writes one event per message. */
function receivedBytes(events: readonly OtlpEvent[]): number | null {
  let bytes = 0
  for (const event of events) {
    // Most events are none of these: they are not unwrapped to find out.
    if (!event.attributes?.some(({ key }) => key === 'message.type' || key === 'rpc.message.type')) continue
    const attributes = new Attributes(event.attributes)
    if (attributes.text('message.type', 'rpc.message.type') !== 'RECEIVED') continue
    bytes += attributes.number(...messageSizes) ?? 0
  }
  return bytes === 0 ? null : bytes
}

const messageSizes = [
  'message.uncompressed_size',
  'rpc.message.uncompressed_size',
  'messaging.message_payload_size_bytes',
  'messaging.message.body.size',
]
