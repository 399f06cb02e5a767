import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { wireDestination } from '../wire/transaction-search.ts'

export const updateTraceSegmentDestination = operation(
  'UpdateTraceSegmentDestination',
  async (input, { control, nowMs }) => {
    if (input.Destination === null) throw invalidRequest('Destination must be XRay or CloudWatchLogs')
    return wireDestination(await control.transactionSearch.setDestination(input.Destination, nowMs() * 1000))
  },
)
