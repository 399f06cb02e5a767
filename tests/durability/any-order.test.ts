/**
 * Segments in any order, repeated, in progress first or last, with the service or ClickHouse killed in between: the API shows what it shows
 * of the same segments sent once and in order, and the graph of any window equals the one recomputed from the segments.
 */
import { scaled } from '@roentgen/store/testing'
import { type AssembledTrace, assemble, graphFromTraces } from '@roentgen/trace'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { wireServices } from '../../apps/xray/src/api/wire/graph.ts'
import { type Running, startRunning } from '../api/running.ts'
import { type Case, drawCases } from './cases.ts'
import { Processes, pause } from './processes.ts'
import { ask, sendUntilAnswered } from './sender.ts'

const count = scaled(200, 8)
vi.setConfig({ testTimeout: 30 * 60_000, hookTimeout: 5 * 60_000 })

const seed = Number(process.env.ROENTGEN_TEST_SEED ?? Date.now() % 1_000_000)
const nowS = Math.floor(Date.now() / 1000)
const cases = drawCases(count, seed, nowS)
/** Longer than any wait for a callee, plus the round that follows it. */
const settledMs = 13_000
/** Longer than minutes stay dirty after their last row. */
const rolledMs = 55_000

let processes: Processes
let reference: Running

beforeAll(async () => {
  process.stdout.write(`${count} cases, ROENTGEN_TEST_SEED=${seed}\n`)
  processes = await Processes.start()
  reference = await startRunning()
  for (const one of cases)
    await sendUntilAnswered(
      reference.url,
      one.once.map((document) => JSON.stringify(document)),
    )
})
afterAll(async () => {
  await reference.stop()
  await processes.stop()
})

/** One kill at a time; the cases beside it are hit as well, which is only fair. */
let killing: Promise<void> = Promise.resolve()
function killSoon(one: Case): Promise<void> {
  killing = killing.then(async () => {
    await pause(one.killAfterMs)
    if (one.kill === 'service') {
      await processes.killXray()
      await processes.startXray()
    }
    if (one.kill === 'clickhouse') {
      await processes.killClickHouse()
      await processes.startClickHouse()
    }
  })
  return killing
}

async function run(one: Case): Promise<void> {
  const killed = one.kill === null ? null : killSoon(one)
  for (const call of one.calls)
    await sendUntilAnswered(
      processes.url,
      call.map((document) => JSON.stringify(document)),
    )
  await killed
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items]
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item)
    }),
  )
}

it('shows every trace as if it had been sent once and in order', async () => {
  await inParallel(cases, 4, run)
  await pause(settledMs)
  for (const { traceId } of cases) {
    const expected = await shown(reference.url, traceId)
    // A trace that a killed process left is taken up within half a minute of the restart.
    const deadline = Date.now() + 60_000
    let got = await shown(processes.url, traceId)
    while (JSON.stringify(got) !== JSON.stringify(expected) && Date.now() < deadline) {
      await pause(1_000)
      got = await shown(processes.url, traceId)
    }
    expect(got, `trace ${traceId}, ROENTGEN_TEST_SEED=${seed}`).toEqual(expected)
  }
})

it('shows the graph of any window as recomputed from the segments, raw and rolled up', async () => {
  const traces = cases.map(assembled)
  await compareWindows(traces)
  await pause(rolledMs)
  expect(await processes.count('service_minutes')).toBeGreaterThan(0)
  await compareWindows(traces)
})

/** All that the API says of one trace, without the summary's revision. */
async function shown(url: string, traceId: string) {
  const [traces, graph, summaries] = await Promise.all([
    ask(url, '/Traces', { TraceIds: [traceId] }),
    ask(url, '/TraceGraph', { TraceIds: [traceId] }).catch((error: unknown) => String(error)),
    summariesAround(url, traceId),
  ])
  return { traces: sortSegments(traces), graph, summaries }
}

async function summariesAround(url: string, traceId: string): Promise<unknown[]> {
  const beganS = Number.parseInt(traceId.slice(2, 10), 16)
  const { TraceSummaries } = await ask(url, '/TraceSummaries', { StartTime: beganS - 1, EndTime: beganS + 1 })
  if (!Array.isArray(TraceSummaries)) return []
  return TraceSummaries.filter((summary) => summary.Id === traceId).map(({ Revision, ...rest }) => {
    expect(Revision).toBeGreaterThan(0)
    return rest
  })
}

function sortSegments(answer: Record<string, unknown>): unknown {
  const { Traces } = answer
  if (!Array.isArray(Traces)) return answer
  return Traces.map((trace) => ({
    ...trace,
    Segments: [...trace.Segments].sort((a, b) => (a.Id < b.Id ? -1 : 1)),
  }))
}

/** Straight from the documents: no store, no service. */
function assembled(one: Case): AssembledTrace {
  const documents = one.once.map((document, index) => ({
    document,
    receivedUs: index,
    complete: document.in_progress !== true,
  }))
  return assemble(documents, { settled: true })
}

async function compareWindows(traces: readonly AssembledTrace[]): Promise<void> {
  const firstS = nowS - 5 * 3600 - 10
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const windows = Array.from({ length: 25 }, () => {
    const from = firstS + random() * 5 * 3600
    const to = from + random() ** 3 * (nowS + 300 - from)
    // Milliseconds, as the SDKs send them.
    return { from: Math.round(from * 1000) / 1000, to: Math.round(to * 1000) / 1000 }
  })
  windows.push({ from: firstS, to: nowS + 300 })
  for (const { from, to } of windows) {
    const window = { fromUs: Math.round(from * 1e6), toUs: Math.round(to * 1e6) }
    const expected = wireServices(graphFromTraces(traces, window), 'with-times')
    const { Services } = await ask(processes.url, '/ServiceGraph', { StartTime: from, EndTime: to })
    expect(comparable(Services), `window ${from} to ${to}, ROENTGEN_TEST_SEED=${seed}`).toEqual(comparable(expected))
  }
}

/** The order of edges and of aliases is nobody's promise. */
function comparable(services: unknown): unknown {
  if (!Array.isArray(services)) return services
  const text = (value: unknown) => JSON.stringify(value)
  return services.map((service) => ({
    ...service,
    Edges: [...service.Edges]
      .map((edge) => ({ ...edge, Aliases: [...edge.Aliases].sort((a, b) => (text(a) < text(b) ? -1 : 1)) }))
      .sort((a, b) => a.ReferenceId - b.ReferenceId || (text(a) < text(b) ? -1 : 1)),
  }))
}
