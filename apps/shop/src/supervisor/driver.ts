import http from 'node:http'
import { isDelisted, products } from '../infra/products.ts'
import { hostOf, loopbackLookup } from '../kit/hosts.ts'
import { type Answer, field, type Json, list, parseBody, readBody, text } from '../kit/http-answer.ts'
import { chance, lognormal, pick, sleep } from '../kit/work.ts'
import { type User, users } from './users.ts'

/** Requests of an average journey, for turning requests per second into visitors per second. */
const requestsPerJourney = 6
const concurrentJourneys = 60

export type Driver = { stop: () => Promise<void>; counts: () => Record<number, number> }

/** Visitors who come at random, look around, and sometimes buy. `port` is asked each time: the storefront may restart. */
export function startDriver(
  requestsPerSecond: number,
  pace: number,
  port: () => number | undefined,
  /** While true, buyers who know what they want come on top of the others. */
  rush: () => boolean,
): Driver {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
  const counts = new Map<number, number>()
  const running = new Set<Promise<void>>()
  let stopped = false

  const visit = (user: User, method: string, path: string, body?: Json): Promise<Answer> =>
    new Promise((resolve) => {
      const at = port()
      const failed = () => resolve({ status: 0, body: null })
      if (at === undefined) {
        failed()
        return
      }
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const headers = {
        host: hostOf.storefront,
        'user-agent': user.agent,
        'x-forwarded-for': user.address,
        'x-shop-user': user.name,
        'x-shop-plan': user.plan,
        ...(payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
      }
      const request = http.request({
        method,
        hostname: hostOf.storefront,
        port: at,
        path,
        agent,
        lookup: loopbackLookup,
        headers,
        timeout: 30_000,
      })
      request.on('timeout', () => request.destroy())
      request.on('error', failed)
      request.on('response', (response) => {
        const status = response.statusCode ?? 0
        counts.set(status, (counts.get(status) ?? 0) + 1)
        readBody(response).then((body) => resolve({ status, body: parseBody(body) }), failed)
      })
      request.end(payload)
    })

  const think = () => sleep(Math.min(lognormal(900, 0.7), 6000) * pace)

  const journey = async (user: User): Promise<void> => {
    await visit(user, 'GET', '/')
    await think()
    const found = list((await visit(user, 'GET', `/products?${searchOf()}`)).body)
    await think()
    let inCart = 0
    for (let looks = chance(0.4) ? 2 : 1; looks > 0 && !stopped; looks--) {
      const chosen: Json = found.length > 0 && chance(0.9) ? pick(found) : { ...pick(products) }
      const product = await visit(user, 'GET', `/products/${chance(0.04) ? oldLink() : field(chosen, 'id')}`)
      await think()
      if (product.status !== 200 || chance(0.2)) continue
      const line = { sku: field(chosen, 'sku'), cents: field(chosen, 'cents'), count: chance(0.8) ? 1 : 2 }
      if ((await visit(user, 'POST', '/cart', line)).status === 200) inCart++
      await think()
    }
    // A few press the button with nothing in the cart.
    if (!stopped && chance(inCart > 0 ? 0.85 : 0.03)) await buy(user)
  }

  const buy = async (user: User): Promise<void> => {
    let order = await visit(user, 'POST', '/checkout', { card: user.card })
    if (order.status >= 500 && chance(0.6)) {
      await think()
      order = await visit(user, 'POST', '/checkout', { card: user.card })
    }
    if (order.status !== 201) return
    const id = text(field(order.body, 'id'))
    for (let looks = chance(0.3) ? 2 : 1; looks > 0 && !stopped; looks--) {
      await think()
      await visit(user, 'GET', `/orders/${id}`)
    }
  }

  const buyAtOnce = async (user: User): Promise<void> => {
    const { sku, cents } = pick(products)
    await visit(user, 'POST', '/cart', { sku, cents, count: 1 })
    await buy(user)
  }

  const arrive = (what = journey) => {
    if (stopped || running.size >= concurrentJourneys) return
    const going = what(pick(users))
    running.add(going)
    void going.finally(() => running.delete(going))
  }

  const arrivals = (async () => {
    // Doors open with people waiting, or the first minute would be emptier than the others.
    for (let waiting = Math.ceil(requestsPerSecond * 2); waiting > 0; waiting--) {
      arrive()
      await sleep(250)
    }
    while (!stopped) {
      await sleep((-Math.log(1 - Math.random()) * 1000 * requestsPerJourney) / requestsPerSecond)
      arrive()
    }
  })()

  const rushing = setInterval(() => {
    if (rush()) arrive(buyAtOnce)
  }, 500)

  return {
    counts: () => Object.fromEntries(counts),
    stop: async () => {
      stopped = true
      clearInterval(rushing)
      await Promise.race([Promise.allSettled([arrivals, ...running]), sleep(2000)])
      agent.destroy()
    },
  }
}

const words = [
  'oak',
  'linen',
  'lamp',
  'chair',
  'rug',
  'tea',
  'wool',
  'basket',
  'mirror',
  'clock',
  '^glass',
  'shelf|desk',
] as const
const categories = ['kitchen', 'light', 'furniture', 'textiles', 'decoration', 'garden'] as const

function searchOf(): string {
  if (chance(0.018)) return 'q=c%2B%2B+(book' // an unbalanced parenthesis: see catalog
  return chance(0.6) ? `q=${encodeURIComponent(pick(words))}` : `category=${pick(categories)}`
}

function oldLink(): number {
  return pick(products.filter(({ id }) => isDelisted(id))).id
}
