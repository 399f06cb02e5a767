/** Reservoirs a minute of a service of ours behind a path prefix, where the second of the two calls fails. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeCall, type FakeReply, type FakeXray, fakeXray } from '../source/aws/fake-xray.ts'
import { parseSource } from '../source/spec.ts'
import { type Bff, startBff } from '../start.ts'

const patterns = { ServiceName: '*', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*', ResourceARN: '*' }
const orders = { RuleName: 'orders', Priority: 7, FixedRate: 0.05, ReservoirSize: 10, ...patterns, Attributes: {} }

type Rule = { RuleName: string; ReservoirSize: number; FixedRate: number }
type Kept = { rule: Rule; perMinute: number | null; modified: number }

let kept: Map<string, Kept>
/** What the call for a reservoir a minute does. */
let minute: 'refuses' | 'sets and refuses' | 'sets'
/** What is refused once a reservoir a minute was asked for. */
let broken: string | null
const refusal: FakeReply = { status: 503, error: 'ServiceUnavailable', body: { Message: 'no room' } }

function answer({ path, body }: FakeCall): FakeReply {
  if (path === broken && fake.calls.some((call) => call.path.endsWith('/per-minute')))
    return { status: 400, error: 'InvalidRequestException', body: { Message: 'broken' } }
  switch (path) {
    case '/there/GetSamplingRules':
      return {
        body: {
          SamplingRuleRecords: [...kept.values()].map(({ rule, modified }) => ({
            SamplingRule: rule,
            ModifiedAt: modified,
            CreatedAt: 0,
          })),
        },
      }
    case '/there/SamplingStatisticSummaries':
      return { body: { SamplingStatisticSummaries: [] } }
    case '/there/CreateSamplingRule': {
      const rule = body.SamplingRule as Rule
      kept.set(rule.RuleName, { rule, perMinute: null, modified: 1 })
      return { body: {} }
    }
    case '/there/UpdateSamplingRule': {
      const change = body.SamplingRuleUpdate as Rule
      const old = kept.get(change.RuleName)
      if (old === undefined) return { status: 404, body: {} }
      const rule = { ...old.rule, ...change }
      const perMinute = rule.ReservoirSize > 0 ? null : old.perMinute
      kept.set(change.RuleName, { rule, perMinute, modified: old.modified + 1 })
      return { body: {} }
    }
    case '/there/DeleteSamplingRule':
      kept.delete(body.RuleName as string)
      return { body: {} }
    case '/there/roentgen/sampling':
      return {
        body: { rules: [...kept].map(([name, { perMinute }]) => ({ name, perMinute, clients: [] })) },
      }
    case '/there/roentgen/sampling/per-minute': {
      const old = kept.get(body.rule as string)
      if (minute === 'refuses' || old === undefined) return refusal
      kept.set(body.rule as string, {
        rule: { ...old.rule, ReservoirSize: body.perMinute === null ? old.rule.ReservoirSize : 0 },
        perMinute: body.perMinute as number | null,
        modified: old.modified + 1,
      })
      return minute === 'sets' ? { body: {} } : refusal
    }
    default:
      return { status: 404, error: 'UnknownOperationException', body: {} }
  }
}

let fake: FakeXray
let bff: Bff
beforeEach(async () => {
  kept = new Map([['orders', { rule: orders, perMinute: null, modified: 1 }]])
  minute = 'refuses'
  broken = null
  fake = await fakeXray(answer)
  const source = parseSource(`xray:${fake.url}/there`)
  if (source === null) throw new Error('no source')
  bff = await startBff({ port: 0, source, checkReplies: true, log: () => {} })
})
afterEach(async () => {
  await bff.close()
  await fake.close()
})

const post = async (path: string, body: object) => {
  const reply = await fetch(`${bff.url}/api/sampling/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: reply.status, said: await reply.json() }
}

const given = {
  priority: 7,
  fixedRate: 0.5,
  reservoirSize: 0,
  perMinute: 30,
  serviceName: '*',
  serviceType: '*',
  host: '*',
  httpMethod: '*',
  urlPath: '*',
  resourceArn: '*',
  attributes: {},
  boost: null,
}
const change = () => post('rules/orders', { rule: given, modified: kept.get('orders')?.modified })

describe('a reservoir a minute', () => {
  it('is written, below the path of the source', async () => {
    minute = 'sets'
    expect(await change()).toMatchObject({ status: 200, said: { perMinute: true, rules: [{ perMinute: 30 }] } })
  })

  it.each(['refuses', 'sets and refuses'] as const)('that the service %s leaves the rule as it was', async (how) => {
    minute = how
    const { status, said } = await change()
    expect(status).toBe(502)
    expect(said.error.message).toBe('The reservoir a minute could not be written: no room. orders is as it was before.')
    expect(kept.get('orders')).toMatchObject({ rule: orders, perMinute: null })
  })

  it('says so when the rule cannot be set back', async () => {
    broken = '/there/UpdateSamplingRule'
    expect((await change()).said.error.message).toMatch(/no room\. Nor could orders be set back \(.*\): look at it/)
  })

  it('that is refused makes no rule', async () => {
    const { said } = await post('rules', { ...given, name: 'new' })
    expect(said.error.message).toMatch(/no room\. No rule was made\.$/)
    expect([...kept.keys()]).toEqual(['orders'])
  })

  it('that is refused leaves a rule that cannot be removed, and says so', async () => {
    broken = '/there/DeleteSamplingRule'
    const { said } = await post('rules', { ...given, name: 'new' })
    expect(said.error.message).toMatch(/new is there without it, and could not be removed \(/)
    expect([...kept.keys()]).toEqual(['orders', 'new'])
  })
})
