import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { isTraceId } from '../trace-id.ts'
import { windowOf } from '../window.ts'

export const startTraceRetrieval = operation('StartTraceRetrieval', (input, { retrievals }) => {
  const ids = [...new Set(input.TraceIds)]
  if (ids.length === 0) throw invalidRequest('Zero trace ids provided')
  for (const id of ids) if (!isTraceId(id)) throw invalidRequest(`Invalid trace id ${id}: incorrect id format`)
  return { RetrievalToken: retrievals.start(ids, windowOf(input.StartTime, input.EndTime)).token }
})
