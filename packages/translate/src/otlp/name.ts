import type { Attributes } from './attributes.ts'
import type { SpanKind } from './message.ts'

export type Named = { readonly name: string; readonly namespace: 'aws' | 'remote' | null }

export type NameContext = {
  readonly kind: SpanKind
  readonly isSegment: boolean
  readonly localRoot: boolean
  readonly spanName: string
  readonly serviceName: string | null
}

/** The name on the map and the namespace (facts 10.2). The first rule that finds something wins. */
export function nameOf(a: Attributes, context: NameContext): Named {
  const { kind, localRoot } = context
  const isCall = kind === 'client' || kind === 'producer' || kind === 'consumer'
  const awsApi = a.text('rpc.system') === 'aws-api'
  const remoteService = isCall ? a.text('aws.remote.service') : null
  const localService = kind === 'server' || (kind === 'internal' && localRoot) ? a.text('aws.local.service') : null
  const peer = a.text('peer.service')
  const awsService = a.text('aws.service')
  const found =
    localService ??
    (remoteService !== null && awsApi ? withoutPrefix(remoteService) : remoteService) ??
    (serves(context) ? null : peer) ??
    awsService ??
    databaseName(a) ??
    (serves(context) ? context.serviceName : null) ??
    peer ??
    a.text('rpc.service') ??
    textAt(a, 'http.host') ??
    textAt(a, 'net.peer.name') ??
    cleaned(context.spanName)
  const namespace =
    awsApi || (awsService !== null && found === awsService)
      ? 'aws'
      : kind === 'client' || (isCall && remoteService !== null)
        ? 'remote'
        : null
  return { name: found, namespace }
}

/**
 * A span that is the service's own record of a request. The exporter reads `service.name` for SERVER alone; here also for other roots
 * (a worker's INTERNAL, a CONSUMER): a node named after a span ("process batch") says nothing on a map.
 */
const serves = ({ kind, isSegment }: NameContext) => kind === 'server' || (isSegment && kind !== 'client')

/** Left unconsumed: the http block reads them too. */
function textAt(a: Attributes, key: string): string | null {
  const value = a.peek(key)
  return typeof value === 'string' && value !== '' ? value : null
}

const withoutPrefix = (name: string) => name.replace(/^AWS\.SDK\./, '').replace(/^AWS::/, '')

function databaseName(a: Attributes): string | null {
  const name = textAt(a, 'db.name')
  if (name === null) return null
  const connection = textAt(a, 'db.connection_string')?.replace(/^jdbc:/, '')
  if (connection === undefined || !URL.canParse(connection)) return name
  const { hostname } = new URL(connection)
  return hostname === '' ? name : `${name}@${hostname}`
}

const illegal = /[^ \p{L}\p{N}\p{Z}_.:/%&#=+,\-@]/gu

function cleaned(name: string): string {
  const kept = name.replace(illegal, '').slice(0, 200)
  return kept === '' ? 'span' : kept
}
