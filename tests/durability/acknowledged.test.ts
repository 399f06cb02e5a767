/** What was answered 200 is there after everything was killed under load. */
import { scaled, testScale } from '@roentgen/store/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newId, newTraceId, segment } from '../api/running.ts'
import { Processes, pause } from './processes.ts'
import { ask, sendOnce } from './sender.ts'

vi.setConfig({ testTimeout: 30 * 60_000, hookTimeout: 5 * 60_000 })

const kills = scaled(10, 1)
const loadMs = testScale() >= 1 ? 30_000 : 3_000
const senders = 8
const perCall = 20

let processes: Processes
beforeAll(async () => {
  processes = await Processes.start()
})
afterAll(() => processes.stop())

/** Whole traces: ids of their segments by trace. */
const answered = new Map<string, readonly string[]>()

async function load(untilMs: () => boolean): Promise<void> {
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (!untilMs()) {
        const traceId = newTraceId()
        const rootId = newId()
        const documents = Array.from({ length: perCall }, (_, index) =>
          segment({
            trace_id: traceId,
            name: `load-${index}`,
            id: index === 0 ? rootId : newId(),
            ...(index === 0 ? {} : { parent_id: rootId }),
          }),
        )
        const answer = await sendOnce(
          processes.url,
          documents.map((document) => JSON.stringify(document)),
        )
        if (answer === 'stored')
          answered.set(
            traceId,
            documents.map((document) => document.id),
          )
      }
    }),
  )
}

it(`keeps every answered segment through ${kills} kills of everything`, async () => {
  let checked = 0
  for (let kill = 1; kill <= kills; kill++) {
    let stopped = false
    const loading = load(() => stopped)
    await pause(loadMs)
    // In the middle of the load, both at once.
    await Promise.all([processes.killXray(), processes.killClickHouse()])
    stopped = true
    await loading
    await processes.startClickHouse()
    await processes.startXray()
    const missing = await missingSegments()
    checked = [...answered.values()].reduce((sum, ids) => sum + ids.length, 0)
    process.stdout.write(`kill ${kill}: ${checked} answered segments, ${missing.length} missing\n`)
    expect(missing).toEqual([])
  }
  expect(checked).toBeGreaterThan(perCall)
})

async function missingSegments(): Promise<string[]> {
  const missing: string[] = []
  const ids = [...answered.keys()]
  for (let from = 0; from < ids.length; from += 5) {
    const some = ids.slice(from, from + 5)
    const { Traces } = await ask(processes.url, '/Traces', { TraceIds: some })
    const found = new Map(
      (Array.isArray(Traces) ? Traces : []).map((trace): [string, Set<string>] => [
        trace.Id,
        new Set(trace.Segments.map((one: { Id: string }) => one.Id)),
      ]),
    )
    for (const id of some)
      for (const segmentId of answered.get(id) ?? [])
        if (!found.get(id)?.has(segmentId)) missing.push(`${id} ${segmentId}`)
  }
  return missing
}
