import http from 'node:http'
import { hostOf, loopbackLookup } from '../kit/hosts.ts'
import { field, number, parseBody, readBody, text } from '../kit/http-answer.ts'
import { portOf } from '../kit/join.ts'
import { listen } from '../kit/listen.ts'
import { send } from '../kit/traced-server.ts'
import { chance, sleep, work } from '../kit/work.ts'

export type BankMood = { hangs: () => boolean }

/** A company of its own: it knows nothing of tracing, so the map can only infer it from the calls it gets. */
export async function startBank(mood: BankMood) {
  const server = http.createServer((request, response) => {
    void authorise(request, response, mood).catch(() => response.destroy())
  })
  const port = await listen(server)
  return {
    port,
    setOpen: async (open: boolean) => {
      if (open === server.listening) return
      if (open) {
        await listen(server, port)
      } else {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}

async function authorise(request: http.IncomingMessage, response: http.ServerResponse, mood: BankMood): Promise<void> {
  const body = parseBody(await readBody(request))
  if (mood.hangs()) {
    await sleep(8000)
    response.destroy()
    return
  }
  await work(55, 0.5)
  if (chance(0.004)) {
    send(response, { status: 503, body: { error: 'acquirer unavailable' } })
    return
  }
  // The bank's rule, for all to read: cards that end in 0002 have no cover.
  const approved = !text(field(body, 'card')).endsWith('0002')
  const authorisation = crypto.randomUUID()
  send(response, { status: 200, body: { approved, authorisation } })
  if (approved) void settleLater(authorisation, number(field(body, 'cents')))
}

/** Money moves a few seconds later, and the bank calls back: requests that begin at payments, without a trace header. */
async function settleLater(authorisation: string, cents: number): Promise<void> {
  await work(2500, 0.3)
  const payload = JSON.stringify({ authorisation, cents })
  const request = http.request({
    method: 'POST',
    hostname: hostOf.payments,
    port: portOf('payments'),
    path: '/settlements',
    lookup: loopbackLookup,
    headers: {
      host: hostOf.payments,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'user-agent': 'bank.example/settlement',
    },
  })
  request.on('error', () => {}) // a real bank would try again tomorrow
  request.on('response', (answer) => answer.resume())
  request.end(payload)
}
