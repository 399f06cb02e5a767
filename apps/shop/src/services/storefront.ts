import http from 'node:http'
import AWSXRay from 'aws-xray-sdk-core'
import AWSXRayExpress from 'aws-xray-sdk-express'
import express, { type NextFunction, type Request, type Response } from 'express'
import { call } from '../kit/captured-http.ts'
import { type Answer, field, type Json, list, number, text, UpstreamError } from '../kit/http-answer.ts'
import { joinShop, onStop, placesKnown, ready } from '../kit/join.ts'
import { listen } from '../kit/listen.ts'
import type { PlaceName } from '../kit/messages.ts'
import { annotate, note, setUser, step } from '../kit/segment.ts'
import { work } from '../kit/work.ts'

// Every visitor is traced: the shop is small and is there to be looked at. These are the SDK's own local rules, and switching
// central sampling off is its documented way to make them count; the settlements at payments go by the central rules.
AWSXRay.middleware.disableCentralizedSampling()
AWSXRay.middleware.setSamplingRules({ version: 2, rules: [], default: { fixed_target: 1000, rate: 1 } })

type Line = { sku: string; cents: number; count: number }
const carts = new Map<string, Line[]>()

function visitor(request: Request) {
  return { 'x-shop-user': request.get('x-shop-user') ?? '', 'x-shop-plan': request.get('x-shop-plan') ?? '' }
}

/** A fault of a callee becomes ours; its refusals (404, 402, 429) go on to the visitor as they are. */
async function need(request: Request, place: PlaceName, method: string, path: string, body?: Json): Promise<Answer> {
  const answer = await call(place, method, path, { headers: visitor(request), body, timeoutMs: 8000 })
  if (answer.status >= 500) throw new UpstreamError(`${place} answered ${answer.status}`)
  return answer
}

/** For what a page can do without. */
async function wish(request: Request, place: PlaceName, path: string): Promise<Json> {
  try {
    const answer = await call(place, 'GET', path, { headers: visitor(request), timeoutMs: 1200 })
    return answer.status === 200 ? answer.body : null
  } catch {
    return null
  }
}

const render = (page: string) => step(`render ${page}`, () => work(7, 0.6))

const shop = express()
shop.disable('x-powered-by')
shop.use(AWSXRayExpress.openSegment('storefront'))
shop.use(express.json())
shop.use((request, _response, next) => {
  setUser(request.get('x-shop-user') ?? '')
  annotate({ plan: request.get('x-shop-plan') ?? 'none', version: process.env.npm_package_version ?? 'unknown' })
  next()
})

shop.get('/', async (request, response) => {
  const [featured, suggestions] = await Promise.all([
    need(request, 'catalog', 'GET', '/featured'),
    wish(request, 'recommendations', '/recommendations?for=home'),
  ])
  await render('home')
  response.json({ featured: featured.body, suggestions })
})

shop.get('/products', async (request, response) => {
  const found = await need(
    request,
    'catalog',
    'GET',
    `/products?${new URL(request.url, 'http://shop.example').searchParams}`,
  )
  annotate({ results: list(found.body).length })
  await render('results')
  response.status(found.status).json(found.body)
})

shop.get('/products/:id', async (request, response) => {
  const product = await need(request, 'catalog', 'GET', `/products/${Number(request.params.id)}`)
  if (product.status !== 200) {
    response.status(product.status).json(product.body)
    return
  }
  const sku = text(field(product.body, 'sku'))
  const [stock, suggestions] = await Promise.all([
    wish(request, 'inventory', `/stock/${sku}`),
    wish(request, 'recommendations', `/recommendations?for=${sku}`),
  ])
  await render('product')
  response.json({ product: product.body, stock, suggestions })
})

shop.post('/cart', async (request, response) => {
  const user = request.get('x-shop-user') ?? ''
  const line: Line = {
    sku: text(request.body.sku),
    cents: number(request.body.cents),
    count: number(request.body.count),
  }
  const stock = await need(request, 'inventory', 'GET', `/stock/${line.sku}`)
  if (stock.status !== 200) {
    response.status(stock.status).json(stock.body)
    return
  }
  if (carts.size > 1000) carts.clear() // carts of visitors who left
  const cart = [...(carts.get(user) ?? []), line]
  carts.set(user, cart)
  annotate({ cart_value: cartValue(cart) })
  response.json({ lines: cart.length, value: cartValue(cart) })
})

const cartValue = (cart: readonly Line[]) => cart.reduce((sum, line) => sum + line.cents * line.count, 0) / 100

shop.post('/checkout', async (request, response) => {
  const user = request.get('x-shop-user') ?? ''
  const lines = carts.get(user) ?? []
  annotate({ cart_value: cartValue(lines) })
  note('cart', lines)
  const order = await need(request, 'orders', 'POST', '/orders', { lines, card: text(request.body.card) })
  if (order.status === 201) carts.delete(user)
  response.status(order.status).json(order.body)
})

shop.get('/orders/:id', async (request, response) => {
  const order = await need(request, 'orders', 'GET', `/orders/${encodeURIComponent(request.params.id)}`)
  await render('order')
  response.status(order.status).json(order.body)
})

shop.use(AWSXRayExpress.closeSegment())
shop.use((error: Error, _request: Request, response: Response, next: NextFunction) => {
  if (response.headersSent) next(error)
  else response.status(error instanceof UpstreamError ? error.status : 500).json({ error: error.message })
})

joinShop()
await placesKnown(['catalog', 'inventory', 'orders', 'recommendations'])
const server = http.createServer(shop)
const port = await listen(server)
onStop(() => new Promise((resolve) => server.close(() => resolve())))
ready({ storefront: port })
