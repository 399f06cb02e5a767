/** Sampling rules, targets and statistics as AWS's own client sees them (facts 7, 1.5). */
import {
  CreateSamplingRuleCommand,
  DeleteSamplingRuleCommand,
  GetSamplingRulesCommand,
  GetSamplingTargetsCommand,
  ListTagsForResourceCommand,
  paginateGetSamplingStatisticSummaries,
  type SamplingRule,
  UpdateSamplingRuleCommand,
} from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { post, type Running, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.stop())

const rule = (RuleName: string, more: Partial<SamplingRule> = {}): SamplingRule => ({
  RuleName,
  ResourceARN: '*',
  Priority: 100,
  FixedRate: 0.1,
  ReservoirSize: 5,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
  ...more,
})

const create = (given: SamplingRule, Tags?: { Key: string; Value: string }[]) =>
  running.client.send(new CreateSamplingRuleCommand({ SamplingRule: given, ...(Tags ? { Tags } : {}) }))
const update = (SamplingRuleUpdate: object) =>
  running.client.send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate }))
const remove = (RuleName: string) => running.client.send(new DeleteSamplingRuleCommand({ RuleName }))
const rules = async () => (await running.client.send(new GetSamplingRulesCommand({}))).SamplingRuleRecords ?? []
const names = async () => (await rules()).map(({ SamplingRule }) => SamplingRule?.RuleName)
const refused = (message: string | RegExp) =>
  expect.objectContaining({
    name: 'InvalidRequestException',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  })

const report = (RuleName: string, client: string, counts: Partial<Record<string, number>> = {}) => ({
  RuleName,
  ClientID: client.padEnd(24, '0'),
  Timestamp: new Date(),
  RequestCount: 100,
  SampledCount: 10,
  BorrowCount: 1,
  ...counts,
})

it('a rule is created, listed by priority, changed and deleted', async () => {
  const boost = { MaxRate: 0.5, CooldownWindowMinutes: 3 }
  const { SamplingRuleRecord: made } = await create(
    rule('orders', { SamplingRateBoost: boost, Attributes: { 'x-tier': 'gold' } }),
    [{ Key: 'team', Value: 'shop' }],
  )
  const RuleARN = 'arn:aws:xray:us-east-1:000000000000:sampling-rule/orders'
  expect(made?.SamplingRule).toEqual({
    ...rule('orders', { RuleARN, SamplingRateBoost: boost, Attributes: { 'x-tier': 'gold' } }),
  })
  expect(made?.CreatedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000)
  expect((await running.client.send(new ListTagsForResourceCommand({ ResourceARN: RuleARN }))).Tags).toEqual([
    { Key: 'team', Value: 'shop' },
  ])
  await create(rule('a-tie'))
  await create(rule('first', { Priority: 1 }))
  expect(await names()).toEqual(['first', 'a-tie', 'orders', 'Default'])

  const { SamplingRuleRecord: changed } = await update({ RuleARN, FixedRate: 0.2, Attributes: {} })
  // Leaving the boost out clears it; all else that is left out stays.
  expect(changed?.SamplingRule).toEqual({ ...rule('orders', { RuleARN, FixedRate: 0.2 }), Attributes: {} })
  expect(await remove('orders')).toMatchObject({ SamplingRuleRecord: { SamplingRule: { RuleName: 'orders' } } })
  await remove('a-tie')
  await remove('first')
  expect(await names()).toEqual(['Default'])

  // Made again it has the ARN of the old one, and none of its tags.
  await create(rule('orders'))
  expect((await running.client.send(new ListTagsForResourceCommand({ ResourceARN: RuleARN }))).Tags).toEqual([])
  await remove('orders')
})

it('says what cannot be', async () => {
  await create(rule('taken'), [{ Key: 'k', Value: 'v' }])
  await expect(create(rule('taken'))).rejects.toEqual(refused('taken already exists'))
  await expect(create(rule('Default'))).rejects.toEqual(refused('Default already exists'))
  await expect(create(rule('x', { Version: 2 }))).rejects.toEqual(refused('Version must be 1'))
  await expect(create({ ...rule('x'), RuleName: undefined })).rejects.toEqual(refused(/RuleName/))
  await expect(create(rule('x', { RuleARN: 'arn:aws:xray' }))).rejects.toEqual(refused(/RuleARN/))
  await expect(create(rule('x'), [{ Key: 'aws:x', Value: '' }])).rejects.toEqual(refused(/reserved/))
  await expect(create(rule('x', { FixedRate: 1.1 }))).rejects.toMatchObject({ name: 'ValidationException' })
  await expect(create(rule('x', { Priority: 10_000 }))).rejects.toMatchObject({ name: 'ValidationException' })
  const onlyTwo = refused('Only the reservoir size and fixed rate of the default sampling rule can be modified')
  await expect(update({ RuleName: 'Default', Host: 'a' })).rejects.toEqual(onlyTwo)
  await expect(
    update({ RuleName: 'Default', SamplingRateBoost: { MaxRate: 1, CooldownWindowMinutes: 1 } }),
  ).rejects.toEqual(onlyTwo)
  const oneOf = refused(/either name or ARN, but not both/)
  await expect(update({ FixedRate: 1 })).rejects.toEqual(oneOf)
  await expect(update({ RuleName: 'taken', RuleARN: 'arn' })).rejects.toEqual(oneOf)
  await expect(running.client.send(new DeleteSamplingRuleCommand({}))).rejects.toEqual(oneOf)
  await expect(update({ RuleName: 'nobody' })).rejects.toEqual(refused(/does not exist/))
  await expect(update({ RuleName: 'taken', Priority: 0 })).rejects.toEqual(refused(/Priority/))
  await expect(update({ RuleName: 'taken', FixedRate: -1 })).rejects.toEqual(refused(/FixedRate/))
  await expect(update({ RuleName: 'taken', ReservoirSize: -1 })).rejects.toEqual(refused(/ReservoirSize/))
  await expect(remove('nobody')).rejects.toEqual(refused(/does not exist/))
  await expect(remove('Default')).rejects.toEqual(refused(/can not be deleted/))
  // What was refused has changed nothing, not even the tags of the rule whose name was asked for again.
  const ResourceARN = 'arn:aws:xray:us-east-1:000000000000:sampling-rule/taken'
  expect((await running.client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toHaveLength(1)
  expect(await names()).toEqual(['taken', 'Default'])
  await remove('taken')
})

it('takes 25 rules beside Default', async () => {
  const many = Array.from({ length: 25 }, (_, index) => `rule-${index}`)
  for (const name of many) await create(rule(name))
  await expect(create(rule('one-more'))).rejects.toMatchObject({ name: 'RuleLimitExceededException' })
  for (const name of many) await remove(name)
})

it('Default takes a reservoir and a rate; a change is newer than any rules a client has', async () => {
  await update({ RuleName: 'Default', FixedRate: 0.25, ReservoirSize: 4 })
  const [only] = await rules()
  expect(only).toMatchObject({ SamplingRule: { FixedRate: 0.25, ReservoirSize: 4 } })
  expect(only?.CreatedAt?.getTime()).toBe(0)
  const { LastRuleModification } = await running.client.send(
    new GetSamplingTargetsCommand({ SamplingStatisticsDocuments: [] }),
  )
  // A client that asked in this very second must ask again: whole seconds are compared.
  expect((LastRuleModification?.getTime() ?? 0) / 1000).toBeGreaterThan(Math.floor(Date.now() / 1000) - 2)
  expect(LastRuleModification).toEqual(only?.ModifiedAt)
  await update({ RuleName: 'Default', FixedRate: 0.05, ReservoirSize: 1 })
})

it('shares a reservoir, counts what was reported, and refuses times that are far off', async () => {
  await create(rule('shared', { ReservoirSize: 10 }))
  const targets = await running.client.send(
    new GetSamplingTargetsCommand({
      SamplingStatisticsDocuments: [
        report('shared', 'a'),
        report('shared', 'b', { BorrowCount: 2 }),
        report('nobody', 'a'),
        { ...report('shared', 'c'), Timestamp: new Date(Date.now() - 3_600_000) },
      ],
    }),
  )
  expect(targets.SamplingTargetDocuments?.map(({ ReservoirQuota }) => ReservoirQuota)).toEqual([10, 0])
  const [first] = targets.SamplingTargetDocuments ?? []
  expect(first?.ReservoirQuotaTTL?.getTime()).toBeGreaterThan(Date.now())
  expect(targets.UnprocessedStatistics).toEqual([
    { RuleName: 'nobody', ErrorCode: '400', Message: 'Unknown rule' },
    { RuleName: 'shared', ErrorCode: '400', Message: 'Timestamp is too old' },
  ])
  const sums = { requests: 0, sampled: 0, borrowed: 0 }
  for await (const page of paginateGetSamplingStatisticSummaries({ client: running.client }, {}))
    for (const one of page.SamplingStatisticSummaries ?? []) {
      if (one.RuleName !== 'shared') continue
      expect((one.Timestamp?.getTime() ?? 1) % 10_000).toBe(0)
      sums.requests += one.RequestCount ?? 0
      sums.sampled += one.SampledCount ?? 0
      sums.borrowed += one.BorrowCount ?? 0
    }
  expect(sums).toEqual({ requests: 200, sampled: 20, borrowed: 3 })
  await expect(
    running.client.send(
      new GetSamplingTargetsCommand({
        SamplingStatisticsDocuments: Array.from({ length: 26 }, () => report('shared', 'a')),
      }),
    ),
  ).rejects.toMatchObject({ name: 'ValidationException' })
  await remove('shared')
})

it('a count beyond all bounds spoils nothing for the others', async () => {
  await create(rule('bounds', { ReservoirSize: 10 }))
  const ask = (client: string, RequestCount: number) =>
    post(`${running.url}/SamplingTargets`, {
      SamplingStatisticsDocuments: [
        { ...report('bounds', client), RequestCount, Timestamp: Date.now() / 1000 },
        { ...report('bounds', client), RequestCount, Timestamp: 1e300 },
        { ...report('bounds', client), RequestCount, Timestamp: -1e300 },
      ],
    })
  expect((await ask('a', 1e308)).body).toMatchObject({
    SamplingTargetDocuments: [{ ReservoirQuota: 10 }],
    UnprocessedStatistics: [{ Message: 'Timestamp is in the future' }, { Message: 'Timestamp is too old' }],
  })
  expect((await ask('b', 1e308)).body).toMatchObject({ SamplingTargetDocuments: [{ ReservoirQuota: 0 }] })
  expect((await ask('a', 1e308)).body).toMatchObject({ SamplingTargetDocuments: [{ ReservoirQuota: 5 }] })
  await remove('bounds')
})

it('boosts a rate for a minute when anomalies go unsampled', async () => {
  await create(rule('plain'))
  await create(rule('boosted', { SamplingRateBoost: { MaxRate: 0.6, CooldownWindowMinutes: 1 } }))
  const anomalies = (RuleName: string, counts: object = {}) => ({
    RuleName,
    ServiceName: 'orders',
    Timestamp: new Date(),
    AnomalyCount: 4,
    TotalCount: 100,
    SampledAnomalyCount: 0,
    ...counts,
  })
  const answer = await running.client.send(
    new GetSamplingTargetsCommand({
      SamplingStatisticsDocuments: [report('boosted', 'a'), report('plain', 'a')],
      SamplingBoostStatisticsDocuments: [
        anomalies('boosted'),
        anomalies('plain'),
        anomalies('nobody'),
        anomalies('boosted', { AnomalyCount: 101 }),
        anomalies('boosted', { Timestamp: new Date(0) }),
      ],
    }),
  )
  expect(answer.SamplingTargetDocuments?.[0]?.SamplingBoost?.BoostRate).toBe(0.6)
  const ttl = answer.SamplingTargetDocuments?.[0]?.SamplingBoost?.BoostRateTTL?.getTime() ?? 0
  expect(ttl).toBeGreaterThan(Date.now())
  expect(ttl).toBeLessThanOrEqual(Date.now() + 60_000)
  expect(answer.SamplingTargetDocuments?.[1]?.SamplingBoost).toBeUndefined()
  expect(answer.UnprocessedBoostStatistics?.map(({ RuleName, Message }) => [RuleName, Message])).toEqual([
    ['plain', 'The rule has no SamplingRateBoost'],
    ['nobody', 'Unknown rule'],
    ['boosted', expect.stringMatching(/AnomalyCount/)],
    ['boosted', 'Timestamp is too old'],
  ])
  await remove('plain')
  await remove('boosted')
})

it('pages through statistics to the end; a token that is none is refused', async () => {
  await create(rule('paged'))
  const at = Math.floor(Date.now() / 1000)
  // 26 rules would take an hour to fill a page by the clock: any window within five minutes either way may be reported.
  const all = Array.from({ length: 20 }, (_, index) => `paged-${index}`)
  for (const name of all) await create(rule(name))
  for (let offset = -290; offset <= 290; offset += 10)
    await post(`${running.url}/SamplingTargets`, {
      SamplingStatisticsDocuments: all.map((name) => ({
        ...report(name, 'a'),
        Timestamp: at + offset,
      })),
    })
  const told = new Set<string>()
  let pages = 0
  for await (const page of paginateGetSamplingStatisticSummaries({ client: running.client }, {})) {
    pages++
    for (const { RuleName, Timestamp } of page.SamplingStatisticSummaries ?? [])
      if (RuleName?.startsWith('paged-')) told.add(`${RuleName} ${Timestamp?.getTime()}`)
  }
  expect(pages).toBeGreaterThan(1)
  expect(told.size).toBe(20 * 59)
  const reply = await post(`${running.url}/SamplingStatisticSummaries`, { NextToken: 'made-up' })
  expect([reply.status, reply.body]).toEqual([400, { Message: 'Invalid token made-up' }])
  for (const name of [...all, 'paged']) await remove(name)
})

it('a reservoir a minute: 0 on the wire, quotas of few seconds, never more than asked for', async () => {
  await create(rule('slow', { ReservoirSize: 0, FixedRate: 0 }))
  const set = (body: object) => post(`${running.url}/roentgen/sampling/per-minute`, body)
  expect((await set({ rule: 'slow', perMinute: 5 })).body).toMatchObject({
    rules: [{ name: 'slow', perMinute: 5 }, { name: 'Default' }],
  })
  expect((await set({ rule: 'slow', perMinute: 0.5 })).status).toBe(400)
  expect((await set({ rule: 'slow' })).status).toBe(400)
  expect((await set({ rule: 'nobody', perMinute: 5 })).status).toBe(400)
  const foreign = await post(
    `${running.url}/roentgen/sampling/per-minute`,
    { rule: 'slow', perMinute: 9 },
    { origin: 'https://evil.example' },
  )
  expect(foreign.status).toBe(403)
  const { SamplingTargetDocuments } = await running.client.send(
    new GetSamplingTargetsCommand({
      SamplingStatisticsDocuments: [report('slow', 'a', { BorrowCount: 0 }), report('slow', 'b', { BorrowCount: 0 })],
    }),
  )
  const promised = (SamplingTargetDocuments ?? []).map(({ ReservoirQuota = 0, ReservoirQuotaTTL }) => {
    const seconds = Math.floor((ReservoirQuotaTTL?.getTime() ?? 0) / 1000 - Date.now() / 1000) + 2
    return ReservoirQuota * seconds
  })
  expect(promised.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
  expect(promised.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(5)
  const [slow] = await rules()
  expect(slow?.SamplingRule?.ReservoirSize).toBe(0)
  // Whoever sets a reservoir a second no longer wants the other.
  await update({ RuleName: 'slow', ReservoirSize: 3 })
  const own = await (await fetch(`${running.url}/roentgen/sampling`)).json()
  expect(own).toMatchObject({ rules: [{ name: 'slow', perMinute: null }, { name: 'Default' }] })
  await remove('slow')
})

it('rules survive a restart; a process that starts promises nothing while old promises stand', async () => {
  await create(rule('kept', { ReservoirSize: 10 }))
  const ask = (url: string, client: string) =>
    post(`${url}/SamplingTargets`, {
      SamplingStatisticsDocuments: [{ ...report('kept', client), Timestamp: Date.now() / 1000 }],
    })
  expect((await ask(running.url, 'a')).body).toMatchObject({ SamplingTargetDocuments: [{ ReservoirQuota: 10 }] })
  const again = await startRunning({}, running.temporary)
  try {
    expect((await ask(again.url, 'b')).body).toMatchObject({
      SamplingTargetDocuments: [{ RuleName: 'kept', ReservoirQuota: null, ReservoirQuotaTTL: null }],
    })
  } finally {
    again.client.destroy()
    await again.close()
  }
})
