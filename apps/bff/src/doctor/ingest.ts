/** What our X-Ray service says about what came in: who sent last, what was turned away, what was dropped. */
import type { DoctorReply } from '@roentgen/contract'
import { z } from 'zod'
import { advice, type Check, check, why } from './check.ts'

const report = z.object({
  senders: z.array(
    z.object({
      sdk: z.string(),
      version: z.string(),
      host: z.string(),
      service: z.string(),
      last: z.number(),
      documents: z.number(),
    }),
  ),
  rejects: z.array(
    z.object({
      at: z.number(),
      code: z.string(),
      message: z.string(),
      id: z.string().nullable(),
      excerpt: z.string(),
      from: z.string(),
    }),
  ),
  rejectCounts: z.record(z.string(), z.number()),
  drops: z.record(z.string(), z.number()).default({}),
  storeAwaySince: z.number().nullable().default(null),
})

type Ingest = Pick<DoctorReply, 'senders' | 'rejects' | 'rejectCounts'> & { checks: Check[] }

const nothing = { senders: [], rejects: [], rejectCounts: {} }

/** Advice by the reason of the drops. */
const dropAdvice = (drops: Readonly<Record<string, number>>): Check['fix'] =>
  drops['udp-kernel'] ? advice('udp-buffer') : null

export async function ingestOf(xrayUrl: string | null): Promise<Ingest> {
  if (!xrayUrl) return { ...nothing, checks: [check('ingest', 'skip')] }
  try {
    const reply = await fetch(new URL('/roentgen/ingest', xrayUrl), { signal: AbortSignal.timeout(3000) })
    if (!reply.ok) throw new Error(`status ${reply.status}`)
    const parsed = report.parse(await reply.json())
    const dropped = Object.values(parsed.drops).reduce((sum, count) => sum + count, 0)
    const rejected = Object.values(parsed.rejectCounts).reduce((sum, count) => sum + count, 0)
    const status = parsed.storeAwaySince !== null ? 'fail' : dropped > 0 || rejected > 0 ? 'warn' : 'ok'
    const { senders, rejects, rejectCounts } = parsed
    return {
      senders,
      rejects,
      rejectCounts,
      checks: [check('ingest', status, { dropped, rejected, senders: senders.length }, dropAdvice(parsed.drops))],
    }
  } catch (error) {
    return { ...nothing, checks: [check('ingest', 'fail', { why: why(error) })] }
  }
}
