import { benchTraces } from './documents.ts'
import { startRoentgen } from './roentgen.ts'
import { putAll } from './send.ts'

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN

async function time(url: string, runs: number): Promise<{ p50: number; p95: number; bytes: number }> {
  const took: number[] = []
  let bytes = 0
  for (let i = 0; i < runs; i++) {
    const started = performance.now()
    const reply = await fetch(url)
    bytes = (await reply.arrayBuffer()).byteLength
    if (!reply.ok) throw new Error(`${url}: HTTP ${reply.status}`)
    took.push(performance.now() - started)
    // Answers are shared for a quarter of a second: each run asks anew.
    await new Promise((resolve) => setTimeout(resolve, 600))
  }
  took.sort((a, b) => a - b)
  return { p50: percentile(took, 0.5), p95: percentile(took, 0.95), bytes }
}

/** /api/graph for 1 h, 24 h and 30 d over at least two million segments of 30 days, against a request that asks the store nothing. */
export async function graph({ segments = 2_000_000 }: { segments?: number }): Promise<void> {
  const roentgen = await startRoentgen()
  try {
    const days = 30
    const started = performance.now()
    const chunk = 50_000
    for (let sent = 0; sent < segments; sent += chunk) {
      const traces = benchTraces(Math.min(chunk, segments - sent), Date.now() / 1000, days * 86_400, sent + 1)
      await putAll(
        new URL(roentgen.xray),
        traces.flatMap((t) => t.documents),
        64,
      )
      if ((sent / chunk) % 4 === 0)
        process.stdout.write(`loaded ${sent + chunk} after ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
    }
    // Two overlaps of the roller must pass before the minutes of the load count as clean.
    await new Promise((resolve) => setTimeout(resolve, 60_000))
    const floor = await time(`${roentgen.web}/healthz`, 20)
    process.stdout.write(`floor /healthz: p50 ${floor.p50.toFixed(1)} ms\n`)
    for (const window of ['now-1h', 'now-24h', 'now-30d']) {
      const { p50, p95, bytes } = await time(`${roentgen.web}/api/graph?from=${window}&to=now`, 20)
      process.stdout.write(
        `${window.padEnd(8)} p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${(p50 / floor.p50).toFixed(0)} x floor, ${(bytes / 1000).toFixed(0)} kB\n`,
      )
    }
  } finally {
    await roentgen.stop()
  }
}
