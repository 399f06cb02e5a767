/** `GET /api/events`: tells open pages that something arrived. */
import type { Request, Response } from 'express'
import type { Context } from '../routes/context.ts'
import { sendError } from './errors.ts'

const aliveEveryMs = 20_000
/** Browsers keep some connections open by mistake; a process must not collect them without end. */
const mostStreams = 500

export function serveEvents({ app, registry, metrics, log }: Context): void {
  app.get('/api/events', (request: Request, response: Response) => {
    const id = typeof request.query.source === 'string' ? request.query.source : undefined
    let source: ReturnType<typeof registry.find>['source']
    try {
      source = registry.find(id).source
    } catch (error) {
      sendError(response, error, log)
      return
    }
    if (metrics.eventStreams >= mostStreams) {
      response.status(503).set('retry-after', '30').end()
      return
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    response.write('retry: 2000\n\n')
    metrics.eventStreams += 1
    const stop = source.listen((arrived) => {
      response.write(`event: arrived\ndata: ${JSON.stringify(arrived)}\n\n`)
    })
    const alive = setInterval(() => response.write(': alive\n\n'), aliveEveryMs)
    response.once('close', () => {
      metrics.eventStreams -= 1
      clearInterval(alive)
      stop()
    })
  })
}
