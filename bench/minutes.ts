/** What every busy node and edge counted step by step, of 2,000 services and 6,000 calls: memory and time of the question inside the store. */
import type { Window } from '@roentgen/store'
import { temporaryStore } from '@roentgen/store/testing'

const services = 2000
const calls = 6000

/** Rollup rows as the roller would have written them: some keys are busy, most are not; eight buckets each. */
const rows = (
  table: string,
  level: 'minute' | 'hour',
  keys: string,
  many: number,
  steps: number,
  first: number,
): string =>
  `INSERT INTO ${table} (series, ${level}, ${keys}, rolled_at, ok, fault, time_us, histogram, first_us, last_us)
SELECT '', toInt32(${first} + intDiv(number, ${many})) AS slot, ${keyOf(keys)}, now64(6),
  toUInt64(1 + intDiv(400, 1 + k / 10)) AS requests, toUInt64(k % 50 = 0), requests * 20000,
  mapFromArrays(arrayMap(i -> toInt16(150 + (k % 40) + 3 * i), range(8)), arrayMap(i -> toUInt64(1 + intDiv(requests, 8)), range(8))), toInt64(0), toInt64(0)
FROM (SELECT number, number % ${many} AS k FROM numbers(${many * steps}))
SETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = 65536, min_insert_block_size_rows = 262144, min_insert_block_size_bytes = 67108864`

const keyOf = (keys: string): string =>
  keys === 'name, type, account'
    ? "concat('service-', toString(k)) AS name, 'AWS::ECS::Container' AS type, '' AS account"
    : `concat('service-', toString(k % ${services})), 'AWS::ECS::Container', '', concat('service-', toString(intDiv(k * 7, 3) % ${services})), 'AWS::ECS::Container', '', 'call'`

/** Runs, and sees how much memory its largest query took at most. */
async function watched<T>(
  run: () => Promise<T>,
  peak: () => Promise<number>,
): Promise<{ ms: number; bytes: number; answer: T }> {
  let done = false
  let bytes = 0
  const started = performance.now()
  const running = run().finally(() => {
    done = true
  })
  while (!done) {
    bytes = Math.max(bytes, await peak())
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const answer = await running
  return { ms: performance.now() - started, bytes, answer }
}

export async function minutes({ minutes: steps = 1440 }: { minutes?: number }): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`)
  const { store, database, close } = await temporaryStore()
  try {
    const last = Math.floor(Date.now() / 3_600_000) * 60
    const first = last - steps
    const serviceKeys = 'name, type, account'
    const edgeKeys = 'from_name, from_type, from_account, to_name, to_type, to_account, kind'
    await database.command(rows('service_minutes', 'minute', serviceKeys, services, steps, first))
    await database.command(rows('edge_minutes', 'minute', edgeKeys, calls, steps, first))
    await database.command(rows('service_hours', 'hour', serviceKeys, services, steps / 60, first / 60))
    await database.command(rows('edge_hours', 'hour', edgeKeys, calls, steps / 60, first / 60))
    const window: Window = { fromUs: first * 60e6, toUs: last * 60e6 }
    const peak = async (): Promise<number> =>
      (await database.value<number>(
        "SELECT toUInt64(max(peak_memory_usage)) FROM system.processes WHERE query NOT LIKE '%system.processes%' AND query NOT LIKE '%sleepEachRow%'",
      )) ?? 0
    const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
    const graph = await watched(() => store.graph(window), peak)
    print(`graph of the window            ${mb(graph.bytes)}, ${graph.ms.toFixed(0)} ms: the floor`)
    for (const [stepSeconds, most] of [
      [3600, 300],
      [300, 300],
      [60, 300],
      [60, 520],
    ] as const) {
      const { ms, bytes, answer } = await watched(() => store.minuteSums(window, null, most, stepSeconds), peak)
      const cells = [...answer.nodes, ...answer.edges].reduce((sum, one) => sum + one.minutes.length, 0)
      print(
        `steps of ${String(stepSeconds).padStart(4)} s, ${most} busiest    ${mb(bytes)} (${(bytes / graph.bytes).toFixed(1)} x), ${ms.toFixed(0)} ms (${(ms / graph.ms).toFixed(1)} x), ${cells} cells of ${answer.known.nodes} nodes and ${answer.known.edges} edges`,
      )
    }
  } finally {
    await close()
  }
}
