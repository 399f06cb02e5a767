import type { Attributes } from './attributes.ts'
import { databaseSystem, destinationOf, isAwsApi, rpcOf, serverOf } from './convention.ts'
import { isCallKind, type SpanKind } from './message.ts'

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
  const isCall = isCallKind(kind)
  const awsApi = isAwsApi(a)
  const rpc = rpcOf(a)
  const remoteService = isCall ? a.peekText('aws.remote.service') : null
  const localService = kind === 'server' || (kind === 'internal' && localRoot) ? a.peekText('aws.local.service') : null
  const peer = a.peekText('peer.service', 'service.peer.name')
  const awsService = a.peekText('aws.service')
  const destination = isCall && !awsApi ? destinationOf(a) : null
  const found =
    localService ??
    (remoteService !== null && awsApi ? withoutPrefix(remoteService) : remoteService) ??
    (serves(context) ? null : peer) ??
    awsService ??
    // A table is no service: `DynamoDB` names the call, the table its node.
    (awsApi ? rpc.service : null) ??
    databaseName(a) ??
    (serves(context) ? context.serviceName : null) ??
    peer ??
    destination ??
    rpc.service ??
    (isCall ? a.peekText('faas.invoked_name') : null) ??
    a.peekText('http.host') ??
    serverOf(a) ??
    (isCall ? (hostOf(a.peekText('http.url', 'url.full')) ?? databaseSystem(a)) : null) ??
    cleaned(context.spanName)
  return { name: found, namespace: namespaceOf() }

  function namespaceOf(): Named['namespace'] {
    if (awsApi || (awsService !== null && found === awsService)) return 'aws'
    if (kind === 'client' || (isCall && remoteService !== null)) return 'remote'
    return kind === 'producer' && destination !== null ? 'remote' : null
  }
}

/**
 * A span that is the service's own record of a request. The exporter reads `service.name` for SERVER alone; here also for other roots
 * (a worker's INTERNAL, a CONSUMER): a node named after a span ("process batch") says nothing on a map.
 */
const serves = ({ kind, isSegment }: NameContext) => kind === 'server' || (isSegment && kind !== 'client')

const withoutPrefix = (name: string) => name.replace(/^AWS\.SDK\./, '').replace(/^AWS::/, '')

/** `name@host`. Old conventions know the host by the connection string, new ones by `server.address`. */
function databaseName(a: Attributes): string | null {
  const old = a.peekText('db.name')
  if (old !== null) return withHost(old, hostOf(a.peekText('db.connection_string')?.replace(/^jdbc:/, '') ?? null))
  const namespace = a.peekText('db.namespace')
  // Redis numbers its databases: that is no name.
  if (databaseSystem(a) === null || namespace === null || /^\d+$/.test(namespace)) return null
  // Of several parts (`database|schema`), `|` may not stand in a name.
  return withHost(namespace.replaceAll('|', '.'), a.peekText('server.address'))
}

const withHost = (name: string, host: string | null) => (host === null ? name : `${name}@${host}`)

function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  return new URL(url).hostname || null
}

const illegal = /[^ \p{L}\p{N}\p{Z}_.:/%&#=+,\-@]/gu

function cleaned(name: string): string {
  const kept = name.replace(illegal, '').slice(0, 200)
  return kept === '' ? 'span' : kept
}
