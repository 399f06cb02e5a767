/**
 * What X-Ray's API has no members for: reservoirs a minute, and who holds which share now. Beside the operations, so that those stay
 * as AWS has them.
 */
import * as z from 'zod'
import { ApiError } from '../api/errors.ts'
import { parsed } from '../api/members.ts'
import type { Control } from '../control/control.ts'
import type { Route } from '../http/api-handler.ts'
import { readBody } from '../http/body.ts'
import { sendJson } from '../http/reply.ts'
import type { Sampling } from './sampling.ts'

const change = z.object({ rule: z.string().min(1).max(32), perMinute: z.number().nullable() })
const bodyLimitBytes = 4096

type Parts = { readonly control: Control; readonly sampling: Sampling; readonly nowMs: () => number }

export function addSamplingRoutes(routes: Map<string, Route>, { control, sampling, nowMs }: Parts): void {
  const report = async () => {
    const nowS = Math.floor(nowMs() / 1000)
    const rules = await control.samplingRules.all()
    return {
      rules: rules.map((record) => ({
        name: record.rule.name,
        perMinute: record.perMinute,
        boost: sampling.boost(record, nowS),
        clients: sampling.holders(record, nowS),
      })),
    }
  }
  routes.set('GET /roentgen/sampling', async (_request, response) => sendJson(response, 200, await report()))
  routes.set('POST /roentgen/sampling/per-minute', async (request, response) => {
    const given = change.safeParse(parsed((await readBody(request, bodyLimitBytes)).toString('utf8')))
    if (!given.success)
      throw new ApiError('ValidationException', 'Expected {"rule": its name, "perMinute": a whole number or null}.')
    await control.samplingRules.setPerMinute(given.data.rule, given.data.perMinute, nowMs())
    sendJson(response, 200, await report())
  })
}
