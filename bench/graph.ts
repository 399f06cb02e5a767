import { loadTraces, temporaryStore } from '@roentgen/store/testing'
import { startRoentgen } from './roentgen.ts'

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds. Runs of all questions take turns, so that a noisy minute hits them alike. */
async function time(urls: readonly string[], runs: number): Promise<{ p50: number; p95: number; bytes: number }[]> {
  const took = urls.map((): number[] => [])
  const bytes = urls.map(() => 0)
  for (let run = 0; run < runs; run++) {
    for (const [i, url] of urls.entries()) {
      const started = performance.now()
      const reply = await fetch(url)
      bytes[i] = (await reply.arrayBuffer()).byteLength
      if (!reply.ok) throw new Error(`${url}: HTTP ${reply.status}`)
      took[i]?.push(performance.now() - started)
    }
    // Answers are shared for a quarter of a second: each run asks anew.
    await pause(500)
  }
  return took.map((times, i) => {
    times.sort((a, b) => a - b)
    return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), bytes: bytes[i] ?? 0 }
  })
}

/**
 * /api/graph for 1 h, 24 h and 30 d over at least two million segments spread over 30 days, against a request that asks the store nothing.
 * The rows of `traces` are made by the database itself from a few thousand templates; rollups are made of them by the roller.
 */
export async function graph({ segments = 2_000_000 }: { segments?: number }): Promise<void> {
  const { store, database, connection, close } = await temporaryStore()
  try {
    const nowUs = Date.now() * 1000
    const loadStarted = performance.now()
    const loaded = await loadTraces(database, { segments, fromUs: nowUs - 30 * 86_400e6, toUs: nowUs, ids: 'xray' })
    const rollStarted = performance.now()
    await store.rollOnce()
    const rolled = performance.now()
    process.stdout.write(
      `${loaded.segments} segments of ${loaded.traces} traces loaded in ${((rollStarted - loadStarted) / 1000).toFixed(0)} s, rolled up in ${((rolled - rollStarted) / 1000).toFixed(0)} s\n`,
    )
    const url = new URL(connection.url)
    url.username = connection.user
    url.password = connection.password
    const roentgen = await startRoentgen({ args: ['--clickhouse', `${url.href}${connection.database}`] })
    try {
      // The service's own first round and assembly poll.
      await pause(20_000)
      const windows = ['now-1h', 'now-24h', 'now-30d']
      const [floor, ...answers] = await time(
        [`${roentgen.web}/healthz`, ...windows.map((from) => `${roentgen.web}/api/graph?from=${from}&to=now`)],
        20,
      )
      if (!floor) throw new Error('the floor was not measured')
      process.stdout.write(`floor     /healthz p50 ${floor.p50.toFixed(1)} ms\n`)
      for (const [i, { p50, p95, bytes }] of answers.entries())
        process.stdout.write(
          `${windows[i]?.padEnd(9)} p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${(p50 / floor.p50).toFixed(0)} x floor, ${(bytes / 1000).toFixed(0)} kB\n`,
        )
    } finally {
      await roentgen.stop()
    }
  } finally {
    await close()
  }
}
