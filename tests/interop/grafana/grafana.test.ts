/** Grafana's X-Ray data source against a service that has an hour of traffic with a failure in it. */
import { PutTraceSegmentsCommand, UpdateGroupCommand } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId, newTraceId, type Running, startRunning } from '../../api/running.ts'
import { analyticsKinds, Plugin, type Range } from './plugin.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const minutes = 60
const perMinute = 6
const failingFor = 8
const total = minutes * perMinute

let running: Running
let plugin: Plugin
let range: Range
let someTrace: string

/** client -> shop -> ledger (EC2) -> ledger-db: in the last minutes the database fails every third request; one in nine is a 404. */
function request(second: number, n: number, failing: boolean): string[] {
  const trace_id = newTraceId(second)
  someTrace = trace_id
  const call = newId()
  const failed = failing && n % 3 === 0
  const missing = !failed && n % 9 === 1
  const flags = failed ? { fault: true } : missing ? { error: true } : {}
  const status = failed ? 500 : missing ? 404 : 200
  const cause = {
    working_directory: '/app',
    exceptions: [
      { id: newId(), type: failed ? 'TimeoutError' : 'NotFound', message: failed ? 'no answer' : 'no row', stack: [] },
    ],
  }
  const part = (name: string, from: number, to: number) => ({ name, start_time: second + from, end_time: second + to })
  return [
    {
      ...part('shop', 0, 0.4),
      trace_id,
      id: newId(),
      origin: 'AWS::ECS::Container',
      user: `u-${n % 5}`,
      annotations: { tier: n % 2 === 0 ? 'gold' : 'free', items: n },
      http: { request: { method: 'GET', url: 'http://shop.example/orders' }, response: { status } },
      ...flags,
      subsegments: [{ ...part('ledger.internal', 0.01, 0.38), id: call, namespace: 'remote', ...flags }],
    },
    {
      ...part('ledger', 0.02, 0.36),
      trace_id,
      id: newId(),
      parent_id: call,
      origin: 'AWS::EC2::Instance',
      aws: { account_id: '111122223333' },
      http: { request: { method: 'GET', url: 'http://ledger.internal/rows' }, response: { status } },
      ...flags,
      ...(failed || missing ? { cause } : {}),
      subsegments: [
        {
          ...part('ledger-db', 0.03, 0.35),
          id: newId(),
          namespace: 'remote',
          sql: {},
          ...(failed ? { fault: true } : {}),
        },
      ],
    },
  ].map((document) => JSON.stringify(document))
}

beforeAll(async () => {
  running = await startRunning({ insightsEveryMs: 300 })
  plugin = new Plugin(running.url)
  const end = Math.floor(Date.now() / 60_000) * 60 - 60
  range = { from: end - minutes * 60, to: end + 150 }
  let n = 0
  for (let minute = 0; minute < minutes; minute++) {
    const second = range.from + minute * 60
    const failing = minute >= minutes - failingFor
    const documents = Array.from({ length: perMinute }, (_, i) => request(second + i * 8, n++, failing)).flat()
    const put = new PutTraceSegmentsCommand({ TraceSegmentDocuments: documents })
    expect((await running.client.send(put)).UnprocessedTraceSegments).toEqual([])
  }
  const enabled = { GroupName: 'Default', InsightsConfiguration: { InsightsEnabled: true } }
  await running.client.send(new UpdateGroupCommand(enabled))
  await vi.waitFor(async () => expect(await plugin.traceList(range)).toHaveLength(total), { timeout: 60_000 })
})
afterAll(() => running?.stop())

/** Event time is when the service last heard of a trace: here all of it is now. */
const heard = (): Range => ({ from: range.from, to: Date.now() / 1000 + 60 })

describe('Grafana', () => {
  it('saves and tests the data source, and offers the groups and accounts', async () => {
    await plugin.checkHealth()
    expect(await plugin.groups()).toContain('Default')
    expect(await plugin.accounts(range, 'Default')).toContain('111122223333')
  })

  it('lists traces, filtered as its links do', async () => {
    const all = await plugin.traceList(range)
    expect(all).toHaveLength(total)
    expect(all.every(({ annotations }) => annotations === 2)).toBe(true)
    const failed = await plugin.traceList(
      range,
      'service(id(name: "ledger", type: "AWS::EC2::Instance")) { fault = true }',
    )
    expect(failed).toHaveLength(all.filter(({ status }) => status === 500).length)
    expect(failed.length).toBeGreaterThan(0)
    const ok = await plugin.traceList(range, 'edge("shop", "ledger") { ok = true }')
    expect(ok).toHaveLength(all.filter(({ status }) => status === 200).length)
    // The link on the arrow from the client, which has its service's name.
    expect(await plugin.traceList(range, 'edge("shop", "shop")')).toHaveLength(total)
  })

  it('draws the service map', async () => {
    const { nodes, edges } = await plugin.serviceMap(range)
    expect([...nodes].sort()).toEqual(
      [
        'ledger (AWS::EC2::Instance)',
        'ledger-db (Database::SQL)',
        'shop (AWS::ECS::Container)',
        'shop (client)',
      ].sort(),
    )
    expect([...edges].sort()).toEqual(['ledger -> ledger-db', 'shop -> ledger', 'shop -> shop'].sort())
  })

  it('shows a trace with its map, by either form of its id', async () => {
    const trace = await plugin.trace(someTrace)
    expect(trace.spans).toBeGreaterThanOrEqual(4)
    expect(trace.map.nodes).toHaveLength(4)
    expect(await plugin.trace(someTrace.slice(2).replace('-', ''))).toEqual(trace)
  })

  it('draws trace statistics: of all, of a service, of an edge; by 60 and 300 seconds', async () => {
    const sum = (points: readonly { total: number }[]) => points.reduce((count, point) => count + point.total, 0)
    for (const resolution of [60, 300]) {
      expect(sum(await plugin.traceStatistics(range, '', resolution))).toBe(total)
      expect(sum(await plugin.traceStatistics(range, 'service("ledger")', resolution))).toBe(total)
      expect(sum(await plugin.traceStatistics(range, 'edge("shop", "ledger")', resolution))).toBe(total)
    }
  })

  it.each(analyticsKinds)('counts %s over a sample in four windows', async (kind) => {
    const counts = await plugin.analytics(kind, heard())
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(total)
    if (kind === 'statusCode') expect([...counts.keys()].sort()).toEqual(['200', '404', '500'])
    if (kind === 'user') expect(counts.size).toBe(5)
    // A database that does not report has no exception to tell.
    if (['faultService', 'faultPath', 'responseTimeService', 'responseTimePath'].includes(kind))
      expect(
        [...counts.keys()].filter((key) => key !== '-'),
        [...counts.keys()].join('\n'),
      ).not.toEqual([])
  })

  it('counts with a filter, which it samples without counting first', async () => {
    const counts = await plugin.analytics('statusCode', heard(), 'fault = true')
    expect([...counts.keys()]).toEqual(['500'])
  })

  it('lists insights of a group and of all', async () => {
    await vi.waitFor(async () => expect(await plugin.insights(range, 'Default')).not.toEqual([]), { timeout: 40_000 })
    const [first] = await plugin.insights(range, 'All')
    expect(first?.cause).toBe('ledger-db')
    const open = await plugin.insights(range, 'Default', 'Active')
    const closed = await plugin.insights(range, 'Default', 'Closed')
    expect(open.length + closed.length).toBe((await plugin.insights(range, 'Default')).length)
  })

  it('asked nothing that was left without an answer', () => {
    expect(new Set(plugin.asked)).toEqual(
      new Set([
        'Groups',
        'ServiceGraph',
        'TraceSummaries',
        'TimeSeriesServiceStatistics',
        'Traces',
        'TraceGraph',
        'InsightSummaries',
      ]),
    )
  })
})
