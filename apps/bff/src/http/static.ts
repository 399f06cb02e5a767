/** The built web: hashed assets for ever, everything else asked again; unknown page paths get the application. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Express, type Request, type Response } from 'express'

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Roentgen</title>
<h1>The pages are not built</h1><p>Run <code>pnpm start</code> or <code>node scripts/build.mjs</code>, then reload. The API answers under <a href="/api/openapi.json">/api</a>.</p></html>`

/** `onPage`: before the page is sent. */
export function serveWeb(app: Express, folder: string, onPage: (request: Request) => void): void {
  const index = join(folder, 'index.html')
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }),
  )
  app.use(express.static(folder, { index: false, maxAge: 0, cacheControl: true }))
  app.get(/^\/(?!api\/|api$)/, (request: Request, response: Response) => {
    if (/\.[a-z0-9]+$/i.test(request.path) && !/^\/traces\//.test(request.path)) {
      response.status(404).vary('accept')
      // A missing picture or script must not come back as a page; who opens such an address gets the application, which says so and leads back.
      if (!request.get('accept')?.includes('text/html')) {
        response.type('text/plain').send('Not found\n')
        return
      }
    }
    onPage(request)
    response.set('cache-control', 'no-cache')
    if (existsSync(index)) response.sendFile(index)
    else response.status(503).type('html').send(notBuilt)
  })
}
