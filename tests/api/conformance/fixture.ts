/** What the table's requests speak of: traces, a group, a rule, insights, and ways to make more of them. */
import type { OperationName } from '../../../apps/xray/src/api/model.ts'
import { eventually, newId, newTraceId, type Running, segment } from '../running.ts'
import type { Client, Input } from './clients.ts'

export type Output = Readonly<Record<string, unknown>>

export type Fixture = {
  /** Sends what must succeed. */
  readonly send: (operation: OperationName, input: Input) => Promise<Output>
  readonly nowS: number
  /** Stored and assembled, more than fit a page. */
  readonly traceIds: readonly string[]
  /** With insights enabled. */
  readonly group: { readonly name: string; readonly arn: string }
  readonly rule: { readonly name: string; readonly arn: string }
  /** Of the group, more than one. */
  readonly insightIds: readonly string[]
  /** Not used before, fit for groups, rules and policies. Says that there will be something to tidy up. */
  readonly newName: () => string
  /** Takes away what requests have made, down to what is listed above. */
  readonly tidy: () => Promise<void>
}

/** GetTraceSummaries pages by 250. */
const traces = 300

export async function makeFixture(running: Running, client: Client): Promise<Fixture> {
  const send = async (operation: OperationName, input: Input): Promise<Output> => {
    const answer = await client.call(operation, input)
    if (!answer.ok) throw new Error(`${operation}: ${answer.error}: ${answer.message}`)
    return answer.output
  }
  const nowS = Math.floor(Date.now() / 1000)
  const traceIds = await storedTraces(send, nowS)
  const group = { name: 'conformance', arn: '' }
  const created = await send('CreateGroup', {
    GroupName: group.name,
    FilterExpression: 'duration >= 0',
    InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: false },
  })
  group.arn = String((created.Group as Output).GroupARN)
  const rule = { name: 'conformance', arn: 'arn:aws:xray:us-east-1:000000000000:sampling-rule/conformance' }
  await send('CreateSamplingRule', { SamplingRule: { ...newRule(rule.name), SamplingRateBoost: boost } })
  const insightIds = await storedInsights(running, group, nowS)
  let names = 0
  let tidied = 0
  return {
    send,
    nowS,
    traceIds,
    group,
    rule,
    insightIds,
    newName: () => `made-${names++}`,
    tidy: async () => {
      if (names > tidied) await tidy(send, group.name, rule.name)
      tidied = names
    },
  }
}

export const boost = { MaxRate: 0.5, CooldownWindowMinutes: 1 }

export const newRule = (RuleName: string) => ({
  RuleName,
  ResourceARN: '*',
  Priority: 9000,
  FixedRate: 0.5,
  ReservoirSize: 1,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
})

async function storedTraces(send: Fixture['send'], nowS: number): Promise<string[]> {
  const ids = Array.from({ length: traces }, () => newTraceId(nowS - 120))
  const documents = ids.map((trace_id, i) => {
    const times = { start_time: nowS - 120 + i / 10, end_time: nowS - 119 + i / 10 }
    const call = { ...times, id: newId(), name: 'stock', namespace: 'remote', http: { response: { status: 200 } } }
    const http = { request: { method: 'GET', url: 'https://shop.example.com/' }, response: { status: 200 } }
    const members = { user: `u-${i}`, annotations: { tenant: 'a', order: i }, fault: i % 10 === 0 }
    return JSON.stringify(segment({ ...times, trace_id, http, ...members, subsegments: [call] }))
  })
  await send('PutTraceSegments', { TraceSegmentDocuments: documents })
  const window = { StartTime: nowS - 600, EndTime: nowS + 600 }
  await eventually(
    () => send('GetServiceGraph', window),
    (graph) => JSON.stringify(graph).includes(`"TotalCount":${traces}`),
  )
  return ids
}

/** As the watcher of insights would keep them. */
async function storedInsights(running: Running, group: Fixture['group'], nowS: number): Promise<string[]> {
  const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
  const minute = Math.floor(nowS / 60)
  const node = { name: 'web', type: null, account: null }
  const impact = { bad: 3, ok: 7, total: 10 }
  await running.temporary.store.writeInsights(
    ids.map((id, i) => {
      const startMinute = minute - 30 + i
      const event = {
        minute: startMinute,
        summary: 'Faults of web.',
        clients: impact,
        rootCause: impact,
        services: [node],
      }
      const insight = {
        ...{
          id,
          group,
          category: 'fault',
          startMinute,
          endMinute: i === 0 ? minute - 5 : null,
          summary: 'Faults of web.',
        },
        ...{ rootCause: node, services: [node], clients: impact, rootCauseImpact: impact, updatedMinute: minute - 5 },
        events: [event, { ...event, minute: startMinute + 1 }, { ...event, minute: startMinute + 2 }],
      }
      return {
        id,
        groupArn: group.arn,
        startUs: startMinute * 60e6,
        endUs: insight.endMinute === null ? null : insight.endMinute * 60e6,
        document: JSON.stringify(insight),
      }
    }),
  )
  return ids
}

async function tidy(send: Fixture['send'], group: string, rule: string): Promise<void> {
  const listed = async (operation: OperationName, member: string) =>
    ((await send(operation, {}))[member] ?? []) as readonly Output[]
  for (const { GroupName } of await listed('GetGroups', 'Groups'))
    if (GroupName !== 'Default' && GroupName !== group) await send('DeleteGroup', { GroupName })
  for (const { SamplingRule } of await listed('GetSamplingRules', 'SamplingRuleRecords')) {
    const { RuleName } = SamplingRule as Output
    if (RuleName !== 'Default' && RuleName !== rule) await send('DeleteSamplingRule', { RuleName })
  }
  for (const { PolicyName } of await listed('ListResourcePolicies', 'ResourcePolicies'))
    await send('DeleteResourcePolicy', { PolicyName })
}
