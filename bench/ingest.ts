import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type SegmentRow, type Store } from '@roentgen/store'
import { type EmbeddedServer, startEmbedded } from '@roentgen/store/embedded'
import { type BenchTrace, benchTraces } from './documents.ts'
import { cpuSeconds } from './processes.ts'
import { startRoentgen } from './roentgen.ts'
import { putAll, udpAll } from './send.ts'

const seconds = (since: number): number => (performance.now() - since) / 1000
const row = (...cells: (string | number)[]): void =>
  void process.stdout.write(`${cells.map((c) => String(c).padEnd(16)).join('')}\n`)

/** Waits until that many segments (and traces) are in the store; false when it stood still for 60 s. */
async function arrived(store: Store, member: 'segments' | 'traces', count: number): Promise<boolean> {
  let last = -1
  for (let still = 0; still < 600; ) {
    const now = (await store.statistics())[member]
    if (now >= count) return true
    still = now === last ? still + 1 : 0
    last = now
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

const openOn = (server: EmbeddedServer, database: string): Store =>
  openStore({ url: server.url, user: server.user, password: server.password, database })

type Measured = {
  way: string
  segments: number
  storedSeconds: number
  assembledSeconds: number
  cpu: number
  note: string
}

async function through(
  server: EmbeddedServer,
  way: string,
  traces: readonly BenchTrace[],
  send: (xray: URL, documents: readonly string[]) => Promise<string>,
): Promise<Measured> {
  const database = `bench_${way.replaceAll(/\W/g, '_')}`
  const url = new URL(server.url)
  url.username = server.user
  url.password = server.password
  const roentgen = await startRoentgen({ args: ['--clickhouse', `${url.href}${database}`] })
  const store = openOn(server, database)
  try {
    // Documents of a trace arrive callees first, neighbours interleaved, as they do from several hosts.
    const documents = traces.flatMap((t) => t.documents)
    const cpuBefore = cpuSeconds(roentgen.pid) + cpuSeconds(server.pid)
    const started = performance.now()
    const note = await send(new URL(roentgen.xray), documents)
    const stored = await arrived(store, 'segments', documents.length)
    const storedSeconds = seconds(started)
    const assembled = stored && (await arrived(store, 'traces', traces.length))
    const assembledSeconds = seconds(started)
    const { segments, traces: rows } = await store.statistics()
    return {
      way,
      segments,
      storedSeconds,
      assembledSeconds,
      cpu: cpuSeconds(roentgen.pid) + cpuSeconds(server.pid) - cpuBefore,
      note: `${note}${stored ? '' : `; only ${segments} of ${documents.length} stored`}${assembled ? '' : `; only ${rows} of ${traces.length} assembled`}`,
    }
  } finally {
    await store.close()
    await roentgen.stop()
  }
}

/** Segments per second through both doors, beside what parsing alone and loading alone would give. */
export async function ingest({ segments = 100_000 }: { segments?: number }): Promise<void> {
  const traces = benchTraces(segments, Date.now() / 1000 - 5, 60)
  const documents = traces.flatMap((t) => t.documents)
  const megabytes = documents.reduce((sum, d) => sum + d.length, 0) / 1e6
  process.stdout.write(`${documents.length} segments of ${traces.length} traces, ${megabytes.toFixed(0)} MB\n`)

  const parseStarted = performance.now()
  let kept = 0
  for (const d of documents) kept += JSON.stringify(JSON.parse(d)).length
  const parse = documents.length / seconds(parseStarted)
  if (kept === 0) throw new Error('nothing was parsed')

  const dir = mkdtempSync(join(tmpdir(), 'roentgen-bench-ch-'))
  const server = await startEmbedded({ dir })
  try {
    const loader = openOn(server, 'bench_loader')
    await loader.migrate()
    const rows: SegmentRow[] = traces.flatMap((t) =>
      t.documents.map((document) => ({
        traceId: t.id,
        id: /"id":"([0-9a-f]{16})"/.exec(document)?.[1] ?? '',
        complete: true,
        receivedUs: Date.now() * 1000,
        document,
      })),
    )
    const loadCpu = cpuSeconds(server.pid) + process.cpuUsage().user / 1e6
    const loadStarted = performance.now()
    for (let i = 0; i < rows.length; i += 10_000) await loader.insertSegments(rows.slice(i, i + 10_000))
    const load = rows.length / seconds(loadStarted)
    const loaderCpu = cpuSeconds(server.pid) + process.cpuUsage().user / 1e6 - loadCpu
    await loader.close()

    const results = [
      await through(server, 'PutTraceSegments', traces, async (xray, all) => {
        const { calls, again } = await putAll(xray, all, 64)
        return `${calls} calls, ${again} sent again`
      }),
    ]
    // UDP has no answer to wait for: paced at a rate the other door has just shown, halved.
    const put = results[0]
    const rate = put ? Math.max(2_000, Math.floor(put.segments / put.storedSeconds / 2)) : 2_000
    results.push(
      await through(server, 'UDP', traces, async (xray, all) => {
        await udpAll(xray, all, rate)
        return `paced at ${rate}/s`
      }),
    )

    row('floor', 'segments/s', 'CPU s')
    row('parse+stringify', parse.toFixed(0))
    row('bare loader', load.toFixed(0), loaderCpu.toFixed(1))
    row('')
    row('way in', 'stored/s', 'assembled/s', 'wall s', 'CPU s', 'of parse', 'of loader', 'note')
    for (const r of results) {
      const stored = r.segments / r.storedSeconds
      const assembled = r.segments / r.assembledSeconds
      row(
        r.way,
        stored.toFixed(0),
        assembled.toFixed(0),
        r.assembledSeconds.toFixed(1),
        r.cpu.toFixed(1),
        (assembled / parse).toFixed(3),
        (assembled / load).toFixed(3),
        r.note,
      )
    }
  } finally {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
