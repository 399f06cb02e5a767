/** The recorded sets by every other way in: the same facts hold as through PutTraceSegments (tests/api/data.test.ts). */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { BatchGetTracesCommand } from '@aws-sdk/client-xray'
import { testScale } from '@roentgen/store/testing'
import { afterAll, expect, it, vi } from 'vitest'
import { apiSource, sendLines } from '../api/api-source.ts'
import { eventually, type Running, startRunning } from '../api/running.ts'
import { factRows, holds, markdownTable } from '../data/facts.ts'
import { type DataSet, loadSet, type SetName } from '../data/sets.ts'
import { requestOf } from './as-otlp.ts'
import { byFile, byGrpc, byHttp, withFile } from './roads.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

type Road = (running: Running, set: DataSet) => Promise<unknown>

const recording = (name: string) =>
  fileURLToPath(new URL(`../data/${name}/${name}.segments.ndjson.gz`, import.meta.url))
const requestsOf = (set: DataSet) => set.lines.map(requestOf)
const whole = async (imported: ReturnType<typeof byFile>) =>
  expect((await imported).code, (await imported).said).toBe(0)

const roads = {
  'file, lines of documents': (running, { name }) => whole(byFile(running, [recording(name)])),
  'file, answers of BatchGetTraces': async (running, set) =>
    whole(withFile(await answersFor(set), (path) => byFile(running, [path]))),
  'file, OTLP JSON': (running, set) =>
    whole(
      withFile(
        requestsOf(set)
          .map((one) => JSON.stringify(one))
          .join('\n'),
        (path) => byFile(running, [path]),
      ),
    ),
  'OTLP over HTTP, JSON': (running, set) => byHttp(running, requestsOf(set), 'json'),
  'OTLP over HTTP, protobuf': (running, set) => byHttp(running, requestsOf(set), 'x-protobuf'),
  'OTLP over gRPC': (running, set) => byGrpc(running, requestsOf(set)),
} satisfies Record<string, Road>

type RoadName = keyof typeof roads

const documents: readonly RoadName[] = ['file, lines of documents', 'file, answers of BatchGetTraces']
const spans: readonly RoadName[] = [
  'file, OTLP JSON',
  'OTLP over HTTP, JSON',
  'OTLP over HTTP, protobuf',
  'OTLP over gRPC',
]
const every = [...documents, ...spans]
const full = testScale() >= 1
/** `servitrace-a` has origins (Lambda, API Gateway, Step Functions) and AWS calls that spans cannot say. All roads of all at full scale. */
const roadsOf: readonly (readonly [SetName, readonly RoadName[]])[] = [
  ['servitrace-a', full ? documents : ['file, answers of BatchGetTraces']],
  ['zipkin-small', every],
  ['hotrod', full ? every : ['file, OTLP JSON', 'OTLP over gRPC']],
  ['onlineboutique', full ? every : ['file, lines of documents']],
]
const cases = roadsOf.flatMap(([name, roads]) => roads.map((road): [SetName, RoadName] => [name, road]))

const head = ['| set | road | facts | equal |', '| --- | --- | --- | --- |']
const table: string[] = []
const tableFile = join(tmpdir(), 'roentgen-facts-by-every-road.md')
afterAll(() => {
  writeFileSync(tableFile, `${[...head, ...table.sort()].join('\n')}\n`)
  process.stdout.write(`facts by every road: ${tableFile}\n`)
})

// At once: most of the time they wait for traces to settle.
it.concurrent.each(cases)('%s, %s: every fact holds', async (name, road) => {
  const recorded = loadSet(name)
  // A span is a document of its own: their number is the one fact that the road decides.
  const isSpans = spans.includes(road)
  const set = isSpans
    ? { ...recorded, expected: { ...recorded.expected, documents: recorded.expected.spans } }
    : recorded
  const running = await startRunning({ otlpPort: 0, otlpGrpcPort: 0 })
  try {
    await roads[road](running, set)
    const accepted = await settled(running)
    const rows = await factRows(set, apiSource(running.client, set.lines, accepted))
    const wrong = rows.filter((row) => !holds(row))
    table.push(`| ${name} | ${road} | ${rows.length} | ${rows.length - wrong.length} |`)
    expect(rows.length).toBeGreaterThan(40)
    expect(markdownTable(wrong)).toBe(markdownTable([]))
  } finally {
    await running.stop()
  }
})

/** Everything is assembled and settled when no trace is open any more. Gives the documents that were taken, by any way. */
async function settled(running: Running): Promise<number> {
  const report = async () => (await fetch(`${running.url}/roentgen/ingest`)).json()
  const last = await eventually(report, ({ open }) => open.traces === 0, 500)
  return Object.values<number>(last.accepted).reduce((sum, count) => sum + count, 0)
}

/** What the aws CLI would have saved of a service that was sent the recording: independent subsegments folded, inferred segments among them. */
async function answersFor(set: DataSet): Promise<Uint8Array> {
  const running = await startRunning()
  try {
    await sendLines(running.client, set.lines)
    await settled(running)
    const ids = [...new Set(set.lines.map((line): string => JSON.parse(line).trace_id))]
    const answers: string[] = []
    for (let at = 0; at < ids.length; at += 5) {
      const { Traces, UnprocessedTraceIds } = await running.client.send(
        new BatchGetTracesCommand({ TraceIds: ids.slice(at, at + 5) }),
      )
      answers.push(JSON.stringify({ Traces, UnprocessedTraceIds }))
    }
    return gzipSync(answers.join('\n'))
  } finally {
    await running.stop()
  }
}
