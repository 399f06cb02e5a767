/** The twelve sample documents through a real service: the same nodes and edges as the pure assembly draws (`tests/data/samples.test.ts`). */
import { BatchGetTracesCommand, GetTraceGraphCommand } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { assembleAll, dump, sampleLines } from '../data/sample.ts'
import { sendLines } from './api-source.ts'
import { dumpServices } from './dump-services.ts'
import { eventually, type Running, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const samples = [
  '01-ec2-web-app-sql',
  '02-lambda-pair',
  '03-api-gateway-lambda-dynamodb',
  '04-dynamodb-throttle',
  '05-sqs-producer-consumer-links',
  '06-ecs-go-two-services',
  '07-beanstalk-java',
  '08-alb-dotnet',
  '09-in-progress-then-complete',
  '10-independent-subsegments',
  '11-exceptions-cause-chain',
  '12-eks-otel-exported',
]

let running: Running
beforeAll(async () => {
  running = await startRunning()
  for (const name of samples) {
    const lines = sampleLines(name)
    expect(await sendLines(running.client, lines)).toBe(lines.length)
  }
  const open = async () => (await (await fetch(`${running.url}/roentgen/ingest`)).json()).open.traces
  await eventually(open, (traces) => traces === 0, 500)
})
afterAll(() => running.stop())

it.each(samples)('%s', async (name) => {
  const traces = assembleAll(sampleLines(name))
  const ids = traces.map((trace) => trace.summary.traceId)
  const { Services } = await running.client.send(new GetTraceGraphCommand({ TraceIds: ids }))
  expect(dumpServices(Services ?? []).sort()).toEqual(dump(traces).sort())
  const { Traces } = await running.client.send(new BatchGetTracesCommand({ TraceIds: ids }))
  for (const { summary } of traces) {
    const found = Traces?.find((trace) => trace.Id === summary.traceId)
    expect(found?.Duration ?? null).toBe(summary.durationUs === null ? null : summary.durationUs / 1e6)
    expect(found?.Segments).toHaveLength(summary.segments)
  }
})
