/** One trace of OpenTelemetry's SDK by each of its exporters: the trees that come back are equal. */
import { BatchGetTracesCommand } from '@aws-sdk/client-xray'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { eventually, type Running, startRunning } from '../api/running.ts'
import { exported, exporters, oneTrace } from './exporters.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let running: Running
beforeAll(async () => {
  running = await startRunning({ otlpPort: 0, otlpGrpcPort: 0 })
})
afterAll(() => running?.stop())

const spans = oneTrace()
const hex = (digits: number) =>
  Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('')

/** The same trace under an id of its own: else the second sending would meet the documents of the first. */
function underNewId(traceId: string): ReadableSpan[] {
  return spans.map((span) =>
    Object.create(span, {
      spanContext: { value: () => ({ ...span.spanContext(), traceId }) },
      parentSpanContext: { value: span.parentSpanContext && { ...span.parentSpanContext, traceId } },
    }),
  )
}

type Fields = Record<string, unknown>

/** Segments as they are read, each under its id; inferred ones have ids that the service made up. */
async function tree(traceId: string): Promise<Fields> {
  const id = `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`
  const command = new BatchGetTracesCommand({ TraceIds: [id] })
  const read = async () => (await running.client.send(command)).Traces?.[0]
  const found = await eventually(read, (one) => (one?.Segments?.length ?? 0) >= 3)
  const documents = (found?.Segments ?? []).map(({ Document }): Fields => JSON.parse(Document ?? '{}'))
  const key = (document: Fields) =>
    document.inferred === true ? `inferred below ${document.parent_id}` : `${document.id}`
  const named = documents.map((document) => [
    key(document),
    { ...document, trace_id: 'the trace', ...(document.inferred === true ? { id: 'made' } : {}) },
  ])
  return Object.fromEntries(named.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
}

const trees = new Map<string, Fields>()

it.each(Object.keys(exporters('', 'http://127.0.0.1:1')))('%s is taken', async (name) => {
  const traceId = hex(32)
  const exporter = exporters(running.otlpUrl ?? '', running.otlpGrpcUrl ?? '')[name]
  const result = await exported(exporter!(), underNewId(traceId))
  expect(result.error).toBeUndefined()
  expect(result.code).toBe(0)
  trees.set(name, await tree(traceId))
})

it('all trees are equal, and hold what was sent', () => {
  expect(trees.size).toBe(6)
  const [first, ...others] = trees.values()
  for (const other of others) expect(other).toEqual(first)
  const all = Object.values(first ?? {}).map((document) => document as Fields)
  expect(all.map(({ name }) => name).sort()).toEqual(['orders@db.internal', 'shop', 'stock'])
  const shop = all.find(({ name }) => name === 'shop')
  expect(shop).toMatchObject({
    user: 'u-1',
    fault: true,
    annotations: { 'app.yes': true, 'app.float': 0.1 },
    links: [{ trace_id: '1-5759e988-bd862e3fe1be46a994272793', id: '53995c3f42cd8ad8', attributes: { why: 'batch' } }],
    metadata: {
      default: { 'app.list': ['a', 'b'], 'app.big': 2 ** 40, 'app.text': 'Gr\u00fc\u00dfe \u2603 \ud83d\ude80' },
    },
  })
  expect(JSON.stringify(all.find(({ name }) => name === 'stock'))).toContain('not a number')
})
