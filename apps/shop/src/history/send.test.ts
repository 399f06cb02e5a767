import http from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { listen } from '../kit/listen.ts'
import { sendDocuments } from './send.ts'

const servers: http.Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A service that takes documents the way `answer` says; remembers what it took. */
async function service(answer: (call: number) => { status: number; body: object }) {
  const taken: string[][] = []
  let calls = 0
  let open = 0
  let mostOpen = 0
  const server = http.createServer(async (request, response) => {
    mostOpen = Math.max(mostOpen, ++open)
    let text = ''
    for await (const chunk of request) text += chunk
    const { status, body } = answer(calls++)
    if (status === 200) taken.push((JSON.parse(text) as { TraceSegmentDocuments: string[] }).TraceSegmentDocuments)
    setTimeout(() => {
      open--
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }, 5)
  })
  servers.push(server)
  return { url: `http://127.0.0.1:${await listen(server)}`, taken, mostOpen: () => mostOpen }
}

const documents = Array.from({ length: 205 }, (_, n) => `{"n":${n}}`)

it('sends every document once, in batches of 50, at most 8 at a time', async () => {
  const to = await service(() => ({ status: 200, body: { UnprocessedTraceSegments: [] } }))
  const many = [...documents, ...documents, ...documents]
  expect(await sendDocuments(many, { xrayUrl: to.url })).toEqual({ sent: 615, rejected: 0 })
  expect(to.taken.flat().sort()).toEqual([...many].sort())
  expect(Math.max(...to.taken.map((batch) => batch.length))).toBe(50)
  expect(to.mostOpen()).toBeLessThanOrEqual(8)
})

it('asks again when the service is busy or away', async () => {
  const to = await service((call) =>
    call === 0 ? { status: 429, body: {} } : call === 1 ? { status: 503, body: {} } : { status: 200, body: {} },
  )
  expect(await sendDocuments(documents, { xrayUrl: to.url, inFlight: 1 })).toEqual({ sent: 205, rejected: 0 })
  expect(to.taken.flat()).toEqual(documents)
})

it('counts what the service rejected', async () => {
  const to = await service(() => ({
    status: 200,
    body: { UnprocessedTraceSegments: [{ Id: null, ErrorCode: 'ParseError' }] },
  }))
  expect(await sendDocuments(documents, { xrayUrl: to.url })).toEqual({ sent: 205, rejected: 5 })
})

it('gives up at once on an answer that will not change', async () => {
  const to = await service(() => ({ status: 403, body: { Message: 'foreign host' } }))
  await expect(sendDocuments(documents, { xrayUrl: to.url })).rejects.toThrow(/403.*foreign host/)
})
