/** The graph of retrieved traces, assembled from their documents: most of them are in no table of assembled ones. */

import type { Store } from '@roentgen/store'
import {
  type AssembledTrace,
  assemble,
  graphFromTraces,
  linkTargets,
  type NodeKey,
  type ServiceGraph,
  type TraceDocument,
  type TraceId,
} from '@roentgen/trace'
import { mostTraceBytes } from '../assembly/limits.ts'
import { parsedDocument } from '../stored-documents.ts'

export type GraphLink = {
  readonly ReferenceType: 'parent'
  readonly SourceTraceId: TraceId
  readonly DestinationTraceIds: readonly TraceId[]
}

type Service = { readonly Name: string; readonly Type: string | null }

const mostLinks = 100

export async function graphOfRetrieved(
  store: Pick<Store, 'documentsWithin'>,
  ids: readonly TraceId[],
): Promise<{ graph: ServiceGraph; linksOf: (service: Service) => readonly GraphLink[] }> {
  const traces: Pick<AssembledTrace, 'served' | 'called'>[] = []
  const links = new Map<string, GraphLink[]>()
  // One at a time: each may be as large as a trace may be.
  for (const asked of ids) {
    for (const [id, { documents: stored }] of await store.documentsWithin([asked], mostTraceBytes)) {
      const documents = stored.flatMap((one) => parsedDocument(one) ?? [])
      if (documents.length === 0) continue
      const { served, called, summary } = assemble(documents, { settled: true })
      traces.push({ served, called })
      addLinks(links, id, documents, summary.entryPoint)
    }
  }
  return {
    graph: graphFromTraces(traces),
    linksOf: ({ Name, Type }) => links.get(placeOf(Name, Type))?.slice(0, mostLinks) ?? [],
  }
}

const placeOf = (name: string, type: string | null) => `${type ?? ''}\u0000${name}`

/** A trace that was begun by others names them: they are its parents, told at the service where it begins. */
function addLinks(
  links: Map<string, GraphLink[]>,
  id: TraceId,
  documents: readonly TraceDocument[],
  entry: NodeKey | null,
): void {
  const linked = [...new Set(linkTargets(documents).map(({ traceId }) => traceId))]
  if (entry === null || linked.length === 0) return
  const place = placeOf(entry.name, entry.type)
  const link: GraphLink = {
    ReferenceType: 'parent',
    SourceTraceId: id,
    DestinationTraceIds: linked.slice(0, mostLinks),
  }
  links.set(place, [...(links.get(place) ?? []), link])
}
