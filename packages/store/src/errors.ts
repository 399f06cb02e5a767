/** The two ways in which the store fails: it may work later, or it will not. Retries are the caller's business. */

/** ClickHouse is away, too busy or out of room: the same request may succeed later. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** ClickHouse refused: the same request would be refused again. `code` is ClickHouse's own number, null when the answer made no sense. */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly code: number | null
  constructor(message: string, code: number | null, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/**
 * ClickHouse's numbers for trouble that passes: too slow, too many queries or parts, memory, disk full, network, shutting down.
 * https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
 */
const passing = new Set([
  '159', // TIMEOUT_EXCEEDED
  '202', // TOO_MANY_SIMULTANEOUS_QUERIES
  '203', // NO_FREE_CONNECTION
  '209', // SOCKET_TIMEOUT
  '210', // NETWORK_ERROR
  '236', // ABORTED
  '241', // MEMORY_LIMIT_EXCEEDED
  '243', // NOT_ENOUGH_SPACE
  '252', // TOO_MANY_PARTS
  '279', // ALL_CONNECTION_TRIES_FAILED
  '394', // QUERY_WAS_CANCELLED
  '425', // SYSTEM_ERROR
  '439', // CANNOT_SCHEDULE_TASK
])

/** Any thrown thing as one of the two, with its cause. */
export function asStoreFailure(thrown: unknown): StoreUnavailable | StoreError {
  if (thrown instanceof StoreUnavailable || thrown instanceof StoreError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  // A number came from ClickHouse, a word (ECONNREFUSED) from the socket; neither: a time-out or a cut connection of the client's own.
  if (/^\d+$/.test(code) && !passing.has(code))
    return new StoreError(`ClickHouse refused: ${message}`, Number(code), { cause: thrown })
  if (thrown instanceof TypeError || thrown instanceof RangeError || thrown instanceof SyntaxError)
    return new StoreError(`unexpected answer of ClickHouse: ${message}`, null, { cause: thrown })
  return new StoreUnavailable(`ClickHouse is not available: ${message || code || 'connection failed'}`, {
    cause: thrown,
  })
}
