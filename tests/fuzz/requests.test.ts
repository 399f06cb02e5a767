/** Mutated requests over all operations: always the contract's answer. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readInput } from '../../apps/xray/src/api/members.ts'
import { model, type OperationName } from '../../apps/xray/src/api/model.ts'
import { type Answer, casesOf, run, type Sent } from './campaign.ts'
import { errorNames } from './contract.ts'
import { garbled, type Json, mutated, oddValue, written } from './mutate.ts'
import { firstSeed, Random } from './random.ts'
import { Service } from './service.ts'
import { validRequests } from './valid-requests.ts'

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 })

let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())

const names = Object.keys(model).filter((name): name is OperationName => name in model)

it.each(names)('the request of %s to start from is valid by the model', (name) => {
  const { input } = model[name]
  for (let seed = 0; seed < 50; seed++)
    expect(() => readInput(input, JSON.stringify(validRequests[name](new Random(seed))))).not.toThrow()
})

const json = { 'content-type': 'application/json' }
const sentTo = (path: string, text: string | Buffer, headers: Readonly<Record<string, string>> = json): Sent => ({
  method: 'POST',
  path,
  headers,
  body: Buffer.from(text),
})

/** The same request in odd clothes. */
function oddlyCarried(random: Random, path: string, text: string): Sent {
  const sent = sentTo(path, text)
  switch (random.below(8)) {
    case 0:
      return { ...sent, method: random.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST', 'TRACE']) }
    case 1:
      return {
        ...sent,
        path: random.pick([
          `${path}/`,
          `/${path}`,
          path.toLowerCase(),
          `${path}?a=%00`,
          `${path}%20`,
          '/',
          '/..',
          `/${random.hex(3_000)}`,
        ]),
      }
    case 2:
      return {
        ...sent,
        headers: {
          'content-type': random.pick([
            '',
            'text/plain',
            'application/x-amz-json-1.1',
            'application/json; charset=utf-16',
            'multipart/form-data',
            'x'.repeat(500),
          ]),
        },
      }
    case 3:
      return {
        ...sent,
        headers: {
          ...json,
          'content-encoding': random.pick(['gzip', 'deflate', 'br', 'identity', 'GZIP', 'x'.repeat(300)]),
        },
      }
    case 4:
      return sentTo(path, gzipSync(text), { ...json, 'content-encoding': 'gzip' })
    case 5:
      return sentTo(path, garbled(random, gzipSync(text)), { ...json, 'content-encoding': 'gzip' })
    case 6:
      return {
        ...sent,
        headers: { ...json, host: random.pick(['127.0.0.1', 'localhost', 'evil.example', '[::1]', '', 'a b']) },
      }
    default:
      return {
        ...sent,
        headers: {
          ...json,
          origin: random.pick(['http://localhost:3000', 'http://evil.example', 'null', '']),
          'x-amz-target': 'a.b',
          authorization: 'AWS4-HMAC-SHA256 nonsense',
        },
      }
  }
}

/** Tokens that the service gave out: their next use is more than a refusal. */
const retrievals: string[] = []

function sentFor(seed: number): Sent {
  const random = new Random(seed)
  const name = random.pick(names)
  const { path } = model[name]
  const valid: { [name: string]: Json } = validRequests[name](random)
  if ('RetrievalToken' in valid && retrievals.length > 0 && random.chance(0.7))
    valid.RetrievalToken = random.pick(retrievals)
  const way = random.next()
  if (way < 0.1) return sentTo(path, written(valid))
  if (way < 0.7) return sentTo(path, written(mutated(random, valid)))
  if (way < 0.75) return sentTo(path, written(oddValue(random)))
  if (way < 0.88) return sentTo(path, garbled(random, Buffer.from(written(valid))))
  return oddlyCarried(random, path, written(random.chance(0.5) ? valid : mutated(random, valid)))
}

function judge(sent: Sent, { status, headers, body }: Answer): string | null {
  if (status >= 500) return 'an error of ours'
  const type = headers['x-amzn-errortype']
  if (status === 200) return type === undefined ? null : 'an error with status 200'
  const expected = errorNames.get(String(type))
  if (expected === undefined) return `a code that the contract does not know: ${String(type)}`
  if (expected !== status) return `${String(type)} is ${expected}`
  const message = messageOf(body)
  if (message === null) return `no Message after ${sent.method}`
  return /\n\s+at |node:internal|DB::Exception|\/src\//.test(message) ? 'our insides in a message' : null
}

function messageOf(body: Buffer): string | null {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null && 'Message' in value && typeof value.Message === 'string'
      ? value.Message
      : null
  } catch {
    return null
  }
}

it('every request is answered as the contract has it', async () => {
  await run({
    what: 'requests',
    service,
    cases: casesOf(100_000),
    firstSeed: firstSeed(0),
    sentFor,
    judge,
    label: ({ status, headers }) => (status === 200 ? '200' : String(headers['x-amzn-errortype'])),
    seen: (_sent, { body }) => {
      const token = /"RetrievalToken":"([\w-]+)"/.exec(body.toString('latin1', 0, 200))?.[1]
      if (token !== undefined && retrievals.length < 200) retrievals.push(token)
    },
  })
})
