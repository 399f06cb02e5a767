import { operation } from '../operation.ts'
import { wireDestination } from '../wire/transaction-search.ts'

export const getTraceSegmentDestination = operation('GetTraceSegmentDestination', async (_input, { control, nowMs }) =>
  wireDestination(await control.transactionSearch.destination(nowMs() * 1000)),
)
