import { StoreAway } from '../../ingest/commit.ts'
import { BufferFull } from '../../ingest/ingest.ts'
import { ApiError, invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'

export const putTraceSegments = operation('PutTraceSegments', async (input, { ingest, from }) => {
  if (input.TraceSegmentDocuments.length === 0) throw invalidRequest('Segments can not be empty')
  try {
    const unprocessed = await ingest.put(input.TraceSegmentDocuments, 'api', from)
    return {
      UnprocessedTraceSegments: unprocessed.map(({ id, code, message }) => ({
        Id: id,
        ErrorCode: code,
        Message: message,
      })),
    }
  } catch (error) {
    if (error instanceof BufferFull) throw new ApiError('ThrottledException', 'Rate exceeded', { cause: error })
    if (error instanceof StoreAway)
      throw new ApiError('ServiceUnavailable', 'The segments were not stored; send them again.', { cause: error })
    throw error
  }
})
