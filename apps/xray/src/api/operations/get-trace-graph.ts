import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { isTraceId } from '../trace-id.ts'
import { wireServices } from '../wire/graph.ts'

/** One id was accepted when recorded, one to five in the newest reference: the wider is taken. */
const mostIds = 5

export const getTraceGraph = operation('GetTraceGraph', async (input, { store, control }) => {
  const ids = [...new Set(input.TraceIds)]
  if (ids.length === 0) throw invalidRequest('Zero trace ids provided')
  if (ids.length > mostIds) throw invalidRequest(`Exceeding maximum query size: ${mostIds}`)
  if (!ids.every(isTraceId)) throw invalidRequest('Invalid traceId. ErrorCode: InvalidId')
  if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
  const graph = await store.graphOfTraces(ids)
  if (graph.nodes.length === 0) {
    const known = await control.transactionSearch.visible(await store.documents(ids))
    if (known.size === 0) throw invalidRequest('Trace id not found')
  }
  return { Services: wireServices(graph, 'without-times'), NextToken: null }
})
