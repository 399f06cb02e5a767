import { type Route, routes } from '@roentgen/contract'
import type { Store } from '@roentgen/store'
import type { Express } from 'express'
import type { z } from 'zod'
import type { Config } from '../config.ts'
import type { Flight } from '../http/flight.ts'
import type { Metrics } from '../http/metrics.ts'
import { type Handler, serve } from '../http/serve.ts'
import type { Keep } from '../keep/index.ts'
import type { Names } from '../names/names.ts'
import type { Registry } from '../source/registry.ts'

export type Endpoints = {
  readonly xray: string | null
  readonly daemon: string | null
  readonly otlpHttp: string | null
  readonly otlpGrpc: string | null
}

export type Context = {
  readonly app: Express
  readonly registry: Registry
  readonly store: Store | null
  /** The bff's own documents. */
  readonly keep: Keep
  /** What people call services. */
  readonly names: Names
  readonly config: Config
  readonly metrics: Metrics
  readonly endpoints: Endpoints
  /** The shop's control API. */
  readonly shopUrl: string | null
  /** Epoch seconds. */
  readonly sampleHistory: { readonly from: number; readonly to: number } | null
  readonly version: string
  readonly checkReplies: boolean
  readonly log: (text: string) => void
  readonly now: () => number
  readonly webAddress: () => string | null
  /** Of all routes: what one of them changes, none of them may answer from before. */
  readonly flight: Flight
}

/** Equal questions within this time are one: well below the half second that a graph may be old. */
export const shareMs = 250

/** Serves routes of the contract, asking equal questions once. */
export function server(context: Context) {
  const { flight } = context
  return <Path extends string, Q extends z.ZodType, R extends z.ZodType, B extends z.ZodType>(
    route: Route<Path, Q, R, B>,
    handler: Handler<z.output<Q>, z.input<R>, z.output<B>>,
    caching: 'kept' | 'live' = 'live',
  ): void => {
    const shared: typeof handler =
      route.method === 'GET'
        ? (asked) =>
            flight(`${route.path} ${JSON.stringify([asked.query, asked.params, asked.early])}`, async () =>
              handler(asked),
            )
        : async (asked) => {
            try {
              return await handler(asked)
            } finally {
              flight.forget()
            }
          }
    serve(context.app, route, shared, { ...context, caching })
  }
}

export { routes }
