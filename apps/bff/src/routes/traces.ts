/** The trace list, one trace, its entities, documents and map; users. */
import { buildTree, graphFromTraces, OWN_ACCOUNT, parseTraceId, type TraceId } from '@roentgen/trace'
import { ApiError } from '../http/errors.ts'
import { entityReply } from '../reply/entity.ts'
import { graphReply, secondsOf, windowReply } from '../reply/graph.ts'
import { traceRow, userRow } from '../reply/list.ts'
import { traceReply } from '../reply/trace.ts'
import { assembleTraces } from '../source/assembled.ts'
import type { SourceTrace, UserSubject } from '../source/port.ts'
import { type Context, routes, server } from './context.ts'
import { edgeOf, nodeOf, questionOf } from './question.ts'

function traceIdOf(text: string): TraceId {
  const id = parseTraceId(text.trim())
  if (id) return id
  throw new ApiError(
    'BAD_REQUEST',
    `"${text}" is not a trace id: 1-5759e988-bd862e3fe1be46a994272793, or 32 hex digits`,
  )
}

function userSubjectOf(query: { node?: string | undefined; edge?: string | undefined }): UserSubject {
  if (query.node) return { kind: 'node', node: nodeOf(query.node) }
  return query.edge ? { kind: 'edge', ...edgeOf(query.edge) } : { kind: 'all' }
}

export function serveTraces(context: Context): void {
  const serve = server(context)
  const read = async (query: { source?: string | undefined }, text: string | undefined) => {
    const { source } = context.registry.find(query.source)
    const id = traceIdOf(text ?? '')
    const trace = (await source.documents([id])).get(id)
    if (!trace) {
      throw new ApiError('NOT_FOUND', `There is no trace ${id} on ${source.label}: not sent yet, or no longer kept`)
    }
    return { source, trace, account: (await source.ownAccount()) ?? OWN_ACCOUNT }
  }

  serve(routes.traces, async ({ query }) => {
    const { source, window, within } = await questionOf(query, context)
    const page = await source.traces(window, within, { limit: query.limit, after: query.after ?? null })
    return {
      window: windowReply(window),
      traces: page.traces.map(traceRow),
      next: page.next,
      scanned: page.scanned,
      reached: secondsOf(page.reachedUs),
      exactness: page.exactness,
    }
  })

  serve(
    routes.trace,
    async ({ query, params }) => {
      const { trace, account } = await read(query, params.id)
      return traceReply(trace, account)
    },
    'kept',
  )

  serve(
    routes.entity,
    async ({ query, params }) => {
      const { trace, account } = await read(query, params.id)
      const entity = entityReply(buildTree(trace.documents, account), params.entity ?? '')
      if (entity) return entity
      throw new ApiError('NOT_FOUND', `The trace has no segment or subsegment ${params.entity}`)
    },
    'kept',
  )

  serve(
    routes.rawTrace,
    async ({ query, params }) => {
      const { trace } = await read(query, params.id)
      return { id: trace.traceId, documents: trace.documents.map(({ document }) => document) }
    },
    'kept',
  )

  serve(routes.traceGraph, async ({ query, params }) => {
    const { source, trace, account } = await read(query, params.id)
    const [assembled] = await assembleTraces(source, new Map<TraceId, SourceTrace>([[trace.traceId, trace]]), account)
    const { startUs = 0, endUs = 0 } = assembled?.summary ?? {}
    return graphReply(graphFromTraces(assembled ? [assembled] : []), {
      source: source.id,
      window: { fromUs: startUs, toUs: endUs },
      asOfUs: context.now() * 1000,
      exactness: { kind: 'exact' },
      // One request says nothing about an objective.
      objectives: [],
      labelOf: await context.names.labelOf(),
      filtered: false,
      sampleHistory: null,
    })
  })

  serve(routes.users, async ({ query }) => {
    const { source, window, within } = await questionOf(query, context)
    const answer = await source.users(window, {
      subject: userSubjectOf(query),
      filter: within,
      affectedOnly: query.affected === '1',
      find: query.q ?? '',
      limit: query.limit,
    })
    return {
      window: windowReply(window),
      users: answer.users.map(userRow),
      total: answer.totalUsers,
      affected: answer.affectedUsers,
      exactness: answer.exactness,
    }
  })
}
