/** The routes over an API that answers as AWS does where ours never would: denials, statistics that may not be read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeCall, type FakeReply, type FakeXray, fakeXray } from '../source/aws/fake-xray.ts'
import { parseSource } from '../source/spec.ts'
import { type Bff, startBff } from '../start.ts'

const record = (RuleName: string, Priority: number) => ({
  ModifiedAt: 1763460000.5,
  CreatedAt: 0,
  SamplingRule: {
    RuleName,
    RuleARN: `arn:aws:xray:eu-west-1:123456789012:sampling-rule/${RuleName}`,
    Priority,
    FixedRate: 0.05,
    ReservoirSize: 1,
    ServiceName: '*',
    ServiceType: '*',
    Host: '*',
    HTTPMethod: '*',
    URLPath: '*',
    ResourceARN: '*',
    Version: 1,
    Attributes: {},
  },
})

const denied = (action: string): FakeReply => ({
  status: 403,
  error: 'AccessDeniedException',
  body: { Message: `not authorized to perform: xray:${action}` },
})

const nowS = Math.floor(Date.now() / 1000)
const statistic = (RuleName: string, ago: number) => ({
  RuleName,
  Timestamp: Math.floor((nowS - ago) / 10) * 10,
  RequestCount: 100,
  SampledCount: 7,
  BorrowCount: 1,
})

let mayCount = true
function answer({ path, body }: FakeCall): FakeReply {
  switch (path) {
    case '/GetSamplingRules':
      // Not in order, and on two pages.
      return body.NextToken === undefined
        ? { body: { SamplingRuleRecords: [record('Default', 10_000)], NextToken: 'second' } }
        : { body: { SamplingRuleRecords: [record('orders', 7)], NextToken: null } }
    case '/SamplingStatisticSummaries':
      return mayCount
        ? {
            body: {
              SamplingStatisticSummaries: [statistic('orders', 20), statistic('orders', 3600), statistic('orders', 60)],
            },
          }
        : denied('GetSamplingStatisticSummaries')
    case '/CreateSamplingRule':
      return denied('CreateSamplingRule')
    case '/DeleteSamplingRule':
      return { body: {} }
    default:
      return { status: 404, error: 'UnknownOperationException', body: {} }
  }
}

let fake: FakeXray
let bff: Bff
beforeAll(async () => {
  fake = await fakeXray(answer)
  const source = parseSource(`xray:${fake.url}`)
  if (source === null) throw new Error('no source')
  bff = await startBff({ port: 0, source, checkReplies: true, log: () => {} })
})
afterAll(async () => {
  await bff.close()
  await fake.close()
})

const get = async (query = '') => (await fetch(`${bff.url}/api/sampling${query}`)).json()
const post = (path: string, body: object) =>
  fetch(`${bff.url}/api/sampling/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const given = {
  name: 'new',
  priority: 5,
  fixedRate: 0.5,
  reservoirSize: 1,
  perMinute: null,
  serviceName: '*',
  serviceType: '*',
  host: '*',
  httpMethod: '*',
  urlPath: '*',
  resourceArn: '*',
  attributes: {},
  boost: null,
}

describe('sampling of a source that is not ours', () => {
  it('all pages of rules in order, counts of the last quarter of an hour, no reservoirs a minute', async () => {
    expect(await get()).toMatchObject({
      rules: [
        {
          name: 'orders',
          priority: 7,
          perMinute: null,
          clients: null,
          modified: 1763460000.5,
          counts: [
            [expect.any(Number), 100, 7, 1],
            [expect.any(Number), 100, 7, 1],
          ],
        },
        { name: 'Default', counts: [] },
      ],
      countsProblem: null,
      perMinute: false,
    })
  })

  it('rules without counts where those are denied', async () => {
    mayCount = false
    // Named, it is another question than the one before: equal ones within a quarter of a second are answered once.
    const reply = await get(`?source=xray:${fake.url}`)
    mayCount = true
    expect(reply.countsProblem).toMatch(/GetSamplingStatisticSummaries/)
    expect(reply.rules).toHaveLength(2)
  })

  it.each([
    ['a denied action', 'rules', given, 403, 'NOT_PERMITTED'],
    ['a name that is taken', 'rules', { ...given, name: 'orders' }, 409, 'CONFLICT'],
    ['a reservoir a minute', 'rules', { ...given, reservoirSize: 0, perMinute: 5 }, 400, 'BAD_REQUEST'],
    ['a rate above 1', 'rules', { ...given, fixedRate: 1.5 }, 400, 'BAD_REQUEST'],
    ['an empty pattern', 'rules', { ...given, host: '' }, 400, 'BAD_REQUEST'],
    ['a rule that is not there', 'rules/nobody/delete', { modified: 1 }, 404, 'NOT_FOUND'],
    ['a rule that has changed since', 'rules/orders/delete', { modified: 1 }, 409, 'CONFLICT'],
  ] as const)('%s', async (_, path, body, status, code) => {
    const reply = await post(path, body)
    expect([reply.status, await reply.json()]).toMatchObject([status, { error: { code } }])
  })

  it('deletes what was seen as it is', async () => {
    const before = fake.calls.length
    expect((await post('rules/orders/delete', { modified: 1763460000.5 })).status).toBe(200)
    expect(fake.calls.slice(before).find(({ path }) => path === '/DeleteSamplingRule')?.body).toEqual({
      RuleName: 'orders',
    })
  })
})
