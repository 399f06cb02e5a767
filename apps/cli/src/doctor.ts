/** `roentgen doctor`: the doctor page in a terminal. Asks the running service; exit code 1 when a check fails. */
import type { Reply } from '@roentgen/contract'
import { checkName, checkWords, fixWords } from '@roentgen/web/doctor-words'
import type { Options } from './options.ts'

type Report = Reply<'doctor'>

const mark: Record<Report['checks'][number]['status'], string> = {
  ok: 'ok  ',
  warn: 'warn',
  fail: 'FAIL',
  skip: 'skip',
}

export async function doctor(options: Options): Promise<boolean> {
  const base = `http://${options.host}:${options.webPort}`
  let probe: Reply<'probe'>
  let report: Report
  try {
    probe = (await ask(`${base}/api/doctor/probe`, 'POST')) as Reply<'probe'>
    report = (await ask(`${base}/api/doctor`, 'GET')) as Report
  } catch (cause) {
    process.stdout.write(
      `FAIL Roentgen does not answer at ${base} (${cause instanceof Error ? cause.message : String(cause)}).\n` +
        '     Start it with: npx --yes pnpm start      or say where it is with --host and --web-port\n',
    )
    return false
  }
  const lines: string[] = []
  lines.push(
    `${mark[probe.udp.ok ? 'ok' : 'fail']} probe segment over UDP ${probe.udp.ok ? `seen after ${probe.udp.seconds?.toFixed(1)} s` : 'was not seen: is UDP blocked on this machine?'}`,
  )
  lines.push(`${mark[probe.samplingTcp.ok ? 'ok' : 'fail']} sampling rules over TCP: ${probe.samplingTcp.detail}`)
  for (const check of report.checks) {
    const words = checkWords(check)
    lines.push(`${mark[check.status]} ${checkName(check.id)}${words ? `: ${words}` : ''}`)
    if (check.fix)
      lines.push(
        ...fixWords(check.fix)
          .split('\n')
          .map((line) => `       ${line}`),
      )
  }
  for (const port of report.ports)
    lines.push(`${mark[port.open ? 'ok' : 'warn']} port ${port.name} ${port.address ?? 'off'}`)
  for (const s of report.senders) {
    lines.push(
      `     last from ${s.service} (${s.sdk} ${s.version}, ${s.host}) at ${new Date(s.last * 1000).toISOString()}, ${s.documents} documents`,
    )
  }
  for (const [reason, n] of Object.entries(report.rejectCounts)) lines.push(`warn ${n} documents not stored: ${reason}`)
  process.stdout.write(`${lines.join('\n')}\n`)
  return probe.udp.ok && probe.samplingTcp.ok && report.checks.every((c) => c.status !== 'fail')
}

async function ask(url: string, method: 'GET' | 'POST'): Promise<unknown> {
  const reply = await fetch(url, { method, signal: AbortSignal.timeout(30_000) })
  if (!reply.ok) throw new Error(`HTTP ${reply.status}: ${(await reply.text()).slice(0, 300)}`)
  return reply.json()
}
