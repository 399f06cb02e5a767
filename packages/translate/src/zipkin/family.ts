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
  const byId = halvesById(spans, whole)
  const isServerHalf = (span: ZipkinSpan): boolean =>
    span.kind === 'server' && ((span.shared && !whole) || byId.get(keyOf(span.traceId, span.id))?.hasClient === true)

  return (span) => {
    if (isServerHalf(span)) return { id: serverId(span.id), parentId: span.id, remoteParent: true }
    if (span.parentId === null) return { id: span.id, parentId: null, remoteParent: false }
    const parents = byId.get(keyOf(span.traceId, span.parentId))
    const entersService = span.kind === 'server' || span.kind === 'consumer'
    const isWithin = parents?.services.has(span.local.service) === true
    const below =
      parents !== undefined &&
      parents.server !== null &&
      (!isWithin || parents.server.local.service === span.local.service) &&
      !isCaller(span, parents)
    return {
      id: span.id,
      parentId: below ? serverId(span.parentId) : span.parentId,
      remoteParent: entersService || (parents === undefined ? whole : !isWithin),
    }
  }
}

/** What is asked of all spans of one id, gathered once: thousands may bear the same. */
type Halves = {
  hasClient: boolean
  /** The first half that is a server's. */
  server: ZipkinSpan | null
  readonly services: Set<string | null>
}

function halvesById(spans: readonly ZipkinSpan[], whole: boolean): ReadonlyMap<string, Halves> {
  const byId = new Map<string, Halves>()
  const halvesOf = (span: ZipkinSpan): Halves => {
    const key = keyOf(span.traceId, span.id)
    const known = byId.get(key)
    if (known !== undefined) return known
    const halves: Halves = { hasClient: false, server: null, services: new Set() }
    byId.set(key, halves)
    return halves
  }
  for (const span of spans) {
    const halves = halvesOf(span)
    halves.services.add(span.local.service)
    if (span.kind === 'client') halves.hasClient = true
  }
  // The client may come after its server.
  for (const span of spans) {
    if (span.kind !== 'server') continue
    const halves = halvesOf(span)
    if (halves.server === null && ((span.shared && !whole) || halves.hasClient)) halves.server = span
  }
  return byId
}

const keyOf = (traceId: string, id: string) => `${traceId} ${id}`

/** A server below a client of the same id is that client's callee, not the work of another callee. */
const isCaller = (span: ZipkinSpan, parents: Halves): boolean => span.kind === 'server' && parents.hasClient

const serverId = (id: string) => derivedId(id, 'server')
