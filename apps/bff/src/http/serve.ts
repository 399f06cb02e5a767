/** One route of the contract on one Express path: what comes in is checked against it, and (unless in production) what goes out. */
import type { Route } from '@roentgen/contract'
import type { Express, Request, Response } from 'express'
import type { z } from 'zod'
import { ApiError, sendError } from './errors.ts'
import { type Metrics, measured } from './metrics.ts'

export type Asked<Q, B> = {
  readonly query: Q
  readonly body: B
  readonly params: Readonly<Record<string, string>>
  /** Asked by the first script of a page (`public/early.js`). */
  readonly early: boolean
}

/** A reply that is written already. */
export class Written {
  constructor(readonly json: string) {}
}

export type Handler<Q, R, B> = (asked: Asked<Q, B>) => Promise<R | Written> | R | Written

export type ServeOptions = {
  readonly checkReplies: boolean
  readonly log: (text: string) => void
  readonly metrics: Metrics
  /** `kept`: the answer changes rarely, a browser may ask whether it did; `live`: never stored. */
  readonly caching: 'kept' | 'live'
}

const issues = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ')

export function serve<Path extends string, Q extends z.ZodType, R extends z.ZodType, B extends z.ZodType>(
  app: Express,
  route: Route<Path, Q, R, B>,
  handler: Handler<z.output<Q>, z.input<R>, z.output<B>>,
  options: ServeOptions,
): void {
  const answer = async (request: Request, response: Response): Promise<void> => {
    const query = route.query.safeParse(firstValues(request.query))
    if (!query.success) throw new ApiError('BAD_REQUEST', `The query is wrong: ${issues(query.error)}`)
    const body = route.body?.safeParse(request.body)
    if (body && !body.success) throw new ApiError('BAD_REQUEST', `The body is wrong: ${issues(body.error)}`)
    const params = Object.fromEntries(
      Object.entries(request.params).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value]),
    )
    const reply = await handler({
      query: query.data,
      body: body?.data as z.output<B>,
      params,
      early: request.get('x-roentgen-early') !== undefined,
    })
    if (options.checkReplies) {
      const checked = route.reply.safeParse(reply instanceof Written ? JSON.parse(reply.json) : reply)
      if (!checked.success) throw new Error(`${route.path} breaks its contract: ${issues(checked.error)}`)
    }
    if (options.caching === 'kept') {
      response.set('cache-control', 'private, no-cache').json(reply instanceof Written ? JSON.parse(reply.json) : reply)
      return
    }
    // Nobody keeps it, so nobody will ask whether it changed: megabytes need no digest.
    response
      .set('cache-control', 'no-store')
      .type('json')
      .end(reply instanceof Written ? reply.json : JSON.stringify(reply))
  }
  const handle = measured(options.metrics, route.path, (request: Request, response: Response) =>
    answer(request, response).catch((error: unknown) => sendError(response, error, options.log)),
  )
  if (route.method === 'GET') app.get(route.path, handle)
  else app.post(route.path, handle)
}

/** `?a=1&a=2` gives a list; the contract knows single values only, and the first counts. */
function firstValues(query: Request['query']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}
