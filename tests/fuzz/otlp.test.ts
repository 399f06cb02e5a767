/** Mutated OTLP requests, JSON and protobuf, plain and gzip: taken, taken in part, or refused as the OTLP specification has it. */
import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Answer, casesOf, run, type Sent } from './campaign.ts'
import { garbled, type Json, mutated, oddValue, written } from './mutate.ts'
import { protobufRequest } from './protobuf.ts'
import { firstSeed, Random } from './random.ts'
import { Service } from './service.ts'

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 })

let service: Service
beforeAll(async () => {
  service = await Service.start()
})
afterAll(() => service.stop())

const recorded = gunzipSync(readFileSync(new URL('../data/hotrod/hotrod.otlp.ndjson.gz', import.meta.url)))
  .toString()
  .split('\n')
  .filter((line) => line !== '' && line.length < 20_000)

/** What the recording has not: links, exceptions, every kind of value. */
function richRequest(random: Random): Json {
  const now = BigInt(Date.now()) * 1_000_000n
  const at = (ms: number) => String(now - BigInt(ms) * 1_000_000n)
  const attribute = (key: string, value: Json): Json => ({ key, value })
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [
            attribute('service.name', { stringValue: random.pick(['web', 'api', 'jobs']) }),
            attribute('cloud.platform', { stringValue: random.pick(['aws_ec2', 'aws_ecs', 'aws_eks', 'aws_lambda']) }),
          ],
        },
        scopeSpans: [
          {
            scope: { name: 'fuzz', version: '1' },
            spans: [
              {
                traceId: random.hex(32),
                spanId: random.hex(16),
                parentSpanId: random.chance(0.5) ? random.hex(16) : '',
                name: 'GET /orders',
                kind: random.below(6),
                startTimeUnixNano: at(250),
                endTimeUnixNano: at(0),
                attributes: [
                  attribute('http.request.method', { stringValue: 'GET' }),
                  attribute('url.full', { stringValue: 'http://api/orders?a=1' }),
                  attribute('http.response.status_code', { intValue: String(random.pick([200, 404, 429, 503])) }),
                  attribute('db.system', { stringValue: 'postgresql' }),
                  attribute('db.statement', { stringValue: 'SELECT 1' }),
                  attribute('rpc.system', { stringValue: 'aws-api' }),
                  attribute('aws.table.name', { arrayValue: { values: [{ stringValue: 't' }] } }),
                  attribute('ratio', { doubleValue: 0.25 }),
                  attribute('ok', { boolValue: true }),
                  attribute('nested', { kvlistValue: { values: [attribute('a', { intValue: '1' })] } }),
                  attribute('aws.xray.annotations', { arrayValue: { values: [{ stringValue: 'ratio' }] } }),
                ],
                events: [
                  {
                    timeUnixNano: at(100),
                    name: 'exception',
                    attributes: [
                      attribute('exception.type', { stringValue: 'Timeout' }),
                      attribute('exception.message', { stringValue: 'too late' }),
                      attribute('exception.stacktrace', { stringValue: 'Timeout: too late\n    at f (a.js:1:2)' }),
                    ],
                  },
                ],
                links: [{ traceId: random.hex(32), spanId: random.hex(16), attributes: [] }],
                status: { code: random.below(3), message: 'm' },
              },
            ],
          },
        ],
      },
    ],
  }
}

const form = { json: 'application/json', protobuf: 'application/x-protobuf' }

function sentFor(seed: number): Sent {
  const random = new Random(seed)
  const protobuf = seed % 2 === 0
  const valid: Json = random.chance(0.3) ? JSON.parse(random.pick(recorded)) : richRequest(random)
  const value = random.chance(0.1) ? valid : random.chance(0.95) ? mutated(random, valid) : oddValue(random)
  const whole = protobuf ? protobufRequest(value) : Buffer.from(written(value))
  const body = random.chance(protobuf ? 0.5 : 0.15) ? garbled(random, whole) : whole
  const zipped = random.chance(0.1)
  const type = random.chance(0.97)
    ? form[protobuf ? 'protobuf' : 'json']
    : random.pick(['', 'text/plain', form.json, form.protobuf])
  return {
    method: 'POST',
    path: '/v1/traces',
    headers: { 'content-type': type, ...(zipped ? { 'content-encoding': 'gzip' } : {}) },
    body: zipped ? (random.chance(0.8) ? gzipSync(body) : garbled(random, gzipSync(body))) : body,
  }
}

const allowed = new Set([200, 400, 413, 415, 429])

function judge(_sent: Sent, { status, headers, body }: Answer): string | null {
  if (!allowed.has(status)) return 'a status that OTLP does not know here'
  if (!String(headers['content-type']).startsWith('application/json')) return null
  const value: unknown = JSON.parse(body.toString())
  if (typeof value !== 'object' || value === null) return 'no object'
  if (status === 200) return null
  const text = 'message' in value ? value.message : null
  if (typeof text !== 'string') return 'no google.rpc.Status'
  return /\n\s+at |node:internal|\/src\//.test(text) ? 'our insides in a message' : null
}

it('every OTLP body is answered', async () => {
  await run({
    what: 'OTLP bodies',
    service,
    cases: casesOf(50_000),
    firstSeed: firstSeed(3),
    sentFor,
    judge,
    label: ({ status, body, headers }) => {
      const partial =
        status === 200 && (String(headers['content-type']).includes('json') ? body.length > 2 : body.length > 0)
      return `${status}${partial ? ' in part' : ''}`
    },
  })
  const metrics = await (await fetch(`${service.url}/metrics`)).text()
  expect(/^roentgen_assembly_failures_total (\d+)$/m.exec(metrics)?.[1]).toBe('0')
  const nowS = Math.floor(Date.now() / 1000)
  const graph = await fetch(`${service.url}/ServiceGraph`, {
    method: 'POST',
    body: JSON.stringify({ StartTime: nowS - 3_600, EndTime: nowS + 60 }),
  })
  expect(graph.status).toBe(200)
})
