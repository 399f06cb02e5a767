/** A real segment over UDP, like any SDK's, and the wait until it can be read; sampling rules over TCP. */
import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Reply } from '@roentgen/contract'
import { probeName } from '@roentgen/picture'
import type { TraceId } from '@roentgen/trace'
import type { TraceSource } from '../source/port.ts'
import { why } from './check.ts'

export type Daemon = { readonly host: string; readonly port: number }

const pollEveryMs = 200

export function probeSegment(nowMs: number): { traceId: TraceId; document: string } {
  const seconds = nowMs / 1000
  const traceId = `1-${Math.floor(seconds).toString(16).padStart(8, '0')}-${randomBytes(12).toString('hex')}`
  return {
    traceId,
    document: JSON.stringify({
      name: probeName,
      id: randomBytes(8).toString('hex'),
      trace_id: traceId,
      start_time: seconds - 0.001,
      end_time: seconds,
      annotations: { probe: true },
      aws: { xray: { sdk: 'Roentgen doctor', sdk_version: '1' } },
    }),
  }
}

export function sendDatagram({ host, port }: Daemon, document: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    socket.once('error', reject)
    socket.send(`{"format":"json","version":1}\n${document}`, port, host, (error) => {
      socket.close()
      if (error) reject(error)
      else resolve()
    })
  })
}

async function untilReadable(source: TraceSource, traceId: TraceId, patienceMs: number): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const found = await source.documents([traceId]).catch(() => null)
    if (found?.get(traceId)?.documents.length) return true
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs))
  }
  return false
}

async function samplingAnswers({ host, port }: Daemon): Promise<Reply<'probe'>['samplingTcp']> {
  try {
    const address = isIPv6(host) ? `[${host}]` : host
    const reply = await fetch(`http://${address}:${port}/GetSamplingRules`, {
      method: 'POST',
      body: '{}',
      signal: AbortSignal.timeout(3000),
    })
    const answer = (await reply.json()) as { SamplingRuleRecords?: unknown }
    if (!reply.ok || !Array.isArray(answer.SamplingRuleRecords)) throw new Error(`status ${reply.status}`)
    const { length } = answer.SamplingRuleRecords
    return { ok: true, detail: length === 1 ? '1 rule' : `${length} rules` }
  } catch (error) {
    return { ok: false, detail: why((error as { cause?: unknown }).cause ?? error) }
  }
}

export async function probe(
  source: TraceSource,
  daemon: Daemon,
  options: { readonly patienceMs: number; readonly nowMs: number },
): Promise<Reply<'probe'>> {
  const { traceId, document } = probeSegment(options.nowMs)
  const started = performance.now()
  const [arrived, samplingTcp] = await Promise.all([
    sendDatagram(daemon, document).then(
      () => untilReadable(source, traceId, options.patienceMs),
      () => false,
    ),
    samplingAnswers(daemon),
  ])
  const seconds = (performance.now() - started) / 1000
  return { udp: { ok: arrived, seconds: arrived ? seconds : null, traceId }, samplingTcp }
}

/** `AWS_XRAY_DAEMON_ADDRESS` as SDKs read it: `host:port`, or `tcp:host:port udp:host:port` (facts 8.6). */
export function daemonFrom(text: string | undefined): Daemon | null {
  const part = text
    ?.trim()
    .split(/\s+/)
    .map((one) => /^(?:(tcp|udp):)?(.+):(\d+)$/.exec(one))
    .find((match) => match && match[1] !== 'tcp')
  return part ? { host: part[2] ?? '', port: Number(part[3]) } : null
}
