/** Each place as it sends, through a real service: the nodes and edges, and how they are drawn and called. */
import { BatchGetTracesCommand, GetServiceGraphCommand, GetTraceGraphCommand, type Service } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { glyphs } from '../../apps/web/src/ui/glyphs.ts'
import { kindWords } from '../../apps/web/src/ui/kind-words.ts'
import { nodeKind } from '../../apps/web/src/ui/node-kind.ts'
import { sendLines } from '../api/api-source.ts'
import { dumpServices } from '../api/dump-services.ts'
import { eventually, type Running, startRunning } from '../api/running.ts'
import { fixtureOf, isOtlp, type Place, places } from './places.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

type Document = { readonly trace_id: string }
type Otlp = { resourceSpans: { scopeSpans: { spans: { traceId: string }[] }[] }[] }

const documentsOf = (place: Place) => fixtureOf(place) as readonly Document[]

function traceIdsOf(place: Place): string[] {
  if (!isOtlp(place)) return [...new Set(documentsOf(place).map((document) => document.trace_id))]
  const { resourceSpans } = fixtureOf(place) as Otlp
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  return [...new Set(spans.map(({ traceId }) => `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`))]
}

let running: Running
beforeAll(async () => {
  running = await startRunning({ otlpPort: 0 })
  for (const place of places) {
    if (isOtlp(place)) {
      const body = JSON.stringify(fixtureOf(place))
      const headers = { 'content-type': 'application/json' }
      const reply = await fetch(`${running.otlpUrl}/v1/traces`, { method: 'POST', headers, body })
      expect([reply.status, await reply.json()]).toEqual([200, {}])
    } else {
      const lines = documentsOf(place).map((document) => JSON.stringify(document))
      expect(await sendLines(running.client, lines)).toBe(lines.length)
    }
  }
  const open = async () => (await (await fetch(`${running.url}/roentgen/ingest`)).json()).open.traces
  await eventually(open, (traces) => traces === 0, 250)
})
afterAll(() => running.stop())

const graphOf = async (place: Place): Promise<Service[]> => {
  const { Services } = await running.client.send(new GetTraceGraphCommand({ TraceIds: traceIdsOf(place) }))
  return Services ?? []
}
const placeOf = (fixture: string): Place => places.find((place) => place.fixture === fixture)!

it('there are twelve', () => expect(places).toHaveLength(12))

describe.each(places)('$name', (place) => {
  it('gives these nodes and edges', async () => {
    expect(dumpServices(await graphOf(place)).sort()).toEqual([...place.graph].sort())
  })

  it('has a kind, a glyph of its own and a plain name', async () => {
    expect(nodeKind(place.type)).toBe(place.kind)
    expect(kindWords(place.type)).toBe(place.words)
    const drawnAlike = Object.values(glyphs).filter((drawing) => drawing === glyphs[place.kind])
    expect(drawnAlike).toHaveLength(1)
    // Nothing on its map is of a kind that nobody knows.
    const kinds = (await graphOf(place)).map((service) => nodeKind(service.Type ?? null))
    expect(kinds).not.toContain('unknown')
    // A balancer is no node: it sends no segments.
    expect(kinds.includes(place.kind)).toBe(place.name !== 'Elastic Load Balancing')
  })

  it('is in the graph of its time as well', async () => {
    const starts = traceIdsOf(place).map((id) => Number.parseInt(id.slice(2, 10), 16) * 1000)
    const window = { StartTime: new Date(Math.min(...starts)), EndTime: new Date(Math.max(...starts) + 3_600_000) }
    const { Services } = await running.client.send(new GetServiceGraphCommand(window))
    const names = dumpServices(Services ?? []).map((line) => line.split(/ \[| \d/)[0])
    for (const line of place.graph) expect(names).toContain(line.split(/ \[| \d/)[0])
  })
})

describe('Lambda', () => {
  const treeOf = async (place: Place, name: string, origin: string) => {
    const { Traces } = await running.client.send(new BatchGetTracesCommand({ TraceIds: traceIdsOf(place) }))
    const documents = (Traces ?? [])
      .flatMap((trace) => trace.Segments ?? [])
      .map((one) => JSON.parse(one.Document ?? ''))
    return documents.filter((document) => document.name === name && document.origin === origin)
  }

  it('a cold start begins before its segment, and is not clamped', async () => {
    const [code] = await treeOf(placeOf('lambda-sync.json'), 'price-quote', 'AWS::Lambda::Function')
    const start = code.subsegments.find((one: { name: string }) => one.name === 'Initialization')
    expect(start.start_time).toBeLessThan(code.start_time)
    expect(start.end_time - start.start_time).toBeCloseTo(0.49)
  })

  it('called asynchronously it waits, and each attempt runs the code once', async () => {
    const place = placeOf('lambda-async.json')
    const [service] = await treeOf(place, 'make-thumbnail', 'AWS::Lambda')
    expect(service.http.response.status).toBe(202)
    expect(service.subsegments.map((one: { name: string }) => one.name)).toEqual([
      'Dwell Time',
      'Attempt #1',
      'Attempt #2',
    ])
    const attempts = service.subsegments.slice(1).map((one: { id: string }) => one.id)
    const runs = await treeOf(place, 'make-thumbnail', 'AWS::Lambda::Function')
    expect(runs.map((run) => run.parent_id).sort()).toEqual(attempts.sort())
  })
})

describe('queues', () => {
  it('a link says how old the messages were when they were picked up, and nothing of response times', async () => {
    const services = await graphOf(placeOf('sqs-sns.json'))
    const queue = services.find((service) => service.Type === 'AWS::SQS::Queue')
    expect(queue?.Edges).toHaveLength(1)
    const [edge] = queue?.Edges ?? []
    expect(edge?.EdgeType).toBe('link')
    expect(edge?.ResponseTimeHistogram).toEqual([])
    expect(edge?.ReceivedEventAgeHistogram).toHaveLength(1)
    const [age] = edge?.ReceivedEventAgeHistogram ?? []
    expect(age?.Count).toBe(1)
    // Sent at 700.10 s, picked up at 704.60 s; a histogram is within 1 %.
    expect(Math.abs((age?.Value ?? 0) / 4.5 - 1)).toBeLessThan(0.0101)
    const others = services.flatMap((service) => (service === queue ? [] : (service.Edges ?? [])))
    expect(others.filter((one) => one.EdgeType === 'link')).toEqual([])
  })
})
