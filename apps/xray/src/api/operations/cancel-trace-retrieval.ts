import { operation } from '../operation.ts'

export const cancelTraceRetrieval = operation('CancelTraceRetrieval', (input, { retrievals }) => {
  retrievals.cancel(input.RetrievalToken)
  return {}
})
