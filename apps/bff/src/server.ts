/** The Express application: headers, who may ask, the contract's routes, events, health, the built web. */
import compression from 'compression'
import express, { type Express } from 'express'
import { serveCompare } from './compare/routes.ts'
import { serveDoctor } from './doctor/routes.ts'
import { ApiError, errorHandler, sendError } from './http/errors.ts'
import { serveEvents } from './http/events.ts'
import { guard } from './http/guard.ts'
import { securityHeaders } from './http/headers.ts'
import { openApi } from './http/openapi.ts'
import { serveWeb } from './http/static.ts'
import { serveNames } from './names/routes.ts'
import { serveAbout } from './routes/about.ts'
import type { Context } from './routes/context.ts'
import { serveInsights } from './routes/insights.ts'
import { serveMap } from './routes/map.ts'
import { serveTime } from './routes/time.ts'
import { serveTraces } from './routes/traces.ts'
import { serveSampling } from './sampling/routes.ts'
import { serveStory } from './story/routes.ts'
import { serveViews } from './views/routes.ts'

export type ServerOptions = Omit<Context, 'app'> & {
  /** The address listened on: it decides which Host names are ours. */
  readonly host: string
  /** Folder of the built web. */
  readonly web: string
}

/** Long answers only, and never the stream of events: on this machine's own network packing a short one costs more than it saves. */
const packed = () =>
  compression({
    threshold: 32 * 1024,
    // The quickest: level 4 made a large map's answer a tenth smaller and took twice as long.
    level: 1,
    filter: (_request, response) => String(response.getHeader('content-type')).includes('json'),
  })

export function createApp(options: ServerOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  // Repeated members give lists, nothing nests: `serve` takes the first.
  app.set('query parser', 'simple')
  const context: Context = { ...options, app }
  const { log, metrics, store, version } = options

  app.use(securityHeaders(), guard(options.host, log))
  // A view holds the places of hundreds of nodes, by ids that may be long.
  app.use('/api/views', express.json({ limit: '2mb' }))
  app.use(packed(), express.json({ limit: '64kb' }))

  serveHealth(context)
  const map = serveMap(context)
  serveTime(context)
  serveCompare(context)
  serveTraces(context)
  serveInsights(context)
  serveStory(context)
  serveAbout(context)
  serveDoctor(context)
  serveSampling(context)
  serveViews(context)
  serveNames(context)
  serveEvents(context)
  const description = openApi(version)
  app.get('/api/openapi.json', (_request, response) => {
    response.set('cache-control', 'no-cache').json(description)
  })
  app.use('/api', (request, response) => {
    sendError(response, new ApiError('NOT_FOUND', `There is no ${request.method} ${request.originalUrl}`), log)
  })
  serveWeb(app, options.web, ({ method, path, query, headers }) => {
    // What `public/early.js` asks. A browser that opens a page says so (over https and on its own machine); whoever else fetches its text does not.
    const isOpened =
      method === 'GET' && headers['sec-fetch-dest'] === 'document' && headers['sec-purpose'] === undefined
    if (isOpened && (path === '/' || path === '/map') && query.view === undefined) map.begin(query)
  })
  app.use(errorHandler(log))
  return app

  function serveHealth({ app: to }: Context): void {
    to.get('/healthz', (_request, response) => {
      response.type('text/plain').send('ok\n')
    })
    to.get('/readyz', async (_request, response) => {
      const ready = store === null || (await store.ping().catch(() => false))
      response
        .status(ready ? 200 : 503)
        .type('text/plain')
        .send(ready ? 'ready\n' : 'the store does not answer\n')
    })
    to.get('/metrics', (_request, response) => {
      response.type('text/plain; version=0.0.4').send(metrics.text())
    })
  }
}
