import { CallTimeout, call } from '../kit/captured-http.ts'
import { field, number, ok, refuse, text, UpstreamError } from '../kit/http-answer.ts'
import { isOn, joinShop, ready } from '../kit/join.ts'
import { annotate, note, step } from '../kit/segment.ts'
import { type Route, serveTraced } from '../kit/traced-server.ts'
import { chance, work } from '../kit/work.ts'

class RiskModelError extends Error {
  override name = 'RiskModelError'
}

const scoreRisk = (cents: number) =>
  step('score risk', async () => {
    await work(9, 0.7)
    if (chance(0.004)) throw new RiskModelError(`no score for an amount of ${cents} cents`)
    return Math.min(99, Math.round(cents / 900))
  })

async function askBank(cents: number, card: string) {
  try {
    return await call('bank', 'POST', '/authorisations', { body: { cents, card }, timeoutMs: 1500 })
  } catch (error) {
    // The same error object goes on: the SDK then points the segment's cause at the call that failed.
    throw Object.assign(error as Error, { status: error instanceof CallTimeout ? 504 : 502 })
  }
}

const routes: Route[] = [
  {
    method: 'POST',
    path: /^\/charges$/,
    handle: async ({ body }) => {
      const cents = number(field(body, 'cents'))
      if (isOn('retry-storm') && chance(0.75)) return refuse(503, 'all payment workers are busy')
      const risk = await scoreRisk(cents)
      annotate({ amount: cents / 100, risk })
      const answer = await askBank(cents, text(field(body, 'card')))
      if (answer.status !== 200) throw new UpstreamError(`the bank answered ${answer.status}`)
      const authorisation = text(field(answer.body, 'authorisation'))
      note('bank', { authorisation })
      return field(answer.body, 'approved') === true ? ok({ authorisation }) : refuse(402, 'the bank declined the card')
    },
  },
  {
    // The bank starts these, without a trace header: here the SDK itself decides what to trace, by the rules of the X-Ray service.
    method: 'POST',
    path: /^\/settlements$/,
    handle: async ({ body }) => {
      annotate({ amount: number(field(body, 'cents')) / 100 })
      await step('book settlement', () => work(12))
      return ok({ booked: true })
    },
  },
]

joinShop()
ready({ payments: await serveTraced('payments', routes) })
