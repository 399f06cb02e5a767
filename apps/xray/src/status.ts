/** The service about itself: for the doctor (`/roentgen/ingest`) and for Prometheus (`/metrics`). */
import type { Assembler } from './assembly/assembler.ts'
import type { Roller } from './assembly/roller.ts'
import type { UdpListener } from './daemon/udp.ts'
import type { Events } from './events.ts'
import type { Ingest } from './ingest/ingest.ts'
import type { Way } from './ingest/ledger.ts'
import type { Metric } from './metrics.ts'

export type OtlpState =
  | { readonly state: 'listening'; readonly port: number }
  | { readonly state: 'taken'; readonly port: number }
  | { readonly state: 'off' }

export type Parts = {
  readonly ingest: Ingest
  readonly assembler: Assembler
  readonly roller: Roller
  readonly events: Events
  readonly udp: UdpListener
  readonly otlp: () => OtlpState
  readonly grpc: () => OtlpState
  readonly startedMs: number
}

const ways: readonly Way[] = ['api', 'udp', 'otlp', 'zipkin']

/** `at`, `last` and `since` are epoch seconds. */
export async function ingestReport({ ingest, assembler, events, udp, otlp, grpc, startedMs }: Parts) {
  const { ledger, commit } = ingest
  return {
    since: startedMs / 1000,
    revision: events.revision,
    senders: ledger.senders,
    rejects: ledger.rejects,
    rejectCounts: Object.fromEntries(ledger.rejectCounts),
    drops: await dropsOf({ ingest, udp }),
    received: ledger.received,
    accepted: ledger.accepted,
    daemons: ledger.daemons,
    buffer: { bytes: commit.bytes, limitBytes: commit.limitBytes, documents: commit.rows },
    storeAwaySince: ingest.awaySinceMs === null ? null : ingest.awaySinceMs / 1000,
    open: { traces: assembler.openTraces, bytes: assembler.openBytes },
    udp: { port: udp.port, waitingBytes: udp.waitingBytes(), limitBytes: udp.limitBytes },
    otlp: otlp(),
    otlpGrpc: grpc(),
  }
}

export type IngestReport = Awaited<ReturnType<typeof ingestReport>>

async function dropsOf({ ingest, udp }: Pick<Parts, 'ingest' | 'udp'>): Promise<Record<string, number>> {
  const ofUdp = { 'udp-queue-full': udp.queueDrops(), 'udp-kernel': (await udp.kernelDrops()) ?? 0 }
  return Object.fromEntries([...ingest.ledger.drops, ...Object.entries(ofUdp).filter(([, count]) => count > 0)])
}

export async function metricsOf(parts: Parts): Promise<Metric[]> {
  const { ingest, assembler, roller, events } = parts
  const { ledger, commit } = ingest
  const byWay = (counts: Readonly<Record<Way, number>>) => ways.map((way) => ({ labels: { way }, value: counts[way] }))
  const labelled = (label: string, counts: Iterable<readonly [string, number]>) =>
    [...counts].map(([key, value]) => ({ labels: { [label]: key }, value }))
  const counter = (name: string, help: string, samples: Metric['samples']): Metric => ({
    name: `roentgen_${name}_total`,
    help,
    type: 'counter',
    samples,
  })
  const gauge = (name: string, help: string, value: number): Metric => ({
    name: `roentgen_${name}`,
    help,
    type: 'gauge',
    samples: [{ value }],
  })
  return [
    counter('documents_received', 'Segment documents received.', byWay(ledger.received)),
    counter('documents_accepted', 'Segment documents accepted.', byWay(ledger.accepted)),
    counter('documents_rejected', 'Segment documents rejected, by code.', labelled('code', ledger.rejectCounts)),
    counter(
      'documents_dropped',
      'Segment documents dropped, by reason.',
      labelled('reason', Object.entries(await dropsOf(parts))),
    ),
    gauge('buffer_bytes', 'Bytes waiting for the store.', commit.bytes),
    gauge('buffer_limit_bytes', 'Bytes that may wait for the store.', commit.limitBytes),
    gauge(
      'udp_waiting_bytes',
      'Bytes of datagrams read from the socket and not taken up yet.',
      parts.udp.waitingBytes(),
    ),
    gauge('store_away', 'One while the store takes no inserts.', ingest.awaySinceMs === null ? 0 : 1),
    gauge('open_traces', 'Traces held for assembly.', assembler.openTraces),
    gauge('open_traces_bytes', 'Bytes of documents held for assembly.', assembler.openBytes),
    counter('assembly_rounds', 'Inserts of assembled traces.', [{ value: events.revision }]),
    counter('assembly_failures', 'Traces that could not be assembled.', [{ value: assembler.failures }]),
    counter('rollup_rounds', 'Rounds of the roller.', [{ value: roller.rounds }]),
  ]
}
