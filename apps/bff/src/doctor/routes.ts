import type { Reply } from '@roentgen/contract'
import { type Context, routes, server } from '../routes/context.ts'
import type { Registered } from '../source/registry.ts'
import { apiChecks } from './api.ts'
import { advice, type Check, check } from './check.ts'
import { ingestOf } from './ingest.ts'
import { isOpen, portsOf } from './ports.ts'
import { type Daemon, daemonFrom, probe } from './probe.ts'
import { storeChecks } from './store.ts'

/** Our own service is quick; AWS indexes at leisure. Below the half minute that the command line waits. */
const patienceMs = { own: 8000, xray: 10_000, aws: 20_000 } as const

const addressOf = ({ host, port }: Daemon): string => `${host}:${port}`

export function serveDoctor(context: Context): void {
  const serve = server(context)
  /** The last probe of each source: the report says what it showed. */
  const probes = new Map<string, Reply<'probe'>>()

  const daemonOf = ({ spec }: Registered): Daemon => {
    const told = daemonFrom(process.env.AWS_XRAY_DAEMON_ADDRESS)
    const own = context.endpoints.daemon ? daemonFrom(context.endpoints.daemon) : null
    const ofUrl = spec.kind === 'xray' ? daemonFrom(new URL(spec.url).host) : null
    if (spec.kind === 'own') return own ?? told ?? { host: '127.0.0.1', port: 2000 }
    return told ?? ofUrl ?? { host: '127.0.0.1', port: 2000 }
  }

  const probeCheck = (id: string, daemon: Daemon): Check => {
    const last = probes.get(id)
    const address = addressOf(daemon)
    if (!last) return check('udp-probe', 'skip', { address })
    return last.udp.ok
      ? check('udp-probe', 'ok', { address, seconds: Number((last.udp.seconds ?? 0).toFixed(2)) })
      : check('udp-probe', 'fail', { address }, advice('udp', { address, port: String(daemon.port) }))
  }

  serve(routes.doctor, async ({ query }) => {
    const registered = context.registry.find(query.source)
    const daemon = daemonOf(registered)
    const [store, ingest, api, ports, samplingOpen] = await Promise.all([
      storeChecks(context.store),
      ingestOf(context.endpoints.xray),
      apiChecks(registered),
      portsOf(context.endpoints, context.webAddress()),
      isOpen(daemon.host, daemon.port),
    ])
    const address = addressOf(daemon)
    const sampling = samplingOpen
      ? check('sampling-port', 'ok', { address })
      : check('sampling-port', 'fail', { address }, advice('daemon-address', { address }))
    return {
      source: registered.source.id,
      checks: [...store.checks, ...api, ...ingest.checks, sampling, probeCheck(registered.source.id, daemon)],
      ports,
      senders: ingest.senders,
      rejects: ingest.rejects,
      rejectCounts: ingest.rejectCounts,
      stored: store.stored,
    }
  })

  serve(routes.probe, async ({ query }) => {
    const registered = context.registry.find(query.source)
    const { source } = registered
    const result = await probe(source, daemonOf(registered), {
      patienceMs: patienceMs[source.kind],
      nowMs: context.now(),
    })
    probes.set(source.id, result)
    return result
  })
}
