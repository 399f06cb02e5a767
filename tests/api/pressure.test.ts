/** Too much, too little memory, a store that is away, a restart: what callers hear, and that nothing is lost. */
import { GetServiceGraphCommand } from '@aws-sdk/client-xray'
import { type Store, StoreUnavailable } from '@roentgen/store'
import { type TemporaryStore, temporaryStore } from '@roentgen/store/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import {
  eventually,
  newId,
  newTraceId,
  post,
  type Running,
  segment,
  sendUdp,
  startRunning,
  udpHeader,
} from './running.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** Holds the embedded server while databases come and go. */
let keeper: TemporaryStore
beforeAll(async () => {
  keeper = await temporaryStore()
})
afterAll(() => keeper.close())

const put = (running: Running, ...documents: readonly object[]) =>
  post(`${running.url}/TraceSegments`, { TraceSegmentDocuments: documents.map((document) => JSON.stringify(document)) })

async function requestsAt(running: Running, name: string): Promise<number> {
  const window = { StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 60_000) }
  const { Services } = await running.client.send(new GetServiceGraphCommand(window))
  return Services?.find((one) => one.Name === name && one.Type !== 'client')?.SummaryStatistics?.TotalCount ?? 0
}

/** The store as it is, with a switch. */
function switchable(store: Store): { store: Store; away: (is: boolean) => void } {
  let isAway = false
  const through =
    <A extends readonly unknown[], T>(ask: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (isAway) throw new StoreUnavailable('switched off')
      return ask(...args)
    }
  return {
    away: (is) => {
      isAway = is
    },
    store: {
      ...store,
      ping: async () => !isAway,
      insertSegments: through(store.insertSegments),
      insertTraces: through(store.insertTraces),
      documents: through(store.documents),
      documentsWithin: through(store.documentsWithin),
      graph: through(store.graph),
    },
  }
}

it('a store that is away is 503 after a bounded wait; datagrams wait for it', async () => {
  const temporary = await temporaryStore()
  const { store, away } = switchable(temporary.store)
  const running = await startRunning({ store, patienceMs: 300 }, temporary)
  try {
    away(true)
    const refused = await put(running, segment({ name: 'refused' }))
    expect(refused.status).toBe(503)
    expect(refused.headers.get('x-amzn-errortype')).toBe('ServiceUnavailable')
    expect(refused.body).toEqual({ Message: expect.any(String) })
    expect((await fetch(`${running.url}/readyz`)).status).toBe(503)
    const graph = await post(`${running.url}/ServiceGraph`, { StartTime: 0, EndTime: 60 })
    expect([graph.status, graph.headers.get('x-amzn-errortype')]).toEqual([503, 'ServiceUnavailable'])
    await sendUdp(running.port, udpHeader + JSON.stringify(segment({ name: 'patient' })))
    const report = async () => (await fetch(`${running.url}/roentgen/ingest`)).json()
    const waiting = await eventually(report, (answer) => answer.buffer.documents === 1)
    expect(waiting.storeAwaySince).toBeGreaterThan(0)
    away(false)
    expect(
      await eventually(
        () => requestsAt(running, 'patient'),
        (count) => count > 0,
      ),
    ).toBe(1)
    expect(await requestsAt(running, 'refused')).toBe(0)
    expect((await report()).storeAwaySince).toBeNull()
  } finally {
    await running.stop()
  }
})

it('what was stored though its answer was lost is shown, whether its sender tries again or not', async () => {
  const temporary = await temporaryStore()
  let lost = true
  const store: Store = {
    ...temporary.store,
    insertSegments: async (rows) => {
      await temporary.store.insertSegments(rows)
      if (lost) throw new StoreUnavailable('the answer was lost')
    },
  }
  const running = await startRunning({ store, patienceMs: 200 }, temporary)
  try {
    expect((await put(running, segment({ name: 'uncertain' }))).status).toBe(503)
    // By now nothing of it is tried any more.
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    lost = false
    expect(
      await eventually(
        () => requestsAt(running, 'uncertain'),
        (count) => count > 0,
      ),
    ).toBe(1)
  } finally {
    await running.stop()
  }
})

it('a store that is away does not keep the service from ending', async () => {
  const temporary = await temporaryStore()
  const { store, away } = switchable(temporary.store)
  const running = await startRunning({ store }, temporary)
  try {
    expect((await put(running, segment({ name: 'left' }))).status).toBe(200)
    away(true)
    await expect(running.close()).resolves.toBeUndefined()
    expect(running.log.join()).toContain('not all was assembled')
  } finally {
    away(false)
    running.client.destroy()
    await temporary.close()
  }
})

it('a full buffer is ThrottledException, which SDKs retry', async () => {
  const temporary = await temporaryStore()
  const { store, away } = switchable(temporary.store)
  const running = await startRunning({ store, patienceMs: 5_000, bufferBytes: 2_000 }, temporary)
  try {
    away(true)
    await sendUdp(
      running.port,
      udpHeader + JSON.stringify(segment({ name: 'first', metadata: { pad: 'x'.repeat(1_500) } })),
    )
    const report = async () => (await fetch(`${running.url}/roentgen/ingest`)).json()
    await eventually(report, (answer) => answer.buffer.documents === 1)
    const refused = await put(running, segment({ metadata: { pad: 'x'.repeat(1_500) } }))
    expect(refused.status).toBe(429)
    expect(refused.headers.get('x-amzn-errortype')).toBe('ThrottledException')
    await sendUdp(running.port, udpHeader + JSON.stringify(segment({ metadata: { pad: 'x'.repeat(1_500) } })))
    const full = await eventually(report, (answer) => answer.drops['udp-buffer-full'] === 1)
    expect(full.drops).toMatchObject({ 'api-buffer-full': 1, 'udp-buffer-full': 1 })
    away(false)
  } finally {
    await running.stop()
  }
})

/** A root whose calls are answered by segments that are sent alone. */
function wideTrace(name: string, width: number) {
  const traceId = newTraceId()
  const end = Date.now() / 1000
  const calls = Array.from({ length: width }, () => newId())
  const root = segment({
    trace_id: traceId,
    name,
    start_time: end - 1,
    end_time: end,
    subsegments: calls.map((id) => ({
      id,
      name: 'callee',
      namespace: 'remote',
      start_time: end - 0.9,
      end_time: end - 0.1,
    })),
  })
  const callees = calls.map((parent_id) =>
    segment({ trace_id: traceId, parent_id, name: `${name}-callee`, start_time: end - 0.8, end_time: end - 0.2 }),
  )
  return { root, callees }
}

it('open traces that do not fit in memory are read back', async () => {
  const running = await startRunning({ openTraceBytes: 1 })
  try {
    const { root, callees } = wideTrace('tight', 8)
    for (const callee of callees) expect((await put(running, callee)).status).toBe(200)
    expect((await put(running, root)).status).toBe(200)
    expect(
      await eventually(
        () => requestsAt(running, 'tight-callee'),
        (count) => count === 8,
      ),
    ).toBe(8)
    expect(
      await eventually(
        () => requestsAt(running, 'tight'),
        (count) => count === 1,
      ),
    ).toBe(1)
    // No inferred node beside the callees that reported.
    expect(await requestsAt(running, 'callee')).toBe(0)
  } finally {
    await running.stop()
  }
})

it('a service that takes over goes on with the traces of the one before', async () => {
  const temporary = await temporaryStore()
  const { root, callees } = wideTrace('handed-over', 3)
  const first = await startRunning({}, temporary)
  for (const callee of callees) expect((await put(first, callee)).status).toBe(200)
  const end = Date.now() / 1000
  const lonely = segment({
    name: 'waits',
    subsegments: [
      {
        id: newId(),
        name: 'silent',
        namespace: 'remote',
        start_time: end - 0.1,
        end_time: end,
        http: { request: { method: 'GET', url: 'http://silent', traced: true } },
      },
    ],
  })
  expect((await put(first, lonely)).status).toBe(200)
  await first.close()
  const second = await startRunning({}, temporary)
  try {
    expect((await put(second, root)).status).toBe(200)
    expect(
      await eventually(
        () => requestsAt(second, 'handed-over'),
        (count) => count === 1,
      ),
    ).toBe(1)
    expect(await requestsAt(second, 'handed-over-callee')).toBe(3)
    expect(await requestsAt(second, 'callee')).toBe(0)
    expect(
      await eventually(
        () => requestsAt(second, 'silent'),
        (count) => count === 1,
        500,
      ),
    ).toBe(1)
  } finally {
    await second.stop()
  }
})

it('a consumer that comes before its producer finds it when it arrives', async () => {
  const running = await startRunning()
  try {
    const end = Date.now() / 1000
    const send = newId()
    const producer = segment({
      name: 'producer',
      subsegments: [
        {
          id: send,
          name: 'SQS',
          namespace: 'aws',
          start_time: end - 0.2,
          end_time: end - 0.1,
          aws: { operation: 'SendMessage', queue_url: 'https://queue/jobs' },
        },
      ],
    })
    const consumer = segment({ name: 'consumer', links: [{ trace_id: producer.trace_id, id: send }] })
    expect((await put(running, consumer)).status).toBe(200)
    expect(
      await eventually(
        () => requestsAt(running, 'consumer'),
        (count) => count === 1,
      ),
    ).toBe(1)
    expect((await put(running, producer)).status).toBe(200)
    const linkEdge = async () => {
      const window = { StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 60_000) }
      const { Services } = await running.client.send(new GetServiceGraphCommand(window))
      return Services?.find((one) => one.Type === 'AWS::SQS::Queue')?.Edges?.find((edge) => edge.EdgeType === 'link')
    }
    const edge = await eventually(linkEdge, (found) => found !== undefined)
    expect(edge?.ReceivedEventAgeHistogram).toHaveLength(1)
    expect(edge?.SummaryStatistics?.TotalCount).toBe(1)
  } finally {
    await running.stop()
  }
})
