/** Anything thrown becomes one of the contract's errors here, and nowhere else. */
import { type ErrorCode, httpStatus } from '@roentgen/contract'
import type { NextFunction, Request, Response } from 'express'

export type ErrorPlace = { readonly start: number; readonly end: number }

export class ApiError extends Error {
  override name = 'ApiError'
  readonly at: ErrorPlace | undefined
  readonly expected: readonly string[] | undefined
  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { cause?: unknown; at?: ErrorPlace; expected?: readonly string[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.at = options.at
    this.expected = options.expected
  }
}

const namesOf = (error: unknown): { name: string; code: string; message: string; status: number | null } => {
  const e = error as { name?: unknown; code?: unknown; message?: unknown; $metadata?: { httpStatusCode?: unknown } }
  return {
    name: typeof e?.name === 'string' ? e.name : '',
    code: typeof e?.code === 'string' || typeof e?.code === 'number' ? String(e.code) : '',
    message: typeof e?.message === 'string' ? e.message : String(error),
    status: typeof e?.$metadata?.httpStatusCode === 'number' ? e.$metadata.httpStatusCode : null,
  }
}

const noCredentials =
  /^(CredentialsProviderError|TokenProviderError|UnrecognizedClientException|InvalidSignatureException|ExpiredToken(Exception)?|MissingAuthenticationTokenException|InvalidClientTokenId|IncompleteSignature)$/
const connection = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE|EAI_AGAIN|UND_ERR_\w+)$/

/** An error of an AWS client, by name and status (facts 1.2); null for anything else. */
function fromAws(error: unknown): ApiError | null {
  const { name, code, message, status } = namesOf(error)
  const isAws = typeof error === 'object' && error !== null && '$metadata' in error
  if (noCredentials.test(name)) return new ApiError('NO_CREDENTIALS', message, { cause: error })
  if (!isAws) return null
  if (name === 'AccessDeniedException' || status === 403)
    return new ApiError('NOT_PERMITTED', message, { cause: error })
  if (name === 'ThrottledException' || name === 'ThrottlingException' || status === 429) {
    return new ApiError('THROTTLED', `X-Ray is throttling us: ${message}. Ask again in a moment.`, { cause: error })
  }
  if (name === 'ResourceNotFoundException') return new ApiError('NOT_FOUND', message, { cause: error })
  if (status === 400) return new ApiError('BAD_REQUEST', message, { cause: error })
  return new ApiError('UPSTREAM', `The X-Ray API did not answer: ${message || code || name}`, { cause: error })
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  const aws = fromAws(error)
  if (aws) return aws
  const { name, code, message } = namesOf(error)
  if (name === 'StoreUnavailable') return new ApiError('STORE_UNAVAILABLE', message, { cause: error })
  if (name === 'BadPageToken') return new ApiError('BAD_REQUEST', `after: ${message}`, { cause: error })
  if (connection.test(code) || /socket hang up|fetch failed/i.test(message) || name === 'TimeoutError') {
    return new ApiError('UPSTREAM', `The X-Ray API cannot be reached: ${message || code}`, { cause: error })
  }
  return new ApiError('INTERNAL', 'Something went wrong in Roentgen; its log says more.', { cause: error })
}

export function sendError(response: Response, error: unknown, log: (text: string) => void): void {
  const api = toApiError(error)
  if (api.code === 'INTERNAL')
    log(`bff: ${(api.cause as Error | undefined)?.stack ?? String(api.cause ?? api.message)}`)
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (api.code === 'THROTTLED' || api.code === 'STORE_UNAVAILABLE') response.set('retry-after', '5')
  response
    .status(httpStatus[api.code])
    .set('cache-control', 'no-store')
    .json({
      error: {
        code: api.code,
        message: api.message,
        ...(api.at ? { at: api.at } : {}),
        ...(api.expected ? { expected: [...api.expected] } : {}),
      },
    })
}

/** Express's last resort: a body that is not JSON, a handler that threw outside `serve`. */
export function errorHandler(log: (text: string) => void) {
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const { name, message } = namesOf(error)
    const { status } = error as { status?: unknown }
    const bad = name === 'SyntaxError' || name === 'URIError' || (typeof status === 'number' && status < 500)
    let shown = error
    if (status === 404) shown = new ApiError('NOT_FOUND', 'There is no such file', { cause: error })
    else if (bad) shown = new ApiError('BAD_REQUEST', message, { cause: error })
    sendError(response, shown, log)
  }
}
