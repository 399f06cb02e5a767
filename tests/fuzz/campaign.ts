/** Many cases against one service, several at a time, and the verdict over all of them. */
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { testScale } from '@roentgen/store/testing'
import { expect } from 'vitest'
import type { Memory, Service } from './service.ts'

export type Sent = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly ms: number
}

/** What is wrong with an answer; null when nothing is. */
export type Judge = (sent: Sent, answer: Answer) => string | null

/** How a count is called under which an answer is listed. */
export type Label = (answer: Answer) => string

/** Calls that store something wait for the next insert: many at once cost no more. */
const atOnce = 48
/** Cases of a test: the issue's figure at scale 1, seconds' worth below it. */
export const casesOf = (full: number): number => (testScale() >= 1 ? full : Math.ceil((full * testScale()) / 4))

/** Nothing may take longer; at full scale on a quiet machine nothing may take longer than five seconds. */
const hangMs = 30_000
const hangAtFullScaleMs = 5_000
const growthShare = 1.5
/** Of traces that are open at one moment and not at the other: their documents are bounded by 96 MiB. */
const growthMiB = { live: 60, resident: 150 }
const none: Memory = { liveMiB: 0, residentMiB: 0 }
/** Memory is flat: the end holds no more than the end of the first quarter, but for what is in flight. */
export function expectFlat(quarter: Memory, end: Memory): void {
  expect(end.liveMiB).toBeLessThan(quarter.liveMiB * growthShare + growthMiB.live)
  expect(end.residentMiB).toBeLessThan(quarter.residentMiB * growthShare + growthMiB.resident)
}
export const memoryWords = (quarter: Memory, end: Memory): string =>
  `memory after a quarter ${quarter.liveMiB} MiB live, ${quarter.residentMiB} resident; at the end ${end.liveMiB} and ${end.residentMiB}`

export function send(url: string, sent: Sent, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now()
    const target = new URL(url)
    const request = httpRequest({
      agent,
      host: target.hostname,
      port: target.port,
      method: sent.method,
      path: sent.path,
      headers: { 'content-length': String(sent.body.length), ...sent.headers },
      timeout: hangMs,
    })
    request.once('timeout', () => request.destroy(new Error(`no answer within ${hangMs} ms`)))
    request.once('error', reject)
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          ms: performance.now() - startedMs,
        }),
      )
    })
    request.end(sent.body)
  })
}

export type Campaign = {
  readonly what: string
  readonly service: Service
  readonly cases: number
  readonly firstSeed: number
  readonly sentFor: (seed: number) => Sent
  readonly judge: Judge
  readonly label: Label
  /** After each case, for what the answer says beyond its form. */
  readonly seen?: (sent: Sent, answer: Answer) => void
}

/** Runs all cases and fails with the first few that were answered wrongly: seed, request, answer. */
export async function run({ what, service, cases, firstSeed, sentFor, judge, label, seen }: Campaign): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const counts = new Map<string, number>()
  const failures: string[] = []
  let slowest = { ms: 0, seed: 0, path: '' }
  let next = 0
  let quarter = none
  const fail = (seed: number, sent: Sent, why: string) => failures.push(`${why}\n  seed ${seed}: ${described(sent)}`)
  const worker = async () => {
    while (next < cases && failures.length < 10) {
      const seed = firstSeed + next++
      if (next === Math.ceil(cases / 4)) quarter = await service.memory()
      const sent = sentFor(seed)
      try {
        const answer = await send(service.url, sent, agent)
        if (answer.ms > slowest.ms) slowest = { ms: answer.ms, seed, path: sent.path }
        counts.set(label(answer), (counts.get(label(answer)) ?? 0) + 1)
        const wrong = judge(sent, answer)
        if (wrong !== null) fail(seed, sent, `${wrong}: ${answer.status} ${answer.body.toString().slice(0, 500)}`)
        seen?.(sent, answer)
      } catch (error) {
        if (service.ended !== null)
          throw new Error(`the service ended (${service.ended}) about seed ${seed}: ${described(sent)}`)
        fail(seed, sent, error instanceof Error ? error.message : String(error))
      }
    }
  }
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: atOnce }, worker))
  agent.destroy()
  const end = await service.memory()
  const listed = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`)
  process.stdout.write(
    `${what}: ${next} in ${((performance.now() - startedMs) / 1000).toFixed(0)} s; ${listed.join(', ')}; ` +
      `slowest ${slowest.ms.toFixed(0)} ms (seed ${slowest.seed}, ${slowest.path.slice(0, 60)}); ` +
      `${memoryWords(quarter, end)}\n`,
  )
  expect(failures).toEqual([])
  expect(service.log.filter((line) => line.includes('request failed'))).toEqual([])
  expect(service.ended).toBeNull()
  expectFlat(quarter, end)
  if (testScale() >= 1) expect(slowest.ms).toBeLessThan(hangAtFullScaleMs)
}

const described = ({ method, path, headers, body }: Sent) =>
  `${method} ${path} ${JSON.stringify(headers)} ${JSON.stringify(body.toString('latin1').slice(0, 2_000))}`
