/** A whole Roentgen in this process: embedded store, X-Ray service, bff with both sources; loaded with recorded traces. */

import { parseConfig } from '../../apps/bff/src/config.ts'
import { type Bff, startBff } from '../../apps/bff/src/index.ts'
import { parseSource, type SourceSpec } from '../../apps/bff/src/source/spec.ts'
import { type RunningXray, startXray } from '../../apps/xray/src/index.ts'
import type { Store } from '../../packages/store/src/index.ts'
import { temporaryStore } from '../../packages/store/src/testing/index.ts'
import { sampleLines } from '../data/sample.ts'
import { type DataSet, loadSet, moveSet } from '../data/sets.ts'

export type Installation = {
  readonly bff: Bff
  readonly xray: RunningXray
  readonly store: Store
  /** Id of the source that goes over the X-Ray API. */
  readonly viaApi: string
  readonly close: () => Promise<void>
}

const config = `
objectives:
  - name: Frontend answers
    node: frontend
    target: 99%
    latency: 300ms
`

export async function install(): Promise<Installation> {
  const temporary = await temporaryStore()
  const xray = await startXray({ store: temporary.store, port: 0, otlpPort: null })
  const viaApi = `xray:${xray.url}`
  const bff = await startBff({
    port: 0,
    store: temporary.store,
    source: parseSource('own') as SourceSpec,
    config: {
      ...parseConfig(config, 'roentgen.yaml'),
      sources: [parseSource(viaApi) as SourceSpec],
    },
    xrayUrl: xray.url,
    checkReplies: true,
  })
  return {
    bff,
    xray,
    store: temporary.store,
    viaApi,
    close: async () => {
      await bff.close()
      await xray.close()
      await temporary.close()
    },
  }
}

export type Loaded = {
  /** Epoch seconds, whole: everything recorded began and ended in [from, to). */
  readonly from: number
  readonly to: number
  readonly boutique: DataSet
  readonly servitrace: DataSet
  readonly traces: number
}

/** The samples keep their own time, so that links between their traces hold. */
export const samplesWindow = { from: 1763459700, to: 1763461000 } as const
export const samples = [
  '04-dynamodb-throttle',
  '05-sqs-producer-consumer-links',
  '06-ecs-go-two-services',
  '08-alb-dotnet',
  '10-independent-subsegments',
  '11-exceptions-cause-chain',
  '12-eks-otel-exported',
] as const

/** Recorded traces spread over nine hours, so that windows are longer than the API's six. */
export async function load(xrayUrl: string, store: Store): Promise<Loaded> {
  const to = Math.floor(Date.now() / 1000) - 600
  const from = to - 9 * 3600
  const boutique = moveSet(loadSet('onlineboutique'), (_, order) => from + 60 + order * 130)
  const servitrace = moveSet(loadSet('servitrace-a'), (_, order) => to - 3600 + order * 60)
  const sets = [
    boutique,
    servitrace,
    moveSet(loadSet('hotrod'), (_, order) => to - 1800 + order * 7),
    moveSet(loadSet('zipkin-small'), (_, order) => to - 1200 + order * 7),
  ]
  const lines = [...sets.flatMap((set) => set.lines), ...samples.flatMap((name) => sampleLines(name))]
  for (let i = 0; i < lines.length; i += 500) {
    const reply = await fetch(`${xrayUrl}/TraceSegments`, {
      method: 'POST',
      body: JSON.stringify({ TraceSegmentDocuments: lines.slice(i, i + 500) }),
    })
    if (!reply.ok) throw new Error(`PutTraceSegments: ${reply.status} ${await reply.text()}`)
  }
  const ids = new Set(lines.map((line) => (JSON.parse(line) as { trace_id: string }).trace_id))
  await untilSettled(store, ids.size)
  return { from, to, boutique, servitrace, traces: ids.size }
}

async function untilSettled(store: Store, traces: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const figures = await store.statistics()
    if (figures.traces >= traces && (await store.unsettledTraces()).length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('the recorded traces were not assembled in time')
}
