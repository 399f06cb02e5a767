import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { assemble, type TraceDocument, validateDocument } from '@roentgen/trace'
import { beforeAll, expect, it } from 'vitest'
import type { ScenarioId } from '../scenarios.ts'
import { scenarios } from '../scenarios.ts'
import { type PackedTrace, unpackTrace } from './packed-trace.ts'
import { poolsOf, type Recording, readRecording } from './recording.ts'

const directory = fileURLToPath(new URL('../../recording/', import.meta.url))
let recording: Recording
let pools: Map<ScenarioId | null, PackedTrace[]>

beforeAll(async () => {
  recording = await readRecording(directory)
  pools = poolsOf(recording)
})

let counter = 0
const hex = (digits: number) => (++counter).toString(16).padStart(digits, '0')

function documentsOf(trace: PackedTrace): TraceDocument[] {
  return unpackTrace(trace, 1_800_000_000, hex).map((document) => {
    const checked = validateDocument(JSON.stringify(document))
    if (!checked.ok) throw new Error(checked.message)
    return { document: checked.doc, receivedUs: 0, complete: checked.complete }
  })
}

const assembled = (label: ScenarioId | null) =>
  (pools.get(label) ?? []).map((trace) => assemble(documentsOf(trace), { settled: true }))

it('is what its manifest says, small, and silent about the machine it was made on', () => {
  const { manifest, traces } = recording
  expect(traces).toHaveLength(manifest.traces)
  expect(traces.reduce((sum, trace) => sum + trace.documents.length, 0)).toBe(manifest.documents)
  expect(statSync(join(directory, 'traces.ndjson.gz')).size).toBeLessThanOrEqual(1024 * 1024)
  const text = gunzipSync(readFileSync(join(directory, 'traces.ndjson.gz'))).toString('utf8')
  const roots = new Set(text.match(/(?<=")\/(?!srv\/)[\w.-]+\/[\w./-]+(?=\.[cm]?[jt]s")/g))
  expect([...roots].filter((path) => !path.startsWith('/srv'))).toEqual([])
})

it('holds ordinary traffic and every scenario', () => {
  expect(pools.get(null)?.length).toBeGreaterThan(300)
  for (const { id } of scenarios) expect([id, (pools.get(id)?.length ?? 0) > 20]).toEqual([id, true])
})

it('draws the whole shop, each kind of node among them', () => {
  const nodes = new Set(
    assembled(null).flatMap(({ served, called }) =>
      [...served.map(({ node }) => node), ...called.map(({ from }) => from)].map(
        ({ name, type }) => `${name} / ${type}`,
      ),
    ),
  )
  expect([...nodes].sort()).toEqual([
    'bank.example / remote',
    'catalog / null',
    'fulfilment / null',
    'https://sqs.eu-west-1.amazonaws.com/000000000000/order-queue / AWS::SQS::Queue',
    'inventory / null',
    'orders / null',
    'payments / client',
    'payments / null',
    'recommendations / null',
    'shop@db.shop.internal / Database::SQL',
    'stock / AWS::DynamoDB::Table',
    'storefront / client',
    'storefront / null',
  ])
})

it('knows a few hundred users, and mostly serves them', () => {
  const traces = assembled(null)
  const users = new Set(traces.flatMap(({ summary }) => summary.users.map(({ name }) => name)))
  expect(users.size).toBeGreaterThan(100)
  const ok = traces.filter(({ summary }) => summary.rootClass === 'ok').length
  expect(ok / traces.length).toBeGreaterThan(0.9)
})

/** Share of the requests to a node that ended in a class, or of its calls that took longer. */
const share = (
  label: ScenarioId | null,
  name: string,
  is: (one: { responseClass: string; durationUs: number }) => boolean,
) => {
  const served = assembled(label).flatMap((trace) => trace.served.filter(({ node }) => node.name === name))
  return served.length === 0 ? 0 : served.filter(is).length / served.length
}

it.each([
  ['slow-database', 'shop@db.shop.internal', (one: { durationUs: number }) => one.durationUs > 300_000],
  ['payment-timeouts', 'bank.example', (one: { responseClass: string }) => one.responseClass === 'fault'],
  ['throttled-table', 'stock', (one: { responseClass: string }) => one.responseClass === 'throttle'],
  ['bank-down', 'bank.example', (one: { responseClass: string }) => one.responseClass === 'fault'],
  ['retry-storm', 'payments', (one: { responseClass: string }) => one.responseClass === 'fault'],
  ['bad-deployment', 'orders', (one: { responseClass: string }) => one.responseClass === 'fault'],
] as const)('%s shows on %s', (scenario, name, is) => {
  expect(share(scenario, name, is)).toBeGreaterThan(0.25)
  expect(share(null, name, is)).toBeLessThan(0.1)
})
