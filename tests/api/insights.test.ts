/** An hour of traffic with a failure in it, sent through the API: found, named and told as X-Ray's clients expect it. */
import * as sdk from '@aws-sdk/client-xray'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../packages/store/src/index.ts'
import { clientOf, eventually, newId, newTraceId, type Running, startRunning } from './running.ts'

const minutes = 60
const faultyFor = 8
let running: Running
let startS: number
let endS: number

const refused = (message: RegExp | string) => ({
  name: 'InvalidRequestException',
  message: typeof message === 'string' ? message : expect.stringMatching(message),
})
const group = { GroupName: 'Default' }
const window = () => ({ StartTime: new Date(startS * 1000), EndTime: new Date((endS + 120) * 1000) })
const summaries = async (members: Partial<sdk.GetInsightSummariesCommandInput> = {}) =>
  running.client.send(new sdk.GetInsightSummariesCommand({ ...group, ...window(), ...members }))

/** client -> shop -> ledger -> ledger-db (inferred); the database fails in the last minutes, and so does everyone above. */
function requestAt(second: number, n: number): string[] {
  const faulty = second >= endS - faultyFor * 60 && n % 3 === 0
  const slow = second >= endS - faultyFor * 60 && n % 2 === 0
  const fault = faulty ? { fault: true } : {}
  const trace_id = newTraceId(second)
  const [call, db] = [newId(), newId()]
  const took = slow ? 0.9 : 0.05
  const part = (name: string, from: number, to: number) => ({ name, start_time: second + from, end_time: second + to })
  return [
    {
      ...part('shop', 0, took + 0.1),
      trace_id,
      id: newId(),
      ...fault,
      subsegments: [{ ...part('ledger', 0.01, took + 0.08), id: call, namespace: 'remote', ...fault }],
    },
    {
      ...part('ledger', 0.02, took + 0.07),
      trace_id,
      id: newId(),
      parent_id: call,
      ...fault,
      subsegments: [{ ...part('ledger-db', 0.03, took + 0.05), id: db, namespace: 'remote', sql: {}, ...fault }],
    },
  ].map((document) => JSON.stringify(document))
}

beforeAll(async () => {
  running = await startRunning({ insightsEveryMs: 300 })
  endS = Math.floor(Date.now() / 60_000) * 60 - 60
  startS = endS - minutes * 60
  let n = 0
  for (let second = startS; second < endS; second += 60) {
    const documents = Array.from({ length: 20 }, (_, i) => requestAt(second + i * 2, n++)).flat()
    const put = new sdk.PutTraceSegmentsCommand({ TraceSegmentDocuments: documents })
    expect((await running.client.send(put)).UnprocessedTraceSegments).toEqual([])
  }
}, 60_000)
afterAll(() => running?.stop())

describe('insights', () => {
  it('of Default are found without asking, and listed once they are enabled', async () => {
    const { store } = running.temporary
    const rows = await eventually(
      () => store.insights({ fromUs: startS * 1e6, toUs: (endS + 600) * 1e6 }),
      (found) => found.length >= 2 && found.every((row) => row.document.includes('ledger-db')),
    )
    expect(rows.map((row) => (JSON.parse(row.document) as { category: string }).category).sort()).toEqual([
      'fault',
      'latency',
    ])
    expect((await summaries()).InsightSummaries).toEqual([])
    const enabled = { ...group, InsightsConfiguration: { InsightsEnabled: true } }
    await running.client.send(new sdk.UpdateGroupCommand(enabled))
  })

  it('name the database, and say who was hit; of latency the API`s clients know nothing', async () => {
    const { InsightSummaries = [], NextToken } = await eventually(
      () => summaries(),
      (reply) => (reply.InsightSummaries?.[0]?.TopAnomalousServices?.length ?? 0) >= 3,
    )
    expect(NextToken).toBeUndefined()
    expect(InsightSummaries).toHaveLength(1)
    const [insight] = InsightSummaries
    expect(insight).toMatchObject({
      ...group,
      GroupARN: 'arn:aws:xray:us-east-1:000000000000:group/Default',
      Categories: ['FAULT'],
      RootCauseServiceId: { Name: 'ledger-db', Names: ['ledger-db'], Type: 'Database::SQL' },
    })
    expect(insight?.TopAnomalousServices?.map((one) => one.ServiceId?.Name)).toEqual([
      'ledger-db',
      ...['ledger', 'shop'],
    ])
    expect(Math.abs((insight?.StartTime?.getTime() ?? 0) / 1000 - (endS - faultyFor * 60))).toBeLessThanOrEqual(60)
    const { FaultCount = 0, OkCount = 0, TotalCount = 0 } = insight?.ClientRequestImpactStatistics ?? {}
    expect(FaultCount + OkCount).toBe(TotalCount)
    expect(FaultCount / TotalCount).toBeCloseTo(1 / 3, 1)
    expect(insight?.Summary).toMatch(/ledger-db \(Database::SQL\) failed with a fault/)

    const { Insight } = await running.client.send(new sdk.GetInsightCommand({ InsightId: insight?.InsightId }))
    const { LastUpdateTime, ...rest } = insight ?? {}
    expect(LastUpdateTime).toBeInstanceOf(Date)
    expect(Insight).toEqual(rest)
  })

  it('by state, by group and by window; pages go on', async () => {
    const [insight] = (await summaries()).InsightSummaries ?? []
    const state = insight?.State ?? 'ACTIVE'
    const other = state === 'ACTIVE' ? 'CLOSED' : 'ACTIVE'
    expect((await summaries({ States: [state], MaxResults: 1 })).InsightSummaries).toHaveLength(1)
    expect((await summaries({ States: [other] })).InsightSummaries).toEqual([])
    expect((await summaries({ EndTime: new Date((startS + 60) * 1000) })).InsightSummaries).toEqual([])
    await expect(summaries({ GroupName: 'none' })).rejects.toMatchObject(refused('Group not found.'))
    await expect(summaries({ GroupName: undefined })).rejects.toMatchObject(refused(/GroupName or GroupARN/))
    await expect(summaries({ NextToken: 'made-up' })).rejects.toMatchObject(refused(/Invalid token/))
    await expect(summaries({ EndTime: new Date(0) })).rejects.toMatchObject(refused(/End time/))
    for (const bad of [{ MaxResults: 101 }, { MaxResults: 0 }, { States: ['ACTIVE', 'CLOSED'] as sdk.InsightState[] }])
      await expect(summaries(bad)).rejects.toMatchObject({ name: 'ValidationException' })
  })

  it('tell how they developed, newest first', async () => {
    const [insight] = (await summaries()).InsightSummaries ?? []
    const events = async (members: Partial<sdk.GetInsightEventsCommandInput> = {}) =>
      running.client.send(new sdk.GetInsightEventsCommand({ InsightId: insight?.InsightId, ...members }))
    const { InsightEvents = [] } = await events()
    expect(InsightEvents.length).toBeGreaterThanOrEqual(1)
    const first = InsightEvents.at(-1)
    expect(first?.EventTime).toBeInstanceOf(Date)
    expect(first?.Summary).toMatch(/left its usual band/)
    const walked: sdk.InsightEvent[] = []
    let token: string | undefined
    do {
      const page: sdk.GetInsightEventsCommandOutput = await events({ MaxResults: 1, NextToken: token })
      walked.push(...(page.InsightEvents ?? []))
      token = page.NextToken
    } while (token)
    expect(walked).toEqual(InsightEvents)
    await expect(events({ MaxResults: 51 })).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(events({ NextToken: 'x' })).rejects.toMatchObject(refused(/Invalid token/))
    const unknown = '00000000-0000-4000-8000-000000000000'
    await expect(events({ InsightId: unknown })).rejects.toMatchObject(refused('Insight not found.'))
    await expect(events({ InsightId: 'no uuid' })).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(running.client.send(new sdk.GetInsightCommand({ InsightId: unknown }))).rejects.toMatchObject(
      refused('Insight not found.'),
    )
  })

  it('draw who was impacted, without figures', async () => {
    const [insight] = (await summaries()).InsightSummaries ?? []
    const graph = async (members: Partial<sdk.GetInsightImpactGraphCommandInput> = {}) =>
      running.client.send(
        new sdk.GetInsightImpactGraphCommand({ InsightId: insight?.InsightId, ...window(), ...members }),
      )
    const reply = await graph()
    const services = reply.Services ?? []
    const name = (id: number | undefined) => {
      const one = services.find((service) => service.ReferenceId === id)
      return `${one?.Name} / ${one?.Type ?? null}`
    }
    expect(
      services
        .flatMap((one) => (one.Edges ?? []).map((edge) => `${name(one.ReferenceId)} -> ${name(edge.ReferenceId)}`))
        .sort(),
    ).toEqual([
      'ledger / null -> ledger-db / Database::SQL',
      'shop / client -> shop / null',
      'shop / null -> ledger / null',
    ])
    expect(services[0]).not.toHaveProperty('SummaryStatistics')
    expect(reply.ServiceGraphStartTime).toEqual(insight?.StartTime)
    await expect(graph({ StartTime: new Date((endS - 7 * 3600) * 1000) })).rejects.toMatchObject(refused(/6 hours/))
    const old = (Date.now() / 1000 - 31 * 86_400) * 1000
    await expect(graph({ StartTime: new Date(old), EndTime: new Date(old + 1000) })).rejects.toMatchObject(
      refused(/30 days/),
    )
  })

  it('survive the process that found them', async () => {
    const before = await summaries()
    const second = openStore({ ...running.temporary.connection })
    const other = await startRunning(
      { insightsEveryMs: 200 },
      { ...running.temporary, store: second, close: () => second.close() },
    )
    const client = clientOf(other.url)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const after = await client.send(new sdk.GetInsightSummariesCommand({ ...group, ...window() }))
    expect(after.InsightSummaries?.map((one) => one.InsightId)).toEqual(
      before.InsightSummaries?.map((one) => one.InsightId),
    )
    client.destroy()
    await other.stop()
  })
})
