/** One request from guard to answer. Knows paths and forms; what an operation does is the operation's. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { StoreUnavailable } from '@roentgen/store'
import { ApiError, asApiError, invalidRequest } from '../api/errors.ts'
import type { Limiter } from '../api/limiter.ts'
import type { Context } from '../api/operation.ts'
import { operations } from '../api/operations/index.ts'
import { bodies, readBody } from './body.ts'
import type { Guard } from './guard.ts'
import { sendError, sendJson } from './reply.ts'

/** A route beside the X-Ray operations: health, metrics, our own pages, OTLP. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

export type HandlerOptions = {
  readonly guard: Guard
  /** By `METHOD /path`. */
  readonly routes: ReadonlyMap<string, Route>
  readonly context: Omit<Context, 'from'>
  /** Null on a port that is not the X-Ray API's. */
  readonly api: boolean
  readonly limiter: Limiter
  readonly log: (line: string) => void
}

/** Fifty documents of 64 kB, several times over. */
const bodyLimitBytes = 32 * 1024 * 1024

export function handlerFor(options: HandlerOptions): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(options, request, response)
      .catch((thrown: unknown) => sendError(response, explain(options, thrown)))
      .finally(() => bodies.release(request))
  }
}

async function handle(options: HandlerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host, origin } = request.headers
  const refusal = options.guard({ host, origin })
  if (refusal !== null) throw new ApiError('AccessDeniedException', refusal)
  const path = pathOf(request.url ?? '/')
  const route = options.routes.get(`${request.method} ${path}`)
  if (route !== undefined) return route(request, response)
  const operation = options.api && request.method === 'POST' ? operations.get(path) : undefined
  if (operation === undefined) {
    request.resume()
    throw new ApiError('UnknownOperationException', `There is no operation at ${request.method} ${path.slice(0, 200)}.`)
  }
  try {
    options.limiter.admit(operation.name)
  } catch (throttled) {
    request.resume()
    throw throttled
  }
  const body = await readBody(request, bodyLimitBytes).catch(inTheContractsWords)
  const from = peerOf(request)
  sendJson(response, 200, await operation.answer(body.toString('utf8'), { ...options.context, from }))
}

/** HTTP's own code for a body too large is none of the contract's (facts 1.2). */
function inTheContractsWords(thrown: unknown): never {
  throw thrown instanceof ApiError && thrown.name === 'RequestEntityTooLarge' ? invalidRequest(thrown.message) : thrown
}

function pathOf(url: string): string {
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

export const peerOf = (request: IncomingMessage): string =>
  request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown'

/** A failure of the store is the store's absence, as far as the caller is concerned; any other is ours, and is logged. */
function explain(options: HandlerOptions, thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  if (thrown instanceof StoreUnavailable)
    return new ApiError('ServiceUnavailable', 'The store does not answer; try again.', { cause: thrown })
  options.log(`request failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`)
  return asApiError(thrown)
}
