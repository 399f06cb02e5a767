/** Mutated segment documents, in calls and in datagrams: stored, or refused with a code of the sheet; and all that was stored can be read. */
import { createSocket } from 'node:dgram'
import { Agent } from 'node:http'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Answer, casesOf, expectFlat, memoryWords, run, type Sent, send } from './campaign.ts'
import { datagramCodes, documentCodes, errorNames } from './contract.ts'
import { documentsToMutate } from './documents.ts'
import { garbled, mutated, oddValue, written } from './mutate.ts'
import { firstSeed, Random } from './random.ts'
import { Service } from './service.ts'

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 })

let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())

const perCall = 25
const seen = { accepted: 0, refused: new Map<string, number>() }
const tracesToRead: string[] = []
/** Texts of documents that were not mutated. */
const untouched = new Set<string>()
/** Those of them that were accepted: what its trace must hold, by trace. */
const stored = new Map<string, string>()

/** Valid ones among them, so that good neighbours of bad ones are checked as well. */
function documentText(random: Random): string {
  const document = documentsToMutate(random)
  const way = random.next()
  if (way < 0.1) {
    const text = written(document)
    untouched.add(text)
    return text
  }
  if (way < 0.8) return written(mutated(random, document))
  if (way < 0.85) return written(oddValue(random))
  return garbled(random, Buffer.from(written(document))).toString('utf8')
}

function callFor(seed: number): Sent {
  const random = new Random(seed)
  const documents = Array.from({ length: perCall }, () => documentText(random))
  const body = Buffer.from(JSON.stringify({ TraceSegmentDocuments: documents }))
  return { method: 'POST', path: '/TraceSegments', headers: {}, body }
}

/** A trace that many share is too large to be read whole. */
const ofItsOwn = /^1-[0-9a-f]{8}-(?!(.)\1{23})[0-9a-f]{24}$/

function rememberAccepted(sent: Sent, { status, body }: Answer): void {
  const { TraceSegmentDocuments: texts }: { TraceSegmentDocuments: string[] } = JSON.parse(sent.body.toString())
  if (status === 200) {
    const { UnprocessedTraceSegments: refused }: { UnprocessedTraceSegments: Refused[] } = JSON.parse(body.toString())
    for (const text of texts.filter((one) => untouched.has(one))) {
      const { id, trace_id, type }: { id: string; trace_id: string; type?: string } = JSON.parse(text)
      if (ofItsOwn.test(trace_id) && !refused.some(({ Id }) => Id === id) && stored.size < casesOf(4_000))
        // A subsegment is shown within its parent, which was not sent here: only its trace is there.
        stored.set(trace_id, type === 'subsegment' ? trace_id : id)
    }
  }
  for (const text of texts) untouched.delete(text)
}

type Refused = { readonly Id: unknown; readonly ErrorCode: string; readonly Message: unknown }

function judgeCall(_sent: Sent, { status, headers, body }: Answer): string | null {
  if (status === 429) return null
  if (status !== 200) return `status ${status} ${String(headers['x-amzn-errortype'])}`
  const { UnprocessedTraceSegments: refused }: { UnprocessedTraceSegments: Refused[] } = JSON.parse(body.toString())
  for (const { Id, ErrorCode, Message } of refused) {
    if (!documentCodes.has(ErrorCode)) return `an unknown code: ${ErrorCode}`
    if (typeof Message !== 'string' || !(Id === null || typeof Id === 'string')) return 'no message, or a strange id'
    seen.refused.set(ErrorCode, (seen.refused.get(ErrorCode) ?? 0) + 1)
  }
  seen.accepted += perCall - refused.length
  return null
}

const report = async () => {
  const reply = await fetch(`${service.url}/roentgen/ingest`)
  const body: {
    received: { udp: number }
    accepted: { udp: number }
    rejectCounts: Record<string, number>
    drops: Record<string, number>
  } = await reply.json()
  return body
}
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0)

it('documents in calls', async () => {
  await run({
    what: `documents, ${perCall} a call`,
    service,
    cases: Math.ceil(casesOf(50_000) / perCall),
    firstSeed: firstSeed(1),
    sentFor: callFor,
    judge: judgeCall,
    label: ({ status }) => String(status),
    seen: (sent, answer) => {
      rememberAccepted(sent, answer)
      for (const [, id] of sent.body.toString('latin1').matchAll(/trace_id\\":\\"(1-[0-9a-f]{8}-[0-9a-f]{24})/g))
        if (id !== undefined && tracesToRead.length < casesOf(4_000)) tracesToRead.push(id)
    },
  })
  const listed = [...seen.refused].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`)
  process.stdout.write(`documents: ${seen.accepted} stored; ${listed.join(', ')}\n`)
  expect(seen.accepted).toBeGreaterThan(0)
})

it('documents in datagrams: each is stored, refused or dropped, and counted', async () => {
  const before = await report()
  const cases = casesOf(50_000)
  const socket = createSocket('udp4')
  let quarter = await service.memory()
  for (let index = 0; index < cases; index++) {
    const random = new Random(firstSeed(2) + index)
    const head = random.chance(0.9) ? '{"format": "json", "version": 1}' : written(oddValue(random))
    const whole = Buffer.from(`${head}\n${documentText(random)}`)
    const datagram = (random.chance(0.9) ? whole : garbled(random, whole)).subarray(0, 65_507)
    await new Promise<void>((resolve) => socket.send(datagram, service.port, '127.0.0.1', () => resolve()))
    // In small bursts: the kernel's buffer is not what is tested.
    if (index % 100 === 99) await new Promise((resolve) => setTimeout(resolve, 10))
    if (index === Math.floor(cases / 4)) quarter = await service.memory()
  }
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  // Every datagram has arrived, one way or another.
  const done = async () => {
    const { received, drops } = await report()
    const unread = (drops['udp-kernel'] ?? 0) + (drops['udp-queue-full'] ?? 0)
    return received.udp + unread - before.received.udp
  }
  await vi.waitFor(async () => expect(await done()).toBe(cases), { timeout: 60_000, interval: 200 })
  const after = await report()
  const end = await service.memory()
  const lost = sum(after.drops) - sum(before.drops)
  const stored = after.accepted.udp - before.accepted.udp
  const refused = sum(after.rejectCounts) - sum(before.rejectCounts)
  process.stdout.write(
    `datagrams: ${cases} sent, ${stored} stored, ${refused} refused, ${lost} dropped ${JSON.stringify(after.drops)}; ` +
      `codes ${JSON.stringify(after.rejectCounts)}; ${memoryWords(quarter, end)}\n`,
  )
  expect(stored + refused + lost).toBe(cases)
  for (const code of Object.keys(after.rejectCounts))
    expect([code, documentCodes.has(code) || datagramCodes.has(code)]).toEqual([code, true])
  expect(service.ended).toBeNull()
  expectFlat(quarter, end)
})

it('all that was stored can be read', async () => {
  const nowS = Math.floor(Date.now() / 1000)
  const window = { StartTime: nowS - 3_600, EndTime: nowS + 3_600 }
  const agent = new Agent({ keepAlive: true })
  const ask = async (path: string, input: object) => {
    const body = Buffer.from(JSON.stringify(input))
    const answer = await send(service.url, { method: 'POST', path, headers: {}, body }, agent)
    const type = answer.headers['x-amzn-errortype']
    const fine = answer.status === 200 || errorNames.get(String(type)) === answer.status
    expect(`${path} ${answer.status} ${fine ? '' : `${body.toString()} ${answer.body.toString().slice(0, 300)}`}`).toBe(
      `${path} ${answer.status} `,
    )
    return answer
  }
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect((await ask('/ServiceGraph', window)).status).toBe(200)
  expect((await ask('/TimeSeriesServiceStatistics', window)).status).toBe(200)
  let NextToken: string | null = null
  do {
    const page: Answer = await ask('/TraceSummaries', { ...window, NextToken })
    expect(page.status).toBe(200)
    const read: { NextToken: string | null } = JSON.parse(page.body.toString())
    NextToken = read.NextToken
  } while (NextToken !== null)
  expect(tracesToRead.length).toBeGreaterThan(0)
  expect(stored.size).toBeGreaterThan(0)
  const ids = [...new Set([...tracesToRead, ...stored.keys()])]
  const read = new Map<string, string>()
  for (let at = 0; at < ids.length; at += 5) {
    const TraceIds = ids.slice(at, at + 5)
    const answer = await ask('/Traces', { TraceIds })
    expect(answer.status).toBe(200)
    const { Traces }: { Traces: { Id: string }[] } = JSON.parse(answer.body.toString())
    for (const trace of Traces) read.set(trace.Id, JSON.stringify(trace))
    if (at % 50 === 0) await ask('/TraceGraph', { TraceIds })
  }
  agent.destroy()
  expect([...stored].filter(([trace, id]) => read.get(trace)?.includes(id) !== true)).toEqual([])
  const metrics = await (await fetch(`${service.url}/metrics`)).text()
  expect(/^roentgen_assembly_failures_total (\d+)$/m.exec(metrics)?.[1]).toBe('0')
  expect(service.log.filter((line) => /request failed|could not be assembled/.test(line))).toEqual([])
})
