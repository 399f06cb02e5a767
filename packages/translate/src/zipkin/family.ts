/**
 * Ids and parents. Zipkin's client and server may write two halves of one span under one id; X-Ray knows one document by one id, so the
 * server's half gets an id of its own, below the client's:
 *
 *     client  id 1 ─┐                        client  id 1
 *     server  id 1 ─┴─ shared       ==>        server  id 1' , parent 1
 *       work  id 2, parent 1                     work  id 2, parent 1'
 *
 * Whose child `work` is can only be seen among spans that are sent together: the server's, unless its service is the client's. Work sent apart
 * from the server's half stays below the client's.
 */
import { derivedId } from '../otlp/cause.ts'
import type { ZipkinSpan } from './span.ts'

export type Place = {
  readonly id: string
  readonly parentId: string | null
  /** The parent is of another service, as far as can be seen. */
  readonly remoteParent: boolean
}

/**
 * `whole`: there are no other spans of these traces than these. Then a server's half without a client's is a span like any other, and one
 * whose parent is missing has nothing above it.
 */
export function placesOf(spans: readonly ZipkinSpan[], whole: boolean): (span: ZipkinSpan) => Place {
  const byId = new Map<string, ZipkinSpan[]>()
  const key = (traceId: string, id: string) => `${traceId} ${id}`
  for (const span of spans) {
    const own = key(span.traceId, span.id)
    const halves = byId.get(own)
    if (halves === undefined) byId.set(own, [span])
    else halves.push(span)
  }
  const halvesOf = (traceId: string, id: string) => byId.get(key(traceId, id)) ?? []
  const isServerHalf = (span: ZipkinSpan): boolean =>
    span.kind === 'server' &&
    ((span.shared && !whole) || halvesOf(span.traceId, span.id).some((half) => half.kind === 'client'))

  return (span) => {
    if (isServerHalf(span)) return { id: serverId(span.id), parentId: span.id, remoteParent: true }
    if (span.parentId === null) return { id: span.id, parentId: null, remoteParent: false }
    const parents = halvesOf(span.traceId, span.parentId)
    const entersService = span.kind === 'server' || span.kind === 'consumer'
    const within = parents.filter((parent) => parent.local.service === span.local.service)
    const server = parents.find(isServerHalf)
    const below = server !== undefined && (within.length === 0 || within.includes(server)) && !isCaller(span, parents)
    return {
      id: span.id,
      parentId: below ? serverId(server.id) : span.parentId,
      remoteParent: entersService || (parents.length === 0 ? whole : within.length === 0),
    }
  }
}

/** A server below a client of the same id is that client's callee, not the work of another callee. */
const isCaller = (span: ZipkinSpan, parents: readonly ZipkinSpan[]): boolean =>
  span.kind === 'server' && parents.some((parent) => parent.kind === 'client')

const serverId = (id: string) => derivedId(id, 'server')
