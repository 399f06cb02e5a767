/** Groups, tags, resource policies, encryption: through the SDK, with the messages that were observed, and across a restart. */
import * as sdk from '@aws-sdk/client-xray'
import { type TemporaryStore, temporaryStore } from '@roentgen/store/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startXray } from '../../apps/xray/src/index.ts'
import { clientOf, eventually, newId, newTraceId, type Running, segment, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let temporary: TemporaryStore
let running: Running
beforeAll(async () => {
  temporary = await temporaryStore()
  running = await startRunning({}, temporary)
})
afterAll(() => running.stop())

const create = (GroupName: string, members: Partial<sdk.CreateGroupCommandInput> = {}) =>
  running.client
    .send(new sdk.CreateGroupCommand({ GroupName, FilterExpression: 'fault', ...members }))
    .then(({ Group }) => Group as Required<sdk.Group>)
const names = async () =>
  (await running.client.send(new sdk.GetGroupsCommand({}))).Groups?.map(({ GroupName }) => GroupName)
const refused = (message: string | RegExp, name = 'InvalidRequestException') => ({
  name,
  message: typeof message === 'string' ? message : expect.stringMatching(message),
})
const tagsOf = async (ResourceARN: string) =>
  (await running.client.send(new sdk.ListTagsForResourceCommand({ ResourceARN }))).Tags

describe('groups', () => {
  it('Default is always there, of everything', async () => {
    const { Group } = await running.client.send(new sdk.GetGroupCommand({ GroupName: 'Default' }))
    expect(Group).toEqual({
      GroupName: 'Default',
      GroupARN: 'arn:aws:xray:us-east-1:000000000000:group/Default',
      InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
    })
  })

  it('are made, read by name and by ARN, changed and deleted', async () => {
    const group = await create('orders-1', { InsightsConfiguration: { InsightsEnabled: true } })
    expect(group.GroupARN).toMatch(/^arn:aws:xray:us-east-1:000000000000:group\/orders-1\/[A-Z2-7]{52}$/)
    expect(group.InsightsConfiguration).toEqual({ InsightsEnabled: true, NotificationsEnabled: false })
    for (const reference of [{ GroupName: 'orders-1' }, { GroupARN: group.GroupARN }])
      expect((await running.client.send(new sdk.GetGroupCommand(reference))).Group).toEqual(group)
    expect(await names()).toEqual(['Default', 'orders-1'])

    const update = async (members: Partial<sdk.UpdateGroupCommandInput>) =>
      (await running.client.send(new sdk.UpdateGroupCommand({ GroupName: 'orders-1', ...members }))).Group
    expect(await update({ FilterExpression: 'error' })).toEqual({ ...group, FilterExpression: 'error' })
    expect(await update({ InsightsConfiguration: { NotificationsEnabled: true } })).toMatchObject({
      FilterExpression: 'error',
      InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true },
    })
    expect(await update({ InsightsConfiguration: { InsightsEnabled: false } })).toMatchObject({
      InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
    })
    await expect(update({ FilterExpression: ' ' })).rejects.toMatchObject(refused('Filter Expression is empty'))
    await expect(update({})).rejects.toMatchObject(refused('Filter Expression is empty'))
    await expect(update({ FilterExpression: 'fault AND' })).rejects.toMatchObject(refused(/^Invalid filter expression/))

    await running.client.send(new sdk.DeleteGroupCommand({ GroupARN: group.GroupARN }))
    expect(await names()).toEqual(['Default'])
    await expect(running.client.send(new sdk.GetGroupCommand({ GroupName: 'orders-1' }))).rejects.toMatchObject(
      refused('Group not found'),
    )
  })

  it('are refused in the words of the service', async () => {
    await create('twice')
    await expect(create('twice')).rejects.toMatchObject(refused('twice already exists'))
    await expect(create('Default')).rejects.toMatchObject(refused('Default already exists'))
    await expect(create('bare', { FilterExpression: undefined })).rejects.toMatchObject(
      refused('Filter Expression is empty'),
    )
    await expect(create('blank', { FilterExpression: '' })).rejects.toMatchObject(refused('Filter Expression is empty'))
    await expect(create('a b')).rejects.toMatchObject(refused(/Invalid group name/))
    await expect(create('broken', { FilterExpression: 'service(' })).rejects.toMatchObject(
      refused(/^Invalid filter expression/),
    )
    const notified = { InsightsConfiguration: { NotificationsEnabled: true } }
    await expect(create('notified', notified)).rejects.toMatchObject(refused(/Notifications need insights/))
    for (const reference of [{}, { GroupName: 'twice', GroupARN: 'arn:aws:xray:us-east-1:000000000000:group/Default' }])
      for (const command of [
        new sdk.GetGroupCommand(reference),
        new sdk.UpdateGroupCommand({ ...reference, FilterExpression: 'fault' }),
        new sdk.DeleteGroupCommand(reference),
      ] as const)
        await expect(running.client.send(command as sdk.GetGroupCommand)).rejects.toMatchObject(
          refused('Provide either GroupName or GroupARN'),
        )
    await expect(running.client.send(new sdk.DeleteGroupCommand({ GroupName: 'Default' }))).rejects.toMatchObject(
      refused(/Default group can not be deleted/),
    )
    const filtered = new sdk.UpdateGroupCommand({ GroupName: 'Default', FilterExpression: 'fault' })
    await expect(running.client.send(filtered)).rejects.toMatchObject(refused(/Default group can not be changed/))
    await running.client.send(new sdk.DeleteGroupCommand({ GroupName: 'twice' }))
  })

  it('are 25 at most, however many ask at once', async () => {
    const asked = Array.from({ length: 30 }, (_, i) => create(`many-${i}`))
    const made = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')
    expect(made).toHaveLength(24)
    expect(await names()).toHaveLength(25)
    await expect(create('one-more')).rejects.toMatchObject(refused(/maximum number of groups/))
    for (const GroupName of (await names()) ?? [])
      if (GroupName !== 'Default') await running.client.send(new sdk.DeleteGroupCommand({ GroupName }))
  })
})

describe('tags', () => {
  const tag = (ResourceARN: string, ...Tags: sdk.Tag[]) =>
    running.client.send(new sdk.TagResourceCommand({ ResourceARN, Tags }))

  it('come with the group, are overwritten, taken away, and end with it', async () => {
    const { GroupARN } = await create('tagged', { Tags: [{ Key: 'Owner', Value: 'ann@example.org' }] })
    await tag(GroupARN, { Key: 'Owner', Value: 'bob' }, { Key: 'Größe 1', Value: '' })
    expect(await tagsOf(GroupARN)).toEqual([
      { Key: 'Owner', Value: 'bob' },
      { Key: 'Größe 1', Value: '' },
    ])
    await running.client.send(new sdk.UntagResourceCommand({ ResourceARN: GroupARN, TagKeys: ['Owner', 'unknown'] }))
    expect(await tagsOf(GroupARN)).toEqual([{ Key: 'Größe 1', Value: '' }])
    // A token is ignored, as observed.
    const page = new sdk.ListTagsForResourceCommand({ ResourceARN: GroupARN, NextToken: 'made up' })
    expect((await running.client.send(page)).Tags).toHaveLength(1)
    await running.client.send(new sdk.DeleteGroupCommand({ GroupName: 'tagged' }))
    const gone = refused(`Resource ${GroupARN} not found`, 'ResourceNotFoundException')
    await expect(tagsOf(GroupARN)).rejects.toMatchObject({ ...gone, ResourceName: GroupARN })
    await expect(tag(GroupARN, { Key: 'a', Value: '' })).rejects.toMatchObject(gone)
    const again = await create('tagged')
    expect(await tagsOf(again.GroupARN)).toEqual([])
    await running.client.send(new sdk.DeleteGroupCommand({ GroupName: 'tagged' }))
  })

  it('are held to 50 and to the letters they may have; one that is refused changes nothing', async () => {
    const many = (n: number, prefix = 'k') =>
      Array.from({ length: n }, (_, i) => ({ Key: `${prefix}${i}`, Value: 'v' }))
    const { GroupARN } = await create('fifty', { Tags: many(49) })
    await tag(GroupARN, { Key: 'k0', Value: 'again' }, { Key: 'last', Value: '' })
    await expect(tag(GroupARN, { Key: 'more', Value: '' })).rejects.toMatchObject({
      ...refused(/more than 50/, 'TooManyTagsException'),
      ResourceName: GroupARN,
    })
    expect(await tagsOf(GroupARN)).toHaveLength(50)
    for (const bad of [
      [{ Key: 'AWS:x', Value: '' }],
      [{ Key: 'a;b', Value: '' }],
      [{ Key: 'a', Value: '<' }],
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    ])
      await expect(tag(GroupARN, ...bad)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await expect(tag('arn:aws:xray:us-east-1:000000000000:group/none', ...many(1))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await expect(create('too-many', { Tags: many(51) })).rejects.toMatchObject(refused(/more than 50/))
    await running.client.send(new sdk.DeleteGroupCommand({ GroupName: 'fifty' }))
  })
})

describe('resource policies', () => {
  const document = (Effect: 'Allow' | 'Deny', sid = 'a') =>
    JSON.stringify({ Statement: [{ Sid: sid, Effect, Principal: '*', Action: 'xray:*', Resource: '*' }] })
  const put = (PolicyName: string, members: Partial<sdk.PutResourcePolicyCommandInput> = {}) =>
    running.client.send(new sdk.PutResourcePolicyCommand({ PolicyName, PolicyDocument: document('Allow'), ...members }))
  const list = async () => (await running.client.send(new sdk.ListResourcePoliciesCommand({}))).ResourcePolicies
  const remove = (PolicyName: string, PolicyRevisionId?: string) =>
    running.client.send(new sdk.DeleteResourcePolicyCommand({ PolicyName, PolicyRevisionId }))

  it('count their revisions', async () => {
    const first = (await put('p', { PolicyRevisionId: '0' })).ResourcePolicy
    expect(first).toMatchObject({ PolicyName: 'p', PolicyRevisionId: '1', PolicyDocument: document('Allow') })
    expect(Math.abs((first?.LastUpdatedTime?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
    const stale = refused(
      'Another concurrent request has modified the resource policy p',
      'InvalidPolicyRevisionIdException',
    )
    await expect(put('p', { PolicyRevisionId: '0' })).rejects.toMatchObject(stale)
    await expect(put('p', { PolicyRevisionId: '2' })).rejects.toMatchObject(stale)
    expect((await put('p', { PolicyRevisionId: '1' })).ResourcePolicy?.PolicyRevisionId).toBe('2')
    expect((await put('p')).ResourcePolicy?.PolicyRevisionId).toBe('3')
    expect(await list()).toHaveLength(1)
    const gone = /^Another concurrent request has modified or deleted the resource policy p$/
    await expect(remove('p', '1')).rejects.toMatchObject(refused(gone, 'InvalidPolicyRevisionIdException'))
    await remove('p', '3')
    expect(await list()).toEqual([])
    await expect(remove('p')).rejects.toMatchObject(refused('The resource policy p does not exist.'))
    await expect(remove('p', '3')).rejects.toMatchObject(refused(gone, 'InvalidPolicyRevisionIdException'))
  })

  it('are five of 5 kB, well formed, and do not lock out', async () => {
    await expect(put('p', { PolicyDocument: 'x' })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
    await expect(put('p', { PolicyDocument: document('Allow', 'a'.repeat(5 * 1024)) })).rejects.toMatchObject({
      name: 'PolicySizeLimitExceededException',
    })
    const locked = { PolicyDocument: document('Deny') }
    await expect(put('p', locked)).rejects.toMatchObject({ name: 'LockoutPreventionException' })
    expect(await list()).toEqual([])
    await put('p', { ...locked, BypassPolicyLockoutCheck: true })
    for (const name of ['a', 'b', 'c', 'd']) await put(name)
    await expect(put('e')).rejects.toMatchObject({ name: 'PolicyCountLimitExceededException' })
    await put('d')
    expect((await list())?.map(({ PolicyName }) => PolicyName)).toEqual(['p', 'a', 'b', 'c', 'd'])
    for (const name of ['p', 'a', 'b', 'c', 'd']) await remove(name)
  })
})

describe('encryption', () => {
  const put = async (Type: sdk.EncryptionType, KeyId?: string) =>
    (await running.client.send(new sdk.PutEncryptionConfigCommand({ Type, KeyId }))).EncryptionConfig
  const get = async () => (await running.client.send(new sdk.GetEncryptionConfigCommand({}))).EncryptionConfig

  it('tells what is in force', async () => {
    expect(await get()).toEqual({ Type: 'NONE', Status: 'ACTIVE' })
    for (const key of [
      'alias/traces',
      '1234abcd-12ab-34cd-56ef-1234567890ab',
      'arn:aws:kms:eu-west-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      'arn:aws:kms:eu-west-1:000000000000:alias/traces',
    ]) {
      expect(await put('KMS', key)).toEqual({ Type: 'KMS', Status: 'UPDATING', KeyId: key })
      expect(await get()).toEqual({ Type: 'KMS', Status: 'UPDATING', KeyId: key })
    }
    for (const key of [undefined, 'traces', 'alias/', 'arn:aws:s3:::bucket', 'arn:aws:kms:eu-west-1:1:key/x'])
      await expect(put('KMS', key)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    expect(await put('NONE')).toEqual({ Type: 'NONE', Status: 'UPDATING' })
    expect(await get()).toEqual({ Type: 'NONE', Status: 'ACTIVE' })
  })
})

describe('a group applies to what is read', () => {
  const nowS = Math.floor(Date.now() / 1000)
  const window = { StartTime: new Date((nowS - 3600) * 1000), EndTime: new Date((nowS + 3600) * 1000) }
  const graph = async (members: Partial<sdk.GetServiceGraphCommandInput> = {}) => {
    const reply = await running.client.send(new sdk.GetServiceGraphCommand({ ...window, ...members }))
    return new Map(
      reply.Services?.filter(({ Type }) => Type !== 'client').map((one) => [
        one.Name,
        one.SummaryStatistics?.TotalCount,
      ]),
    )
  }
  const series = async (members: Partial<sdk.GetTimeSeriesServiceStatisticsCommandInput> = {}) =>
    (await running.client.send(new sdk.GetTimeSeriesServiceStatisticsCommand({ ...window, ...members })))
      .TimeSeriesServiceStatistics

  beforeAll(async () => {
    const calling = (fault: boolean) => {
      const [trace_id, id, callId] = [newTraceId(), newId(), newId()]
      const times = { start_time: nowS - 100.5, end_time: nowS - 100 }
      const call = { ...times, id: callId, name: 'stock', namespace: 'remote' }
      const front = segment({ ...times, trace_id, id, name: 'front', fault, subsegments: [call] })
      return [front, segment({ ...times, trace_id, name: 'stock', parent_id: callId })]
    }
    const documents = [true, true, false, false, false].flatMap(calling).map((document) => JSON.stringify(document))
    await running.client.send(new sdk.PutTraceSegmentsCommand({ TraceSegmentDocuments: documents }))
    await eventually(graph, (found) => found.get('stock') === 5)
  })

  it('also to what came before it, by name and by ARN', async () => {
    const { GroupARN } = await create('faulty', { FilterExpression: 'fault' })
    for (const reference of [{ GroupName: 'faulty' }, { GroupARN }]) {
      expect(await graph(reference)).toEqual(
        new Map([
          ['front', 2],
          ['stock', 2],
        ]),
      )
      const points = await series(reference)
      expect(points?.map((point) => point.EdgeSummaryStatistics?.TotalCount)).toEqual([2])
      const stock = await series({ ...reference, EntitySelectorExpression: 'service("stock")' })
      expect(stock?.map((point) => point.ServiceSummaryStatistics?.OkCount)).toEqual([2])
    }
    await running.client.send(new sdk.UpdateGroupCommand({ GroupARN, FilterExpression: '!fault' }))
    expect((await graph({ GroupARN })).get('stock')).toBe(3)
    expect((await graph({ GroupName: 'Default' })).get('stock')).toBe(5)
  })

  it('filters and groups may name groups, in no circle', async () => {
    await create('slow-or-faulty', { FilterExpression: 'group.name = "all-of-it" AND fault' }).catch((error) =>
      expect(error).toMatchObject(refused(/There is no group "all-of-it"/)),
    )
    const { GroupARN } = await create('all-of-it', { FilterExpression: 'duration >= 0' })
    await create('slow-or-faulty', { FilterExpression: `group.arn = "${GroupARN}" AND fault` })
    expect((await graph({ GroupName: 'slow-or-faulty' })).get('front')).toBe(2)
    const summaries = async (FilterExpression: string) =>
      (await running.client.send(new sdk.GetTraceSummariesCommand({ ...window, FilterExpression }))).TraceSummaries
    expect(await summaries('group.name = "slow-or-faulty"')).toHaveLength(2)
    expect(await summaries('!(group.name = "slow-or-faulty") AND group.name = "Default"')).toHaveLength(3)
    await expect(summaries('group.name = "nobody"')).rejects.toMatchObject(refused(/There is no group "nobody"/))
    for (const FilterExpression of ['group.name = "all-of-it"', 'fault AND group.name = "slow-or-faulty"'])
      await expect(
        running.client.send(new sdk.UpdateGroupCommand({ GroupARN, FilterExpression })),
      ).rejects.toMatchObject(refused(/refers to itself/))
    for (const GroupName of ['slow-or-faulty', 'all-of-it'])
      await running.client.send(new sdk.DeleteGroupCommand({ GroupName }))
  })

  it('an unknown one, and both names at once, are refused', async () => {
    await expect(graph({ GroupName: 'nobody' })).rejects.toMatchObject(refused('Group not found.'))
    await expect(series({ GroupARN: 'arn:aws:xray:us-east-1:000000000000:group/x/Y' })).rejects.toMatchObject(
      refused('Group not found.'),
    )
    const both = { GroupName: 'Default', GroupARN: 'arn:aws:xray:us-east-1:000000000000:group/Default' }
    await expect(graph(both)).rejects.toMatchObject(refused('Provide either GroupName or GroupARN'))
  })

  it('forecasts need a selector and insights', async () => {
    const EntitySelectorExpression = 'service("front")'
    const asked = { ForecastStatistics: true, EntitySelectorExpression }
    await expect(series({ ForecastStatistics: true })).rejects.toMatchObject(refused(/EntitySelectorExpression/))
    await expect(series(asked)).rejects.toMatchObject(refused(/insights/))
    const insights = { InsightsConfiguration: { InsightsEnabled: true } }
    await running.client.send(new sdk.UpdateGroupCommand({ GroupName: 'Default', ...insights }))
    const points = await series(asked)
    expect(points?.map((point) => point.ServiceForecastStatistics)).toEqual([{ FaultCountLow: 0, FaultCountHigh: 5 }])
    expect((await series({ EntitySelectorExpression }))?.[0]?.ServiceForecastStatistics).toBeUndefined()
  })
})

it('all of it survives a restart', async () => {
  const group = await create('kept', { Tags: [{ Key: 'k', Value: 'v' }] })
  const document = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'xray:*', Resource: '*' } })
  await running.client.send(new sdk.PutResourcePolicyCommand({ PolicyName: 'kept', PolicyDocument: document }))
  await running.client.send(new sdk.PutEncryptionConfigCommand({ Type: 'KMS', KeyId: 'alias/kept' }))
  const read = async (client: sdk.XRayClient) => [
    (await client.send(new sdk.GetGroupsCommand({}))).Groups,
    (await client.send(new sdk.ListTagsForResourceCommand({ ResourceARN: group.GroupARN }))).Tags,
    (await client.send(new sdk.ListResourcePoliciesCommand({}))).ResourcePolicies,
    (await client.send(new sdk.GetEncryptionConfigCommand({}))).EncryptionConfig,
  ]
  const before = await read(running.client)
  // Another process on the same store reads what the first one wrote.
  const second = await startXray({ store: temporary.store, port: 0, otlpPort: null })
  const client = clientOf(second.url)
  expect(await read(client)).toEqual(before)
  client.destroy()
  await second.close()
})
