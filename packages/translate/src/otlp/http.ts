import type { WireHttp } from '@roentgen/trace'
import { Attributes } from './attributes.ts'
import type { OtlpEvent, SpanKind } from './message.ts'

export type HttpFacts = { readonly http: WireHttp | null; readonly status: number | null }

/** The `http` block (facts 10.3); null when the span says nothing of HTTP. */
export function httpOf(attributes: Attributes, kind: SpanKind, events: readonly OtlpEvent[]): HttpFacts {
  const method = attributes.text('http.method', 'http.request.method')
  const url = urlOf(attributes, kind)
  const status = attributes.number('http.status_code', 'http.response.status_code')
  const userAgent = attributes.text('http.user_agent', 'user_agent.original')
  const client = clientOf(attributes)
  const length = attributes.number('http.response_content_length') ?? (status === null ? null : receivedBytes(events))
  if (method === null && url === null && status === null) return { http: null, status: null }
  const request = {
    ...(method === null ? {} : { method }),
    ...(url === null ? {} : { url }),
    ...(userAgent === null ? {} : { user_agent: userAgent }),
    ...client,
  }
  const response = {
    ...(status === null ? {} : { status: Math.trunc(status) }),
    ...(length === null ? {} : { content_length: length }),
  }
  return { http: { request, ...(Object.keys(response).length === 0 ? {} : { response }) }, status }
}

function clientOf(attributes: Attributes): { client_ip?: string; x_forwarded_for?: boolean } {
  const peer = attributes.text('net.sock.peer.addr', 'net.peer.ip', 'network.peer.address')
  const given = attributes.text('http.client_ip', 'client.address')
  if (given !== null) return { client_ip: given, ...(peer === null ? { x_forwarded_for: true } : {}) }
  return peer === null ? {} : { client_ip: peer }
}

function urlOf(attributes: Attributes, kind: SpanKind): string | null {
  const whole = attributes.text('http.url', 'url.full')
  const scheme = attributes.text('http.scheme', 'url.scheme') ?? 'http'
  const query = attributes.text('url.query')
  const path = attributes.text('url.path')
  const target = attributes.text('http.target') ?? (path === null ? null : query === null ? path : `${path}?${query}`)
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

const isUsual = (scheme: string, port: string) => port === (scheme === 'https' ? '443' : '80')

/** gRPC instrumentation writes one event per message. */
function receivedBytes(events: readonly OtlpEvent[]): number | null {
  let bytes = 0
  for (const event of events) {
    if (event.name !== 'message') continue
    const attributes = new Attributes(event.attributes)
    if (attributes.text('message.type') !== 'RECEIVED') continue
    bytes += attributes.number('message.uncompressed_size') ?? 0
  }
  return bytes === 0 ? null : bytes
}
