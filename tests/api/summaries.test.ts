/** GetTraceSummaries in full: root causes, the three kinds of window, samples; and a trace too large to be answered whole. */
import * as sdk from '@aws-sdk/client-xray'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, newId, newTraceId, type Running, startRunning } from './running.ts'

let running: Running
/** Well in the past, so that the times of a trace and of its receipt are different things. */
const baseS = Math.floor(Date.now() / 1000) - 7200
beforeAll(async () => {
  running = await startRunning()
}, 30_000)
afterAll(() => running?.stop())

const put = async (...documents: object[]) =>
  running.client.send(
    new sdk.PutTraceSegmentsCommand({ TraceSegmentDocuments: documents.map((one) => JSON.stringify(one)) }),
  )
type Asked = Partial<Omit<sdk.GetTraceSummariesCommandInput, 'StartTime' | 'EndTime'>>
const ask = (from: number, to: number, members: Asked = {}) =>
  running.client.send(
    new sdk.GetTraceSummariesCommand({ StartTime: new Date(from * 1000), EndTime: new Date(to * 1000), ...members }),
  )
const ids = ({ TraceSummaries }: sdk.GetTraceSummariesCommandOutput) => (TraceSummaries ?? []).map((one) => one.Id)

const failing = (at: number) => {
  const trace_id = newTraceId(at)
  const call = newId()
  const times = (from: number, to: number) => ({ start_time: at + from, end_time: at + to })
  return {
    trace_id,
    documents: [
      {
        ...{ trace_id, id: newId(), name: 'front', ...times(0, 4), fault: true },
        subsegments: [{ id: call, name: 'back.internal', namespace: 'remote', ...times(0.1, 3.3), fault: true }],
      },
      {
        ...{ trace_id, id: newId(), parent_id: call, name: 'back', ...times(0.2, 3.2), fault: true },
        cause: { exceptions: [{ id: newId(), type: 'LedgerClosed', message: 'not on Sundays' }] },
      },
    ],
  }
}

describe('summaries', () => {
  it('name what failed and what was waited for', async () => {
    const { trace_id, documents } = failing(baseS)
    await put(...documents)
    const found = await eventually(
      () => ask(baseS - 1, baseS + 1),
      (page) => page.TraceSummaries?.[0]?.FaultRootCauses?.[0]?.Services?.length === 2,
    )
    const service = (Name: string, EntityPath: object[]) => ({ Name, Names: [Name], Inferred: false, EntityPath })
    expect(found.TraceSummaries).toHaveLength(1)
    expect(found.TraceSummaries?.[0]).toMatchObject({
      Id: trace_id,
      FaultRootCauses: [
        {
          ClientImpacting: true,
          Services: [
            service('front', [
              { Name: 'front', Exceptions: [], Remote: false },
              { Name: 'back.internal', Exceptions: [], Remote: true },
            ]),
            service('back', [
              { Name: 'back', Exceptions: [{ Name: 'LedgerClosed', Message: 'not on Sundays' }], Remote: false },
            ]),
          ],
        },
      ],
      ErrorRootCauses: [],
      ResponseTimeRootCauses: [
        {
          ClientImpacting: true,
          Services: [
            service('front', [
              { Name: 'front', Coverage: 1, Remote: false },
              { Name: 'back.internal', Coverage: 0.8, Remote: true },
            ]),
            service('back', [{ Name: 'back', Coverage: 0.75, Remote: false }]),
          ],
        },
      ],
    })
  })

  it('by event are those updated in the window; by service those that worked in it; both say when they were updated', async () => {
    const before = Date.now() / 1000 - 0.05
    const { trace_id, documents } = failing(baseS + 100)
    await put(...documents)
    const updated = await eventually(
      () => ask(before, before + 3600, { TimeRangeType: 'Event' }),
      (page) => ids(page).includes(trace_id),
    )
    const matched = (page: sdk.GetTraceSummariesCommandOutput) =>
      (page.TraceSummaries?.find((one) => one.Id === trace_id)?.MatchedEventTime?.getTime() ?? 0) / 1000
    expect(matched(updated)).toBeGreaterThanOrEqual(before)
    expect(ids(await ask(baseS + 99, baseS + 110, { TimeRangeType: 'Event' }))).toEqual([])

    // `back` ended at 103.2 and `front` at 104: by its start the trace is in neither second.
    const worked = await ask(baseS + 103, baseS + 103.5, { TimeRangeType: 'Service' })
    expect(ids(worked)).toEqual([trace_id])
    expect(matched(worked)).toBeGreaterThanOrEqual(before)
    expect(ids(await ask(baseS + 103, baseS + 103.5))).toEqual([])
    const within = async (service: string) =>
      ids(
        await ask(baseS + 103, baseS + 103.5, {
          TimeRangeType: 'Service',
          FilterExpression: `service("${service}") { fault }`,
        }),
      )
    expect(await within('back')).toEqual([trace_id])
    expect(await within('front')).toEqual([])
    const byStart = await ask(baseS + 99, baseS + 101)
    expect(byStart.TraceSummaries?.[0]).not.toHaveProperty('MatchedEventTime')
  })

  it('sampled: a partial scan says how far it looked, a fixed rate takes the same share of traces each time', async () => {
    const before = Date.now() / 1000 - 0.05
    const traces = Array.from({ length: 200 }, (_, i) => ({
      ...{ trace_id: newTraceId(baseS + 500), id: newId(), name: 'many' },
      ...{ start_time: baseS + 500 + i / 100, end_time: baseS + 510 },
    }))
    await put(...traces)
    const window = [baseS + 499, baseS + 600] as const
    const partial = await eventually(
      () => ask(...window, { Sampling: true }),
      (page) => page.TracesProcessedCount === 200,
    )
    expect(partial.TraceSummaries).toHaveLength(200)
    expect(partial.ApproximateTime?.getTime()).toBe((baseS + 499) * 1000)
    const strategy = { Name: 'FixedRate', Value: 0.25 } as const
    const asked = { TimeRangeType: 'Event', Sampling: true, SamplingStrategy: strategy } as const
    const fixed = await ask(before, before + 3600, asked)
    expect(ids(fixed)).toEqual(ids(await ask(before, before + 3600, asked)))
    // Five standard deviations of 200 at a quarter.
    expect(Math.abs(ids(fixed).length - 50)).toBeLessThan(31)
    expect(fixed.TracesProcessedCount).toBe(200)
    await expect(ask(...window, { Sampling: true, SamplingStrategy: strategy })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: 'Cannot use FixedRate with input time range type: TraceId. Please try using time range type: Event',
    })
    const tooMuch = { ...asked, SamplingStrategy: { ...strategy, Value: 1.5 } }
    await expect(ask(...window, tooMuch)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })
})

describe('a trace larger than may be answered', () => {
  it('keeps its root and its beginning, and says so', async () => {
    const trace_id = newTraceId(baseS + 1000)
    const root = newId()
    const filler = { notes: { text: 'x'.repeat(60_000) } }
    const worker = (i: number) => ({
      ...{ trace_id, id: newId(), parent_id: root, type: 'subsegment', name: `work ${i}`, metadata: filler },
      ...{ start_time: baseS + 1000, end_time: baseS + 1001 },
    })
    for (let i = 0; i < 300; i += 20) await put(...Array.from({ length: 20 }, (_, n) => worker(i + n)))
    await put({ trace_id, id: root, name: 'batch', start_time: baseS + 1000, end_time: baseS + 1002 })
    const get = () => running.client.send(new sdk.BatchGetTracesCommand({ TraceIds: [trace_id] }))
    const [trace] = (await get()).Traces ?? []
    expect(trace).toMatchObject({ Id: trace_id, LimitExceeded: true })
    const document: { name: string; subsegments: { name: string }[] } = JSON.parse(trace?.Segments?.[0]?.Document ?? '')
    expect(document.name).toBe('batch')
    expect(document.subsegments.length).toBeGreaterThan(200)
    expect(document.subsegments.length).toBeLessThan(300)
    // Nothing stored is lost, and the summary is there.
    expect((await running.temporary.store.documents([trace_id])).get(trace_id)).toHaveLength(301)
    await eventually(
      () => ask(baseS + 999, baseS + 1001),
      (page) => page.TraceSummaries?.[0]?.EntryPoint?.Name === 'batch',
    )
  }, 60_000)
})
