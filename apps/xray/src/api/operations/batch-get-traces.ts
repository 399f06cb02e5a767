import { mostTraceBytes } from '../../assembly/limits.ts'
import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { isTraceId } from '../trace-id.ts'
import { wireTrace } from '../wire/trace.ts'

const mostIds = 5

export const batchGetTraces = operation('BatchGetTraces', async (input, { store, control, nowMs }) => {
  const ids = input.TraceIds
  if (ids.length > mostIds) throw invalidRequest(`Exceeding maximum query size: ${mostIds}`)
  for (const id of ids) if (!isTraceId(id)) throw invalidRequest(`Invalid trace id ${id}: incorrect id format`)
  if (new Set(ids).size < ids.length) throw invalidRequest('Containing duplicate trace ids')
  if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
  const read = await store.documentsWithin(ids, mostTraceBytes)
  const documentsOf = new Map([...read].map(([id, { documents }]) => [id, documents]))
  const found = await control.transactionSearch.visible(documentsOf)
  const traces: object[] = []
  const unprocessed: string[] = []
  for (const [id, documents] of found) {
    try {
      traces.push(wireTrace(id, documents, nowMs(), read.get(id)?.limitExceeded))
    } catch (error) {
      // Nested deeper than can be written as JSON: the other traces are answered all the same.
      if (!(error instanceof RangeError)) throw error
      unprocessed.push(id)
    }
  }
  return {
    Traces: traces,
    UnprocessedTraceIds: unprocessed,
    NextToken: null,
  }
})
