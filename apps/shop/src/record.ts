/**
 * Makes the recording that `history.ts` plays back: runs the shop against an X-Ray service, goes through the scenarios, and reads
 * back what arrived. Not part of the demo; run by hand when the shop has changed:
 *
 *     node --import tsx apps/shop/src/record.ts --xray http://127.0.0.1:2000 --otlp http://127.0.0.1:4318 --rate 4
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { WireDocument } from '@roentgen/trace'
import { packTrace } from './history/packed-trace.ts'
import { type Manifest, recordingFiles } from './history/recording.ts'
import type { ScenarioId } from './scenarios.ts'

const { values: options } = parseArgs({
  options: {
    xray: { type: 'string', default: 'http://127.0.0.1:2000' },
    otlp: { type: 'string', default: 'http://127.0.0.1:4318' },
    /** Requests per second of the visitors. */
    rate: { type: 'string', default: '4' },
    /** Seconds of ordinary traffic, then of each scenario. */
    normal: { type: 'string', default: '240' },
    scenario: { type: 'string', default: '40' },
    out: { type: 'string', default: fileURLToPath(new URL('../recording/', import.meta.url)) },
  },
})

/** Requests that began under a scenario must have ended before the next begins. */
const settleSeconds = 8
const order: readonly ScenarioId[] = [
  'slow-database',
  'bad-deployment',
  'payment-timeouts',
  'throttled-table',
  'retry-storm',
  'bank-down',
]

const seconds = (text: string): Promise<void> => new Promise((resolve) => setTimeout(resolve, Number(text) * 1000))

async function startShop(): Promise<{ child: ChildProcess; control: string }> {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), [], {
    env: {
      ...process.env,
      ROENTGEN_XRAY: options.xray,
      ROENTGEN_OTLP_HTTP_URL: options.otlp,
      ROENTGEN_SHOP_RATE: options.rate,
    },
  })
  const control = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the shop ended with ${code}`)))
    child.on('message', (message: { type?: string; control?: string }) => {
      if (message.type === 'ready' && message.control) resolve(message.control)
    })
  })
  return { child, control }
}

async function ask<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${options.xray}${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}

async function traceIds(from: number, to: number): Promise<string[]> {
  const ids: string[] = []
  let NextToken: string | undefined
  do {
    const page: { TraceSummaries: { Id: string }[]; NextToken?: string | null } = await ask('/TraceSummaries', {
      StartTime: from,
      EndTime: to,
      TimeRangeType: 'TraceId',
      NextToken,
    })
    ids.push(...page.TraceSummaries.map(({ Id }) => Id))
    NextToken = page.NextToken ?? undefined
  } while (NextToken)
  return ids
}

/** Where this clone lies is nobody's business. */
const root = fileURLToPath(new URL('../../../', import.meta.url))
const withoutPaths = (document: string): string =>
  document.replaceAll(root, '/srv/').replaceAll(root.slice(0, -1), '/srv')

async function documentsOf(ids: readonly string[]): Promise<WireDocument[][]> {
  const traces: WireDocument[][] = []
  for (let at = 0; at < ids.length; at += 5) {
    const page = await ask<{ Traces: { Segments: { Document: string }[] }[] }>('/Traces', {
      TraceIds: ids.slice(at, at + 5),
    })
    for (const { Segments } of page.Traces) {
      const documents = Segments.map(({ Document }) => JSON.parse(withoutPaths(Document)) as WireDocument)
      // Inferred ones are made again by whoever reads the copy.
      traces.push(documents.filter((document) => document.inferred !== true))
    }
  }
  return traces
}

/** An id per AWS call is half of what a recording weighs, and says nothing. */
function lighten(entity: WireDocument | NonNullable<WireDocument['subsegments']>[number]): void {
  if (entity.aws) delete entity.aws.request_id
  for (const child of entity.subsegments ?? []) lighten(child)
}

const { child, control } = await startShop()
const began = Date.now() / 1000
const now = () => Date.now() / 1000 - began
const episodes: Manifest['episodes'] = []
await seconds(options.normal)
for (const scenario of order) {
  const set = (on: boolean) =>
    fetch(`${control}/scenarios/${scenario}`, { method: 'POST', body: JSON.stringify({ on }) })
  await set(true)
  const from = now()
  await seconds(options.scenario)
  await set(false)
  episodes.push({ scenario, from, to: now() })
  console.log(`recorded ${scenario}`)
  await seconds(String(settleSeconds))
}
const length = now()
await seconds('15') // settlements, slow workers, assembly
child.kill('SIGTERM')

const complete = (trace: readonly WireDocument[]) =>
  trace.length > 0 && trace.every(({ end_time }) => end_time !== undefined)
const traces = (await documentsOf(await traceIds(began, began + length))).filter(complete)
for (const document of traces.flat()) lighten(document)
const packed = traces.map((trace) => packTrace(trace, began)).sort((a, b) => a.at - b.at)
const manifest: Manifest = {
  version: 1,
  recorded: new Date(began * 1000).toISOString(),
  seconds: Math.round(length),
  traces: packed.length,
  documents: traces.flat().length,
  episodes: episodes.map(({ scenario, from, to }) => ({ scenario, from: Math.round(from), to: Math.round(to) })),
}
const file = await promisify(gzip)(packed.map((trace) => `${JSON.stringify(trace)}\n`).join(''), { level: 9 })
await mkdir(options.out, { recursive: true })
await writeFile(join(options.out, recordingFiles.traces), file)
await writeFile(join(options.out, recordingFiles.manifest), `${JSON.stringify(manifest, null, 2)}\n`)
console.log(`${manifest.traces} traces, ${manifest.documents} documents, ${(file.length / 1024).toFixed(0)} KiB`)
process.exit(0)
