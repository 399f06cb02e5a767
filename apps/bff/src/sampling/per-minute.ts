/** What our own X-Ray service knows beyond AWS's API: reservoirs a minute, and who shares a reservoir. Any other service has none. */
import { z } from 'zod'
import { ApiError } from '../http/errors.ts'

const report = z.object({
  rules: z.array(
    z.object({
      name: z.string(),
      perMinute: z.number().nullable(),
      clients: z.array(z.object({ client: z.string(), perSecond: z.number(), demand: z.number() })),
    }),
  ),
})
export type OwnRule = z.infer<typeof report>['rules'][number]

const patienceMs = 3000

/** Below the source's own path: it may stand behind a proxy that knows it by a prefix. */
function below(base: string, path: string): URL {
  const url = new URL(base)
  url.pathname = url.pathname.replace(/\/+$/, '') + path
  return url
}

/** By rule; null when the service is not one of ours. */
export async function readOwn(url: string | null): Promise<Map<string, OwnRule> | null> {
  if (url === null) return null
  try {
    const reply = await fetch(below(url, '/roentgen/sampling'), { signal: AbortSignal.timeout(patienceMs) })
    if (!reply.ok) return null
    const { rules } = report.parse(await reply.json())
    return new Map(rules.map((rule) => [rule.name, rule]))
  } catch {
    return null
  }
}

export async function setPerMinute(url: string, rule: string, perMinute: number | null): Promise<void> {
  const reply = await fetch(below(url, '/roentgen/sampling/per-minute'), {
    method: 'POST',
    body: JSON.stringify({ rule, perMinute }),
    signal: AbortSignal.timeout(patienceMs),
  })
  if (reply.ok) return
  const body: unknown = await reply.json().catch(() => null)
  const said = z.object({ Message: z.string() }).safeParse(body)
  throw new ApiError('UPSTREAM', said.success ? said.data.Message : `the X-Ray service answered ${reply.status}`)
}
