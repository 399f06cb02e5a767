/** Errors of OTLP: one table from what happened to gRPC's codes, which HTTP's statuses follow. */
import type { RpcStatus } from '@roentgen/translate'
import { ApiError, type ErrorName } from '../api/errors.ts'
import { StoreAway } from '../ingest/commit.ts'
import { BufferFull } from '../ingest/ingest.ts'

export const rpcCode = {
  invalidArgument: 3,
  permissionDenied: 7,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const

/** The request is not what it says it is. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

/** `status` is HTTP's. With `retryAfterS` the sender is to come again, and exporters do. */
export type OtlpError = RpcStatus & { readonly status: number }

const retryAfterS = 1

const byName: Partial<Record<ErrorName, Omit<OtlpError, 'message'>>> = {
  ThrottledException: { status: 429, code: rpcCode.resourceExhausted, retryAfterS },
  ServiceUnavailable: { status: 503, code: rpcCode.unavailable, retryAfterS },
  RequestEntityTooLarge: { status: 413, code: rpcCode.resourceExhausted, retryAfterS: null },
  SerializationException: { status: 400, code: rpcCode.invalidArgument, retryAfterS: null },
}

/** Null for what nobody foresaw: that is logged, and said in no words of ours. */
export function otlpError(thrown: unknown): OtlpError | null {
  if (thrown instanceof BufferFull)
    return { status: 429, code: rpcCode.resourceExhausted, message: thrown.message, retryAfterS }
  if (thrown instanceof StoreAway)
    return { status: 503, code: rpcCode.unavailable, message: `${thrown.message} Send it again.`, retryAfterS }
  if (thrown instanceof Malformed)
    return { status: 400, code: rpcCode.invalidArgument, message: thrown.message, retryAfterS: null }
  const known = thrown instanceof ApiError ? byName[thrown.name] : undefined
  return known === undefined || !(thrown instanceof Error) ? null : { ...known, message: thrown.message }
}

export const unforeseen: OtlpError = {
  status: 500,
  code: rpcCode.internal,
  message: 'The service failed to take this request; its log says why.',
  retryAfterS: null,
}
