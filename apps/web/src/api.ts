/** The one way to the bff: a route's name, its parameters, its reply. Types come from the contract; addresses are held to it by the compiler. */
import type { Body, ErrorCode, Query, Reply, RouteName, Routes } from '@roentgen/contract'
import { askEarly, askedEarly } from './early.ts'
import { stringifySearch } from './search-text.ts'

type Address<N extends RouteName> = readonly [method: 'GET' | 'POST', path: Routes[N]['path']]

/** The contract's own table would bring the whole schema library into the first load. */
const addresses: { readonly [N in RouteName]: Address<N> } = {
  sources: ['GET', '/api/sources'],
  graph: ['GET', '/api/graph'],
  picture: ['GET', '/api/picture'],
  series: ['GET', '/api/series'],
  minutes: ['GET', '/api/minutes'],
  changes: ['GET', '/api/changes'],
  compare: ['GET', '/api/compare'],
  story: ['GET', '/api/story'],
  traces: ['GET', '/api/traces'],
  trace: ['GET', '/api/traces/:id'],
  entity: ['GET', '/api/traces/:id/entities/:entity'],
  rawTrace: ['GET', '/api/traces/:id/raw'],
  traceGraph: ['GET', '/api/traces/:id/graph'],
  users: ['GET', '/api/users'],
  groups: ['GET', '/api/groups'],
  insights: ['GET', '/api/insights'],
  slos: ['GET', '/api/slos'],
  doctor: ['GET', '/api/doctor'],
  probe: ['POST', '/api/doctor/probe'],
  scenarios: ['GET', '/api/scenarios'],
  switchScenario: ['POST', '/api/scenarios/:id'],
  names: ['GET', '/api/names'],
  setName: ['POST', '/api/names'],
  views: ['GET', '/api/views'],
  view: ['GET', '/api/views/:id'],
  saveView: ['POST', '/api/views'],
  changeView: ['POST', '/api/views/:id'],
  deleteView: ['POST', '/api/views/:id/delete'],
  sampling: ['GET', '/api/sampling'],
  createSamplingRule: ['POST', '/api/sampling/rules'],
  changeSamplingRule: ['POST', '/api/sampling/rules/:name'],
  deleteSamplingRule: ['POST', '/api/sampling/rules/:name/delete'],
}

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

export type CallOptions<N extends RouteName> = {
  readonly query?: Query<N>
  readonly body?: Body<N>
  readonly signal?: AbortSignal
} & ([ParamNames<Routes[N]['path']>] extends [never]
  ? { readonly params?: never }
  : { readonly params: Readonly<Record<ParamNames<Routes[N]['path']>, string>> })

/** `OFFLINE`: no answer at all; `UNREADABLE`: an answer that is not the bff's. */
export type ApiErrorCode = ErrorCode | 'OFFLINE' | 'UNREADABLE'

export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    /** For a bad filter: character offsets into it. */
    readonly at: { readonly start: number; readonly end: number } | null = null,
    readonly expected: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'ApiError'
  }
}

export async function call<N extends RouteName>(name: N, options: CallOptions<N>): Promise<Reply<N>> {
  const [method, pattern] = addresses[name]
  const params: Readonly<Record<string, string>> = options.params ?? {}
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const url = path + stringifySearch({ ...options.query })
  let response: Response
  try {
    response = await (askedEarly(method, url) ??
      fetch(url, {
        method,
        headers: { accept: 'application/json', ...(options.body ? { 'content-type': 'application/json' } : {}) },
        ...(options.body ? { body: JSON.stringify(options.body) } : {}),
        ...(options.signal ? { signal: options.signal } : {}),
      }))
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError('OFFLINE', `${method} ${path} was not answered`, null, [], { cause })
  }
  const reply: unknown = await response.json().catch(() => null)
  if (!response.ok) throw errorOf(reply, response.status)
  if (reply === null) throw new ApiError('UNREADABLE', `${method} ${path} was answered with something that is not JSON`)
  return reply as Reply<N>
}

/** Asks what is called in a moment: by an answer that the bff has at hand, for having just drawn from it. */
export const prepare = (query: Query<'graph'>): void => askEarly(addresses.graph[1] + stringifySearch({ ...query }))

type WireError = {
  code?: ApiErrorCode
  message?: string
  at?: { start: number; end: number }
  expected?: string[]
}

function errorOf(reply: unknown, status: number): ApiError {
  const error = (reply as { error?: WireError } | null)?.error
  if (!error?.code) {
    // A proxy in between answers 5xx with a page of its own when the bff is away.
    return new ApiError(status >= 500 ? 'OFFLINE' : 'UNREADABLE', `status ${status}`)
  }
  return new ApiError(error.code, error.message ?? '', error.at ?? null, error.expected ?? [])
}
